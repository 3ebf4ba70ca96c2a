"""/files: which files the portal has already, and downloads whose hash is proved before they take their place."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from editor_app.api import wire
from editor_app.api.answers import FOREIGN, content_type
from editor_app.api.articles import path as article_path
from editor_app.api.client import API, HttpClient
from editor_app.api.failures import NO_ANSWER
from editor_app.core.errors import CaptivePortal, DiskFull, PortalBroken, StorageError

MOST_BYTES = 512 * 1024 * 1024
_PIECE = 65536


def known(client: HttpClient, hashes: Sequence[str]) -> frozenset[str]:
    """Those of the hashes that this account's unit has uploaded already."""
    if not hashes:
        return frozenset()
    answer = client.post("/files/known", {"sha256": list(hashes)})
    found = wire.read("known files", lambda data: frozenset(str(item) for item in data["known"]), answer.data)
    return found & frozenset(hashes)


def download(client: HttpClient, article_id: str, sha256: str, target: Path, progress: Callable[[int], None]) -> None:
    """Write a file of an article to `target`, replaced in one step. `progress` gets bytes so far.

    Raises PortalError; StorageError or DiskFull when it cannot be written. A damaged download leaves nothing behind.
    """
    part = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.part")
    url = f"{client.portal_url}{API}{article_path(article_id, 'files', sha256)}"
    try:
        with client.exchange("GET", url) as response:
            if response.status_code != 200:
                raise PortalBroken(detail=f"{response.status_code} for a file", code=NO_ANSWER)
            found = _write(part, response.iter_content(_PIECE), progress)
            if found != sha256:
                if content_type(response) == "text/html":
                    raise CaptivePortal(detail="a page in place of a file", code=FOREIGN)
                raise PortalBroken("The file was damaged on its way", "Try again.", detail="hash differs", code=NO_ANSWER)
        _replace(part, target)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _write(part: Path, pieces: Iterable[bytes], progress: Callable[[int], None]) -> str:
    """Write the pieces durably; returns their SHA-256."""
    digest, size = hashlib.sha256(), 0
    with _Output(part) as stream:
        for piece in pieces:
            size += len(piece)
            if size > MOST_BYTES:
                raise PortalBroken("The portal's answer is too large", code=NO_ANSWER)
            digest.update(piece)
            stream.put(piece)
            progress(size)
        stream.sync()
    return digest.hexdigest()


class _Output:
    """A file being written, its failures told as ours (those of the network are OSErrors too and must not be taken for them)."""

    def __init__(self, path: Path) -> None:
        try:
            self._stream = path.open("xb")
        except OSError as error:
            raise storage_error(error) from error

    def put(self, piece: bytes) -> None:
        try:
            self._stream.write(piece)
        except OSError as error:
            raise storage_error(error) from error

    def sync(self) -> None:
        try:
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise storage_error(error) from error

    def __enter__(self) -> _Output:
        return self

    def __exit__(self, *args: object) -> None:
        with contextlib.suppress(OSError):
            self._stream.close()


def _replace(part: Path, target: Path) -> None:
    try:
        part.replace(target)
    except OSError as error:
        raise storage_error(error) from error


def storage_error(error: OSError) -> StorageError:
    """The disk's fault, in our words."""
    kind = DiskFull if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)) else StorageError
    return kind("The file could not be written to this computer", "Free some disk space, then try again.", detail=str(error))
