"""Cards, rows, empty states and scrolling canvases: the blocks that screens are laid out with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from editor_app.ui import words
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.labels import Chip, ElidedLabel, Label, set_property, set_shown


def clear_layout(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


class Card(QFrame):
    """A surface with a heading; rows are added below."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)
        self.heading = Label(heading, "heading")
        self.head = QFrame()
        self.head.setObjectName("cardHead")
        self._head_row = QHBoxLayout(self.head)
        self._head_row.setContentsMargins(15, 0, 15, 0)
        self._head_row.setSpacing(8)
        self._head_row.addWidget(self.heading)
        self._head_row.addStretch(1)
        self.head.setFixedHeight(45)
        self._layout.addWidget(self.head)
        self.head.setVisible(bool(heading))
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._layout.addLayout(self._rows)

    def add_to_head(self, widget: QWidget) -> None:
        """A small thing at the right of the heading."""
        self._head_row.addWidget(widget)

    def add(self, widget: QWidget) -> None:
        """Another row at the end."""
        if isinstance(widget, Row):
            set_property(widget, "first", "true" if self._rows.count() == 0 else "false")
        self._rows.addWidget(widget)

    def clear(self) -> None:
        """Take all rows away."""
        clear_layout(self._rows)

    def set_rows(self, rows: Sequence[QWidget]) -> None:
        """Replace all rows."""
        self.clear()
        for row in rows:
            self.add(row)

    @property
    def rows(self) -> list[QWidget]:
        """The rows now."""
        found = (self._rows.itemAt(index) for index in range(self._rows.count()))
        return [widget for item in found if item is not None and (widget := item.widget()) is not None]


class Row(QFrame):
    """A line of a card: chip in a column of equal width, title, one muted line, then what can be done.

    With `opened` the whole row can be pressed, by mouse or by Enter.
    """

    activated = Signal()

    def __init__(
        self,
        title: str,
        detail: str = "",
        *,
        chip: tuple[str, Tone] | None = None,
        trailing: Sequence[QWidget] = (),
        opened: Callable[[], None] | None = None,
        chip_width: int = 0,
    ) -> None:
        super().__init__()
        self.setObjectName("row")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(15, 9, 15, 9)
        layout.setSpacing(12)
        self.chip = Chip(*(chip or ("", Tone.NEUTRAL)), width=(chip_width or words.chip_width()) if chip else 0)
        layout.addWidget(self.chip)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        self.title = ElidedLabel(title)
        self.detail = ElidedLabel(detail, "small")
        lines.addWidget(self.title)
        lines.addWidget(self.detail)
        set_shown(self.detail, bool(detail))
        self.words = lines
        layout.addLayout(lines, 1)
        for widget in trailing:
            layout.addWidget(widget)
        self.setAccessibleName("，".join(part for part in (chip[0] if chip else "", title, detail) if part))
        self._opened = opened
        if opened is not None:
            self.setProperty("link", "true")
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.activated.connect(opened)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press anywhere on the row opens it."""
        if (
            self._opened is not None
            and event.button() is Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.activated.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or space opens it."""
        if self._opened is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit()
            return
        super().keyPressEvent(event)


class EmptyState(QWidget):
    """What stands where nothing is: one line, one sentence of advice, perhaps one thing to do."""

    def __init__(self, title: str, advice: str = "", action: QWidget | None = None) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(4)
        self.title = Label(title, "body", wrap=True)
        self.advice = Label(advice, "small", wrap=True)
        layout.addStretch(1)
        for label in (self.title, self.advice):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        self.advice.setVisible(bool(advice))
        if action is not None:
            layout.addSpacing(8)
            layout.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def show_words(self, title: str, advice: str = "") -> None:
        """Other words."""
        self.title.setText(title)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))


class Canvas(QScrollArea):
    """A scrolling page with the window's margins; `body` is the layout to fill; `width` (pixels) limits a column for reading."""

    def __init__(self, width: int = 0) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("canvas")
        outer = QHBoxLayout(inside)
        outer.setContentsMargins(20, 20, 20, 20)
        column = QWidget()
        if width:
            column.setMaximumWidth(width)
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)
        outer.addWidget(column, 1)
        if width:
            outer.addStretch(0)
        self.setWidget(inside)


def hairline() -> QFrame:
    """A thin line between groups."""
    line = QFrame()
    line.setObjectName("line")
    line.setFixedHeight(1)
    return line
