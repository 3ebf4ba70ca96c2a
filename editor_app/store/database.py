"""The one connection to a database file, its transactions, and the one translator of SQLite's and the file system's errors."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from editor_app.core.errors import (
    DiskFull,
    StorageError,
    StoreCorrupt,
    StoreLocked,
    StoreReadOnly,
    StoreSuspect,
)

Row = sqlite3.Row
S = TypeVar("S")
T = TypeVar("T")
_BUSY_SECONDS = 2.0
_LITTLE = 256 * 1024  # bytes; with less than this free, a failed write means a full disk whatever SQLite calls it
_PRAGMAS = (
    # One connection per file: SQLite then needs no shared memory and lets no second process in. (3.7.0 to 3.51.2 can damage
    # a WAL database that two connections write at once.)
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # an acknowledged save survives a power cut; NORMAL loses the last ones
    "PRAGMA foreign_keys = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8000",
    "PRAGMA journal_size_limit = 16777216",
)
_WORLD: dict[int, type[StorageError]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: StorageError,
    sqlite3.SQLITE_CANTOPEN: StorageError,
    sqlite3.SQLITE_PROTOCOL: StorageError,
    sqlite3.SQLITE_NOLFS: StorageError,
    sqlite3.SQLITE_NOMEM: StorageError,
    sqlite3.SQLITE_INTERRUPT: StorageError,
    sqlite3.SQLITE_BUSY: StoreLocked,
    sqlite3.SQLITE_LOCKED: StoreLocked,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_PERM: StoreReadOnly,
    sqlite3.SQLITE_AUTH: StoreReadOnly,
    sqlite3.SQLITE_CORRUPT: StoreCorrupt,
    sqlite3.SQLITE_NOTADB: StoreCorrupt,
    sqlite3.SQLITE_TOOBIG: StorageError,
}
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EROFS, errno.EACCES, errno.EPERM}


def translate(error: sqlite3.Error | OSError, folder: Path | None = None) -> StorageError | None:
    """The failure to tell a person, or None when it is our fault (broken SQL, a violated constraint, a wrong thread).

    `folder`, where given, is asked for free space: SQLite calls a failed write for a used-up quota an I/O error.
    """
    if isinstance(error, OSError):
        if error.errno in _NO_SPACE:
            return DiskFull(detail=str(error))
        return (StoreReadOnly if error.errno in _NOT_ALLOWED else StorageError)(detail=str(error))
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Raised by the sqlite3 module itself when a stored text is no UTF-8 any more.
        return StoreCorrupt(detail="unreadable text") if str(error).startswith("Could not decode") else None
    detail = f"{error.sqlite_errorname}: {error}"
    kind = _WORLD.get(code & 0xFF)
    if kind is StorageError and folder is not None and _nearly_full(folder):
        kind = DiskFull
    return kind(detail=detail) if kind else None


def _nearly_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LITTLE
    except OSError:
        return False


@contextmanager
def translated(folder: Path | None = None) -> Iterator[None]:
    """Turn failures of the world inside the block into StorageError and its kinds; bugs pass unchanged."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        told = translate(error, folder)
        if told is None:
            raise
        raise told from error


def suspect_mark(path: Path) -> Path:
    """The file that says: damage was met in this database, check all of it at the next opening."""
    return path.with_name(path.name + ".suspect")


class Database:
    """One open SQLite file, used by the one thread that opened it (another thread gets sqlite3.ProgrammingError).

    All methods raise StorageError and its kinds for the world's faults.
    """

    def __init__(self, path: Path) -> None:
        """Open or create the file and make it durable: WAL, synchronous FULL, exclusive."""
        self.path = path
        self._depth = 0
        self.is_open = True
        with translated(path.parent):
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_SECONDS, check_same_thread=True)
        try:
            self._connection.row_factory = sqlite3.Row
            with translated(path.parent):
                for pragma in _PRAGMAS:
                    self._connection.execute(pragma).fetchall()
                # The exclusive lock is taken by the first write, not by the pragma.
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.execute("COMMIT")
            if os.name != "nt":
                path.chmod(0o600)
        except BaseException:
            self._connection.close()
            raise

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run one statement and return all its rows."""
        with self._told():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row, or None."""
        with self._told():
            found: Row | None = self._connection.execute(sql, values).fetchone()
            return found

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, values)
        return None if found is None else found[0]

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one changing statement inside a transaction; the number of rows it changed."""
        assert self._depth, "a change outside a transaction"
        with self._told():
            return self._connection.execute(sql, values).rowcount

    def insert(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one INSERT inside a transaction; the new row's number."""
        assert self._depth, "a change outside a transaction"
        with self._told():
            return self._connection.execute(sql, values).lastrowid or 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and durable when the outermost block has been left. Blocks may nest; the outermost one counts."""
        if self._depth:
            yield
            return
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
            with self._told():
                self._connection.execute("COMMIT")
        except BaseException:
            # SQLite has already rolled back by itself after some failures (full disk among them).
            with suppress(sqlite3.Error):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            raise
        finally:
            self._depth = 0

    @property
    def version(self) -> int:
        """Number of the newest migration applied."""
        return int(self.value("PRAGMA user_version"))

    def copy_to(self, target: Path) -> None:
        """A consistent copy of the whole database (SQLite's backup API), in one file without a log beside it."""
        with translated(target.parent):
            copy = sqlite3.connect(target)
            try:
                self._connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()

    def checkpoint(self) -> None:
        """Move the log into the database file."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close; a second time does nothing."""
        with translated(self.path.parent):
            self._connection.close()
        self.is_open = False

    def decoded(self, make: Callable[[S], T], found: S) -> T:
        """`make(found)` of a row or of rows; what cannot be understood, or is not what was saved, is damage."""
        with self._told():
            try:
                return make(found)
            except (ValueError, KeyError, TypeError) as error:
                raise StoreCorrupt(detail=f"unreadable row: {error!r}") from error

    def suspect(self, detail: str) -> StoreSuspect:
        """Mark the database for a check of everything at the next opening; the error to raise."""
        with suppress(OSError):
            suspect_mark(self.path).touch()
        return StoreSuspect(detail=detail)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            with translated(self.path.parent):
                yield
        except StoreSuspect:
            raise
        except StoreCorrupt as error:
            raise self.suspect(error.detail) from error
