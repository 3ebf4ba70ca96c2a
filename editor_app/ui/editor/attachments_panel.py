"""The article's files: type, size, what was seen inside, alternative text, caption, order; added by dialog, drop or paste."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from editor_app.ui import icons
from editor_app.ui.editor.ports import AttachmentRow
from editor_app.ui.i18n import tr
from editor_app.ui.theme import Theme
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Chip, ElidedLabel, Label, set_property
from editor_app.ui.widgets.layout import EmptyState
from editor_app.ui.words import size


class AttachmentCard(QFrame):
    """One file. Texts are told when editing ends, so that a list is not rebuilt under the cursor."""

    insert_pressed = Signal(str)
    remove_pressed = Signal(str)
    rename_pressed = Signal(str)
    move_pressed = Signal(str, int)
    open_pressed = Signal(str)
    described = Signal(str, str, str)  # id, alt | caption, text

    def __init__(self, theme: Theme, row: AttachmentRow, editable: bool) -> None:
        super().__init__()
        self.row = row
        item = row.attachment
        self.setObjectName("findingCard")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 11)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        picture = Label()
        picture.setPixmap(
            icons.pixmap("image" if item.is_image else "paperclip", theme.colour("muted"), 16, self.devicePixelRatioF())
        )
        head.addWidget(picture)
        head.addWidget(ElidedLabel(item.name, "control", Qt.TextElideMode.ElideMiddle), 1)
        if row.verdict == "warn":
            head.addWidget(Chip(tr("Editor", "Look at this"), Tone.WARNING))
        elif row.verdict == "block":
            head.addWidget(Chip(tr("Editor", "Not allowed"), Tone.ERROR))
        layout.addLayout(head)
        layout.addWidget(Label(self._facts(), "small", wrap=True))
        for message, place in row.reasons:
            words = QCoreApplication.translate("errors", message)
            layout.addWidget(Label(f"{words}（{place}）" if place else words, "small", wrap=True))
        self.alt: QLineEdit | None = None
        if item.is_image:
            self.alt = self._line(layout, item.alt, tr("Editor", "Alternative text: what the picture shows"), "alt", editable)
            set_property(self.alt, "wrong", "true" if not item.alt and editable else "false")
            self._line(layout, item.caption, tr("Editor", "Caption (optional)"), "caption", editable)
        if editable:
            layout.addLayout(self._buttons())

    def _facts(self) -> str:
        item = self.row.attachment
        kind = item.name.rpartition(".")[2].upper() if "." in item.name else item.media_type
        parts = [kind, size(item.size)]
        if item.width and item.height:
            parts.append(f"{item.width} × {item.height}")
        if not self.row.used:
            unused = tr("Editor", "not in the text") if item.is_image else tr("Editor", "listed below the text")
            parts.append(unused)
        return " · ".join(parts)

    def _line(self, layout: QVBoxLayout, text: str, hint: str, what: str, editable: bool) -> QLineEdit:
        line = QLineEdit(text)
        line.setPlaceholderText(hint)
        line.setAccessibleName(hint)
        line.setMaxLength(200)
        line.setReadOnly(not editable)
        line.setProperty("small", "true")
        line.editingFinished.connect(lambda: self.described.emit(self.row.attachment.id, what, line.text()))
        layout.addWidget(line)
        return line

    def _buttons(self) -> QHBoxLayout:
        name = self.row.attachment.id
        row = QHBoxLayout()
        row.setSpacing(6)
        row.setContentsMargins(0, 2, 0, 0)
        row.addWidget(Button(tr("Editor", "Insert"), lambda: self.insert_pressed.emit(name), small=True))
        row.addWidget(Button(tr("Editor", "Remove"), lambda: self.remove_pressed.emit(name), small=True))
        more = Button(tr("Editor", "More"), None, small=True, look="quiet")
        more.clicked.connect(lambda: self._menu(more))
        row.addWidget(more)
        row.addStretch(1)
        return row

    def _menu(self, button: Button) -> None:
        name = self.row.attachment.id
        menu = QMenu(self)
        menu.addAction(tr("Editor", "Open"), lambda: self.open_pressed.emit(name))
        menu.addAction(tr("Editor", "Rename…"), lambda: self.rename_pressed.emit(name))
        menu.addSeparator()
        menu.addAction(tr("Editor", "Move up"), lambda: self.move_pressed.emit(name, -1))
        menu.addAction(tr("Editor", "Move down"), lambda: self.move_pressed.emit(name, 1))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


class AttachmentsPanel(QWidget):
    """The panel."""

    add_pressed = Signal()
    files_dropped = Signal(object)
    insert_pressed = Signal(str)
    remove_pressed = Signal(str)
    rename_pressed = Signal(str)
    move_pressed = Signal(str, int)
    open_pressed = Signal(str)
    described = Signal(str, str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._editable = True
        self._rows: tuple[AttachmentRow, ...] = ()
        self.cards: dict[str, AttachmentCard] = {}
        self.setAcceptDrops(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("canvas")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll.setWidget(inside)
        self._empty = EmptyState(
            tr("Editor", "No attachments yet"),
            tr("Editor", "Drop files here or paste a picture into the text. They are copied into the draft at once."),
        )
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._empty, 1)
        outer.addWidget(self._make_foot())

    def _make_foot(self) -> QWidget:
        self._foot = QFrame()
        self._foot.setObjectName("panelFoot")
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(16, 6, 12, 8)
        column.setSpacing(6)
        self._progress_words = Label("", "small")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        column.addWidget(self._progress_words)
        column.addWidget(self._progress)
        self._add = Button(tr("Editor", "Add files…"), self.add_pressed.emit, small=True)
        column.addWidget(self._add)
        self.show_progress("", 0, 0)
        return self._foot

    def set_editable(self, editable: bool) -> None:
        """Look only, where nothing may be changed."""
        if editable != self._editable:
            self._editable = editable
            rows, self._rows = self._rows, ()
            self.show_rows(rows)
        self._add.setVisible(editable)

    def show_rows(self, rows: Sequence[AttachmentRow]) -> None:
        """Show these files in this order. A card that did not change stays (somebody may be typing in it)."""
        rows = tuple(rows)
        if rows == self._rows and self.cards:
            return
        for card in self.cards.values():
            self._column.removeWidget(card)
        kept: dict[str, AttachmentCard] = {}
        for row in rows:
            known = self.cards.get(row.attachment.id)
            stays = known is not None and known.row == row and self._rows != ()
            kept[row.attachment.id] = known if known is not None and stays else self._make(row)
        for card in self.cards.values():
            if card not in kept.values():
                self._let_go(card)
        self.cards, self._rows = kept, rows
        for index, card in enumerate(kept.values()):
            self._column.insertWidget(index, card)
        self._scroll.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _make(self, row: AttachmentRow) -> AttachmentCard:
        card = AttachmentCard(self._theme, row, self._editable)
        card.insert_pressed.connect(self.insert_pressed)
        card.remove_pressed.connect(self.remove_pressed)
        card.rename_pressed.connect(self.rename_pressed)
        card.move_pressed.connect(self.move_pressed)
        card.open_pressed.connect(self.open_pressed)
        card.described.connect(self.described)
        return card

    @staticmethod
    def _let_go(card: AttachmentCard) -> None:
        card.hide()
        card.deleteLater()

    def show_progress(self, name: str, done: int, total: int) -> None:
        """While files are looked at and copied."""
        busy = done < total
        self._progress_words.setVisible(busy)
        self._progress.setVisible(busy)
        if busy:
            self._progress_words.setText(tr("Editor", "Adding {name} ({done}/{total})", name=name, done=done + 1, total=total))
            self._progress.setRange(0, total)
            self._progress.setValue(done)

    def reveal(self, attachment_id: str) -> None:
        """Bring a file into view; a picture without alternative text gets the cursor there."""
        card = self.cards.get(attachment_id)
        if card is None:
            return
        for other in self.cards.values():
            set_property(other, "current", "true" if other is card else "false")
        self._scroll.ensureWidgetVisible(card, 0, 20)
        if card.alt is not None and not card.alt.text():
            card.alt.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files only."""
        if self._editable and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on."""
        event.acceptProposedAction()
        self.files_dropped.emit(event.mimeData())
