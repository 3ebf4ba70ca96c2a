"""Uploads that survive a cut line: bytes go to a part file, the whole is kept only when its hash is the announced one."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.problems import Problem
from portal.uploads.files import keep
from portal.uploads.models import Upload

VERSION = "1.0.0"
MEDIA_TYPE = "application/offset+octet-stream"
_CHUNK = 256 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Source(Protocol):
    """What bytes are read from (a request)."""

    def read(self, size: int = ..., /) -> bytes: ...


def part_path(upload: Upload) -> Path:
    """Where the bytes so far are."""
    return Path(settings.UPLOAD_DIR) / f"{upload.pk.hex}.part"


def create(user: User, name: str, sha256: str, length: int) -> Upload:
    """A new upload; an empty file is complete at once. Raises Problem 400 without a file name and hash, 460 as append."""
    name = _CONTROL.sub("", name)[:255]
    if not name or not _SHA256.fullmatch(sha256):
        raise Problem(400, "bad_request", "Upload-Metadata needs filename and sha256")
    expires = timezone.now() + dt.timedelta(hours=settings.PORTAL_UPLOAD_HOURS)
    upload = Upload(user=user, unit=user.unit, name=name, sha256=sha256, length=length, expires_at=expires)
    Path(settings.UPLOAD_DIR).mkdir(parents=True, exist_ok=True)
    part_path(upload).touch(mode=0o600)
    upload.save(force_insert=True)
    if length == 0:
        _finish(upload)
    return upload


def find(user: User, upload_id: UUID) -> Upload:
    """The account's own upload. Raises Problem 404, or 410 when it has expired."""
    upload = Upload.objects.select_related("unit").filter(pk=upload_id, user_id=user.pk).first()
    if upload is None:
        raise Problem(404, "not_found")
    if upload.finished_at is None and (upload.expires_at < timezone.now() or not part_path(upload).exists()):
        remove(upload)
        raise Problem(410, "upload_gone")
    return upload


def append(user: User, upload_id: UUID, offset: int, source: Source) -> Upload:
    """Write what `source` gives at `offset`; what came before a cut line stays.

    Raises Problem 404, 409 upload_conflict, 410, 413 (more than announced), 460 checksum_mismatch (the upload is gone then).
    """
    upload = find(user, upload_id)
    if offset != upload.offset or upload.finished_at is not None:
        raise Problem(409, "upload_conflict", headers={"Upload-Offset": str(upload.offset), "Tus-Resumable": VERSION})
    received, cut = _write(upload, offset, source)
    moved = Upload.objects.filter(pk=upload.pk, offset=offset).update(offset=offset + received)
    if not moved:  # another request wrote here meanwhile; the hash decides at the end
        raise Problem(409, "upload_conflict")
    upload.offset = offset + received
    if cut:
        raise Problem(400, "bad_request", "the connection was cut")
    if upload.offset == upload.length:
        _finish(upload)
    return upload


def _write(upload: Upload, offset: int, source: Source) -> tuple[int, bool]:
    """(bytes written, was the line cut?)."""
    room, received = upload.length - offset, 0
    with part_path(upload).open("r+b") as part:
        part.seek(offset)
        while True:
            try:
                chunk = source.read(_CHUNK)
            except OSError:
                return received, True
            if not chunk:
                return received, False
            if received + len(chunk) > room:
                raise Problem(413, "too_large", "more bytes than Upload-Length said")
            part.write(chunk)
            received += len(chunk)


def _finish(upload: Upload) -> None:
    path = part_path(upload)
    with path.open("rb") as part:
        digest = hashlib.file_digest(part, "sha256").hexdigest()
    if digest != upload.sha256 or path.stat().st_size != upload.length:
        remove(upload)
        raise Problem(460, "checksum_mismatch")
    with transaction.atomic():
        keep(path, upload.sha256, upload.length, upload.unit)
        upload.finished_at = timezone.now()
        upload.save(update_fields=["finished_at"])
    path.unlink(missing_ok=True)


def remove(upload: Upload) -> None:
    """Forget the upload and its bytes; a file that was kept already stays."""
    part_path(upload).unlink(missing_ok=True)
    upload.delete()


def remove_expired() -> int:
    """Forget all that ran out of time; returns how many."""
    rows = list(Upload.objects.filter(expires_at__lt=timezone.now()))
    for upload in rows:
        remove(upload)
    return len(rows)
