"""A small dot of a tone; a word always stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor_app.ui.theme import Theme
from editor_app.ui.theme.tokens import Tone


class Dot(QWidget):
    """Eight pixels across."""

    def __init__(self, theme: Theme, tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self._theme = theme
        self._tone = tone
        self.setFixedSize(8, 16)
        theme.changed.connect(self.update)

    def show_tone(self, tone: Tone) -> None:
        """Another tone."""
        if tone is not self._tone:
            self._tone = tone
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A filled circle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tone(self._tone)[0])
        painter.drawEllipse(QRectF(0, 4, 8, 8))
