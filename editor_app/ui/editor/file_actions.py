"""What a person does with files in the editor: choose, drop, paste, insert, describe, rename, open."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QMimeData
from PySide6.QtGui import QImage

from editor_app.content.names import safe_file_name
from editor_app.content.page import render_standalone
from editor_app.content.render import ResolvedAttachment
from editor_app.core.content import ArticleContent, Attachment
from editor_app.core.errors import StorageError
from editor_app.services.ports import Lane
from editor_app.ui.context import UiContext
from editor_app.ui.editor.markup import insert_attachment, insert_image
from editor_app.ui.editor.ports import EditorServices
from editor_app.ui.editor.presenter import EditorPresenter
from editor_app.ui.editor.source_editor import SourceEditor
from editor_app.ui.i18n import tr
from editor_app.ui.widgets.file_opener import open_file

IMAGE_FILTER = "*.jpg *.jpeg *.png *.webp *.gif *.bmp"
FILE_FILTER = "*.docx *.xlsx *.pptx *.pdf *.ofd *.wps *.et *.doc *.xls *.zip *.txt " + IMAGE_FILTER

Locate = Callable[[Attachment], Path]


class FileActions:
    """Between the panels and the attachment desk."""

    def __init__(self, context: UiContext, services: EditorServices, presenter: EditorPresenter, source: SourceEditor) -> None:
        self.context, self._services, self.presenter, self.source = context, services, presenter, source

    def choose_images(self) -> None:
        """Ask for pictures."""
        self._choose_files(tr("Editor", "Images"), IMAGE_FILTER)

    def choose_files(self) -> None:
        """Ask for files of any allowed type."""
        self._choose_files(tr("Editor", "Files"), FILE_FILTER)

    def _choose_files(self, title: str, patterns: str) -> None:
        self.context.dialogs.open_files(title, f"{title} ({patterns})", self.presenter.attachments.add_files)

    def take(self, mime: QMimeData) -> None:
        """Dropped or pasted files, or a picture of the clipboard."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self.presenter.attachments.add_files(paths)
            return
        picture = mime.imageData()
        if isinstance(picture, QImage) and not picture.isNull():
            store = QByteArray()
            buffer = QBuffer(store)
            buffer.open(QBuffer.OpenModeFlag.WriteOnly)
            picture.save(buffer, "PNG")  # type: ignore[call-overload]
            self.presenter.attachments.add_image(bytes(store.data()), tr("Editor", "pasted picture") + ".png")

    def insert(self, attachment_id: str) -> None:
        """Put a picture or a link to a file into the text."""
        item = next((item for item in self.presenter.attachments.items if item.id == attachment_id), None)
        if item is None:
            return
        start, end = self.source.selection()
        text = self.source.text()
        if item.is_image:
            self.source.apply(insert_image(text, start, end, item.id, item.alt))
        else:
            self.source.apply(insert_attachment(text, start, end, item.id, item.name))
        self.presenter.attachments.show()
        self.source.setFocus()

    def describe(self, attachment_id: str, what: str, text: str) -> None:
        """`what` is alt or caption."""
        if what == "alt":
            self.presenter.attachments.describe(attachment_id, alt=text)
        else:
            self.presenter.attachments.describe(attachment_id, caption=text)

    def rename(self, attachment_id: str) -> None:
        """Ask for the name that the public reads."""
        item = next((item for item in self.presenter.attachments.items if item.id == attachment_id), None)
        if item is not None:
            self.context.dialogs.ask_text(
                tr("Editor", "Rename the attachment"),
                tr("Editor", "Name that the public reads"),
                tr("Editor", "Rename"),
                lambda name: self.presenter.attachments.describe(attachment_id, name=name),
                text=item.name,
                max_length=120,
            )

    def open(self, attachment_id: str) -> None:
        """Open a copy: the stored bytes must not be changed by another program."""
        item = next((item for item in self.presenter.attachments.items if item.id == attachment_id), None)
        if item is None:
            return
        locate = self._services.attaching.path
        self.context.runner.run(
            Lane.DISK,
            lambda _job: write_copy(item, locate),
            self._opened,
            self.context.messages.show_error,
            scope=self.presenter.scope,
        )

    def open_in_browser(self, unit: str) -> None:
        """Write the whole page beside its pictures and hand it to the browser."""
        content, locate = self.presenter.content(), self._services.attaching.path
        self.context.runner.run(
            Lane.DISK,
            lambda _job: write_preview(content, unit, locate),
            self._opened,
            self.context.messages.show_error,
            scope=self.presenter.scope,
        )

    def _opened(self, path: Path) -> None:
        if not open_file(path):
            self.context.messages.show_notice(tr("Editor", "No program on this computer opens this kind of file"))


def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="unit-editor-"))


def write_copy(item: Attachment, locate: Locate) -> Path:
    """A temporary copy under its readable name. [disk] Raises StorageError."""
    try:
        target = _folder() / safe_file_name(item.name)
        target.write_bytes(locate(item).read_bytes())
    except OSError as error:
        raise StorageError(
            tr("Editor", "The file could not be opened"), tr("Editor", "It is still in the draft. Try again."), detail=str(error)
        ) from error
    return target


def write_preview(content: ArticleContent, unit: str, locate: Locate) -> Path:
    """A temporary page with its files beside it; returns its path. [disk] Raises StorageError."""
    try:
        return _write_preview(content, unit, locate)
    except OSError as error:
        raise StorageError(
            tr("Editor", "The preview could not be written"), tr("Editor", "The draft is safe. Try again."), detail=str(error)
        ) from error


def _write_preview(content: ArticleContent, unit: str, locate: Locate) -> Path:
    folder = _folder()

    def resolve(attachment_id: str) -> ResolvedAttachment | None:
        item = content.attachment(attachment_id)
        if item is None:
            return None
        name = f"{item.id}{Path(item.name).suffix}"
        (folder / name).write_bytes(locate(item).read_bytes())
        return ResolvedAttachment(name, item.name, item.media_type, item.size, item.alt, item.caption, item.width, item.height)

    target = folder / "preview.html"
    target.write_text(render_standalone(content, resolve, unit_name=unit), encoding="utf-8")
    return target
