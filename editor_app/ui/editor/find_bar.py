"""Find and replace in the source: plain text, next and previous, replace one or all (one undo step)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from editor_app.ui.editor.body import BodyEditor
from editor_app.ui.i18n import tr
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label, plain_tip


def find_all(text: str, words: str, match_case: bool) -> list[int]:
    """Where `words` stand in `text`, without overlaps."""
    if not words:
        return []
    if not match_case and text.isascii() and words.isascii():
        text, words = text.lower(), words.lower()
    elif not match_case:
        text = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        words = "".join(char.lower() if len(char.lower()) == 1 else char for char in words)
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + len(words))
    return found


class FindBar(QFrame):
    """Below the source; Escape closes it."""

    closed = Signal()

    def __init__(self, body: BodyEditor) -> None:
        super().__init__()
        self._body = body
        self._read_only = False
        self.setObjectName("findBar")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 6, 8, 6)
        outer.setSpacing(5)
        self.words = QLineEdit()
        self.words.setProperty("small", "true")
        self.words.setPlaceholderText(tr("Editor", "Find"))
        self.words.setAccessibleName(tr("Editor", "Find"))
        self.words.textChanged.connect(self._count)
        self.words.returnPressed.connect(lambda: self.step(True))
        self.instead = QLineEdit()
        self.instead.setProperty("small", "true")
        self.instead.setPlaceholderText(tr("Editor", "Replace by"))
        self.instead.setAccessibleName(tr("Editor", "Replace by"))
        self.instead.returnPressed.connect(self.replace_one)
        self.case = QCheckBox(tr("Editor", "Aa"))
        self.case.setToolTip(plain_tip(tr("Editor", "Match case")))
        self.case.toggled.connect(lambda _on: self._count())
        self.number = Label("", "small")
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(6)
        second.setSpacing(6)
        first.addWidget(self.words, 1)
        first.addWidget(self.number)
        first.addWidget(self.case)
        first.addWidget(Button(tr("Editor", "Previous"), lambda: self.step(False), small=True))
        first.addWidget(Button(tr("Editor", "Next"), lambda: self.step(True), small=True))
        first.addWidget(Button("×", self.close_bar, look="quiet", small=True))
        second.addWidget(self.instead, 1)
        self._one = Button(tr("Editor", "Replace"), self.replace_one, small=True)
        self._all = Button(tr("Editor", "Replace all"), self.replace_all, small=True)
        second.addWidget(self._one)
        second.addWidget(self._all)
        outer.addLayout(first)
        outer.addLayout(second)
        self.hide()

    def open_bar(self) -> None:
        """Show it with the selected words."""
        start, end = self._body.selection()
        chosen = self._body.text()[start:end]
        self.show()
        if chosen and "\n" not in chosen:
            self.words.setText(chosen)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._count()

    def close_bar(self) -> None:
        """Hide it."""
        self.hide()
        self.closed.emit()

    def set_read_only(self, read_only: bool) -> None:
        """Find only."""
        self._read_only = read_only
        for widget in (self.instead, self._one, self._all):
            widget.setVisible(not read_only)

    def _places(self) -> list[int]:
        return find_all(self._body.text(), self.words.text(), self.case.isChecked())

    def _count(self) -> None:
        places = self._places() if self.words.text() else []
        self.number.setText(tr("Editor", "{count} found", count=len(places)) if self.words.text() else "")

    def step(self, forward: bool) -> None:
        """Select the next (or previous) place, round the corner."""
        places, length = self._places(), len(self.words.text())
        if not places:
            self._count()
            return
        start, end = self._body.selection()
        if forward:
            at = next((place for place in places if place >= (end if end > start else start)), places[0])
        else:
            at = next((place for place in reversed(places) if place < start), places[-1])
        self._body.select_source_range(at, at + length)
        self.words.setFocus()
        self.number.setText(tr("Editor", "{number} of {count}", number=places.index(at) + 1, count=len(places)))

    def replace_one(self) -> None:
        """Replace the selected place and go on to the next."""
        if self._read_only:
            return
        start, end = self._body.selection()
        if start in self._places() and end - start == len(self.words.text()):
            self._body.replace_source_range(start, end, self.instead.text())
        self.step(True)

    def replace_all(self) -> None:
        """Replace every place as one undo step."""
        places, words = self._places(), self.words.text()
        if self._read_only or not places:
            return
        text, parts, last = self._body.text(), [], 0
        for at in places:
            parts += [text[last:at], self.instead.text()]
            last = at + len(words)
        self._body.set_text_keeping_cursor("".join([*parts, text[last:]]))
        self.number.setText(tr("Editor", "{count} replaced", count=len(places)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes, Shift+Enter goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        super().keyPressEvent(event)
