"""One line of plain text with the words in question highlighted in its middle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor_app.ui.theme import TextRole, Theme


class ContextLabel(QWidget):
    """Shows …before[words]after…, cut so that the words stay in sight."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts = ("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_words(self, words: str, context: str) -> None:
        """`context` holds `words`; where it does not, only the words are shown."""
        words, context = " ".join(words.split()), " ".join(context.split())
        at = context.find(words) if words else -1
        self._parts = (context[:at], words, context[at + len(words) :]) if at >= 0 else ("", words, "" if words else context)
        if not words:
            self._parts = (context, "", "")
        self.setAccessibleName(context or words)
        self.setVisible(bool(words or context))
        self.update()

    @property
    def parts(self) -> tuple[str, str, str]:
        """Before, the words, after."""
        return self._parts

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(120, round(QFontMetricsF(self._theme.font(TextRole.CONTROL)).height()) + 6)

    def minimumSizeHint(self) -> QSize:
        """Narrow as may be."""
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Muted context, the words in full colour on a weak tint."""
        painter = QPainter(self)
        font = self._theme.font(TextRole.CONTROL)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        before, words, after = self._parts
        room = self.width() - 4.0
        middle = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        wide = metrics.horizontalAdvance(middle)
        left_room = min(metrics.horizontalAdvance(before), max(0.0, (room - wide) * (0.5 if after else 1.0)))
        before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, left_room)
        x, baseline = 0.0, (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(QPointF(x, baseline), before)
        x += metrics.horizontalAdvance(before)
        if middle:
            painter.fillRect(QRectF(x, 2, wide + 4, self.height() - 4), self._theme.colour("warning_weak"))
            painter.setPen(self._theme.colour("text"))
            painter.drawText(QPointF(x + 2, baseline), middle)
            x += wide + 4
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(QPointF(x, baseline), metrics.elidedText(after, Qt.TextElideMode.ElideRight, max(0.0, room - x)))
