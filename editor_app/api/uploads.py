"""Uploads by tus 1.0: tuspy keeps the protocol, our client carries it (time limits, trust store, one origin)."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, BinaryIO

from editor_app.api.addresses import on_origin_of
from editor_app.api.client import API, HttpClient
from editor_app.api.failures import NO_ANSWER
from editor_app.core.errors import Cancelled, PortalBroken, StorageError
from editor_app.core.transfer import UploadSource

if TYPE_CHECKING:
    import requests

LARGEST_CHUNK = 1024 * 1024
SMALLEST_CHUNK = 64 * 1024
FIRST_CHUNK = 256 * 1024
_QUICK, _SLOW = 2.0, 10.0  # seconds per chunk between which the size stays
_GONE = frozenset({403, 404, 410})
_CHECKSUM = 460
_MOST_RESTARTS = 2
_MOST_STANDSTILLS = 4


class _Gone(Exception):
    """The upload is not on the portal any more, or its bytes were not the right ones."""


class _OutOfStep(Exception):
    """The portal has another number of bytes than we thought (409), or another request is still writing (423)."""


def upload(
    client: HttpClient,
    source: UploadSource,
    resume_url: str,
    remember_url: Callable[[str], None],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> None:
    """Send one file, from where the portal has it at `resume_url`, else anew. `remember_url` gets the new address at once.

    Raises PortalError, StorageError when the file cannot be read, Cancelled.
    """
    try:
        stream = source.path.open("rb")
    except OSError as error:
        raise StorageError("An attachment on this computer cannot be read", detail=str(error)) from error
    with stream:
        url = on_origin_of(client.portal_url, resume_url) if resume_url else ""
        for _ in range(1 + _MOST_RESTARTS):
            try:
                _run(client, stream, source, url, remember_url, progress, cancelled)
                return
            except _Gone:
                url = ""
        raise PortalBroken("The file did not arrive whole", detail="upload was dropped repeatedly", code=NO_ANSWER)


def _run(
    client: HttpClient,
    stream: BinaryIO,
    source: UploadSource,
    url: str,
    remember_url: Callable[[str], None],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> None:
    uploader = _uploader(client, stream, source, url)
    if not url:
        uploader.set_url(uploader.create_url())
        uploader.offset = 0
        remember_url(uploader.url)
    standstills = 0
    while uploader.offset < source.size:
        if cancelled():
            raise Cancelled
        before, started = uploader.offset, time.monotonic()
        try:
            uploader.upload_chunk()
        except _OutOfStep:
            uploader.offset = uploader.get_offset()
        standstills = standstills + 1 if uploader.offset <= before else 0
        if standstills >= _MOST_STANDSTILLS or uploader.offset > source.size:
            raise PortalBroken(detail=f"upload does not move on from {before}", code=NO_ANSWER)
        uploader.chunk_size = next_chunk(uploader.chunk_size, time.monotonic() - started)
        progress(uploader.offset)


def next_chunk(size: int, seconds: float) -> int:
    """Larger pieces on a quick line, smaller ones on a slow line, where a break costs a whole piece."""
    if seconds < _QUICK:
        return min(LARGEST_CHUNK, size * 2)
    return max(SMALLEST_CHUNK, size // 2) if seconds > _SLOW else size


def _uploader(client: HttpClient, stream: BinaryIO, source: UploadSource, url: str) -> Any:
    """tuspy's uploader with its three requests carried by our client. Imported here: it costs start-up time."""
    from tusclient.client import TusClient
    from tusclient.uploader.uploader import Uploader

    base: Any = Uploader

    class CarriedUploader(base):  # type: ignore[misc]
        def create_url(self) -> str:
            with client.exchange("POST", self.client.url, data=b"", headers=self.get_url_creation_headers()) as response:
                location = response.headers.get("Location", "")
                if response.status_code != 201 or not location:
                    raise PortalBroken(detail=f"{response.status_code} in place of an upload address", code=NO_ANSWER)
                return on_origin_of(self.client.url, location)

        def get_offset(self) -> int:
            with client.exchange("HEAD", self.url, headers=self.get_headers(), accept=_GONE) as response:
                if response.status_code in _GONE:
                    raise _Gone
                return offset_of(response)

        def _do_request(self) -> None:
            stream.seek(self.offset)
            headers = {
                **self.get_headers(),
                "Upload-Offset": str(self.offset),
                "Content-Type": "application/offset+octet-stream",
            }
            accept = _GONE | {409, 423, _CHECKSUM}
            piece = stream.read(self.get_request_length())
            with client.exchange("PATCH", self.url, data=piece, headers=headers, accept=accept) as response:
                if response.status_code in _GONE or response.status_code == _CHECKSUM:
                    raise _Gone
                if response.status_code in (409, 423):
                    raise _OutOfStep
                self.request = SimpleNamespace(response_headers={"upload-offset": str(offset_of(response))})

    return CarriedUploader(
        file_stream=stream,
        url=url or None,
        client=TusClient(f"{client.portal_url}{API}/uploads"),
        chunk_size=FIRST_CHUNK,
        metadata={"filename": source.name, "sha256": source.sha256},
    )


def offset_of(response: requests.Response) -> int:
    """The Upload-Offset of an answer. Raises PortalBroken without one."""
    text = response.headers.get("Upload-Offset", "")
    if not text.isascii() or not text.isdigit():
        raise PortalBroken(detail=f"{response.status_code} without an upload offset", code=NO_ANSWER)
    return int(text)
