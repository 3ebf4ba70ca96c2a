"""The review screen with real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from editor_app.core.content import ArticleContent
from editor_app.core.organisation import UserRole
from editor_app.core.review import Comment
from editor_app.ui.dialogs import TextSheet
from editor_app.ui.review.sheets import ApproveSheet, ReturnSheet
from editor_app.ui.review.view import ReviewScreen
from tests.support.windows import bring_to_front
from tests.ui.inline_runner import InlineRunner
from tests.ui_editor.bench import make_context, profile
from tests.ui_review.fakes import ME, Desk, in_days


def article(body: str, title: str = "题") -> ArticleContent:
    return ArticleContent(title, "tzgg", "news", {}, body)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def make_screen(qtbot, desk, tmp_path):
    made = []

    def make() -> ReviewScreen:
        context = make_context(InlineRunner(), tmp_path, who=profile(ME, "区信息中心", UserRole.CENTRE_REVIEWER))
        screen = ReviewScreen(context, desk, ME)
        qtbot.addWidget(screen)
        screen.resize(1170, 700)
        screen.show()
        bring_to_front(qtbot, screen)
        screen.enter("")
        qtbot.waitUntil(lambda: not screen.page.filling)
        made.append(screen)
        return screen

    yield make
    for screen in made:
        screen.dispose()
        screen.context.translation.release()


def sheet_of(screen, kind):
    return next(item for item in screen.findChildren(kind) if item.isVisible())


def test_approved_in_two_keys_from_the_queue(qtbot, make_screen, desk):
    desk.add("t1", article("统一部署。"), article("统一布署。"), due_at=in_days(0.001))
    desk.add("t2", article("第二件。", "二"))
    screen = make_screen()
    QTest.keyClick(screen, Qt.Key.Key_A)
    sheet = sheet_of(screen, ApproveSheet)
    qtbot.waitUntil(sheet.isActiveWindow)
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert [decision[0] for decision in desk.decisions] == ["t1"]
    assert screen.presenter.current == "t2"


def test_j_and_k_walk_the_queue(make_screen, desk):
    for name in ("t1", "t2", "t3"):
        desk.add(name, article("字", name))
    screen = make_screen()
    for key, expected in ((Qt.Key.Key_J, "t2"), (Qt.Key.Key_N, "t3"), (Qt.Key.Key_J, "t1"), (Qt.Key.Key_K, "t3")):
        QTest.keyClick(screen, key)
        assert screen.presenter.current == expected
        assert screen.queue.items[expected].property("current") == "true"


def test_return_needs_reason_and_text(qtbot, make_screen, desk):
    desk.add("t1", article("字"))
    screen = make_screen()
    QTest.keyClick(screen, Qt.Key.Key_R)
    sheet = sheet_of(screen, ReturnSheet)
    qtbot.waitUntil(sheet.isActiveWindow)
    assert not sheet.deed.isEnabled()
    QTest.keyClicks(sheet.text, "wrong number")
    assert not sheet.deed.isEnabled()
    QTest.keyClick(sheet.reason, Qt.Key.Key_Down)
    assert sheet.deed.isEnabled()
    QTest.keyClick(sheet.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.decisions[0][3] == "wording: wrong number"


def test_a_remark_on_selected_words(qtbot, make_screen, desk):
    body = "各位同志：\n\n请充分认识气候变化带来的新情况。"
    desk.add("t1", article(body))
    screen = make_screen()
    cursor = screen.page.document().find("气候变化")
    assert not cursor.isNull()
    screen.page.setTextCursor(QTextCursor(cursor))
    QTest.keyClick(screen.page, Qt.Key.Key_M)
    sheet = next(item for item in QApplication.topLevelWidgets() if isinstance(item, TextSheet) and item.isVisible())
    QTest.keyClicks(sheet.findChild(QPlainTextEdit), "where?")
    QTest.mouseClick(sheet.deed, Qt.MouseButton.LeftButton)
    comment = desk.cases["t1"].comments[0]
    assert (comment.quote, body[comment.start : comment.end]) == ("气候变化", "气候变化")
    qtbot.waitUntil(lambda: any('class="mark"' in piece for piece in screen.page.pieces))


def test_own_submission_says_why_the_buttons_are_off(make_screen, desk):
    desk.add("t1", article("我写的"), may_decide=False, why_not="own_submission")
    screen = make_screen()
    assert not screen.approve_button.isEnabled()
    assert not screen.return_button.isEnabled()
    assert "yourself" in screen.validity.text()
    QTest.keyClick(screen, Qt.Key.Key_A)
    assert not [item for item in screen.findChildren(ApproveSheet) if item.isVisible()]


def test_the_version_seen_is_named(make_screen, desk):
    case = desk.add("t1", article("字"), article("旧字"))
    screen = make_screen()
    assert f"Version 3 · {case.revision.content_hash[:4]}…" in screen.validity.text()


def test_words_from_outside_are_plain_text(make_screen, desk):
    comment = Comment("c1", "<b>x</b>", "", "<img src=file:///etc/passwd>")
    desk.add("t1", article("字", "<u>题</u>"), comments=(comment,))
    screen = make_screen()
    labels = [label for label in screen.findChildren(QLabel) if "<" in label.text()]
    assert {label.text() for label in labels} >= {"<b>x</b>", "<img src=file:///etc/passwd>", "<u>题</u>"}
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_the_look_of_the_public_page_and_back(qtbot, make_screen, desk):
    desk.add("t1", article("统一部署。"), article("统一布署。"))
    screen = make_screen()
    assert "布" in screen.page.toPlainText()
    look = next(action for action in screen.header().actions if action.id == "look")
    look.pressed()
    qtbot.waitUntil(lambda: not screen.page.filling)
    assert "布" not in screen.page.toPlainText()
    next(action for action in screen.header().actions if action.id == "look").pressed()
    qtbot.waitUntil(lambda: not screen.page.filling)
    assert "布" in screen.page.toPlainText()


def test_an_empty_queue_is_not_a_blank_screen(make_screen, desk):
    screen = make_screen()
    words = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    assert "All done" in words
    assert "Nothing waits for you" in words
