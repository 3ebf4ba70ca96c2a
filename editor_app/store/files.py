"""Files that are whole or absent: written beside, synced, renamed, and the folder synced too."""

from __future__ import annotations

import os
from pathlib import Path


def make_private(path: Path) -> None:
    """Make an empty file that only its owner may read, before others fill it. Raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))


def sync_file(path: Path) -> None:
    """Make a written file's bytes durable. Raises OSError."""
    # Windows syncs only handles opened for writing.
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Make a folder's entries durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: Path) -> None:
    """Make the folder durably, for its owner only, with those above it that are missing."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(mode=0o700, exist_ok=True)
    sync_folder(path.parent)


def put_in_place(finished: Path, target: Path) -> None:
    """Sync `finished` and give it its final name in one step, durable when this returns."""
    sync_file(finished)
    finished.replace(target)
    sync_folder(target.parent)
