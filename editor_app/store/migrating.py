"""Numbered migrations (migrations/NAME/NNNN.sql): each in one transaction with the number it leads to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editor_app.core.errors import StoreCorrupt, StoreTooNew
from editor_app.store.database import Database

_MAGIC = b"SQLite format 3\0"
_HEADER_VERSION = slice(60, 64)  # user_version in SQLite's file header, big-endian
_ABSURD = 100_000  # no program will ever have that many migrations: the number itself is damaged


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: the version it leads to and its statements."""

    number: int
    sql: str

    def statements(self) -> Iterator[str]:
        """The statements one by one (executescript would commit before the first)."""
        text = ""
        for line in self.sql.splitlines(keepends=True):
            text += line
            if sqlite3.complete_statement(text):
                yield text
                text = ""
        if text.strip():
            raise ValueError(f"migration {self.number} ends within a statement")


def shipped_migrations(name: str) -> tuple[Migration, ...]:
    """The steps of "account" or "profile" in order. Raises ValueError when numbers are missing."""
    folder = Path(__file__).parent / "migrations" / name
    steps = tuple(Migration(int(file.stem), file.read_text(encoding="utf-8")) for file in sorted(folder.glob("[0-9]*.sql")))
    if not steps or [step.number for step in steps] != list(range(1, len(steps) + 1)):
        raise ValueError(f"the migrations in {name} are not numbered from 1 without gaps")
    return steps


def version_on_disk(path: Path) -> int:
    """user_version as the file's header says, without opening the database; 0 for what is no database. Raises OSError."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return 0
    return int.from_bytes(header[_HEADER_VERSION], "big") if header.startswith(_MAGIC) else 0


def refuse_newer(version: int, steps: tuple[Migration, ...]) -> None:
    """Raise StoreTooNew for a database that a newer program has written, StoreCorrupt for a number that nobody writes."""
    if not 0 <= version < _ABSURD:
        raise StoreCorrupt(detail=f"version {version}")
    if version > len(steps):
        raise StoreTooNew(detail=f"version {version}, this program knows {len(steps)}")


def migrate(database: Database, steps: tuple[Migration, ...]) -> None:
    """Apply what is missing. A step that fails or is interrupted leaves the version before it."""
    version = database.version
    refuse_newer(version, steps)
    for step in steps[version:]:
        with database.transaction():
            for statement in step.statements():
                database.run(statement)
            database.run(f"PRAGMA user_version = {step.number:d}")
    if version < len(steps):
        database.checkpoint()
