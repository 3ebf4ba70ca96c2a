from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.core.errors import DiskFull, StorageError, StoreCorrupt, StoreLocked, StoreReadOnly
from editor_app.store.database import Database, translate, translated

OURS = {
    "SQLITE_ERROR": "broken SQL",
    "SQLITE_INTERNAL": "a bug of SQLite",
    "SQLITE_ABORT": "a statement used after a rollback",
    "SQLITE_NOTFOUND": "an unknown file control",
    "SQLITE_EMPTY": "not used",
    "SQLITE_SCHEMA": "a statement that could not be prepared again",
    "SQLITE_CONSTRAINT": "a rule of our schema",
    "SQLITE_MISMATCH": "a wrong type",
    "SQLITE_MISUSE": "a wrong call",
    "SQLITE_FORMAT": "not used",
    "SQLITE_RANGE": "a parameter too many",
}
"""Primary result codes that are bugs and must reach the crash dialog, with the reason."""
NO_ERRORS = {"SQLITE_OK", "SQLITE_DENY", "SQLITE_IGNORE", "SQLITE_NOTICE", "SQLITE_WARNING", "SQLITE_ROW", "SQLITE_DONE"}


def _error(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("text")
    error.sqlite_errorcode = getattr(sqlite3, name)
    error.sqlite_errorname = name
    return error


def _result_codes() -> Iterator[str]:
    """Names of SQLite's primary result codes that the module exports (0 to 28); others are options and action numbers."""
    known = (
        "ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR CORRUPT NOTFOUND FULL CANTOPEN PROTOCOL EMPTY"
        " SCHEMA TOOBIG CONSTRAINT MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB"
    )
    yield from (f"SQLITE_{name}" for name in known.split())
    families = tuple(f"SQLITE_{name}_" for name in ("IOERR", "BUSY", "LOCKED", "READONLY", "CANTOPEN", "CORRUPT"))
    yield from (name for name in dir(sqlite3) if name.startswith(families))


@pytest.mark.parametrize("name", sorted(set(_result_codes())))
def test_every_result_code_is_the_worlds_or_ours(name: str) -> None:
    told = translate(_error(name))
    if name in OURS:
        assert told is None
    else:
        assert isinstance(told, StorageError), name
        assert name in told.detail


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_BUSY_SNAPSHOT", StoreLocked),
        ("SQLITE_READONLY_DIRECTORY", StoreReadOnly),
        ("SQLITE_CORRUPT_INDEX", StoreCorrupt),
        ("SQLITE_NOTADB", StoreCorrupt),
    ],
)
def test_codes_that_need_their_own_words(name: str, kind: type[StorageError]) -> None:
    assert type(translate(_error(name))) is kind


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, StoreReadOnly),
        (errno.EACCES, StoreReadOnly),
        (errno.EIO, StorageError),
    ],
)
def test_file_errors(number: int, kind: type[StorageError]) -> None:
    assert type(translate(OSError(number, "text"))) is kind


def test_a_write_that_fails_on_a_full_disk_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: type("Usage", (), {"free": 4096})())
    assert type(translate(_error("SQLITE_IOERR_WRITE"), tmp_path)) is DiskFull
    monkeypatch.setattr("shutil.disk_usage", lambda folder: type("Usage", (), {"free": 10**9})())
    assert type(translate(_error("SQLITE_IOERR_WRITE"), tmp_path)) is StorageError


def test_bugs_pass_unchanged(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    with pytest.raises(sqlite3.OperationalError):
        database.rows("SELECT nonsense")
    with pytest.raises(sqlite3.OperationalError), translated():
        raise _error("SQLITE_ERROR")
    database.close()


def test_the_promises_of_the_connection(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    assert database.value("PRAGMA journal_mode") == "wal"
    assert database.value("PRAGMA synchronous") == 2
    assert database.value("PRAGMA foreign_keys") == 1
    assert database.value("PRAGMA locking_mode") == "exclusive"
    assert not (tmp_path / "a.db-shm").exists()
    database.close()
    database.close()


def test_another_thread_is_refused(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    caught: list[BaseException] = []

    def work() -> None:
        try:
            database.rows("SELECT 1")
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    database.close()
    assert len(caught) == 1


def test_a_second_connection_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor_app.store.database._BUSY_SECONDS", 0.05)
    database = Database(tmp_path / "a.db")
    with pytest.raises(StoreLocked):
        Database(tmp_path / "a.db")
    database.close()
    Database(tmp_path / "a.db").close()


def test_transactions_nest_and_roll_back_as_a_whole(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    with database.transaction():
        database.run("CREATE TABLE t (x)")

    def interrupted() -> None:
        with database.transaction():
            database.run("INSERT INTO t VALUES (1)")
            with database.transaction():
                database.run("INSERT INTO t VALUES (2)")
            raise KeyError

    with pytest.raises(KeyError):
        interrupted()
    assert database.value("SELECT count(*) FROM t") == 0
    with database.transaction():
        database.run("INSERT INTO t VALUES (3)")
    assert database.value("SELECT count(*) FROM t") == 1
    with pytest.raises(AssertionError):
        database.run("INSERT INTO t VALUES (4)")
    database.close()
