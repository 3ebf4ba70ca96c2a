"""One process per data folder: an operating-system lock on a file, which ends with the process however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from editor_app.core.errors import StoreLocked
from editor_app.store.database import translated


class FolderLock:
    """Held from construction until close(). The file stays; only the lock on it counts, so nothing can go stale."""

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises StoreLocked when another process (or another store in this one) has it, StorageError."""
        self.path = folder / "lock"
        with translated(folder):
            self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise StoreLocked(detail=f"held by {holder(folder) or 'another process'}") from error
        with translated(folder):
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, str(os.getpid()).encode())

    def close(self) -> None:
        """Let go; a second time does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def holder(folder: Path) -> int | None:
    """Process id that the lock file names, for raising its window; None when unknown. It may be out of date."""
    try:
        return int((folder / "lock").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        # Byte 1 MB into the file: Windows locks are mandatory, and the process id must stay readable.
        os.lseek(handle, 1 << 20, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
