"""How the window looks: tokens, palette, style sheet, and switching while it runs."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from editor_app.ui.theme.style import palette, scaled, style_sheet
from editor_app.ui.theme.tokens import CONTRAST, DARK, LIGHT, TEXT_PIXELS, TextRole, Tokens, Tone

__all__ = ["TextRole", "Theme", "ThemeMode", "Tokens", "Tone"]


class ThemeMode(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Theme(QObject):
    """The colours and sizes in use; `changed` after every switch, when palette and style sheet are in place already."""

    changed = Signal()

    def __init__(self, mode: ThemeMode = ThemeMode.SYSTEM, percent: int = 100, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mode = mode
        self.percent = percent
        self.tokens: Tokens = LIGHT
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._on_system_scheme_changed)
        self.apply()

    def choose(self, mode: ThemeMode, percent: int) -> None:
        """Switch now, in every open window."""
        if (mode, percent) != (self.mode, self.percent):
            self.mode, self.percent = mode, percent
            self.apply()

    def apply(self) -> None:
        """Put palette, font and style sheet in place."""
        self.tokens = self._wanted()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            font = application.font()
            font.setPixelSize(self.pixels(TextRole.BODY))
            application.setFont(font)
            application.setPalette(palette(self.tokens))
            application.setStyleSheet(style_sheet(self.tokens, self.percent))
        self.changed.emit()

    def colour(self, name: str) -> QColor:
        """A token's colour by its name, for example "accent"."""
        return QColor(self.tokens.colours()[name])

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """(foreground, weak background)."""
        front, back = self.tokens.tone(tone)
        return QColor(front), QColor(back)

    def pixels(self, role: TextRole) -> int:
        """Text size in pixels."""
        return scaled(TEXT_PIXELS[role], self.percent)

    def scale(self, pixels: int) -> int:
        """A length that grows with the text."""
        return scaled(pixels, self.percent)

    def font(self, role: TextRole, *, bold: bool = False) -> QFont:
        """The interface font at a role's size, for painting."""
        font = QFont(QApplication.font())
        font.setPixelSize(self.pixels(role))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    @property
    def dark(self) -> bool:
        """Are the colours dark now?"""
        return self.tokens is DARK

    def _wanted(self) -> Tokens:
        if self.mode is ThemeMode.SYSTEM:
            hints = QGuiApplication.styleHints()
            dark = hints is not None and hints.colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return {ThemeMode.LIGHT: LIGHT, ThemeMode.DARK: DARK, ThemeMode.CONTRAST: CONTRAST}[self.mode]

    def _on_system_scheme_changed(self) -> None:
        if self.mode is ThemeMode.SYSTEM and self._wanted() is not self.tokens:
            self.apply()
