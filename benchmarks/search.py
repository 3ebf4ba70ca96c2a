"""Search and lists with 10,000 drafts: a two-character Chinese word by the index, beside a LIKE scan in the same run."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.measure import goal, milliseconds, ratio, row
from editor_app.core.draft import Draft, DraftQuery
from editor_app.store.account import AccountStore
from editor_app.store.database import Database
from tests.support.store_factory import ACCOUNT, content, fill

DRAFTS = 10_000
_LIKE = """
    SELECT id, state, title, section, kind, updated_at, excerpt, remote, trashed_at FROM drafts
    WHERE trashed = 0 AND seq IN (SELECT id / 1048576 FROM passages WHERE text LIKE ?) ORDER BY changed DESC LIMIT 200
"""


def run(runs: int) -> dict[str, Any]:
    """Milliseconds per query, list, count, opening and autosave; p95 over `runs` different words."""
    runs = runs or 200
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ACCOUNT.id
        store = AccountStore(path)
        drafts = fill(store, DRAFTS)
        words = _words(drafts, runs)
        rows = _searches(store, words, runs)
        store.close()
        rows.append(row("open the store", "ms", milliseconds(lambda: _open(path), 9)))
        store = AccountStore(path)
        rows.append(row("autosave of a 5,000-character draft", "ms", _saves(store, runs)))
        rows.append(row("the same, without search and history: one row", "ms", _bare_saves(Path(folder) / "bare.db", runs)))
        store.close()
        rows.insert(
            1, row("the same words, LIKE over the same texts", "ms", _like(path / "store.db", words[: max(5, runs // 10)]))
        )
    return {
        "name": "search",
        "rows": rows,
        "ratios": [ratio("LIKE scan", "index", rows[1]["median"] / rows[0]["median"])],
        "goals": [
            _goal(rows, "two characters, first 200 of 10,000 drafts", "p95", 20),
            _goal(rows, "first page of the list", "median", 5),
            _goal(rows, "counts by state", "median", 5),
            _goal(rows, "open the store", "median", 30),
            _goal(rows, "autosave of a 5,000-character draft", "median", 10),
        ],
    }


def _goal(rows: list[dict[str, Any]], what: str, figure: str, most: float) -> dict[str, Any]:
    value = next(line for line in rows if line["what"] == what)[figure]
    return goal(f"{what}, {figure}", f"<= {most} ms", value, value <= most)


def _words(drafts: list[Draft], number: int) -> list[str]:
    """Pairs of characters as they stand in the drafts, rare and frequent ones as they come."""
    chance = random.Random(7)
    found: list[str] = []
    while len(found) < number:
        body = chance.choice(drafts).content.body
        place = chance.randrange(len(body) - 1)
        pair = body[place : place + 2]
        if all("\u4e00" <= char <= "\u9fff" for char in pair):
            found.append(pair)
    return found


def _each(words: list[str], work: Callable[[str], object]) -> list[float]:
    work(words[0])
    values = []
    for word in words:
        started = time.perf_counter()
        work(word)
        values.append((time.perf_counter() - started) * 1000)
    return values


def _searches(store: AccountStore, words: list[str], runs: int) -> list[dict[str, Any]]:
    def listed(text: str) -> object:
        return store.drafts.summaries(DraftQuery(text=text))

    return [
        row("two characters, first 200 of 10,000 drafts", "ms", _each(words, listed)),
        row("one character", "ms", _each([word[0] for word in words], listed)),
        row("two words of two characters", "ms", _each([f"{a} {b}" for a, b in pairwise(words)], listed)),
        row("first page of the list", "ms", milliseconds(lambda: store.drafts.summaries(DraftQuery()), runs)),
        row("counts by state", "ms", milliseconds(store.drafts.counts, runs)),
    ]


def _like(path: Path, words: list[str]) -> list[float]:
    connection = sqlite3.connect(path)
    try:
        return _each(words, lambda word: connection.execute(_LIKE, (f"%{word}%",)).fetchall())
    finally:
        connection.close()


def _open(path: Path) -> None:
    AccountStore(path).close()


def _saves(store: AccountStore, runs: int) -> list[float]:
    """A sentence typed into the middle, one character per save."""
    text = content(random.Random(3), 5000)
    draft = store.drafts.create(text, ACCOUNT.id)
    values = []
    for index in range(runs):
        middle = len(text.body) // 2
        text = replace(text, body=text.body[:middle] + chr(0x4E00 + index) + text.body[middle:])
        started = time.perf_counter()
        store.drafts.save_content(draft.id, text)
        values.append((time.perf_counter() - started) * 1000)
    return values


def _bare_saves(path: Path, runs: int) -> list[float]:
    """The floor: the same JSON into one row, with the same durability."""
    database = Database(path)
    text = str(content(random.Random(3), 5000).to_dict())
    with database.transaction():
        database.run("CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT)")

    def save() -> None:
        with database.transaction():
            database.run("INSERT OR REPLACE INTO texts VALUES (1, ?)", (text,))

    values = milliseconds(save, runs)
    database.close()
    return values
