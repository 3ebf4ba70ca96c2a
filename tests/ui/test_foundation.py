"""Theme, icons, input method, garbage, crash dialog, dialogs, start-up imports."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor_app.core.resources import resource_path
from editor_app.ui import icons
from editor_app.ui.application import choose_input_method
from editor_app.ui.crash import CrashGuard, CrashSheet
from editor_app.ui.dialogs import WindowDialogs
from editor_app.ui.gc_guard import GcGuard
from editor_app.ui.launcher import DesktopLauncher
from editor_app.ui.places import PLACES
from editor_app.ui.theme import Theme, ThemeMode
from editor_app.ui.theme.style import style_sheet
from editor_app.ui.theme.tokens import CONTRAST, DARK, LIGHT, TEXT_SCALES, Tokens, Tone, contrast_ratio
from tests.ui.conftest import drop

SOURCES = Path(__file__).resolve().parents[2] / "editor_app" / "ui"


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)
def test_text_keeps_wcag_aa(tokens: Tokens) -> None:
    pairs = [(tokens.text, back) for back in (tokens.background, tokens.surface, tokens.rail, tokens.hover, tokens.accent_weak)]
    pairs += [(tokens.muted, back) for back in (tokens.background, tokens.surface, tokens.rail, tokens.accent_weak)]
    pairs += [tokens.tone(tone) for tone in Tone]
    pairs += [(tokens.on_accent, tokens.accent), (tokens.on_accent, tokens.accent_strong), (tokens.surface, tokens.error)]
    pairs += [(tokens.error, tokens.surface), (tokens.ok, tokens.surface), (tokens.accent, tokens.surface)]
    weak = [(front, back, round(contrast_ratio(front, back), 2)) for front, back in pairs if contrast_ratio(front, back) < 4.5]
    assert not weak


@pytest.mark.parametrize("percent", TEXT_SCALES)
@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)
def test_the_style_sheet_is_complete_and_its_pictures_exist(tokens: Tokens, percent: int) -> None:
    sheet = style_sheet(tokens, percent)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    for url in re.findall(r"url\(([^)]+)\)", sheet):
        assert Path(url).is_file()


def test_the_theme_switches_while_the_window_lives(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(ThemeMode.LIGHT)
    with qtbot.waitSignal(theme.changed):
        theme.choose(ThemeMode.DARK, 130)
    assert theme.dark
    assert qapp.palette().window().color().name() == DARK.background
    assert qapp.font().pixelSize() == 18
    theme.choose(ThemeMode.LIGHT, 100)


def test_every_icon_that_is_named_is_shipped_and_drawn(qapp: QApplication) -> None:
    named = {place.icon for place in PLACES}
    for path in SOURCES.rglob("*.py"):
        named.update(re.findall(r"icons?\.(?:icon|pixmap)\(\s*\"([a-z0-9-]+)\"", path.read_text(encoding="utf-8")))
    assert len(named) > 5
    for name in named:
        image = icons.pixmap(name, "#ff0000", 18, 2.0).toImage()
        assert (image.width(), image.devicePixelRatio()) == (36, 2.0)
        colours = {image.pixelColor(x, y).name() for x in range(36) for y in range(36) if image.pixelColor(x, y).alpha() > 200}
        assert colours == {"#ff0000"}, name


def test_the_icons_licence_is_shipped() -> None:
    assert "ISC" in resource_path("icons", "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wanted", "plugins", "used"),
    [
        ("fcitx", ["libibusplatforminputcontextplugin.so"], "ibus"),
        ("fcitx5", [], "ibus"),
        ("fcitx", ["libfcitx5platforminputcontextplugin.so"], "fcitx"),
        ("ibus", [], "ibus"),
        ("", [], ""),
    ],
)
def test_fcitx_without_its_plugin_becomes_ibus(tmp_path: Path, wanted: str, plugins: list[str], used: str) -> None:
    for name in plugins:
        (tmp_path / name).touch()
    environment = {"QT_IM_MODULE": wanted} if wanted else {}
    assert choose_input_method(environment, tmp_path) == used
    assert environment.get("QT_IM_MODULE", "") == used


def test_garbage_is_collected_on_the_timer_only(qtbot: QtBot, qapp: QApplication) -> None:
    guard = GcGuard(interval_ms=1)
    try:
        assert not gc.isenabled()

        class Node:
            pass

        gone: list[int] = []
        for _ in range(2_000):
            node = Node()
            node.me = node  # type: ignore[attr-defined]
        import weakref

        last = weakref.ref(node, lambda _ref: gone.append(1))
        del node
        qtbot.waitUntil(lambda: last() is None, timeout=3000)
        assert gone == [1]
    finally:
        guard.release()
    assert gc.isenabled()


def test_a_bug_is_told_once_with_secrets_taken_out(qtbot: QtBot, qapp: QApplication) -> None:
    shown: list[CrashSheet] = []
    guard = CrashGuard(lambda: None, lambda text: text.replace("canary-token", "***"), shown.append)
    try:
        for _ in range(2):
            try:
                raise RuntimeError("canary-token")
            except RuntimeError as error:
                sys.excepthook(type(error), error, error.__traceback__)
        assert len(shown) == 1
        assert "RuntimeError: ***" in shown[0].report
        assert "canary-token" not in shown[0].report
    finally:
        guard.release()
        for sheet in shown:
            drop(sheet)
    assert sys.excepthook is sys.__excepthook__ or sys.excepthook != guard.handle


def _button(dialog: QWidget, text: str) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if button.text() == text)


def test_confirm_asks_without_blocking_and_dangerous_deeds_are_not_the_default(qtbot: QtBot, qapp: QApplication) -> None:
    parent = QWidget()
    parent.show()
    dialogs, done = WindowDialogs(lambda: parent), []
    dialogs.confirm("Remove?", "For ever <b>now</b>", "Remove", lambda: done.append(1), dangerous=True)
    sheet = parent.findChild(QDialog)
    assert sheet is not None
    assert done == []
    assert not _button(sheet, "Remove").isDefault()
    assert any(label.text() == "For ever <b>now</b>" for label in sheet.findChildren(QLabel))
    _button(sheet, "Remove").click()
    assert done == [1]
    drop(parent)


def test_a_required_text_must_be_given(qtbot: QtBot, qapp: QApplication) -> None:
    parent = QWidget()
    parent.show()
    dialogs, done = WindowDialogs(lambda: parent), []
    dialogs.ask_text("Withdraw?", "Reason", "Withdraw", done.append, multiline=True, max_length=10)
    sheet = parent.findChild(QDialog)
    assert sheet is not None
    deed = _button(sheet, "Withdraw")
    page = sheet.findChild(QPlainTextEdit)
    assert page is not None
    assert not deed.isEnabled()
    page.setPlainText("   ")
    assert not deed.isEnabled()
    page.setPlainText("x" * 11)
    assert not deed.isEnabled()
    page.setPlainText(" 重复发布 ")
    deed.click()
    assert done == ["重复发布"]
    drop(parent)


def test_only_web_addresses_are_opened() -> None:
    launcher = DesktopLauncher()
    for url in ("file:///etc/passwd", "javascript:alert(1)", "smb://server/x", ""):
        assert not launcher.open_url(url)


def test_the_window_imports_nothing_heavy() -> None:
    code = (
        "import sys; import editor_app.ui.main_window, editor_app.ui.today.view, editor_app.ui.sign_in.view;"
        "heavy = ('requests', 'keyring', 'PIL', 'markdown', 'mammoth', 'pypdf', 'nh3', 'tusclient', 'sqlite3');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_presenters_know_no_qt() -> None:
    presenters = sorted(SOURCES.glob("*/presenter.py"))
    assert len(presenters) >= 8
    names = [f"editor_app.ui.{path.parent.name}.presenter" for path in presenters]
    code = f"import sys, importlib\nfor name in {names!r}: importlib.import_module(name)\n"
    code += "print([m for m in sys.modules if m.startswith('PySide6')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
