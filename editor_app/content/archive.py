"""Zip files from strangers: entries counted, paths checked, bytes counted while unpacked, headers never believed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

MAX_ENTRIES = 3000
MAX_DIRECTORY = 2 * 1024 * 1024
MAX_MEMBER = 64 * 1024 * 1024
MAX_TOTAL = 256 * 1024 * 1024
MAX_RATIO = 250
RATIO_FROM = 4 * 1024 * 1024
"""Small members may shrink as much as they like; the ratio counts from this unpacked size on."""
_CHUNK = 256 * 1024
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
    OverflowError,
)


class ArchiveProblem(Exception):
    """Why an archive is not read on; `code` is one of damaged, encrypted, too_many_entries, archive_bomb, unsafe_path."""

    def __init__(self, code: str, place: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.place = place


class Archive:
    """A zip file opened with care. Use as a context manager; every method may raise ArchiveProblem."""

    def __init__(self, source: Path | bytes) -> None:
        if _directory_size(source) > MAX_DIRECTORY:
            raise ArchiveProblem("too_many_entries")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        except _DAMAGE as error:
            raise ArchiveProblem("damaged") from error
        self._unpacked = 0
        self.entries = [entry for entry in self._zip.infolist() if not entry.filename.endswith("/")]
        self._by_name = {entry.filename: entry for entry in self.entries}
        if len(self._zip.infolist()) > MAX_ENTRIES:
            self._zip.close()
            raise ArchiveProblem("too_many_entries")

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """Names of the members, folders left out."""
        return [entry.filename for entry in self.entries]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def check_paths(self) -> None:
        """Raise `unsafe_path` for absolute names, drive letters, `..` and symbolic links."""
        for entry in self._zip.infolist():
            name = entry.filename.replace("\\", "/")
            link = (entry.external_attr >> 16) & 0o170000 == 0o120000
            if name.startswith("/") or ":" in name[:3] or ".." in PurePosixPath(name).parts or link or "\x00" in name:
                raise ArchiveProblem("unsafe_path", entry.filename)

    def read(self, name: str, limit: int = MAX_MEMBER) -> bytes:
        """The bytes of a member, at most `limit`. Raises KeyError for an unknown name."""
        return b"".join(self.stream(self._by_name[name], limit))

    def stream(self, entry: zipfile.ZipInfo, limit: int = MAX_MEMBER) -> Iterator[bytes]:
        """Pieces of a member; stops with `archive_bomb` when it or the archive as a whole grows beyond the limits."""
        if entry.flag_bits & 0x1:
            raise ArchiveProblem("encrypted", entry.filename)
        size = 0
        try:
            with self._zip.open(entry) as member:
                while chunk := member.read(_CHUNK):
                    size += len(chunk)
                    self._unpacked += len(chunk)
                    packed = max(entry.compress_size, 1)
                    if size > limit or self._unpacked > MAX_TOTAL or (size > RATIO_FROM and size / packed > MAX_RATIO):
                        raise ArchiveProblem("archive_bomb", entry.filename)
                    yield chunk
        except _DAMAGE as error:
            raise ArchiveProblem("damaged", entry.filename) from error

    def read_through(self) -> None:
        """Unpack everything once and keep nothing: finds bombs and damage, checks every checksum."""
        for entry in self.entries:
            for _ in self.stream(entry):
                pass

    def non_utf8_names(self) -> list[str]:
        """Members whose names are outside ASCII and not marked as UTF-8: other computers may show them as gibberish."""
        return [entry.filename for entry in self.entries if not entry.flag_bits & 0x800 and not entry.filename.isascii()]


def _directory_size(source: Path | bytes) -> int:
    """Size of the list of members in bytes, read from the end of the file before zipfile builds an object for each of them."""
    tail, start = (source[-70_000:], max(len(source) - 70_000, 0)) if isinstance(source, bytes) else _tail(source)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(tail):
        return 0
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    if tail[at - 20 : at - 16] == b"PK\x06\x07" and at >= 20:
        record = int.from_bytes(tail[at - 12 : at - 4], "little") - start
        size = int.from_bytes(tail[record + 40 : record + 48], "little") if 0 <= record < at else MAX_DIRECTORY + 1
    return size


def _tail(path: Path) -> tuple[bytes, int]:
    with path.open("rb") as file:
        start = max(file.seek(0, io.SEEK_END) - 70_000, 0)
        file.seek(start)
        return file.read(), start


def readable_name(entry: zipfile.ZipInfo) -> str:
    """The name of a member as its author meant it: unmarked names are tried as UTF-8, then GB 18030."""
    if entry.flag_bits & 0x800 or entry.filename.isascii():
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
