"""Finds many words in one pass: a two-character dictionary. Cost depends on the text, hardly on the number of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from editor_app.rules.patterns import rarest_pair

T = TypeVar("T")


class WordScanner(Generic[T]):
    """Holds words (two characters or more) with a payload each, under their rarest pair of characters.

    Of the words that start at one place the longest wins.
    """

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        """Raises ValueError for a word of less than two characters."""
        self._table: dict[str, list[tuple[str, int, T]]] = {}
        for word, payload in words:
            if len(word) < 2:
                raise ValueError(f"a word needs two characters: {word!r}")
            pair = rarest_pair(word)
            self._table.setdefault(pair, []).append((word, word.index(pair), payload))

    @property
    def keys(self) -> frozenset[str]:
        """The pairs; a text that holds none of them holds no word."""
        return frozenset(self._table)

    def find(self, text: str, keys: Iterable[str] | None = None) -> Iterator[tuple[int, str, T]]:
        """Yield (start, word, payload) for each occurrence; `keys` limits the search to words with these pairs."""
        best: dict[int, tuple[str, T]] = {}
        for key in self._table if keys is None else keys:
            at = text.find(key)
            while at >= 0:
                for word, offset, payload in self._table[key]:
                    start = at - offset
                    if start >= 0 and text.startswith(word, start) and len(word) > len(best.get(start, ("",))[0]):
                        best[start] = (word, payload)
                at = text.find(key, at + 1)
        for start, (word, payload) in best.items():
            yield start, word, payload
