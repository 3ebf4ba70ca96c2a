"""Finds many words in one pass: a two-character dictionary. Cost depends on the text, hardly on the number of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Generic, TypeVar

T = TypeVar("T")


class WordScanner(Generic[T]):
    """Holds words (two characters or more) with a payload each; of the words that start at one place the longest wins."""

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        """Raises ValueError for a word of less than two characters."""
        table: dict[str, list[tuple[str, T]]] = {}
        for word, payload in words:
            if len(word) < 2:
                raise ValueError(f"a word needs two characters: {word!r}")
            table.setdefault(word[:2], []).append((word, payload))
        for entries in table.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._table = table
        self._keys: dict[str, list[str]] = {}
        for key in table:
            self._keys.setdefault(key[0], []).append(key)
        self._firsts = frozenset(self._keys)
        self._seconds = {key: key[1] for key in table}

    def find(self, text: str, chars: Set[str]) -> Iterator[tuple[int, str, T]]:
        """Yield (start, word, payload) for each occurrence; `chars` is the set of the characters of `text`."""
        for first in chars & self._firsts:
            for key in self._keys[first]:
                if key[1] not in chars:
                    continue
                start = text.find(key)
                while start >= 0:
                    for word, payload in self._table[key]:
                        if text.startswith(word, start):
                            yield start, word, payload
                            break
                    start = text.find(key, start + 1)
