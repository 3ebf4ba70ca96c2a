"""Buttons: one primary at most on a screen, small ones in rows, links; a key cap shows the shortcut."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

LOOKS = ("normal", "primary", "danger", "link", "quiet")


class Button(QPushButton):
    """A push button. `key` is shown as a key cap behind the text (the shortcut itself belongs to an action or the screen)."""

    def __init__(
        self,
        text: str,
        pressed: Callable[[], None] | None = None,
        *,
        look: str = "normal",
        small: bool = False,
        key: str = "",
    ) -> None:
        super().__init__(text.replace("&", "&&"))
        self.setProperty("look", look)
        if small:
            self.setProperty("small", "true")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._key = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ") if key else ""
        self.setAccessibleName(text)
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())

    def set_text(self, text: str) -> None:
        """Change the words; an ampersand stays an ampersand."""
        if text != self.accessibleName():
            self.setText(text.replace("&", "&&"))
            self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Room for the key cap."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._cap_width(), hint.height()) if self._key else hint

    def minimumSizeHint(self) -> QSize:
        """The same: a button never cuts its words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The key cap is painted over the right part of the button."""
        if not self._key:
            super().paintEvent(event)
            return
        self._paint_with_cap()

    def _cap_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(9, font.pixelSize() - 2) if font.pixelSize() > 0 else 11)
        font.setWeight(QFont.Weight.Normal)
        return font

    def _cap_width(self) -> int:
        return QFontMetrics(self._cap_font()).horizontalAdvance(self._key) + 9 + 8

    def _paint_with_cap(self) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionButton

        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined]
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        cap = self._cap_width()
        role = self.palette().ColorRole.ButtonText
        colour = self.palette().color(role)
        painter.setFont(self.font())
        painter.setPen(colour)
        text_width = QFontMetrics(self.font()).horizontalAdvance(self.accessibleName())
        left = (self.width() - text_width - cap) / 2
        whole = QRectF(left, 0, text_width + 1, self.height())
        painter.drawText(whole, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.accessibleName())
        self._paint_cap(painter, left + text_width + 8, cap - 8, colour)

    def _paint_cap(self, painter: QPainter, left: float, width: float, colour: QColor) -> None:
        font = self._cap_font()
        height = font.pixelSize() + 5
        box = QRectF(left + 0.5, (self.height() - height) / 2 + 0.5, width - 1, height - 1)
        faded = QColor(colour)
        faded.setAlphaF(0.72)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.setPen(QPen(faded, 1))
        painter.drawRoundedRect(box, 3, 3)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._key)
