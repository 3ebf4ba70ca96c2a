"""Brings the article's pictures onto a page: bytes on the disk lane, decoding on the cpu lane, showing on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtGui import QImage
from shiboken6 import isValid

from editor_app.core.content import Attachment
from editor_app.core.errors import EditorError
from editor_app.services.ports import Job, Lane, Runner, Scope
from editor_app.ui.widgets.article_page import ArticlePage, decode

WIDEST = 900


class PictureFeed:
    """`locate` tells where an attachment's bytes lie (`lane`: disk for drafts, net for what must be downloaded first)."""

    def __init__(self, runner: Runner, scope: Scope, locate: Callable[[Attachment], Path], lane: Lane = Lane.DISK) -> None:
        self._runner, self._scope, self._locate, self._lane = runner, scope, locate, lane
        self._decoded: dict[str, QImage] = {}
        self._waiting: dict[str, list[tuple[ArticlePage, str]]] = {}

    def supply(self, page: ArticlePage, images: Mapping[str, Attachment]) -> None:
        """Give `page` the pictures it names; those not read yet come later, until then their room is kept."""
        page.set_picture_sizes({name: (item.width, item.height) for name, item in images.items()})
        for name, item in images.items():
            if page.has_picture(name):
                continue
            known = self._decoded.get(item.sha256)
            if known is not None:
                page.set_picture(name, known)
            else:
                self._read(page, name, item)

    def _read(self, page: ArticlePage, name: str, item: Attachment) -> None:
        waiting = self._waiting.get(item.sha256)
        if waiting is not None:
            waiting.append((page, name))
            return
        self._waiting[item.sha256] = [(page, name)]

        def decoded(picture: QImage) -> None:
            self._decoded[item.sha256] = picture
            for target, shown_as in self._waiting.pop(item.sha256):
                if isValid(target):  # a preview may have been closed meanwhile
                    target.set_picture(shown_as, picture)

        def located(path: Path) -> None:
            self._runner.run(Lane.CPU, lambda _job: _read_picture(path), decoded, self._failed, scope=self._scope)

        def work(_job: Job) -> Path:
            return self._locate(item)

        self._runner.run(self._lane, work, located, self._failed, scope=self._scope)

    def _failed(self, _error: EditorError) -> None:
        """The room stays empty; the list of attachments tells what is wrong with the file."""


def _read_picture(path: Path) -> QImage:
    try:
        return decode(path.read_bytes(), WIDEST)
    except OSError:
        return QImage()
