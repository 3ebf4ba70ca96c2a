"""Bytes of articles' files: kept once under their SHA-256, in a folder or in an S3 bucket."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files import File
from django.core.files.storage import Storage, storages

from portal.organisation.models import Unit
from portal.uploads.models import FileOwner, StoredFile


def storage() -> Storage:
    """Where the bytes are."""
    return storages["articles"]


def keep(path: Path, sha256: str, size: int, unit: Unit) -> StoredFile:
    """Store the file at `path` (already verified) and note that `unit` has it."""
    stored, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": size})
    if not storage().exists(stored.storage_name):
        with path.open("rb") as source:
            storage().save(stored.storage_name, File(source))
    FileOwner.objects.get_or_create(file=stored, unit=unit)
    return stored


def owned(unit: Unit | None, hashes: list[str]) -> dict[str, StoredFile]:
    """Those of `hashes` that the unit itself uploaded."""
    rows = StoredFile.objects.filter(sha256__in=hashes, owners__unit=unit)
    return {row.sha256: row for row in rows}


@contextlib.contextmanager
def local_path(stored: StoredFile) -> Iterator[Path]:
    """A path with the bytes, for readers that need one; a temporary copy where the storage is not a folder."""
    try:
        path = Path(storage().path(stored.storage_name))
    except NotImplementedError:
        path = None
    if path is not None:
        yield path
        return
    with NamedTemporaryFile() as copy, storage().open(stored.storage_name) as source:
        for chunk in source.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)
