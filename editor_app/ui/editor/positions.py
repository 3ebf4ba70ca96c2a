"""Code points against UTF-16 units for many positions of one long text (core.document.utf16_offset walks the text for each)."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")


class Utf16Map:
    """Both directions in O(log k), k = the number of characters outside the basic plane; same answers as core.document."""

    def __init__(self, text: str) -> None:
        self._points = [match.start() for match in _ASTRAL.finditer(text)]
        self._units = [point + rank for rank, point in enumerate(self._points)]

    def units(self, offset: int) -> int:
        """Code-point offset -> UTF-16 units, as QTextCursor counts."""
        return offset + bisect_left(self._points, offset)

    def points(self, units: int) -> int:
        """UTF-16 units -> code-point offset (inside a surrogate pair: its start)."""
        rank = bisect_left(self._units, units)
        if rank and self._units[rank - 1] + 1 == units:
            return self._points[rank - 1]
        return units - rank
