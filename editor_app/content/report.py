"""What an inspection gathers while it reads: reasons, and texts with their places under a common limit."""

from __future__ import annotations

import time

from editor_app.content.reasons import Reason, reason

MAX_TEXT = 2_000_000
MAX_TEXTS = 20_000
MAX_REASONS = 60
MAX_SECONDS = 6.0


class Report:
    """Mutable, used by one inspection in one thread."""

    def __init__(self) -> None:
        self.reasons: list[Reason] = []
        self.texts: list[tuple[str, str]] = []
        self._seen: set[tuple[str, str]] = set()
        self._size = 0
        self.deadline = time.monotonic() + MAX_SECONDS

    def add(self, code: str, place: str = "") -> None:
        """Note a reason once per place."""
        if (code, place) not in self._seen and len(self.reasons) < MAX_REASONS:
            self._seen.add((code, place))
            self.reasons.append(reason(code, place))

    @property
    def late(self) -> bool:
        """Has reading taken too long?"""
        return time.monotonic() > self.deadline

    @property
    def full(self) -> bool:
        """True when no more text is taken; notes `text_cut` then."""
        if self._size >= MAX_TEXT or len(self.texts) >= MAX_TEXTS or self.late:
            self.add("text_cut")
            return True
        return False

    def text(self, place: str, text: str) -> None:
        """Keep a text that is not blank."""
        text = text.replace("\x00", "").strip()
        if text and not self.full:
            self.texts.append((place, text[: MAX_TEXT - self._size]))
            self._size += len(text)

    @property
    def blocked(self) -> bool:
        """Is there a reason to refuse already?"""
        return any(item.blocks for item in self.reasons)
