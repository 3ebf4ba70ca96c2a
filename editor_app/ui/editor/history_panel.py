"""The versions of the draft: what kind, when, its name; compare, restore, name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from editor_app.core.draft import RevisionKind
from editor_app.ui.editor.ports import RevisionRow
from editor_app.ui.editor.words import revision_words
from editor_app.ui.i18n import tr
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Chip, ElidedLabel, Label
from editor_app.ui.widgets.layout import EmptyState, clear_layout
from editor_app.ui.words import when

MOST_ROWS = 60


class HistoryPanel(QWidget):
    """Newest first."""

    compare_pressed = Signal(str)
    restore_pressed = Signal(str)
    name_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._editable = True
        self._rows: tuple[RevisionRow, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column.addLayout(self._column)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self._empty = EmptyState(
            tr("Editor", "No versions yet"), tr("Editor", "Every save becomes a version that you can come back to.")
        )
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._empty, 1)
        self._empty.show()
        self._scroll.hide()

    def set_editable(self, editable: bool) -> None:
        """Without "restore" where nothing may be changed."""
        if editable != self._editable:
            self._editable = editable
            self.show_rows(self._rows)

    def show_rows(self, rows: Sequence[RevisionRow]) -> None:
        """Show these versions."""
        self._rows = tuple(rows)
        clear_layout(self._column)
        for row in self._rows[:MOST_ROWS]:
            self._column.addWidget(self._line(row))
        self._scroll.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _line(self, row: RevisionRow) -> QFrame:
        line = QFrame()
        line.setObjectName("findingCard")
        layout = QVBoxLayout(line)
        layout.setContentsMargins(16, 9, 12, 10)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        title = ElidedLabel(row.name or revision_words(row.kind), "control")
        head.addWidget(title, 1)
        if row.kind is RevisionKind.BEFORE_SUBMIT:
            head.addWidget(Chip(tr("Editor", "Submitted"), Tone.ACCENT))
        elif row.name:
            head.addWidget(Chip(tr("Editor", "Named"), Tone.OK))
        layout.addLayout(head)
        layout.addWidget(Label(tr("Editor", "Version {number} · {time}", number=row.number, time=when(row.saved_at)), "small"))
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(Button(tr("Editor", "Compare"), lambda: self.compare_pressed.emit(row.id), small=True))
        if self._editable:
            buttons.addWidget(Button(tr("Editor", "Restore"), lambda: self.restore_pressed.emit(row.id), small=True))
        buttons.addWidget(Button(tr("Editor", "Name…"), lambda: self.name_pressed.emit(row.id), small=True, look="quiet"))
        buttons.addStretch(1)
        layout.addLayout(buttons)
        return line
