"""Every screen with believable data as PNG files: `QT_QPA_PLATFORM=offscreen python -m tests.ui.gallery FOLDER [name...]`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from editor_app.core.errors import Unreachable
from editor_app.core.organisation import UserRole
from editor_app.services.ports import PortalHealth
from editor_app.ui import icons
from editor_app.ui.application import create_application
from editor_app.ui.dialogs import WindowDialogs
from editor_app.ui.i18n import Language
from editor_app.ui.main_window import MainWindow
from editor_app.ui.theme import ThemeMode
from tests.ui.fakes import (
    ACCOUNT,
    FakeAccounts,
    FakeDrafting,
    FakeOutbox,
    FakePublishing,
    FakeReviewing,
    ago,
    believable_drafts,
    believable_outbox,
    believable_published,
    believable_tasks,
    make_profile,
    make_summary,
    paused,
)
from tests.ui.world import World

Prepare = Callable[[MainWindow, World], None]
PEOPLE = (
    ("linxm", "practice-1", "林晓梅 · 青河镇 · 信息员"),
    ("zhangq", "practice-2", "张强 · 青河镇 · 单位审核人"),
    ("liuf", "practice-3", "刘芳 · 区信息中心 · 终审"),
)


def _open(place: str, argument: str = "") -> Prepare:
    return lambda window, _world: window.open(place, argument)


def _receipt(window: MainWindow, _world: World) -> None:
    window.open("outbox")
    screen = window.current_screen
    assert screen is not None
    entry = next(item for item in screen.presenter.board.entries if item.receipt is not None)  # type: ignore[attr-defined]
    screen.show_receipt(entry)  # type: ignore[attr-defined]


def _new_article(window: MainWindow, _world: World) -> None:
    window.open("drafts")
    window.current_screen.starting.new()  # type: ignore[union-attr]


def _import(window: MainWindow, world: World) -> None:
    from editor_app.ui.drafts.presenter import Imported
    from editor_app.ui.drafts.starting import ImportSheet

    window.open("drafts")
    draft = world.drafting.load(world.drafting.rows[0].id)
    report = Imported(draft, {"段落": 12, "表格": 1, "图片": 2}, {"标题": 3}, {"批注": 1}, (), ("图3.emf",))
    ImportSheet(window, report).open()


def _error(window: MainWindow, world: World) -> None:
    window.open("drafts")
    world.messages.show_error(Unreachable(detail="connect timed out"), lambda: None)
    world.messages.show_toast("已移入回收站，30 天内可以恢复", lambda: None)


def _search(window: MainWindow, _world: World) -> None:
    window.open("drafts")
    screen = window.current_screen
    screen.search.setText("防火")  # type: ignore[union-attr]
    screen.search.returnPressed.emit()  # type: ignore[union-attr]


def _new_password(window: MainWindow, world: World) -> None:
    world.accounts.must_change.add("linxm")
    screen = window.current_screen
    screen.presenter.sign_in("https://portal.example", "linxm", "right-password")  # type: ignore[union-attr]
    screen.new_password.new.setText("qinghe2026")  # type: ignore[union-attr]
    screen.new_password._on_typed()  # type: ignore[union-attr]


def _wrong_password(window: MainWindow, _world: World) -> None:
    window.current_screen.presenter.sign_in("https://portal.example", "linxm", "wrong")  # type: ignore[union-attr]


SIGNED_IN: dict[str, Prepare] = {
    "today": _open("today"),
    "drafts": _open("drafts"),
    "drafts-search": _search,
    "drafts-error": _error,
    "new-article": _new_article,
    "import-report": _import,
    "outbox": _open("outbox"),
    "receipt": _receipt,
    "published": _open("published"),
    "trash": _open("trash"),
    "settings": _open("settings"),
    "about": _open("about"),
}
SIGNED_OUT: dict[str, Prepare] = {
    "sign-in": lambda _window, _world: None,
    "sign-in-wrong": _wrong_password,
    "sign-in-new-password": _new_password,
}
EMPTY: dict[str, Prepare] = {"empty-today": _open("today"), "empty-drafts": _open("drafts"), "empty-outbox": _open("outbox")}


def full_world(folder: Path, language: Language, mode: ThemeMode, percent: int = 100) -> World:
    """A busy day."""
    drafts = believable_drafts()
    drafts.append(make_summary("青河镇旧版机构设置", trashed_at=ago(days=26), section="leaders", kind="overview"))
    drafts.append(make_summary("关于春节放假的通知（重复）", trashed_at=ago(days=2)))
    roles = (UserRole.OFFICER, UserRole.UNIT_REVIEWER)
    return World(
        folder,
        language,
        mode,
        percent,
        profile=make_profile(*roles, practice=False),
        drafting=FakeDrafting(drafts),
        outbox=FakeOutbox(believable_outbox(), paused()),
        reviewing=FakeReviewing(believable_tasks()),
        publishing=FakePublishing(believable_published()),
    )


def sign_in_world(folder: Path, language: Language, mode: ThemeMode) -> World:
    """Before signing in, on a practice portal."""
    health = PortalHealth("云溪区政府门户（练习）", "1.0", True, ago(seconds=1), PEOPLE)
    return World(folder, language, mode, accounts=FakeAccounts([ACCOUNT], portal=health))


def worlds(folder: Path, language: Language, mode: ThemeMode) -> Iterator[tuple[World, dict[str, Prepare], bool]]:
    """The three situations."""
    yield full_world(folder, language, mode), SIGNED_IN, True
    yield sign_in_world(folder, language, mode), SIGNED_OUT, False
    yield World(folder, language, mode), EMPTY, True


def picture(window: MainWindow, target: Path) -> None:
    """The window, with a dialog over it when one is open."""
    settle()
    image = window.grab()
    dialog = next((item for item in window.findChildren(QDialog) if item.isVisible()), None)
    if dialog is not None:
        from PySide6.QtGui import QColor, QPainter

        painter = QPainter(image)
        painter.fillRect(window.rect(), QColor(0, 0, 0, 70))
        shown = dialog.grab()
        painter.drawPixmap((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2, shown)
        painter.end()
        dialog.reject()
    image.save(str(target))


def settle() -> None:
    """Let layouts and posted events come to rest."""
    for _ in range(4):
        QApplication.sendPostedEvents()
        QCoreApplication.processEvents()


def make_gallery(target: Path, wanted: tuple[str, ...] = ()) -> list[Path]:
    """Save the pictures; returns their paths. `wanted` are beginnings of file names."""
    made: list[Path] = []
    for language in (Language.CHINESE, Language.ENGLISH):
        for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
            for world, screens, signed_in in worlds(target, language, mode):
                made += _shoot(world, screens, signed_in, target, f"{language.value[:2]}-{mode.value}", wanted)
    return made


def _shoot(
    world: World, screens: dict[str, Prepare], signed_in: bool, target: Path, suffix: str, wanted: tuple[str, ...]
) -> list[Path]:
    window: QWidget | None = None
    made: list[Path] = []
    for name, prepare in screens.items():
        path = target / f"{name}-{suffix}.png"
        if wanted and not path.name.startswith(wanted):
            continue
        if signed_in:
            world.sign_in()
        window = MainWindow(world.context)
        world.context.dialogs = WindowDialogs(lambda window=window: window)  # type: ignore[misc]
        window.resize(1366, 768)
        window.show()
        prepare(window, world)
        picture(window, path)
        made.append(path)
        window._close_now()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    world.release()
    return made


if __name__ == "__main__":
    application = create_application(sys.argv[:1])
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    for path in make_gallery(folder, tuple(sys.argv[2:])):
        print(path)
    icons.forget()
