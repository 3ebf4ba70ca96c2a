"""Finds texts that are almost a fixed term: one character replaced, left out or added, or two neighbours swapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editor_app.rules.patterns import Gate

MIN_LENGTH = 5
"""Shorter terms have too many honest neighbours."""


class NearMissScanner:
    """Any single slip leaves one half of the term untouched or swaps the two characters in its middle: both are looked for."""

    def __init__(self, terms: Iterable[str], *, lengths: bool = False) -> None:
        """`lengths`: also report a character left out or added. Raises ValueError for a term shorter than MIN_LENGTH."""
        self._lengths = lengths
        self._terms = tuple(terms)
        self._halves: dict[str, list[tuple[str, int]]] = {}
        self._swapped: dict[str, str] = {}
        for term in self._terms:
            if len(term) < MIN_LENGTH:
                raise ValueError(f"a fixed term needs {MIN_LENGTH} characters: {term!r}")
            middle = len(term) // 2
            self._halves.setdefault(term[:middle], []).append((term, 0))
            self._halves.setdefault(term[middle:], []).append((term, middle))
            swapped = term[: middle - 1] + term[middle] + term[middle - 1] + term[middle + 1 :]
            if swapped != term:
                self._swapped[swapped] = term

    @property
    def gate(self) -> Gate:
        """What a text must hold for a near miss to be possible."""
        return Gate((tuple(sorted({*self._halves, *self._swapped})),))

    def find(self, text: str, literals: Iterable[str] | None = None) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, term) of each near miss, once per place and term; `literals`: those of the gate that stand there."""
        seen: set[tuple[int, str]] = set()
        for literal in (*self._halves, *self._swapped) if literals is None else literals:
            at = text.find(literal)
            while at >= 0:
                for span, term in self._around(text, literal, at):
                    if (span[0], term) not in seen:
                        seen.add((span[0], term))
                        yield *span, term
                at = text.find(literal, at + 1)

    def _around(self, text: str, literal: str, at: int) -> Iterator[tuple[tuple[int, int], str]]:
        """The near misses that have `literal` at `at`."""
        if literal in self._swapped:
            yield (at, at + len(literal)), self._swapped[literal]
        for term, offset in self._halves.get(literal, ()):
            if at < offset or not text.startswith(term, at - offset):
                span = _slip(text, term, at, offset, len(literal), self._lengths)
                if span is not None:
                    yield span, term


def _slip(text: str, term: str, at: int, offset: int, length: int, lengths: bool) -> tuple[int, int] | None:
    """The range that is one slip away from `term`, given that the half at `offset` of it stands at `at` of the text."""
    if offset == 0:
        rest, start = term[length:], at + length
        width = _prefix_slip(text[start : start + len(rest) + 1], rest, lengths)
        return None if width is None else (at, start + width)
    rest = term[:offset]
    window = text[max(0, at - len(rest) - 1) : at]
    width = _prefix_slip(window[::-1], rest[::-1], lengths)
    return None if width is None else (at - width, at + length)


def _prefix_slip(text: str, rest: str, lengths: bool) -> int | None:
    """How many characters of `text` stand for `rest` with exactly one slip; None when it is right or further off.

    A slip in the outermost character is not believed: there the text simply goes on differently.
    """
    if text.startswith(rest):
        return None
    size = len(rest)
    same = 0
    while same < min(size, len(text)) and text[same] == rest[same]:
        same += 1
    if len(text) >= size and same < size - 1 and text[same + 1 : size] == rest[same + 1 :] and "一" <= text[same] <= "鿿":
        return size
    if text[same : same + 2] == rest[same : same + 2][::-1] and text[same + 2 : size] == rest[same + 2 :] and size - same >= 2:
        return size
    if not lengths:
        return None
    if size - same >= 2 and text[same : size - 1] == rest[same + 1 :]:
        return size - 1
    if same and text[same + 1 : size + 1] == rest[same:]:
        return size + 1
    return None
