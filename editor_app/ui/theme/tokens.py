"""Colours and sizes by what they are for. Text on its background keeps WCAG AA (4.5:1); a test computes it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum


class Tone(StrEnum):
    """What a chip, a bar or a dot wants to say; never alone, a word stands beside it."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    ERROR = "error"
    WARNING = "warning"
    OK = "ok"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours, each "#rrggbb"."""

    name: str
    background: str
    surface: str
    rail: str
    line: str
    control_line: str  # the edge of something that can be used: 3:1 where it is the only sign
    text: str
    muted: str
    accent: str
    accent_weak: str
    accent_strong: str  # hover and pressed of the primary button
    on_accent: str
    hover: str
    error: str
    error_weak: str
    warning: str
    warning_weak: str
    ok: str
    ok_weak: str
    suggestion: str
    suggestion_weak: str
    inserted: str
    deleted: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """(foreground, weak background) of a tone."""
        return {
            Tone.NEUTRAL: (self.muted, self.rail),
            Tone.ACCENT: (self.accent, self.accent_weak),
            Tone.ERROR: (self.error, self.error_weak),
            Tone.WARNING: (self.warning, self.warning_weak),
            Tone.OK: (self.ok, self.ok_weak),
            Tone.SUGGESTION: (self.suggestion, self.suggestion_weak),
        }[tone]

    def colours(self) -> dict[str, str]:
        """Every colour by its name."""
        return {item.name: getattr(self, item.name) for item in fields(self) if item.name != "name"}


LIGHT = Tokens(
    name="light",
    background="#f3f4f6",
    surface="#ffffff",
    rail="#eceef1",
    line="#dfe2e7",
    control_line="#c9ced6",
    text="#1b1f24",
    muted="#5f6772",
    accent="#1c5d99",
    accent_weak="#e6eff8",
    accent_strong="#164b7c",
    on_accent="#ffffff",
    hover="#f0f2f5",
    error="#b3261e",
    error_weak="#fbeae8",
    warning="#8a5200",
    warning_weak="#fdf1dd",
    ok="#1d7044",
    ok_weak="#e4f3ea",
    suggestion="#5357c0",
    suggestion_weak="#ececfa",
    inserted="#d9f0e1",
    deleted="#fbdedb",
)

DARK = Tokens(
    name="dark",
    background="#16181c",
    surface="#1e2126",
    rail="#1a1c20",
    line="#31353c",
    control_line="#464c55",
    text="#e7e9ec",
    muted="#9aa2ad",
    accent="#74aee3",
    accent_weak="#21354a",
    accent_strong="#93c2ed",
    on_accent="#14202c",
    hover="#272b31",
    error="#f2867e",
    error_weak="#3a2220",
    warning="#e5b062",
    warning_weak="#382c18",
    ok="#7cc79c",
    ok_weak="#1c3226",
    suggestion="#a5a8f0",
    suggestion_weak="#2a2b45",
    inserted="#1f3d2b",
    deleted="#4a2523",
)

CONTRAST = Tokens(
    name="contrast",
    background="#ffffff",
    surface="#ffffff",
    rail="#ffffff",
    line="#5a5a5a",
    control_line="#000000",
    text="#000000",
    muted="#333333",
    accent="#00327d",
    accent_weak="#dbe8ff",
    accent_strong="#001e4d",
    on_accent="#ffffff",
    hover="#e6e6e6",
    error="#8c0000",
    error_weak="#ffe5e5",
    warning="#5c3600",
    warning_weak="#fff0cc",
    ok="#00441f",
    ok_weak="#dcf5e4",
    suggestion="#2d2f8f",
    suggestion_weak="#e6e6ff",
    inserted="#c8f0d4",
    deleted="#ffd6d2",
)


class TextRole(StrEnum):
    """What a piece of text is; the size follows (pixels at 100 %)."""

    DISPLAY = "display"
    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    CONTROL = "control"
    SMALL = "small"
    KEY = "key"
    ARTICLE = "article"


TEXT_PIXELS: dict[TextRole, int] = {
    TextRole.DISPLAY: 24,
    TextRole.TITLE: 17,
    TextRole.HEADING: 14,
    TextRole.BODY: 14,
    TextRole.CONTROL: 13,
    TextRole.SMALL: 12,
    TextRole.KEY: 11,
    TextRole.ARTICLE: 16,
}
RADIUS = 6
CARD_RADIUS = 8
RAIL_WIDTH = 196
BAR_HEIGHT = 52
STATUS_HEIGHT = 28
CONTROL_HEIGHT = 32
SMALL_CONTROL_HEIGHT = 26
TEXT_SCALES = (90, 100, 115, 130, 150)


def contrast_ratio(first: str, second: str) -> float:
    """WCAG 2 contrast of two "#rrggbb" colours, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
