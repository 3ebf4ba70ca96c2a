"""Finds many words in one pass: a two-character dictionary. Cost depends on the text, hardly on the number of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class WordScanner(Generic[T]):
    """Holds words (two characters or more) with a payload each; of the words that start at one place the longest wins."""

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        """Raises ValueError for a word of less than two characters."""
        self._table: dict[str, list[tuple[str, T]]] = {}
        for word, payload in words:
            if len(word) < 2:
                raise ValueError(f"a word needs two characters: {word!r}")
            self._table.setdefault(word[:2], []).append((word, payload))
        for entries in self._table.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    @property
    def keys(self) -> frozenset[str]:
        """The first two characters of the words; a text that holds none of them holds no word."""
        return frozenset(self._table)

    def find(self, text: str, keys: Iterable[str] | None = None) -> Iterator[tuple[int, str, T]]:
        """Yield (start, word, payload) for each occurrence; `keys` limits the search to words that begin with these."""
        for key in self._table if keys is None else keys:
            start = text.find(key)
            while start >= 0:
                for word, payload in self._table[key]:
                    if text.startswith(word, start):
                        yield start, word, payload
                        break
                start = text.find(key, start + 1)
