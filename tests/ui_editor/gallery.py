"""Pictures of the editor to look at: `python -m tests.ui_editor.gallery FOLDER` (offscreen, 1366x768)."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication, QDialog

from editor_app.core.draft import Draft, DraftState, Remote
from editor_app.core.review import Comment
from editor_app.ui.editor.view import EditorScreen
from editor_app.ui.i18n import Language
from editor_app.ui.main_window import MainWindow
from editor_app.ui.navigation import Place
from editor_app.ui.places import PLACES
from editor_app.ui.tasks import BackgroundRunner
from editor_app.ui.theme import ThemeMode
from tests.ui_editor.bench import make_context
from tests.ui_editor.fakes import World, around
from tests.ui_editor.samples import BODY, FIELDS, TITLE


def landscape() -> bytes:
    """A made-up photograph."""
    picture = QImage(1280, 720, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    sky = QLinearGradient(QPointF(0, 0), QPointF(0, 720))
    sky.setColorAt(0, QColor("#9fc3e0"))
    sky.setColorAt(0.6, QColor("#e8eef2"))
    painter.fillRect(picture.rect(), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    for number, colour in enumerate(("#7d9a7b", "#5d8260", "#3f6848")):
        painter.setBrush(QColor(colour))
        for index in range(6):
            painter.drawEllipse(QRectF(index * 260 - 120 + number * 70, 300 + number * 110, 420, 420))
    painter.end()
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "JPG")
    return bytes(store.data())


def full_draft(world: World, **more: object) -> Draft:
    photo = world.files.keep(("防火宣传车.jpg", landscape())).attachment
    sheet = world.files.keep(("森林防火值班表.xlsx", b"PK" * 9000)).attachment
    return world.draft(BODY, TITLE, fields=FIELDS, attachments=(photo, sheet), **more)


class Gallery:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.runner = BackgroundRunner(lambda error: print("error:", error.title, error.detail))

    def settle(self) -> None:
        for _ in range(60):
            QApplication.processEvents()
            while self.runner.busy:
                QApplication.processEvents()

    def shoot(
        self,
        name: str,
        mode: ThemeMode,
        language: Language,
        prepare: Callable[[World], str],
        act: Callable[[EditorScreen], None] | None = None,
    ) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            world = World(Path(scratch))
            context = make_context(self.runner, Path(scratch), mode=mode, language=language)
            draft_id = prepare(world)
            made: list[EditorScreen] = []

            def create(context: object) -> EditorScreen:
                made.append(EditorScreen(context, world.services, around("zh" if language is Language.CHINESE else "en")))  # type: ignore[arg-type]
                return made[-1]

            others = tuple(place for place in PLACES if place.id not in ("editor", "today"))
            places = (
                Place("today", "Today", "calendar-days", create),
                *others,
                Place("editor", "Editor", "file-text", create, 0, keep=False),
            )
            window = MainWindow(context, places)
            window.resize(1366, 768)
            window.show()
            window.open("editor", draft_id)
            self.settle()
            if act is not None:
                act(made[-1])
                self.settle()
            picture = window.grab()
            for dialog in window.findChildren(QDialog):
                if dialog.isVisible():
                    painter = QPainter(picture)
                    painter.fillRect(picture.rect(), QColor(0, 0, 0, 60))
                    shot = dialog.grab()
                    painter.drawPixmap((picture.width() - shot.width()) // 2, (picture.height() - shot.height()) // 2, shot)
                    painter.end()
            picture.save(str(self.folder / f"{name}.png"))
            for screen in made:
                screen.dispose()
            window.hide()
            window.deleteLater()
            self.settle()
            context.translation.release()


def main(folder: Path) -> None:
    QApplication(sys.argv)
    gallery = Gallery(folder)
    full = lambda world: full_draft(world).id  # noqa: E731

    def returned(world: World) -> str:
        at = BODY.index("充分认识")
        world.portal.comments = (
            Comment("c1", "刘芳", "2026-11-23T09:00:00+08:00", "建议点明本镇林区范围。", "body", "充分认识气侯变化", at, at + 8),
        )
        remote = Remote(
            returned_by="区信息中心 刘芳",
            returned_at="2026-11-23T09:05:00+08:00",
            return_reason="privacy",
            receipt="2026-1123-0047",
        )
        return full_draft(world, state=DraftState.RETURNED, remote=remote).id

    def clean(world: World) -> str:
        draft = full_draft(world)
        for bad, good in (("布署", "部署"), ("13800138000", "0917-5521234"), ("三、强化", "二、强化"), ("气侯", "气候")):
            draft = world.disk.save(
                draft.id, type(draft.content)(**{**_fields(draft), "body": draft.content.body.replace(bad, good)})
            )[0]
        draft = world.disk.save(
            draft.id, type(draft.content)(**{**_fields(draft), "fields": {**FIELDS, "document_number": "青政发〔2026〕18号"}})
        )[0]
        return draft.id

    zh, en, light, dark = Language.CHINESE, Language.ENGLISH, ThemeMode.LIGHT, ThemeMode.DARK
    gallery.shoot("editor-zh-light", light, zh, full, lambda screen: screen.presenter.checks.step(True))
    gallery.shoot("editor-zh-dark", dark, zh, full, lambda screen: screen.presenter.checks.step(True))
    gallery.shoot("editor-en-light", light, en, full)
    gallery.shoot("attachments-zh", light, zh, full, lambda screen: screen.side.show_tab(1))
    gallery.shoot("versions-zh", light, zh, clean, lambda screen: screen.side.show_tab(2))
    gallery.shoot("returned-zh", light, zh, returned)
    gallery.shoot("submit-blocked-zh", light, zh, full, lambda screen: screen.presenter.ask_submit())
    gallery.shoot("submit-clean-zh", light, zh, clean, lambda screen: screen.presenter.ask_submit())
    gallery.shoot("preview-zh", light, zh, full, lambda screen: screen.show_preview())
    gallery.shoot("find-zh", light, zh, full, lambda screen: screen.find_bar.open_bar())
    gallery.shoot("guide-zh", light, zh, lambda world: world.draft("", "医保参保登记", section="bszn", kind="guide").id)
    gallery.shoot("compare-zh", light, zh, clean, lambda screen: screen.presenter.history.compare("d1-1"))
    gallery.runner.close()


def _fields(draft: Draft) -> dict[str, object]:
    content = draft.content
    return {
        "title": content.title,
        "section": content.section,
        "kind": content.kind,
        "fields": content.fields,
        "body": content.body,
        "attachments": content.attachments,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
