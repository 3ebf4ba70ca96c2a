"""What a text check answers with."""

from __future__ import annotations

from typing import NamedTuple


class Slip(NamedTuple):
    """Offsets into the text, replacements best first, words for the message's {note}."""

    start: int
    end: int
    fixes: tuple[str, ...] = ()
    note: str = ""
