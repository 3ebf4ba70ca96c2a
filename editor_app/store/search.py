"""Search in drafts: single characters and pairs for Chinese, whole words (found by their beginning) for Latin and numbers.

A text is folded (NFKC, case) and cut into passages; each passage is one row of a full-text index whose tokens we make ourselves:
a run of Chinese 信息中心 becomes 信息 息中 中心 心, so that any part of it is a phrase of tokens. Saving re-indexes only the
passages that changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from editor_app.core.content import ArticleContent
from editor_app.store.database import Database

SLOTS = 1 << 20  # passages a draft can have; passage id = draft seq * SLOTS + slot
_CHINESE = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"([{_CHINESE}]+)|([^\\W_{_CHINESE}]+)")
_PASSAGE = re.compile(r"[^\n。！？；!?;]*[。！？；!?;]*")
_SHORT = 200  # characters; shorter passages are joined with the next
_LONG = 500
_MOST_WORDS = 12


def fold(text: str) -> str:
    """The form in which texts are compared: compatibility forms unified, case removed."""
    return unicodedata.normalize("NFKC", text).casefold()


def tokens(folded: str) -> str:
    """Index tokens of a folded text, separated by spaces, in order."""
    made: list[str] = []
    for chinese, word in _RUN.findall(folded):
        if chinese:
            made.extend([chinese[place : place + 2] for place in range(len(chinese))])
        else:
            made.append(word)
    return " ".join(made)


def phrases(text: str) -> list[str]:
    """FTS5 queries for a person's words, all of which must be found; empty when nothing in `text` can be searched for."""
    made = []
    for word in fold(text).split()[:_MOST_WORDS]:
        runs = _RUN.findall(word)
        parts: list[str] = []
        for place, (chinese, latin) in enumerate(runs):
            pairs = [chinese[at : at + 2] for at in range(len(chinese))] if chinese else [latin]
            if chinese and place == len(runs) - 1 and len(pairs) > 1:
                pairs.pop()  # the text may go on after the word
            parts.extend(pairs)
        if parts:
            open_end = not runs[-1][0] or len(parts[-1]) == 1
            made.append(f'"{" ".join(parts)}"{" *" if open_end else ""}')
    return made


def passages(content: ArticleContent) -> Iterator[str]:
    """The folded texts of an article that are searched: title, fields, body, names and alternative texts of attachments."""
    for text in (content.title, *content.fields.values(), content.body):
        yield from _cut(fold(text))
    for item in content.attachments:
        yield from _cut(fold(f"{item.name}\n{item.alt}\n{item.caption}"))


def _cut(text: str) -> Iterator[str]:
    """Pieces at sentence and line ends, which no phrase crosses."""
    gathered = ""
    for match in _PASSAGE.finditer(text):
        piece = match[0].strip()
        if not piece:
            continue
        if gathered and len(gathered) + len(piece) > _LONG:
            yield gathered
            gathered = ""
        gathered = f"{gathered}\n{piece}" if gathered else piece
        if len(gathered) >= _SHORT:
            yield gathered
            gathered = ""
    if gathered:
        yield gathered


class Search:
    """The index of one account's drafts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(self, text: str, limit: int = 200) -> list[str]:
        """Ids of drafts outside the trash that hold every word of `text`, newest change first. Empty for a text without words."""
        sql, values = self.condition(text)
        if not values:
            return []
        rows = self._database.rows(
            f"SELECT id FROM drafts WHERE trashed = 0 AND seq IN ({sql}) ORDER BY changed DESC LIMIT ?", (*values, limit)
        )
        return [str(row["id"]) for row in rows]

    def condition(self, text: str) -> tuple[str, tuple[str, ...]]:
        """A SELECT of the seq of matching drafts, and its values (none when `text` holds nothing to search for)."""
        wanted = phrases(text)
        one = f"SELECT rowid / {SLOTS} FROM passage_index WHERE passage_index MATCH ?"
        return " INTERSECT ".join([one] * len(wanted)) or "SELECT NULL WHERE 0", tuple(wanted)

    def put(self, draft: int, content: ArticleContent) -> None:
        """Bring the index of a draft (its seq) up to its content, inside the caller's transaction."""
        wanted = Counter(_storable(passage) for passage in passages(content))
        first = draft * SLOTS
        present = self._database.rows("SELECT id, text FROM passages WHERE id >= ? AND id < ?", (first, first + SLOTS))
        freed = []
        for row in present:
            if wanted[row["text"]] > 0:
                wanted[row["text"]] -= 1
            else:
                freed.append(int(row["id"]))
                self._forget(int(row["id"]), str(row["text"]))
        following = max((int(row["id"]) for row in present), default=first - 1) + 1
        for passage in wanted.elements():
            if freed:
                place = freed.pop()
            else:
                place, following = following, following + 1
            self._add(place, passage)

    def remove(self, draft: int) -> None:
        """Take a draft out, inside the caller's transaction."""
        self.put(draft, ArticleContent())

    def clear(self) -> None:
        """Forget everything, inside the caller's transaction; the index may be damaged."""
        self._database.run("DELETE FROM passages")
        self._database.run("INSERT INTO passage_index (passage_index) VALUES ('delete-all')")

    def rebuild(self) -> None:
        """Make the index anew from the kept passages (after damage)."""
        with self._database.transaction():
            self._database.run("INSERT INTO passage_index (passage_index) VALUES ('delete-all')")
            for row in self._database.rows("SELECT id, text FROM passages"):
                self._index(int(row["id"]), str(row["text"]))

    def _add(self, place: int, passage: str) -> None:
        self._database.run("INSERT INTO passages (id, text) VALUES (?, ?)", (place, passage))
        self._index(place, passage)

    def _index(self, place: int, passage: str) -> None:
        self._database.run("INSERT INTO passage_index (rowid, tokens) VALUES (?, ?)", (place, tokens(passage)))

    def _forget(self, place: int, passage: str) -> None:
        self._database.run("DELETE FROM passages WHERE id = ?", (place,))
        # An index without content wants the old tokens to remove them.
        self._database.run(
            "INSERT INTO passage_index (passage_index, rowid, tokens) VALUES ('delete', ?, ?)", (place, tokens(passage))
        )


def _storable(text: str) -> str:
    """Without lone surrogates, which SQLite cannot keep."""
    return text.encode("utf-8", "replace").decode("utf-8")
