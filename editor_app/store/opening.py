"""Opening a database whatever its state: newer ones are left alone, damaged ones set aside and restored, old ones migrated."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from editor_app.core.errors import EditorError, StoreCorrupt, StoreRestored
from editor_app.store import backup
from editor_app.store.database import Database, suspect_mark, translated
from editor_app.store.files import make_folder
from editor_app.store.migrating import Migration, migrate, refuse_newer, version_on_disk

Rescue = Callable[[Database, Path], int]
"""Takes over what can still be read from a damaged file; how many saves it could bring back."""
Heal = Callable[[Database, Sequence[Path]], list[EditorError]]
"""Mends contents from backups, newest first; what a person must be told."""


def open_database(
    path: Path, steps: tuple[Migration, ...], rescue: Rescue | None = None, heal: Heal | None = None
) -> tuple[Database, list[EditorError]]:
    """The database at its newest version, and what a person must be told (StoreRestored, what `heal` says).

    Raises StoreTooNew (nothing was touched), StoreLocked, DiskFull, StoreReadOnly, StorageError. Costs nothing that grows with
    the contents unless damage is met or was met last time.
    """
    with translated(path.parent):
        make_folder(path.parent)
        suspect = suspect_mark(path).exists()
        version = version_on_disk(path)
    try:
        refuse_newer(version, steps)
        database = _open(path, steps, thorough=suspect)
        notices: list[EditorError] = []
    except StoreCorrupt:
        database, notice = _recover(path, steps, rescue)
        notices, suspect = [notice], True
    if suspect:
        if heal is not None:
            notices += heal(database, [item.path for item in backup.backups(path)])
        with suppress(OSError):
            suspect_mark(path).unlink(missing_ok=True)
    return database, notices


def _open(path: Path, steps: tuple[Migration, ...], thorough: bool = False) -> Database:
    database = Database(path)
    try:
        if thorough and database.value("PRAGMA integrity_check(1)") != "ok":
            raise StoreCorrupt(detail="the check of the whole file failed")
        version = database.version
        refuse_newer(version, steps)
        if version < len(steps):
            if version:
                backup.make_backup(database)
            migrate(database, steps)
        # Reads the list of tables, which a file damaged at its head no longer has.
        database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if not version:
            return database
        _touch_tables(database)
    except BaseException:
        database.close()
        raise
    return database


def _touch_tables(database: Database) -> None:
    """Read the first page of each ordinary table, so that gross damage is met here and not in the middle of work."""
    names = database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    for row in names:
        quoted = str(row["name"]).replace('"', '""')
        database.row(f'SELECT 1 FROM "{quoted}" LIMIT 1')


def _recover(path: Path, steps: tuple[Migration, ...], rescue: Rescue | None) -> tuple[Database, StoreRestored]:
    kept = backup.set_aside(path)
    restored = backup.restore_newest(path, len(steps))
    database = _open(path, steps)
    rescued = 0
    if rescue is not None:
        # Whatever the damaged file throws at us, the restored backup must open.
        with suppress(sqlite3.Error, StoreCorrupt):
            rescued = rescue(database, kept)
    return database, StoreRestored(restored.made_at if restored else "", kept.name, rescued)
