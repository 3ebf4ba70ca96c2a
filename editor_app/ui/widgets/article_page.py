"""The rendered article: a text browser that loads nothing but the article's own pictures and redoes only what changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from editor_app.ui.theme import TextRole, Theme

SLICE_SECONDS = 0.008  # of one frame; a long article is filled in over several
MARGIN = 28


def decode(data: bytes, width: int) -> QImage:
    """A picture no wider than `width` pixels. Safe on any thread; a null image when it cannot be read."""
    store = QByteArray(data)
    buffer = QBuffer(store)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and size.width() > width:
        reader.setScaledSize(QSize(width, max(1, round(size.height() * width / size.width()))))
    return reader.read()


class ArticlePage(QTextBrowser):
    """Shows HTML pieces, one per block of the article. `link_pressed` tells the target of a link; nothing is opened from here."""

    link_pressed = Signal(str)
    shown_pieces = Signal()

    def __init__(self, theme: Theme, *, margin: int = MARGIN) -> None:
        super().__init__()
        self._theme = theme
        self._pieces: list[str] = []
        self._lengths: list[int] = []
        self._queue: list[str] = []
        self._tail: list[str] = []
        self._first_new = 0
        self._pictures: dict[str, QImage] = {}
        self._sizes: dict[str, tuple[int, int]] = {}
        self._follow = self._fresh = False
        self.setObjectName("articlePage")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(margin)
        self.anchorClicked.connect(lambda url: self.link_pressed.emit(url.toString()))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._fill)
        theme.changed.connect(self._on_theme_changed)
        self._scratch = QTextDocument(self)
        self._dress()

    def setSource(self, name: QUrl | str, type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource) -> None:
        """Never: this page does not travel."""

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Only pictures of the article; all else (files, network) is an empty picture, so that Qt does not look further."""
        key = name if isinstance(name, str) else name.toString()
        picture = self._pictures.get(key)
        if picture is not None and not picture.isNull():
            return self._fitted(picture)
        width, height = self._sizes.get(key, (0, 0))
        if key in self._sizes and width and height:
            room = self._room()
            shown = min(width, room)
            return _plain(shown, max(1, round(height * shown / width)), self._theme.colour("rail"))
        return _plain(1, 1, QColor(Qt.GlobalColor.transparent))

    def set_picture_sizes(self, sizes: Mapping[str, tuple[int, int]]) -> None:
        """Room that pictures will take before they are read: name -> (width, height) in pixels."""
        self._sizes = dict(sizes)

    def has_picture(self, name: str) -> bool:
        """Was it given already?"""
        return name in self._pictures

    def set_picture(self, name: str, picture: QImage) -> None:
        """A picture has been read."""
        self._pictures[name] = picture
        self._place(name)

    def _place(self, name: str) -> None:
        picture = self._pictures[name]
        if not picture.isNull():
            self.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), self._fitted(picture))
            self._relayout()

    def _relayout(self) -> None:
        self.document().markContentsDirty(0, self.document().characterCount())

    def _room(self) -> int:
        return max(120, self.viewport().width() - 2 * int(self.document().documentMargin()) - 4)

    def _fitted(self, picture: QImage) -> QImage:
        room = self._room()
        if picture.width() <= room:
            return picture
        return picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)

    # ---- content

    def show_pieces(self, pieces: Sequence[str], *, follow: bool = False) -> None:
        """Show these pieces: what is the same at the beginning and the end stays as it is. `follow` scrolls to what changed."""
        self._settle_queue()
        new = list(pieces)
        old = self._pieces
        most = min(len(old), len(new))
        head = next((index for index in range(most) if old[index] != new[index]), most)
        tail = next((index for index in range(most - head) if old[-1 - index] != new[-1 - index]), most - head)
        if head == len(old) == len(new):
            return
        self._fresh = not old
        self._remove(head, len(old) - tail)
        self._tail = new[len(new) - tail :]
        self._queue = new[head : len(new) - tail]
        self._first_new, self._follow = head, follow
        self._fill()

    def clear_pieces(self) -> None:
        """An empty page."""
        self._queue = []
        self._pieces, self._lengths = [], []
        self._timer.stop()
        self.document().clear()

    @property
    def pieces(self) -> tuple[str, ...]:
        """What is shown or about to be."""
        count = self._first_new if self._queue else len(self._pieces)
        return (*self._pieces[:count], *self._queue, *self._pieces[count:])

    @property
    def filling(self) -> bool:
        """True while a long article is still being filled in."""
        return bool(self._queue)

    def piece_start(self, index: int) -> int:
        """Position of a piece in the document, in UTF-16 units."""
        return sum(self._lengths[:index])

    def piece_at(self, position: int) -> tuple[int, int]:
        """(piece, offset in it) of a document position."""
        for index, length in enumerate(self._lengths):
            if position < length:
                return index, position
            position -= length
        return len(self._lengths), 0

    def _settle_queue(self) -> None:
        """A newer page while one is still being filled in: what was not shown yet was never there."""
        self._timer.stop()
        self._queue = []

    def _remove(self, first: int, last: int) -> None:
        if first >= last:
            return
        cursor = QTextCursor(self.document())
        start = self.piece_start(first)
        cursor.setPosition(start)
        cursor.setPosition(start + sum(self._lengths[first:last]), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        del self._pieces[first:last]
        del self._lengths[first:last]

    def _fill(self) -> None:
        begun = time.perf_counter()
        bar = self.verticalScrollBar()
        scroll = bar.value()
        while self._queue and time.perf_counter() - begun < SLICE_SECONDS:
            self._insert(self._first_new, self._queue.pop(0))
            self._first_new += 1
        if self._fresh:  # inserting at the cursor carries it to the end, and Qt scrolls to it at the next resize
            self.setTextCursor(QTextCursor(self.document()))
            bar.setValue(0)
        elif not self._follow:
            bar.setValue(scroll)
        if self._queue:
            self._timer.start()
            return
        if self._follow and self._first_new:
            self._show_piece(self._first_new - 1)
        self.shown_pieces.emit()

    def _insert(self, index: int, html: str) -> None:
        position = self.piece_start(index)
        before = self.document().characterCount()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(position)
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        cursor.setPosition(position)
        self._scratch.setHtml(html)
        _exact_headings(self._scratch)
        first = self._scratch.firstBlock()
        cursor.insertFragment(QTextDocumentFragment(self._scratch))
        cursor.setPosition(position)
        landed = cursor.block()
        if first.textList() is None:
            # Qt gives the first inserted block the format of the block it lands in: indent and spacing would be lost.
            cursor.setBlockFormat(first.blockFormat())
        if landed.length() == 1 and not first.blockFormat().hasProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth):
            cursor.setBlockFormat(_seam())  # before lists and tables Qt leaves an empty line
        cursor.endEditBlock()
        self._pieces.insert(index, html)
        self._lengths.insert(index, self.document().characterCount() - before)

    def reveal_piece(self, index: int) -> None:
        """Scroll to a piece and select it, so that the eye finds it."""
        if 0 <= index < len(self._lengths):
            self._show_piece(index)
            cursor = QTextCursor(self.document())
            start = self.piece_start(index)
            cursor.setPosition(start)
            cursor.setPosition(start + max(0, self._lengths[index] - 1), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def _show_piece(self, index: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.piece_start(index))
        place = self.cursorRect(cursor)
        if place.top() < 0 or place.bottom() > self.viewport().height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - self.viewport().height() // 3)

    # ---- look

    def _dress(self) -> None:
        self.setStyleSheet(
            f"QTextBrowser {{ background: {self._theme.tokens.surface}; border: 0; padding: 0;"
            f" font-size: {self._theme.pixels(TextRole.ARTICLE)}px; }}"
        )
        style, font = article_style(self._theme), self._theme.font(TextRole.ARTICLE)
        for document in (self.document(), self._scratch):
            document.setDefaultStyleSheet(style)
            document.setDefaultFont(font)

    def _on_theme_changed(self) -> None:
        pieces = self.pieces
        self._dress()
        self.clear_pieces()
        self.show_pieces(pieces)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures fit the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            for name in self._pictures:
                self._place(name)

    def contextMenuEvent(self, event: object) -> None:
        """Copy and select all from the keyboard are enough; the stock menu offers a link address to copy and is not ours."""


def _plain(width: int, height: int, colour: QColor) -> QImage:
    picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(colour)
    return picture


def _exact_headings(document: QTextDocument) -> None:
    """Qt enlarges headings by a factor of its own on top of the size that the style sheet says."""
    cursor = QTextCursor(document)
    block = document.firstBlock()
    while block.isValid():
        if block.blockFormat().headingLevel():
            parts = block.begin()
            found = []
            while not parts.atEnd():
                found.append(parts.fragment())
                parts += 1
            for part in found:
                style = part.charFormat()
                style.clearProperty(QTextFormat.Property.FontSizeAdjustment)
                cursor.setPosition(part.position())
                cursor.setPosition(part.position() + part.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(style)
        block = block.next()


def _seam() -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return made


def article_style(theme: Theme) -> str:
    """Qt's few CSS properties, in the look of the public page: 16 px, line height 1.85, first line indented by two characters.

    `p` sets no size or colour: a span in a paragraph with a class would inherit them from `p` instead of from the class.
    """
    tokens = theme.tokens
    size = theme.pixels(TextRole.ARTICLE)
    small = theme.pixels(TextRole.SMALL)
    return f"""
    h1 {{ font-size: {round(size * 1.375)}px; font-weight: 700; color: {tokens.text}; margin-top: 6px; margin-bottom: 8px; }}
    h2 {{ font-size: {round(size * 1.125)}px; font-weight: 700; color: {tokens.text}; margin-top: 14px; margin-bottom: 8px; }}
    h3 {{ font-size: {round(size * 1.0625)}px; font-weight: 700; color: {tokens.text}; margin-top: 12px; margin-bottom: 6px; }}
    h4 {{ font-size: {size}px; font-weight: 700; color: {tokens.text}; margin-top: 10px; margin-bottom: 6px; }}
    p {{ line-height: 128%; text-indent: {2 * size}px; }}
    p {{ margin-top: 0; margin-bottom: 8px; }}
    li {{ line-height: 125%; }}
    .flat {{ text-indent: 0px; }}
    .meta {{ font-size: {small}px; color: {tokens.muted}; text-indent: 0px; line-height: 115%; margin-bottom: 4px; }}
    .files {{ font-size: {small}px; color: {tokens.muted}; text-indent: 0px; margin-top: 18px; margin-bottom: 2px; }}
    .file {{ font-size: {size - 2}px; color: {tokens.accent}; text-indent: 0px; line-height: 115%; margin-bottom: 2px; }}
    .caption, figcaption {{ font-size: {small}px; color: {tokens.muted}; text-indent: 0px; }}
    .missing {{ color: {tokens.error}; background-color: {tokens.error_weak}; }}
    a {{ color: {tokens.accent}; text-decoration: underline; }}
    table {{ border-collapse: collapse; border-color: {tokens.control_line}; margin-top: 6px; margin-bottom: 10px; }}
    th {{ font-size: {size - 1}px; font-weight: 600; background-color: {tokens.rail}; color: {tokens.text}; }}
    td {{ font-size: {size - 1}px; color: {tokens.text}; }}
    blockquote {{ color: {tokens.muted}; margin-left: 24px; margin-right: 0; }}
    code, pre {{ font-family: monospace; background-color: {tokens.rail}; }}
    .ins {{ background-color: {tokens.inserted}; color: {tokens.text}; text-decoration: underline; }}
    .del {{ background-color: {tokens.deleted}; color: {tokens.error}; text-decoration: line-through; }}
    .mark {{ background-color: {tokens.warning_weak}; color: {tokens.text}; }}
    """


PictureLoader = Callable[[str], None]
