"""Attached files, kept under the SHA-256 of their bytes: blobs/xx/<sha256>. What is there is whole; reading verifies it."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from editor_app.core import clock
from editor_app.core.errors import BlobDamaged
from editor_app.store.database import Database, translated
from editor_app.store.files import make_folder, put_in_place, sync_folder

GRACE_DAYS = 30
_CHUNK = 1 << 20
_HASH = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """The files of one account. `path`, `has`, `read` and `verify` touch no database and may be called on any thread."""

    def __init__(self, database: Database, folder: Path, now: Callable[[], str]) -> None:
        self._database = database
        self._folder = folder
        self._now = now

    def add(self, data: bytes) -> str:
        """Keep the bytes, durably; their SHA-256 (hex). Raises DiskFull, StorageError."""
        sha256 = hashlib.sha256(data).hexdigest()
        with self._unfinished() as (file, path):
            file.write(data)
            file.close()
            self._place(path, sha256, len(data))
        return sha256

    def add_file(self, path: Path) -> tuple[str, int]:
        """Keep a copy of a file as it is now; its SHA-256 and size in bytes. Raises DiskFull, StorageError, and
        FileNotFoundError, PermissionError or IsADirectoryError when the source itself cannot be read."""
        digest, size = hashlib.sha256(), 0
        with path.open("rb") as source, self._unfinished() as (file, unfinished):
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.close()
            self._place(unfinished, digest.hexdigest(), size)
        return digest.hexdigest(), size

    def path(self, sha256: str) -> Path:
        """Where the file lies or would lie; not to be written to. Raises ValueError for what is no SHA-256."""
        if not _HASH.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self._folder / sha256[:2] / sha256

    def has(self, sha256: str, size: int | None = None) -> bool:
        """Is it there (and of that size)? Does not read it."""
        try:
            found = self.path(sha256).stat().st_size
        except (OSError, ValueError):
            return False
        return size is None or found == size

    def read(self, sha256: str) -> bytes:
        """The bytes. Raises BlobDamaged when they are missing or are not what was kept, StorageError when they cannot be read."""
        try:
            with translated(self._folder):
                data = self.path(sha256).read_bytes() if self.has(sha256) else None
        except ValueError:
            data = None
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            raise BlobDamaged(sha256)
        return data

    def verify(self, sha256: str, name: str = "") -> None:
        """Read it through in pieces. Raises BlobDamaged (telling `name`), StorageError."""
        if not self.has(sha256) or _hash_of(self.path(sha256)) != sha256:
            raise BlobDamaged(sha256, name)

    def in_use(self) -> frozenset[str]:
        """What any revision refers to."""
        return frozenset(str(row["sha256"]) for row in self._database.rows("SELECT DISTINCT sha256 FROM blob_refs"))

    def users(self, sha256: str) -> list[str]:
        """Ids of the drafts whose revisions refer to it: what a person must be told when it is damaged."""
        found = self._database.rows(
            "SELECT DISTINCT d.id FROM blob_refs b JOIN revisions r ON r.seq = b.revision JOIN drafts d ON d.seq = r.draft"
            " WHERE b.sha256 = ?",
            (sha256,),
        )
        return [str(row["id"]) for row in found]

    def collect_garbage(self, in_use: Iterable[str] = (), grace_days: float = GRACE_DAYS) -> int:
        """Remove files that nothing has referred to for `grace_days`; how many went. `in_use` are held besides (open editors).

        A file is first marked unused and removed by a later call, so what was just added is safe.
        """
        self._adopt_strays()
        held, now = self.in_use() | frozenset(in_use), self._now()
        present = clock.parse(now) or clock.now()
        removed = []
        with self._database.transaction():
            for row in self._database.rows("SELECT sha256, unused_since FROM blobs"):
                sha256, since = str(row["sha256"]), clock.parse(row["unused_since"])
                if sha256 in held:
                    if since is not None:
                        self._mark(sha256, "")
                elif since is None or since > present:
                    self._mark(sha256, now)
                elif present - since >= dt.timedelta(days=grace_days):
                    self._database.run("DELETE FROM blobs WHERE sha256 = ?", (sha256,))
                    removed.append(sha256)
        for sha256 in removed:
            with suppress(OSError):
                self.path(sha256).unlink(missing_ok=True)
        return len(removed)

    def _mark(self, sha256: str, unused_since: str) -> None:
        self._database.run("UPDATE blobs SET unused_since = ? WHERE sha256 = ?", (unused_since, sha256))

    def _adopt_strays(self) -> None:
        """Enter files that a crash left without a row, and remove what it left unfinished."""
        known = {str(row["sha256"]) for row in self._database.rows("SELECT sha256 FROM blobs")}
        with translated(self._folder), self._database.transaction():
            for path in self._folder.glob("??/*"):
                if path.name not in known and _HASH.fullmatch(path.name):
                    self._database.run("INSERT INTO blobs (sha256, size) VALUES (?, ?)", (path.name, path.stat().st_size))
        for path in (self._folder / "unfinished").glob("*"):
            with suppress(OSError):
                path.unlink()

    @contextmanager
    def _unfinished(self) -> Iterator[tuple[BinaryIO, Path]]:
        folder = self._folder / "unfinished"
        path = folder / uuid.uuid4().hex
        with translated(self._folder):
            make_folder(folder)
            file = path.open("xb")
            try:
                yield file, path
            finally:
                file.close()
                path.unlink(missing_ok=True)

    def _place(self, finished: Path, sha256: str, size: int) -> None:
        target = self.path(sha256)
        # What is there is kept only if it is whole, so attaching a file again mends a damaged one.
        if not self.has(sha256, size) or _hash_of(target) != sha256:
            make_folder(target.parent)
            put_in_place(finished, target)
            if os.name != "nt":
                target.chmod(0o600)
            sync_folder(self._folder)
        with self._database.transaction():
            self._database.run(
                "INSERT INTO blobs (sha256, size) VALUES (?, ?) ON CONFLICT (sha256) DO UPDATE SET unused_since = ''",
                (sha256, size),
            )


def _hash_of(path: Path) -> str:
    with translated(path.parent), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
