"""The editor screen with real keys and mouse presses, over services in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit

from editor_app.core.draft import DraftState, Remote
from editor_app.core.errors import DiskFull
from editor_app.core.review import Comment
from editor_app.ui.dialogs import TextSheet
from editor_app.ui.editor.file_actions import write_preview
from editor_app.ui.editor.sheets import CompareSheet, PreviewSheet, SubmitSheet
from editor_app.ui.editor.view import EditorScreen
from tests.support.windows import bring_to_front, take_focus
from tests.ui.inline_runner import InlineRunner
from tests.ui_editor.bench import make_context
from tests.ui_editor.fakes import World, around
from tests.ui_editor.samples import BODY, FIELDS, TITLE


@pytest.fixture
def make_screen(qtbot, world: World, tmp_path: Path):
    made = []

    def make(body: str = "", **more) -> EditorScreen:
        context = make_context(InlineRunner(), tmp_path)
        screen = EditorScreen(context, world.services, around("en"))
        qtbot.addWidget(screen)
        screen.resize(1170, 700)
        screen.show()
        bring_to_front(qtbot, screen)
        screen.enter(world.draft(body, **more).id)
        qtbot.waitUntil(lambda: not screen.page.filling)
        made.append(screen)
        return screen

    yield make
    for screen in made:
        screen.dispose()
        screen.context.translation.release()


def press(screen: EditorScreen, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(screen.source, key, held)


def dialog(screen: EditorScreen, kind: type[QDialog]) -> QDialog:
    found = [item for item in screen.findChildren(kind) if item.isVisible()]
    assert len(found) == 1
    return found[0]


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_typing_is_saved_checked_and_rendered_by_itself(qtbot, make_screen, world):
    screen = make_screen("开头", title=TITLE, fields=FIELDS)
    screen.source.setFocus()
    screen.source.moveCursor(screen.source.textCursor().MoveOperation.End)
    QTest.keyClicks(screen.source, " 13800138000")
    qtbot.waitUntil(lambda: any(card.row.finding.rule == "P201" for card in screen.findings.cards))
    qtbot.waitUntil(lambda: "13800138000" in screen.page.toPlainText())
    qtbot.waitUntil(lambda: bool(world.disk.saves))
    assert world.disk.saves[-1][0].body == "开头 13800138000"
    assert screen.header().subtitle.startswith("Saved ")
    assert screen.context.status.saved.startswith("Saved ")
    assert "characters" in screen.context.status.count


def test_composing_changes_nothing_until_it_ends(qtbot, make_screen, world):
    screen = make_screen("已有的字。布署", title="题")
    screen.source.setFocus()
    marks = len(screen.source.extraSelections())
    checks, shown = world.rules.checks, screen.page.pieces
    QTest.keyClicks(screen.source, "x")
    for text in ("s", "sh", "shu"):
        QApplication.sendEvent(screen.source, QInputMethodEvent(text, []))
    timers = screen.presenter._timers
    qtbot.waitUntil(lambda: not timers.running("save") and not timers.running("check") and not timers.running("render"))
    assert (world.disk.saves, world.rules.checks, screen.page.pieces) == ([], checks, shown)
    assert len(screen.source.extraSelections()) == marks
    assert screen.source.text() == "x已有的字。布署"
    event = QInputMethodEvent()
    event.setCommitString("书")
    QApplication.sendEvent(screen.source, event)
    qtbot.waitUntil(lambda: bool(world.disk.saves) and world.rules.checks > checks)
    assert world.disk.saves[-1][0].body == "x书已有的字。布署"


def test_f8_ctrl_dot_and_undo(qtbot, make_screen):
    screen = make_screen(BODY, title=TITLE, fields=FIELDS)
    take_focus(qtbot, screen.source)
    press(screen, Qt.Key.Key_F8)
    assert screen.source.textCursor().selectedText() == "布署"
    press(screen, Qt.Key.Key_Period, CTRL)
    assert "统一部署" in screen.source.text()
    screen.source.undo()
    assert screen.source.text() == BODY


def test_the_fix_button_says_what_it_does_and_mends_the_field(qtbot, make_screen):
    screen = make_screen("字", title=TITLE, fields=FIELDS)
    card = next(card for card in screen.findings.cards if card.row.finding.rule == "F301")
    button = next(item for item in card.findChildren(type(screen.findings._next)) if "〔2026〕" in item.accessibleName())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert screen.form.value("document_number") == "青政发〔2026〕18号"
    assert screen.presenter.content().fields["document_number"] == "青政发〔2026〕18号"


def test_a_press_on_a_card_goes_to_the_place(make_screen):
    screen = make_screen(BODY, title=TITLE, fields=FIELDS)
    card = next(card for card in screen.findings.cards if card.row.finding.rule == "P201")
    QTest.mouseClick(card.sentence, Qt.MouseButton.LeftButton)
    assert screen.source.textCursor().selectedText() == "13800138000"


def test_keeping_with_a_reason_asks_for_it(make_screen):
    screen = make_screen("字", title=TITLE, fields=FIELDS)
    card = next(card for card in screen.findings.cards if card.row.finding.rule == "F301")
    card.keep_pressed.emit(card.row.key)
    sheet = next(item for item in QApplication.topLevelWidgets() if isinstance(item, TextSheet) and item.isVisible())
    assert not sheet.deed.isEnabled()
    QTest.keyClicks(sheet.findChild(QPlainTextEdit), "old number")
    QTest.mouseClick(sheet.deed, Qt.MouseButton.LeftButton)
    kept = next(card for card in screen.findings.cards if card.row.finding.rule == "F301")
    assert kept.row.reason == "old number"


def test_toolbar_keys_write_markdown(make_screen):
    screen = make_screen("强调")
    screen.source.setFocus()
    screen.source.selectAll()
    press(screen, Qt.Key.Key_B, CTRL)
    assert screen.source.text() == "**强调**"
    press(screen, Qt.Key.Key_2, CTRL, Qt.KeyboardModifier.AltModifier)
    assert screen.source.text() == "### **强调**"
    QTest.mouseClick(screen.toolbar.buttons["undo"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(screen.toolbar.buttons["undo"], Qt.MouseButton.LeftButton)
    assert screen.source.text() == "强调"


def test_find_and_replace_all_is_one_undo_step(make_screen):
    screen = make_screen("甲乙甲乙甲")
    screen.source.setFocus()
    press(screen, Qt.Key.Key_H, CTRL)
    assert screen.find_bar.isVisible()
    screen.find_bar.words.setText("甲")
    QTest.keyClick(screen.find_bar.words, Qt.Key.Key_Return)
    assert screen.source.selection() == (0, 1)
    QTest.keyClick(screen.find_bar.words, Qt.Key.Key_Return)
    assert screen.source.selection() == (2, 3)
    screen.find_bar.instead.setText("丙丁")
    screen.find_bar.replace_all()
    assert screen.source.text() == "丙丁乙丙丁乙丙丁"
    screen.source.undo()
    assert screen.source.text() == "甲乙甲乙甲"
    QTest.keyClick(screen.find_bar.words, Qt.Key.Key_Escape)
    assert not screen.find_bar.isVisible()


def test_dropped_files_and_pasted_pictures_become_attachments(make_screen, tmp_path):
    screen = make_screen("字")
    path = tmp_path / "值班表.xlsx"
    path.write_bytes(b"PK")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        screen.files.rect().center(), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    screen.files.dropEvent(event)
    picture = QMimeData()
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill("red")
    picture.setImageData(image)
    screen.source.insertFromMimeData(picture)
    names = [item.name for item in screen.presenter.attachments.items]
    assert names == ["值班表.xlsx", "pasted picture.png"]
    assert "](attachment:" in screen.source.text()
    card = screen.files.cards[screen.presenter.attachments.items[1].id]
    card.alt.setFocus()
    QTest.keyClicks(card.alt, "a red box")
    QTest.keyClick(card.alt, Qt.Key.Key_Return)
    assert screen.presenter.attachments.items[1].alt == "a red box"


def test_a_full_disk_shows_a_banner_that_goes_when_saving_works_again(qtbot, make_screen, world):
    screen = make_screen("字")
    world.disk.broken = DiskFull()
    screen.source.setFocus()
    QTest.keyClicks(screen.source, "x")
    qtbot.waitUntil(lambda: screen.save_banner.isVisible())
    assert "Your text is still in the window" in screen.save_banner.detail.text()
    assert screen.header().subtitle == "Not saved yet"
    world.disk.broken = None
    QTest.mouseClick(screen.save_banner.buttons[0], Qt.MouseButton.LeftButton)
    assert not screen.save_banner.isVisible()
    assert world.disk.saves[-1][0].body == "x字"


def test_the_submit_sheet_lists_jumps_and_at_last_submits(make_screen, world):
    screen = make_screen("统一布署。", title=TITLE, fields={"issuer": "青河镇", "date": "2026-11-23"})
    screen.source.setFocus()
    screen.presenter.ask_submit()
    sheet = dialog(screen, SubmitSheet)
    assert not sheet.deed.isEnabled()
    words = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "“布署”应为“部署”" in words
    sheet.jump_pressed.emit(screen.findings.cards[0].row.key)
    sheet.reject()
    assert screen.source.textCursor().selectedText() == "布署"
    screen.presenter.checks.fix_current()
    screen.presenter.ask_submit()
    sheet = dialog(screen, SubmitSheet)
    assert sheet.deed.isEnabled()
    QTest.mouseClick(sheet.deed, Qt.MouseButton.LeftButton)
    assert list(world.portal.outbox) == ["d1"]
    assert screen.source.isReadOnly()
    assert screen.form.title.isReadOnly()
    assert screen.banner.title.text() == "Waiting in the outbox"
    assert not screen.header().actions[-1].enabled


def test_pressing_submit_five_times_makes_one_entry(make_screen, world):
    screen = make_screen("好。", title=TITLE, fields={"issuer": "青河镇", "date": "2026-11-23"})
    screen.presenter.ask_submit()
    sheet = dialog(screen, SubmitSheet)
    for _ in range(5):
        sheet.deed.click()
    assert len([kind for _content, kind in world.disk.saves if kind == "before_submit"]) == 1


def test_returned_shows_reason_and_remark_as_plain_text(make_screen, world):
    world.portal.comments = (Comment("c1", "<b>刘芳</b>", "", "点明<img src=x>范围", "body", "提高思想", 0, 4),)
    screen = make_screen(
        BODY, title=TITLE, state=DraftState.RETURNED, remote=Remote(return_reason="privacy: 名单含电话", returned_by="区信息中心")
    )
    assert screen.banner.isVisible()
    labels = [label for label in screen.banner.findChildren(QLabel) if "点明" in label.text()]
    assert labels[0].text() == "“提高思想” 点明<img src=x>范围（<b>刘芳</b>）"
    assert labels[0].textFormat() is Qt.TextFormat.PlainText
    assert screen.banner.detail.text() == "Personal data · 名单含电话"


def test_preview_and_comparison_open_and_change_width(qtbot, make_screen):
    screen = make_screen(BODY, title=TITLE, fields=FIELDS)
    screen.show_preview()
    sheet = dialog(screen, PreviewSheet)
    sheet.set_width(375)
    qtbot.waitUntil(lambda: not sheet.page.filling)
    assert sheet.page.maximumWidth() == 375
    assert "提高思想认识" in sheet.page.toPlainText()
    sheet.reject()
    screen.source.setPlainText("全新的正文")
    screen.presenter.history.compare("d1-1")
    compare = dialog(screen, CompareSheet)
    qtbot.waitUntil(lambda: not compare.page.filling)
    assert "全新的正文" in compare.page.toPlainText()
    compare.reject()


def test_the_browser_page_is_whole_and_holds_its_pictures(world, tmp_path):
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill("blue")
    source = tmp_path / "p.png"
    image.save(str(source))
    item = world.files.keep(world.files.prepare_file(source)).attachment
    draft = world.draft(f"正文\n\n![图](attachment:{item.id})", TITLE, attachments=(item,), fields=FIELDS)
    target = write_preview(draft.content, "青河镇人民政府", world.files.path)
    html = target.read_text(encoding="utf-8")
    assert html.lstrip().lower().startswith("<!doctype html>")
    assert f'src="{item.id}.png"' in html
    assert (target.parent / f"{item.id}.png").read_bytes() == source.read_bytes()


def test_leaving_saves_at_once(make_screen, world):
    screen = make_screen("字")
    screen.source.setFocus()
    QTest.keyClicks(screen.source, "x")
    screen.hide()
    assert world.disk.saves[-1][0].body == "x字"


def test_no_key_of_the_editor_is_one_of_the_window(make_screen):
    """Qt carries out neither of two actions that share a key."""
    screen = make_screen(BODY, title=TITLE, fields=FIELDS)
    window = {"F5", "Ctrl+F", "Alt+Left", *(f"Ctrl+{number}" for number in range(1, 10))}
    used = {action.shortcut().toString() for action in (*screen.actions(), *screen.source.actions())}
    assert not used & window
    assert screen.focus_search()
    assert screen.find_bar.isVisible()
