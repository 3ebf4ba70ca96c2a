"""The one style sheet and the palette, built from tokens and the text size."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QPalette

from editor_app.core.resources import resource_path
from editor_app.ui.theme.tokens import (
    BAR_HEIGHT,
    CARD_RADIUS,
    CONTROL_HEIGHT,
    RADIUS,
    SMALL_CONTROL_HEIGHT,
    STATUS_HEIGHT,
    TEXT_PIXELS,
    Tokens,
)


def scaled(pixels: int, percent: int) -> int:
    """Pixels at a text size in percent."""
    return max(1, round(pixels * percent / 100))


def style_sheet(tokens: Tokens, percent: int = 100) -> str:
    """resources/themes/window.qss with its $names filled in. Raises KeyError for a name that no token has."""
    values: dict[str, str] = dict(tokens.colours())
    values |= {f"size_{role.value}": f"{scaled(pixels, percent)}px" for role, pixels in TEXT_PIXELS.items()}
    values |= {
        "radius": f"{RADIUS}px",
        "card_radius": f"{CARD_RADIUS}px",
        "bar_height": f"{scaled(BAR_HEIGHT, percent)}px",
        "status_height": f"{scaled(STATUS_HEIGHT, percent)}px",
        "control_height": f"{scaled(CONTROL_HEIGHT, percent) - 2}px",
        "badge_height": f"{scaled(18, percent)}px",
        "badge_radius": f"{scaled(18, percent) // 2}px",
        "rail_height": f"{scaled(34, percent) - 2}px",
        "small_height": f"{scaled(SMALL_CONTROL_HEIGHT, percent) - 2}px",
        "chip_height": f"{scaled(20, percent)}px",
        "chip_radius": f"{scaled(20, percent) // 2}px",
        "tick": resource_path("themes", f"tick-{tokens.name}.svg").as_posix(),
        "arrow": resource_path("themes", f"arrow-{tokens.name}.svg").as_posix(),
    }
    return Template(resource_path("themes", "window.qss").read_text(encoding="utf-8")).substitute(values)


def palette(tokens: Tokens) -> QPalette:
    """The palette that Fusion and item views paint with."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, tokens.background),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.rail),
        (role.Text, tokens.text),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.error),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.suggestion),
        (role.Mid, tokens.line),
        (role.Midlight, tokens.line),
        (role.Dark, tokens.control_line),
        (role.Light, tokens.surface),
        (role.Shadow, tokens.control_line),
        (role.Accent, tokens.accent),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.muted))
    return made
