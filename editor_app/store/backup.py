"""Backups of a database: made whole, verified by opening them, rotated, and brought back when the file is damaged."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from editor_app.core import clock
from editor_app.store.database import Database, translated
from editor_app.store.files import make_folder, make_private, put_in_place, sync_folder
from editor_app.store.migrating import version_on_disk

KEEP = 7
_NAME = re.compile(r"(?P<stem>.+)-(?P<number>\d{6})-(?P<stamp>\d{8}T\d{6}[+-]\d{4})\.db")
_STAMP = "%Y%m%dT%H%M%S%z"
_PARTS = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file. `number` orders them (clocks may jump); `made_at` is an ISO time for people."""

    path: Path
    number: int
    made_at: str


def backup_folder(database: Path) -> Path:
    """Where the backups of that database file lie."""
    return database.parent / "backups"


def backups(database: Path) -> list[Backup]:
    """Newest first, unverified."""
    found = []
    for path in backup_folder(database).glob(f"{database.stem}-*.db"):
        match = _NAME.fullmatch(path.name)
        if match and match["stem"] == database.stem:
            made_at = dt.datetime.fromisoformat(match["stamp"])
            found.append(Backup(path, int(match["number"]), made_at.isoformat()))
    return sorted(found, key=lambda item: item.number, reverse=True)


def is_good(path: Path) -> bool:
    """Does it open and pass SQLite's check of its structure? Reads the whole file."""
    try:
        check = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            return bool(check.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        finally:
            check.close()
    except sqlite3.Error:
        return False


def make_backup(database: Database, keep: int = KEEP) -> Backup:
    """Copy the open database, verify the copy, put it in place, remove all but the newest `keep`.

    Raises DiskFull, StorageError; StoreSuspect when the copy fails its check, that is when the database itself is damaged.
    """
    folder = backup_folder(database.path)
    known = backups(database.path)
    number = known[0].number + 1 if known else 1
    target = folder / f"{database.path.stem}-{number:06d}-{clock.now().strftime(_STAMP)}.db"
    unfinished = folder / f"{target.name}.part"
    with translated(folder):
        make_folder(folder)
        for left_over in folder.glob(f"{database.path.stem}-*.part*"):
            left_over.unlink()
        make_private(unfinished)
    try:
        database.copy_to(unfinished)
        if not is_good(unfinished):
            raise database.suspect(f"the copy of {database.path.name} fails its check")
        with translated(folder):
            put_in_place(unfinished, target)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    with translated(folder):
        for old in known[keep - 1 :]:
            old.path.unlink(missing_ok=True)
    return backups(database.path)[0]


def is_due(database: Path) -> bool:
    """Is there no backup of today yet?"""
    newest = next(iter(backups(database)), None)
    made = clock.parse(newest.made_at) if newest else None
    return made is None or made.astimezone().date() != clock.now().date()


def set_aside(database: Path) -> Path:
    """Rename a damaged database with its log into `damaged/`; nothing is ever deleted. The new path. Raises StorageError."""
    folder = database.parent / "damaged"
    with translated(database.parent):
        make_folder(folder)
        stem, count = f"{database.stem}-{clock.now().strftime(_STAMP)}", 0
        while (kept := folder / f"{stem}{f'-{count}' if count else ''}.db").exists():
            count += 1
        for part in reversed(_PARTS):
            source = database.with_name(database.name + part)
            if source.exists():
                source.replace(kept.with_name(kept.name + part))
        sync_folder(folder)
        sync_folder(database.parent)
    return kept


def restore_newest(database: Path, newest_version: int) -> Backup | None:
    """Put a copy of the newest good backup in the database's place; None when there is none. Raises StorageError."""
    for backup in backups(database):
        if not is_good(backup.path) or version_on_disk(backup.path) > newest_version:
            continue
        unfinished = database.with_name(f"{database.name}.part")
        with translated(database.parent):
            make_private(unfinished)
            shutil.copyfile(backup.path, unfinished)
            put_in_place(unfinished, database)
        return backup
    return None
