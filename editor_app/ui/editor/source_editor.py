"""The body as Markdown source: a plain text edit with underlines, list continuation and an ear for the input method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QInputMethodEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from editor_app.core.finding import Severity
from editor_app.ui.editor.body import Mark
from editor_app.ui.editor.markup import Edit, continue_line
from editor_app.ui.editor.positions import Utf16Map
from editor_app.ui.editor.source_colours import SourceColours

MOST_MARKS = 400  # more underlines than anybody reads; each costs a little at every paint


class SourceEditor(QPlainTextEdit):
    """A BodyEditor over QPlainTextEdit. Signals: `edited`, `composing_changed(bool)`, `mime_offered(QMimeData)`."""

    edited = Signal()
    composing_changed = Signal(bool)
    mime_offered = Signal(QMimeData)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceEditor")
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setCenterOnScroll(False)
        self._composing = self._input_only = False
        self._characters = 0
        self._cache: str | None = None
        self._map: Utf16Map | None = None
        self._marks: dict[str, tuple[Mark, QTextCursor]] = {}
        self._colours = {severity: QColor("#888888") for severity in Severity}
        self.colours = SourceColours(self.document())
        self.document().contentsChange.connect(self._on_contents_change)

    # ---- text

    def text(self) -> str:
        """The Markdown source, kept until the next change."""
        if self._cache is None:
            self._cache = self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return self._cache

    def _positions(self) -> Utf16Map:
        if self._map is None:
            self._map = Utf16Map(self.text())
        return self._map

    def load_text(self, text: str) -> None:
        """Show another text; the undo steps are forgotten."""
        self.show_marks(())
        self.setPlainText(text)
        self.document().setModified(False)

    def set_text_keeping_cursor(self, text: str) -> None:
        """Change only the stretch that differs, as one undo step."""
        old = self.text()
        if old == text:
            return
        most = min(len(old), len(text))
        head = next((index for index in range(most) if old[index] != text[index]), most)
        tail = next((index for index in range(most - head) if old[-1 - index] != text[-1 - index]), most - head)
        scroll = self.verticalScrollBar().value()
        self._replace(head, len(old) - tail, text[head : len(text) - tail])
        self.verticalScrollBar().setValue(scroll)

    def apply(self, edit: Edit) -> None:
        """One undo step, then the selection that the edit names."""
        self._replace(edit.start, edit.end, edit.text)
        self._select(edit.select_start, edit.select_end)

    def insert(self, text: str) -> None:
        """Replace the selection as one undo step."""
        start, end = self.selection()
        self.replace_source_range(start, end, text)

    def replace_source_range(self, start: int, end: int, text: str) -> None:
        """One undo step; the cursor ends behind the new words."""
        self._replace(start, end, text)
        self._select(start + len(text), start + len(text))

    def _replace(self, start: int, end: int, text: str) -> None:
        cursor = self._cursor(start, end)
        cursor.beginEditBlock()
        cursor.insertText(text)
        cursor.endEditBlock()

    def select_source_range(self, start: int, end: int) -> None:
        """Select, bring into the middle of the view, take the focus."""
        self._select(start, end)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _select(self, start: int, end: int) -> None:
        self.setTextCursor(self._cursor(start, end))

    def _cursor(self, start: int, end: int) -> QTextCursor:
        positions, last = self._positions(), len(self.text())
        cursor = QTextCursor(self.document())
        cursor.setPosition(positions.units(max(0, min(start, last))))
        cursor.setPosition(positions.units(max(0, min(end, last))), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def selection(self) -> tuple[int, int]:
        """Code points into the source."""
        cursor, positions = self.textCursor(), self._positions()
        return positions.points(cursor.selectionStart()), positions.points(cursor.selectionEnd())

    def set_read_only(self, read_only: bool) -> None:
        """A submitted text is looked at and copied, not changed."""
        self.setReadOnly(read_only)
        if read_only:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(flags)

    def on_changed(self, listener: Callable[[], None]) -> None:
        """See BodyEditor."""
        self.edited.connect(listener)

    def on_composing(self, listener: Callable[[bool], None]) -> None:
        """See BodyEditor."""
        self.composing_changed.connect(listener)

    def _on_contents_change(self, _position: int, removed: int, added: int) -> None:
        if removed == added and self._input_only and self.document().characterCount() == self._characters:
            return  # Qt tells a change of layout for each step of a composition; the text is the same
        self._cache = self._map = None
        self.edited.emit()

    # ---- underlines

    def set_muted_colour(self, colour: QColor) -> None:
        """For marks and addresses in the source."""
        self.colours.set_colour(colour)

    def set_mark_colours(self, colours: dict[Severity, QColor]) -> None:
        """From the theme; underlines that are shown change at once."""
        self._colours = dict(colours)
        self._paint_marks()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Underline these ranges; they move with the text from then on."""
        self._marks = {mark.key: (mark, self._cursor(mark.start, mark.end)) for mark in marks[:MOST_MARKS]}
        self._paint_marks()

    def _paint_marks(self) -> None:
        selections = []
        for mark, cursor in self._marks.values():
            selection = QTextEdit.ExtraSelection()
            style = QTextCharFormat()
            hint = mark.severity is Severity.SUGGESTION
            line = QTextCharFormat.UnderlineStyle.DotLine if hint else QTextCharFormat.UnderlineStyle.WaveUnderline
            style.setUnderlineStyle(line)
            style.setUnderlineColor(self._colours[mark.severity])
            selection.format, selection.cursor = style, cursor  # type: ignore[attr-defined]
            selections.append(selection)
        self.setExtraSelections(selections)

    def mark_range(self, key: str) -> tuple[int, int] | None:
        """Where those words stand now."""
        known = self._marks.get(key)
        if known is None or not known[1].hasSelection():
            return None
        positions = self._positions()
        return positions.points(known[1].selectionStart()), positions.points(known[1].selectionEnd())

    def mark_tip(self, where: QPoint) -> str:
        """The sentence for the words at a viewport point, or ""."""
        position = self.cursorForPosition(where).position()
        for mark, cursor in self._marks.values():
            if cursor.selectionStart() <= position <= cursor.selectionEnd():
                return mark.tip
        return ""

    def event(self, event: QEvent) -> bool:
        """Tooltips of underlined words, as plain text."""
        if event.type() is QEvent.Type.ToolTip:
            tip = cast(QHelpEvent, event)
            words = self.mark_tip(self.viewport().mapFrom(self, tip.pos()))
            # A leading <qt> check guesses rich text from markup; escaping keeps foreign words what they are.
            QToolTip.showText(tip.globalPos(), _plain_tip(words), self) if words else QToolTip.hideText()
            return True
        return super().event(event)

    # ---- input

    @property
    def composing(self) -> bool:
        """True while an input method shows text that is not yet part of the document."""
        return self._composing

    def finish_composing(self) -> None:
        """Ask the input method to commit what it shows."""
        if self._composing:
            QGuiApplication.inputMethod().commit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Watch for composition; the text edit does the rest."""
        composing = bool(event.preeditString())
        if composing and not self._composing:
            self._composing = True
            self.composing_changed.emit(True)
        self._input_only = not event.commitString() and not event.replacementLength()
        self._characters = self.document().characterCount()
        super().inputMethodEvent(event)
        self._input_only = False
        if not composing and self._composing:
            self._composing = False
            self.composing_changed.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter continues a list or a quotation, and ends it on an empty item."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and not self.isReadOnly():
            self._new_line()
            return
        super().keyPressEvent(event)

    def _new_line(self) -> None:
        cursor = self.textCursor()
        line = cursor.block().text()
        column = cursor.positionInBlock()
        lead = "" if cursor.hasSelection() else continue_line(line[:column], column)
        cursor.beginEditBlock()
        if not lead and not cursor.hasSelection() and column == len(line) and _is_empty_item(line):
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        else:
            cursor.insertText("\n" + lead)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files and pictures are offered to the screen, text goes in as text."""
        return source.hasUrls() or source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop: local files and pictures become attachments, everything else plain text."""
        local = source.hasUrls() and any(url.isLocalFile() for url in source.urls())
        if local or (source.hasImage() and not source.hasText()):
            self.mime_offered.emit(source)
            return
        self.insertPlainText(source.text().replace("\r\n", "\n").replace("\r", "\n"))


def _is_empty_item(line: str) -> bool:
    stripped = line.strip()
    return stripped in ("-", "*", "+", ">") or (stripped[:-1].isdigit() and stripped[-1:] in (".", ")"))


def _plain_tip(words: str) -> str:
    return f"<qt>{escape(words)}</qt>"
