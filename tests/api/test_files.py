from __future__ import annotations

import errno
import hashlib
from pathlib import Path

import pytest

from editor_app.api import files
from editor_app.api.portal import HttpPortal
from editor_app.core.errors import CaptivePortal, DiskFull, NotFound, PortalBroken, StorageError, Unreachable
from tests.support.fake_portal import FakePortal
from tests.support.faults import Fault, Kind

DATA = "青河镇\n".encode() * 50_000
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def stored(fake: FakePortal) -> FakePortal:
    fake.district.files[SHA] = DATA
    return fake


def _nothing(done: int) -> None:
    return None


def test_a_download_is_byte_for_byte(stored: FakePortal, portal: HttpPortal, tmp_path: Path) -> None:
    told: list[int] = []
    portal.download("a", SHA, tmp_path / "form.xlsx", told.append)
    assert (tmp_path / "form.xlsx").read_bytes() == DATA
    assert told[-1] == len(DATA)
    assert [item.name for item in tmp_path.iterdir()] == ["form.xlsx"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(Kind.TRUNCATE), Unreachable),
        (Fault(Kind.RAW, body=b"other bytes", headers={"Content-Type": "application/octet-stream"}), PortalBroken),
        (Fault(Kind.HTML), CaptivePortal),
        (Fault(Kind.RAW, status=206, body=DATA[:10], headers={"Content-Type": "application/octet-stream"}), PortalBroken),
    ],
    ids=["truncated", "changed", "page", "partial"],
)
def test_a_damaged_download_leaves_the_old_file_alone(
    stored: FakePortal, portal: HttpPortal, tmp_path: Path, fault: Fault, error: type[Exception]
) -> None:
    target = tmp_path / "form.xlsx"
    target.write_bytes(b"old")
    stored.script(fault)
    with pytest.raises(error):
        portal.download("a", SHA, target, _nothing)
    assert [(item.name, item.read_bytes()) for item in tmp_path.iterdir()] == [("form.xlsx", b"old")]


def test_what_is_not_there(portal: HttpPortal, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        portal.download("a", "0" * 64, tmp_path / "x", _nothing)


def test_a_folder_that_cannot_be_written_is_the_disks_fault(stored: FakePortal, portal: HttpPortal, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        portal.download("a", SHA, tmp_path / "missing" / "x", _nothing)


def test_a_full_disk_is_told() -> None:
    assert isinstance(files.storage_error(OSError(errno.ENOSPC, "full")), DiskFull)
    assert type(files.storage_error(OSError(errno.EIO, "io"))) is StorageError


def test_only_hashes_we_asked_for_count_as_known(stored: FakePortal, portal: HttpPortal) -> None:
    stored.script(
        Fault(Kind.ANSWER, path="/files/known", body={"known": [SHA, "f" * 64]}, headers={"Content-Type": "application/json"})
    )
    assert portal.known_files([SHA, "0" * 64]) == {SHA}
    before = len(stored.requests)
    assert portal.known_files([]) == frozenset()
    assert len(stored.requests) == before
