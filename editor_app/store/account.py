"""Everything one account keeps on this computer: drafts, history, files, outbox, kept answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from editor_app.core import clock
from editor_app.core.errors import EditorError, StorageError, StoreRestored
from editor_app.store import backup
from editor_app.store.blobs import Blobs
from editor_app.store.drafts import Drafts
from editor_app.store.healing import damaged_revisions, heal
from editor_app.store.migrating import shipped_migrations
from editor_app.store.opening import open_database
from editor_app.store.outbox import Outbox
from editor_app.store.reference import Reference
from editor_app.store.rescue import rescue_drafts
from editor_app.store.revisions import Revisions
from editor_app.store.search import Search
from editor_app.store.writer import Writer


class AccountStore:
    """One account's folder, open. Use it only on the thread that opened it (`blobs` tells its exceptions)."""

    def __init__(self, folder: Path, now: Callable[[], str] = clock.stamp) -> None:
        """Open or create; see open_database for what is raised. `notices` are to be shown to a person."""
        self.folder = folder
        self.notices: list[EditorError]
        self._database, self.notices = open_database(folder / "store.db", shipped_migrations("account"), rescue_drafts, heal)
        self.closed = False
        self.search = Search(self._database)
        writer = Writer(self._database, self.search, now)
        self.blobs = Blobs(self._database, folder / "blobs", now)
        self.drafts = Drafts(self._database, writer, self.search, now)
        self.revisions = Revisions(self._database, self.drafts, writer, now)
        self.reference = Reference(self._database)
        self.outbox = Outbox(self._database, self.drafts, writer, self.blobs, self.reference, now)
        if any(isinstance(notice, StoreRestored) for notice in self.notices):
            self.outbox.distrust()

    def together(self) -> AbstractContextManager[None]:
        """Many writes as one transaction: all or nothing, and one wait for the disk."""
        return self._database.transaction()

    def maintain(self, in_use: frozenset[str] = frozenset()) -> None:
        """The day's housekeeping, for an idle moment after the start: verified backup if today has none, history thinned,
        files that nothing needs removed (`in_use`: hashes that open editors still hold).

        Raises StoreSuspect when the backup's check finds damage (the next opening repairs it), DiskFull, StorageError.
        """
        if not backup.is_due(self._database.path):
            return
        self.back_up()
        self.revisions.thin()
        self.blobs.collect_garbage(in_use)

    def back_up(self) -> backup.Backup:
        """Make a verified backup now; the newest seven are kept. Raises as `maintain`."""
        return backup.make_backup(self._database)

    def check(self) -> list[str]:
        """Self-check for the diagnosis page: what is wrong in the file, damaged texts and attachments. Reads everything.

        Damage found in the database is mended at the next opening.
        """
        problems = [str(row[0]) for row in self._database.rows("PRAGMA integrity_check(20)") if row[0] != "ok"]
        problems += [f"revision {row['id']} of draft {row['draft_id']}" for row in damaged_revisions(self._database)]
        if problems:
            self._database.suspect(problems[0])
        for sha256 in sorted(self.blobs.in_use()):
            try:
                self.blobs.verify(sha256)
            except StorageError as error:
                problems.append(f"{error.title}: {error.detail}")
        return problems

    def close(self) -> None:
        """Close, with the day's backup if there was none yet, even if that fails; a second time does nothing."""
        if self.closed:
            return
        self.closed = True
        try:
            with suppress(StorageError):
                if backup.is_due(self._database.path):
                    self.back_up()
        finally:
            self._database.close()
