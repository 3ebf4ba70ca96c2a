"""Labels: everything from outside is shown as plain text, never as HTML."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from editor_app.ui.theme.tokens import Tone


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and apply it at once; a widget not shown yet gets it when it is."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def set_shown(widget: QWidget, shown: bool) -> None:
    """Hide or show. setVisible(True) would make a window of its own, for a moment, of a widget that has no parent yet."""
    if shown and widget.parent() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)  # it comes with its parent
    else:
        widget.setVisible(shown)


def plain_tip(text: str) -> str:
    """The words of a tool tip. Qt takes one for HTML as soon as a tag stands in it, pictures from files included: such are escaped."""
    return f"<span>{escape(text)}</span>" if "<" in text or "&" in text else text


class Label(QLabel):
    """A plain-text label in a role of the style sheet: body title heading control small muted error ok key mono display."""

    def __init__(self, text: str = "", role: str = "body", *, wrap: bool = False, selectable: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.setCursor(Qt.CursorShape.IBeamCursor)
        if wrap:
            # Not Fixed: that would hold it to the height of its hint, which is for another width, and cut lines off.
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def set_role(self, role: str) -> None:
        """Change the role."""
        set_property(self, "role", role)

    def event(self, event: QEvent) -> bool:
        """The style sheet gives the font only now: lines that were counted before are counted again."""
        done = super().event(event)
        if event.type() == QEvent.Type.Polish:
            self.updateGeometry()
        return done


class Chip(QLabel):
    """A state in a word. Chips of one list are of equal width (`width` in pixels at least)."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL, width: int = 0) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if width:
            self.setMinimumWidth(width)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: Tone) -> None:
        """Show another word."""
        self.setText(text)
        set_property(self, "chip", tone.value)
        set_shown(self, bool(text))


class ElidedLabel(Label):
    """One line that ends in an ellipsis where it does not fit; the whole text is in the tool tip and for screen readers."""

    def __init__(self, text: str = "", role: str = "body", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        self._mode = mode
        super().__init__(text, role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show `text`; line breaks become spaces."""
        super().setText(" ".join(text.split("\n")))
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """Narrow as may be."""
        return QSize(24, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """As wide as the text."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 4, super().sizeHint().height())

    @property
    def elided(self) -> bool:
        """Does it not fit?"""
        return QFontMetrics(self.font()).horizontalAdvance(self.text()) > self.contentsRect().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tool tip depends on the width."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the elided text."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        rect = self.contentsRect()
        shown = QFontMetrics(self.font()).elidedText(self.text(), self._mode, rect.width())
        painter.drawText(rect, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)

    def _tell(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self.elided and self.width() > 0 else "")


class KeyCap(Label):
    """The name of a key in a small frame."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "key")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
