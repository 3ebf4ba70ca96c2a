from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from editor_app.api import uploads
from editor_app.api.portal import HttpPortal
from editor_app.core.errors import Cancelled, PortalBroken, PortalError, StorageError, TooLarge, Unreachable
from editor_app.core.transfer import UploadSource
from tests.support.fake_portal import FakePortal
from tests.support.faults import Fault, Kind, problem

KB = 1024


def _source(folder: Path, size: int) -> UploadSource:
    data = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    path = folder / "blob"
    path.write_bytes(data)
    return UploadSource(path, "统计表.xlsx", hashlib.sha256(data).hexdigest(), size)


class _Watch:
    """What the upload told."""

    def __init__(self, stop_after: int = 1 << 40) -> None:
        self.urls: list[str] = []
        self.progress: list[int] = []
        self._stop_after = stop_after

    def stopped(self) -> bool:
        return bool(self.progress) and self.progress[-1] >= self._stop_after

    def send(self, portal: HttpPortal, source: UploadSource, resume: str = "") -> None:
        portal.upload(source, resume, self.urls.append, self.progress.append, self.stopped)


@pytest.mark.parametrize("size", [0, 1, 64 * KB, 3000 * KB])
def test_a_file_arrives_whole(fake: FakePortal, portal: HttpPortal, tmp_path: Path, size: int) -> None:
    source, watch = _source(tmp_path, size), _Watch()
    watch.send(portal, source)
    assert fake.district.files[source.sha256] == source.path.read_bytes()
    assert watch.progress == sorted(set(watch.progress))
    assert size == 0 or watch.progress[-1] == size
    assert len(watch.urls) == 1


def test_the_name_travels_as_utf8(fake: FakePortal, portal: HttpPortal, tmp_path: Path) -> None:
    import base64

    _Watch().send(portal, _source(tmp_path, 10))
    header = next(headers for method, path, headers in fake.requests if method == "POST")["upload-metadata"]
    assert base64.b64decode(dict(pair.split(" ") for pair in header.split(","))["filename"]).decode() == "统计表.xlsx"


def test_a_cancelled_upload_goes_on_where_it_was(fake: FakePortal, portal: HttpPortal, tmp_path: Path) -> None:
    source, first, second = _source(tmp_path, 3000 * KB), _Watch(stop_after=1), _Watch()
    with pytest.raises(Cancelled):
        first.send(portal, source)
    second.send(portal, source, first.urls[0])
    assert second.progress[0] > first.progress[-1]
    assert second.urls == []
    assert source.sha256 in fake.district.files


def test_a_broken_connection_costs_only_what_had_not_arrived(fake: FakePortal, portal: HttpPortal, tmp_path: Path) -> None:
    source, first, second = _source(tmp_path, 1000 * KB), _Watch(), _Watch()
    fake.script(Fault(Kind.HALF_WRITTEN, method="PATCH"))
    with pytest.raises(Unreachable):
        first.send(portal, source)
    arrived = len(next(iter(fake.district.uploads.values()))[1])
    assert arrived == 128 * KB
    second.send(portal, source, first.urls[0])
    assert second.progress[0] > arrived
    assert source.sha256 in fake.district.files


def test_an_upload_the_portal_has_dropped_begins_anew(fake: FakePortal, portal: HttpPortal, tmp_path: Path) -> None:
    source, watch = _source(tmp_path, 300 * KB), _Watch()
    watch.send(portal, source, "/api/v1/uploads/gone")
    assert len(watch.urls) == 1
    assert source.sha256 in fake.district.files


@pytest.mark.parametrize("status", [404, 410, 460])
def test_an_upload_that_vanishes_midway_begins_anew_and_only_so_often(
    fake: FakePortal, portal: HttpPortal, tmp_path: Path, status: int
) -> None:
    source, watch = _source(tmp_path, 600 * KB), _Watch()
    fake.script(Fault(Kind.ANSWER, "PATCH", status=status))
    watch.send(portal, source)
    assert len(watch.urls) == 2
    fake.district.files.clear()
    fake.script(Fault(Kind.ANSWER, "PATCH", status=status, times=50))
    with pytest.raises(PortalBroken):
        watch.send(portal, source)
    assert len(watch.urls) == 5


def test_being_out_of_step_asks_for_the_offset(fake: FakePortal, portal: HttpPortal, tmp_path: Path) -> None:
    source, watch = _source(tmp_path, 300 * KB), _Watch()
    fake.script(Fault(Kind.ANSWER, "PATCH", status=409))
    watch.send(portal, source)
    assert fake.seen("HEAD", "/uploads/") == 1
    assert source.sha256 in fake.district.files


def test_an_upload_that_never_moves_on_ends(fake: FakePortal, portal: HttpPortal, tmp_path: Path) -> None:
    fake.script(Fault(Kind.ANSWER, "PATCH", status=423, times=99))
    with pytest.raises(PortalBroken):
        _Watch().send(portal, _source(tmp_path, 300 * KB))
    assert fake.seen("PATCH", "/uploads/") == 4


def test_too_large_is_said(fake: FakePortal, portal: HttpPortal, tmp_path: Path) -> None:
    fake.script(problem(413, "file_too_large"))
    with pytest.raises(TooLarge):
        _Watch().send(portal, _source(tmp_path, 10))


def test_a_location_on_another_host_is_turned_to_the_portal(fake: FakePortal, portal: HttpPortal, tmp_path: Path) -> None:
    with FakePortal() as other:
        place = {"Location": f"{other.url}/api/v1/uploads/x", "Tus-Resumable": "1.0.0"}
        fake.script(Fault(Kind.RAW, "POST", status=201, body=b"", headers=place))
        watch = _Watch()
        watch.send(portal, _source(tmp_path, 10))
        assert other.requests == []
        assert watch.urls[0] == f"{fake.url}/api/v1/uploads/x"


@pytest.mark.parametrize("headers", [{}, {"Upload-Offset": "-1"}, {"Upload-Offset": "9999999"}, {"Upload-Offset": "x"}])
def test_nonsense_offsets_end_the_upload(fake: FakePortal, portal: HttpPortal, tmp_path: Path, headers: dict[str, str]) -> None:
    fake.script(Fault(Kind.RAW, "PATCH", status=204, body=b"", headers=headers, times=9))
    with pytest.raises(PortalBroken):
        _Watch().send(portal, _source(tmp_path, 300 * KB))


def test_a_missing_file_is_a_storage_error(portal: HttpPortal, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        _Watch().send(portal, UploadSource(tmp_path / "none", "a", "0" * 64, 5))


def test_a_foreign_answer_to_creation_is_not_an_address(fake: FakePortal, portal: HttpPortal, tmp_path: Path) -> None:
    fake.script(Fault(Kind.HTML, "POST"))
    with pytest.raises(PortalError):
        _Watch().send(portal, _source(tmp_path, 10))


@pytest.mark.parametrize(
    ("size", "seconds", "following"),
    [
        (256 * KB, 0.1, 512 * KB),
        (uploads.LARGEST_CHUNK, 0.1, uploads.LARGEST_CHUNK),
        (512 * KB, 5, 512 * KB),
        (512 * KB, 20, 256 * KB),
        (uploads.SMALLEST_CHUNK, 99, uploads.SMALLEST_CHUNK),
    ],
)
def test_pieces_follow_the_line(size: int, seconds: float, following: int) -> None:
    assert uploads.next_chunk(size, seconds) == following
