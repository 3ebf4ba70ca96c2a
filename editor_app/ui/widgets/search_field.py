"""The search field: tells its text a moment after the last key, never in the middle of a Chinese composition."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtWidgets import QLineEdit

from editor_app.ui import icons
from editor_app.ui.theme import Theme

DELAY_MS = 120


class SearchField(QLineEdit):
    """`searched(text)` comes 120 ms after the last change, at once on Enter; Escape clears it."""

    searched = Signal(str)

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__()
        self._theme = theme
        self._composing = False
        self._last = ""
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.setMaxLength(100)
        self._glass: QAction = self.addAction(
            icons.icon("search", theme.colour("muted"), size=16), QLineEdit.ActionPosition.LeadingPosition
        )
        theme.changed.connect(self._on_theme_changed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._on_text_changed)
        self.returnPressed.connect(self._tell)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether an input method is composing."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _on_text_changed(self) -> None:
        if not self._composing:
            self._timer.start()

    def _tell(self) -> None:
        self._timer.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.searched.emit(text)

    def _on_theme_changed(self) -> None:
        self._glass.setIcon(icons.icon("search", self._theme.colour("muted"), size=16))
