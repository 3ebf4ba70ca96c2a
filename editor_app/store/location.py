"""Does a folder lie on this computer's own disk? SQLite's write-ahead log must not live on a network share."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PureWindowsPath

_REMOTE_NAMES = "nfs nfs4 cifs smb3 smbfs ncpfs afs 9p davfs fuse.davfs fuse.sshfs fuse.rclone glusterfs fuse.glusterfs ceph"
_DRIVE_REMOTE = 4


def is_remote(folder: Path, mounts: str | None = None) -> bool:
    """True when the folder is known to lie on a network file system; False also when nothing is known.

    `mounts` is text in the form of /proc/mounts, read from there when None. Mapped drives and \\\\server paths count on Windows.
    """
    if sys.platform == "win32":
        return _windows_remote(PureWindowsPath(folder))
    if mounts is None:
        try:
            mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
    best, kind = "", ""
    real = os.path.realpath(folder)
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ")
        if (real == point or real.startswith(point.rstrip("/") + "/")) and len(point) >= len(best):
            best, kind = point, parts[2]
    return kind in _REMOTE_NAMES.split()


def _windows_remote(path: PureWindowsPath) -> bool:
    if path.drive.startswith("\\\\"):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.drive + "\\") == _DRIVE_REMOTE)
    return False
