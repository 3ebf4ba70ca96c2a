"""The queue: title, unit, section, who claimed it, when it is due."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from editor_app.core.review import ReviewTask
from editor_app.ui.i18n import tr
from editor_app.ui.review.words import due_chip
from editor_app.ui.widgets.labels import Chip, ElidedLabel, Label, set_property
from editor_app.ui.widgets.layout import EmptyState, clear_layout
from editor_app.ui.words import join

MOST_ROWS = 200


class QueueItem(QFrame):
    """One case."""

    pressed = Signal(str)

    def __init__(self, task: ReviewTask, person: str) -> None:
        super().__init__()
        self.task = task
        self.setObjectName("queueItem")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 12, 10)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(task.article.title, "body", wrap=True))
        claimed = ""
        if task.claimed_by:
            claimed = (
                tr("Review", "claimed by me")
                if task.claimed_by == person
                else tr("Review", "claimed: {name}", name=task.claimed_by)
            )
        detail = join(task.article.unit_name, task.article.section_name, claimed)
        words.addWidget(ElidedLabel(detail, "small"))
        row.addLayout(words, 1)
        chip = due_chip(task.due_at)
        if chip[0]:
            row.addWidget(Chip(*chip), 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName("，".join(part for part in (task.article.title, detail, chip[0]) if part))

    def set_current(self, current: bool) -> None:
        """Is it the one on the screen?"""
        set_property(self, "current", "true" if current else "false")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press opens it."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self.task.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space open it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self.task.id)
            return
        super().keyPressEvent(event)


class QueueList(QFrame):
    """The left column."""

    opened = Signal(str)

    def __init__(self, person: str) -> None:
        super().__init__()
        self._person = person
        self._tasks: tuple[ReviewTask, ...] | None = None
        self.items: dict[str, QueueItem] = {}
        self.setObjectName("queue")
        self.setFixedWidth(276)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
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
        self._empty = EmptyState("", "")
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._empty, 1)
        self._scroll.hide()
        self._empty.show_words(tr("Review", "Being fetched…"))

    def show_tasks(self, tasks: Sequence[ReviewTask], current: str) -> None:
        """Rebuilt only when the tasks themselves changed."""
        if self._tasks != tuple(tasks):
            self._tasks = tuple(tasks)
            clear_layout(self._column)
            self.items = {}
            for task in self._tasks[:MOST_ROWS]:
                item = QueueItem(task, self._person)
                item.pressed.connect(self.opened)
                self._column.addWidget(item)
                self.items[task.id] = item
            self._scroll.setVisible(bool(tasks))
            self._empty.setVisible(not tasks)
            self._empty.show_words(
                tr("Review", "Nothing waits for you"), tr("Review", "New submissions appear here by themselves.")
            )
        for name, item in self.items.items():
            item.set_current(name == current)
        if current in self.items:
            self._scroll.ensureWidgetVisible(self.items[current], 0, 10)
