"""Screens and the main window, offscreen: keyboard, lists, live switching, closing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from editor_app.core.changes import Changes
from editor_app.core.errors import Unreachable
from editor_app.core.kind import FieldProblem, Label, shipped_kinds
from editor_app.core.organisation import UserRole
from editor_app.core.outbox import OutboxState
from editor_app.ui.drafts.view import DraftsScreen
from editor_app.ui.i18n import Language
from editor_app.ui.main_window import MainWindow
from editor_app.ui.navigation import Header, Place, Screen
from editor_app.ui.outbox.receipt import ReceiptSheet
from editor_app.ui.outbox.view import OutboxScreen
from editor_app.ui.places import PLACES
from editor_app.ui.theme import ThemeMode
from editor_app.ui.today.view import TodayScreen
from editor_app.ui.widgets.article_list import ListRow
from editor_app.ui.widgets.kind_form import KindForm, read_date
from editor_app.ui.widgets.labels import ElidedLabel
from editor_app.ui.widgets.layout import Row
from tests.ui.conftest import drop
from tests.ui.fakes import make_entry, make_profile, make_receipt, make_summary, paused
from tests.ui.world import World


class EditorStandIn(Screen):
    """A screen with unsaved text."""

    good = True

    def header(self) -> Header:
        return Header("Editor")

    def enter(self, argument: str) -> None:
        self.argument = argument

    def flush(self, done: Callable[[bool], None]) -> None:
        done(self.good)


def places() -> tuple[Place, ...]:
    """The real places, with the stand-in for the editor and the review screen."""
    return tuple(replace(place, create=EditorStandIn) if place.id in ("editor", "review") else place for place in PLACES)


@pytest.fixture
def window(busy_world: World) -> Iterator[MainWindow]:
    busy_world.sign_in()
    made = MainWindow(busy_world.context, places())
    made.resize(1366, 768)
    made.show()
    yield made
    made._close_now()
    drop(made)


def texts(widget: QWidget) -> list[str]:
    QApplication.sendPostedEvents()  # rows that were added to a visible card are shown by a posted call
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_every_place_of_the_rail_opens(window: MainWindow) -> None:
    for name, button in window._rail.buttons.items():
        button.click()
        assert window.current_place == name
        assert window._bar.title.text()
        assert button.isChecked()


def test_ctrl_and_a_number_goes_to_a_place(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_place == "drafts"
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.current_place == "outbox"
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.current_place == "drafts"


def test_ctrl_f_goes_to_the_search(qtbot: QtBot, window: MainWindow) -> None:
    window.open("drafts")
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    screen = window.current_screen
    assert isinstance(screen, DraftsScreen)
    qtbot.waitUntil(screen.search.hasFocus)


def test_ctrl_n_starts_an_article_by_keyboard_alone(qtbot: QtBot, window: MainWindow, busy_world: World) -> None:
    before = len(busy_world.drafting.rows)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    sheet = window.findChild(QDialog)
    assert sheet is not None
    sheet.search.setText("动态")  # type: ignore[attr-defined]
    assert sheet.sections.count() == 1  # type: ignore[attr-defined]
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert len(busy_world.drafting.rows) == before + 1
    assert busy_world.drafting.rows[-1].section == "news"
    assert window.current_place == "editor"


def test_an_officer_without_review_sees_no_review(busy_world: World) -> None:
    busy_world.profile = make_profile(UserRole.OFFICER)
    busy_world.sign_in()
    window = MainWindow(busy_world.context, places())
    assert "review" not in window._rail.buttons
    window._close_now()
    drop(window)


def test_signed_out_there_is_only_the_sign_in_page(busy_world: World) -> None:
    window = MainWindow(busy_world.context, places())
    assert window.current_place == "sign_in"
    window.open("drafts")
    assert window.current_place == "sign_in"
    busy_world.sign_in()
    assert window.current_place == "today"
    busy_world.session.end()
    assert window.current_place == "sign_in"
    assert not any("青河镇" in text for text in texts(window))
    window._close_now()
    drop(window)


def test_language_and_colours_switch_while_the_window_is_open(window: MainWindow, busy_world: World) -> None:
    window.open("drafts")
    assert window._bar.title.text() == "稿件"
    window._status.language.click()
    assert window._bar.title.text() == "Drafts"
    assert window._rail.buttons["drafts"].name == "Drafts"
    assert busy_world.saved["language"] == Language.ENGLISH.value
    busy_world.theme.choose(ThemeMode.DARK, 115)
    assert window.current_place == "drafts"
    busy_world.theme.choose(ThemeMode.LIGHT, 100)


def test_the_window_closes_only_when_everything_is_saved(window: MainWindow, busy_world: World) -> None:
    window.open("editor", "d1")
    screen = window.current_screen
    assert isinstance(screen, EditorStandIn)
    screen.good = False
    busy_world.dialogs.yes = False
    window.close()
    assert window.isVisible()
    assert busy_world.dialogs.asked == ["最新的修改未能保存"]
    screen.good = True
    window.close()
    assert not window.isVisible()


def test_an_error_is_told_in_the_window_and_can_be_retried(qtbot: QtBot, window: MainWindow, busy_world: World) -> None:
    tried: list[int] = []
    busy_world.messages.show_error(Unreachable(detail="timeout"), lambda: tried.append(1))
    assert "连不上门户" in texts(window)
    assert window.findChild(QDialog) is None
    window._message_bar._copy.click()
    assert "timeout" in QApplication.clipboard().text()
    window._message_bar._retry.click()
    assert tried == [1]
    assert not window._message_bar.isVisible()


def test_a_toast_offers_to_take_back(window: MainWindow, busy_world: World) -> None:
    undone: list[int] = []
    busy_world.messages.show_toast("移入回收站", lambda: undone.append(1))
    window._toast._undo_button.click()
    assert undone == [1]
    assert not window._toast.isVisible()
    window._toast._timer.stop()


def test_everything_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    for place in list(window._rail.buttons):
        window.open(place)
        nameless = [
            type(widget).__name__
            for kind in (QAbstractButton, QLineEdit, QComboBox, QListView)
            for widget in window.findChildren(kind)
            if widget.isVisibleTo(window)
            and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        ]
        assert not nameless, (place, nameless)


def test_all_labels_are_plain_text(window: MainWindow) -> None:
    for place in list(window._rail.buttons):
        window.open(place)
        rich = [label.text() for label in window.findChildren(QLabel) if label.textFormat() != Qt.TextFormat.PlainText]
        assert not rich, (place, rich)


def test_tab_goes_through_the_drafts_screen_from_search_to_list(qtbot: QtBot, window: MainWindow) -> None:
    window.open("drafts")
    screen = window.current_screen
    assert isinstance(screen, DraftsScreen)
    window.activateWindow()
    screen.search.setFocus()
    passed: list[QWidget | None] = []
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    assert [screen.states, screen.sections, screen.kinds] == passed[:3]
    assert screen.list in passed


def test_markup_in_titles_is_shown_as_it_is(world: World) -> None:
    world.drafting.rows = [make_summary("<img src=x onerror=alert(1)>")]
    world.sign_in()
    screen = DraftsScreen(world.context)
    screen.show()
    screen.enter("")
    assert screen.list.rows.rows[0].title == "<img src=x onerror=alert(1)>"
    screen.dispose()
    drop(screen)


def test_ten_thousand_rows_make_no_widgets(qtbot: QtBot, world: World) -> None:
    world.drafting.rows = [make_summary(f"稿件 {n}", updated_at=f"2026-01-01T00:00:{n:05}") for n in range(10_000)]
    world.sign_in()
    screen = DraftsScreen(world.context)
    screen.resize(1000, 600)
    screen.show()
    screen.enter("")
    assert len(screen.findChildren(QWidget)) < 120
    screen.list.scrollToBottom()
    qtbot.waitUntil(lambda: len(screen.list.rows.rows) == 400)
    screen.dispose()
    drop(screen)


def test_enter_opens_and_delete_removes(qtbot: QtBot, world: World) -> None:
    opened: list[str] = []
    world.drafting.rows = [make_summary("一"), make_summary("二")]
    world.sign_in()
    screen = DraftsScreen(world.context)
    screen.show()
    screen.enter("")
    screen.list.opened.disconnect()
    screen.list.opened.connect(opened.append)
    qtbot.keyClick(screen.list, Qt.Key.Key_Return)
    assert opened == [screen.list.current]
    qtbot.keyClick(screen.list, Qt.Key.Key_Delete)
    assert len(screen.list.rows.rows) == 1
    screen.dispose()
    drop(screen)


def test_the_search_waits_while_an_input_method_composes(qtbot: QtBot, busy_world: World) -> None:
    busy_world.sign_in()
    screen = DraftsScreen(busy_world.context)
    screen.show()
    screen.enter("")
    heard: list[str] = []
    screen.search.searched.connect(heard.append)
    screen.search.setText("义诊")
    screen.search.returnPressed.emit()
    screen.search.selectAll()
    QApplication.sendEvent(screen.search, QInputMethodEvent("fang", []))
    assert screen.search.text() == ""  # the selection has made room for what is being composed
    assert not screen.search._timer.isActive()
    commit = QInputMethodEvent("", [])
    commit.setCommitString("防火")
    QApplication.sendEvent(screen.search, commit)
    qtbot.waitUntil(lambda: heard == ["义诊", "防火"])
    assert len(screen.list.rows.rows) == 1
    screen.dispose()
    drop(screen)


def test_progress_moves_without_new_rows(world: World) -> None:
    entry = make_entry("上传", OutboxState.SENDING, sent_bytes=10, total_bytes=100)
    world.outbox.items = [entry]
    world.sign_in()
    screen = OutboxScreen(world.context)
    screen.show()
    screen.enter("")
    row = screen.card.rows[0]
    world.outbox.items = [replace(entry, sent_bytes=90)]
    world.changes.publish(Changes(outbox=frozenset({entry.id})))
    assert screen.card.rows[0] is row
    assert row.progress.value() == 900  # type: ignore[attr-defined]
    screen.dispose()
    drop(screen)


def test_the_pause_says_what_is_safe_and_when_it_goes_on(world: World) -> None:
    world.outbox.items = [make_entry("x", OutboxState.QUEUED)]
    world.outbox.pause = paused()
    world.sign_in()
    screen = OutboxScreen(world.context)
    screen.show()
    screen.enter("")
    words = " ".join(texts(screen))
    assert "everything is safe on this computer" in words
    assert "Tried again by itself in 1 min" in words
    assert "attempt 3" in words
    screen.dispose()
    drop(screen)


def test_the_receipt_can_be_copied_and_printed(qtbot: QtBot, world: World) -> None:
    entry = make_entry("题目 <b>", OutboxState.SENT, receipt=make_receipt())
    assert entry.receipt is not None
    sheet = ReceiptSheet(None, entry, entry.receipt, "林晓梅", "青河镇人民政府", "门户")
    assert "2026-1123-0046" in sheet.as_text()
    printed = sheet.as_document().toPlainText()
    assert "题目 <b>" in printed
    assert "2026-1123-0046" in printed
    drop(sheet)


def test_today_shows_an_empty_day_kindly(world: World) -> None:
    world.sign_in()
    screen = TodayScreen(world.context)
    screen.show()
    screen.enter("")
    assert "Nothing waits for you" in texts(screen)
    assert "No drafts yet" in texts(screen)
    screen.dispose()
    drop(screen)


def test_a_row_opens_by_mouse_and_by_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    opened: list[int] = []
    row = Row("title", "detail", opened=lambda: opened.append(1))
    row.resize(400, 60)
    row.show()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(200, 30))
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert opened == [1, 1]
    drop(row)


def test_a_long_line_is_elided_with_the_whole_in_the_tool_tip(qapp: QApplication) -> None:
    label = ElidedLabel("很长的标题" * 40)
    label.resize(120, 20)
    label.show()
    assert label.elided
    assert label.toolTip().endswith("很长的标题")
    label.setText("短")
    assert not label.toolTip()
    drop(label)


def test_rows_of_the_list_are_read_to_screen_readers(world: World) -> None:
    from editor_app.ui.theme.tokens import Tone
    from editor_app.ui.widgets.article_list import ArticleList

    view = ArticleList(world.theme, "list", lambda _id: None)
    view.show_rows([ListRow("1", "草稿", Tone.NEUTRAL, "标题", "栏目", "今天")])
    index = view.rows.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "草稿，标题，栏目，今天"
    drop(view)


# ---- the form of a kind


def test_the_form_gives_back_what_it_was_given(qapp: QApplication) -> None:
    for kind in shipped_kinds().values():
        form = KindForm()
        values = {field.code: field.choices[0].code if field.choices else f"值{n}" for n, field in enumerate(kind.fields)}
        form.show_kind(kind, values)
        assert form.values() == values
        drop(form)


def test_the_form_marks_and_explains_problems(qapp: QApplication) -> None:
    form = KindForm()
    form.show()
    form.show_kind(shipped_kinds()["notice"], {})
    form.show_problems([FieldProblem("date", "required", Label("请填写", "fill in"))])
    marked = [code for code, editor in form.editors.items() if editor.inner().property("wrong") == "true"]
    assert marked == ["date"]
    assert form.focus_field("date")
    assert not form.focus_field("nothing")
    form.show_problems([])
    assert not [code for code, editor in form.editors.items() if editor.inner().property("wrong") == "true"]
    drop(form)


def test_typing_tells_once_and_filling_tells_nobody(qtbot: QtBot, qapp: QApplication) -> None:
    form, heard = KindForm(), []
    form.changed.connect(lambda: heard.append(1))
    form.show_kind(shipped_kinds()["guide"], {"basis": "《办法》第三条", "name": "参保"})
    assert heard == []
    qtbot.keyClicks(form.editors["name"].inner(), "1")
    assert heard == [1]
    drop(form)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026年11月3日", "2026-11-03"),
        ("2026/1/3", "2026-01-03"),
        ("2026.11.23", "2026-11-23"),
        ("2026-02-30", "2026-02-30"),
        ("昨天", "昨天"),
        ("", ""),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str, read: str) -> None:
    assert read_date(typed) == read


def test_a_screen_made_again_leaves_nothing_behind(window: MainWindow, busy_world: World) -> None:
    window.open("drafts")
    window._on_language_changed()
    before = busy_world.changes.receivers("2changed(PyObject)")
    for _ in range(3):
        window._on_language_changed()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert busy_world.changes.receivers("2changed(PyObject)") == before


def test_the_gallery_can_be_made(qapp: QApplication, tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    from tests.ui.gallery import make_gallery

    made = make_gallery(tmp_path, ("outbox-zh-light", "empty-outbox-zh-light"))
    assert [path.name for path in made] == ["outbox-zh-light.png", "empty-outbox-zh-light.png"]
    for path in made:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1366, 768)
