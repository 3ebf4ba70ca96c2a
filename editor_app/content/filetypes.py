"""What a file really is, told by its content."""

from __future__ import annotations

from dataclasses import dataclass

from editor_app.content.archive import Archive

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "wps": "application/wps-office.wps",
    "et": "application/wps-office.et",
    "zip": "application/zip",
    "txt": "text/plain",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "bmp": "image/bmp",
}
"""The types that may be attached."""

IMAGES = frozenset({"jpg", "png", "webp", "gif", "bmp"})
EXTENSIONS = {".jpeg": "jpg", ".jpe": "jpg", ".dib": "bmp", **{f".{name}": name for name in MEDIA_TYPES}}
"""Extension in lower case -> type."""

_RUNNING = """
    exe com bat cmd scr pif vbs vbe js jse wsf wsh ps1 psm1 msi msp hta cpl jar lnk reg sh app apk deb rpm dll sys
    docm dotm xlsm xltm xlam pptm potm ppam html htm svg php py
"""
PROGRAMS = frozenset(f".{name}" for name in _RUNNING.split())
"""Extensions of things that run."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENT_TYPES = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_MACRO_TYPES = (b"macroEnabled", b"vnd.ms-office.vbaProject")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Kind:
    """`type` is a key of MEDIA_TYPES or "" for anything else; `note` is a code of content.reasons or ""."""

    type: str
    note: str = ""


def recognise(data: bytes, archive: Archive | None) -> Kind:
    """The type of `data`; `archive` is the same data opened where it is a zip file. OLE files are "ole"."""
    if archive is not None:
        return _zipped(archive)
    head = data[:16]
    if head.startswith(b"\xff\xd8\xff"):
        return Kind("jpg")
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind("png")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind("webp")
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return Kind("gif")
    if head[:2] == b"BM" and len(data) > 26 and int.from_bytes(data[14:18], "little") in (12, 16, 40, 52, 56, 64, 108, 124):
        return Kind("bmp")
    if head.startswith(_OLE):
        return Kind("ole")
    if b"%PDF-" in data[:1024] and not head.startswith((b"MZ", b"PK", b"<")):
        return Kind("pdf")
    if head[:2] == b"MZ" or head[:4] == b"\x7fELF" or head.startswith((b"#!", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return Kind("")
    return Kind("txt") if decode_text(data) is not None else Kind("")


def _zipped(archive: Archive) -> Kind:
    if "OFD.xml" in archive:
        return Kind("ofd")
    if "[Content_Types].xml" not in archive:
        return Kind("zip")
    types = archive.read("[Content_Types].xml", 4 * 1024 * 1024)
    note = "macros" if any(mark in types for mark in _MACRO_TYPES) else ""
    for folder, kind in _CONTENT_TYPES.items():
        if any(name.startswith(folder) for name in archive.names):
            if kind == "xlsx" and "xl/workbook.bin" in archive:
                return Kind("")
            return Kind(kind, note)
    return Kind("")


def decode_text(data: bytes) -> str | None:
    """Text in UTF-8, UTF-16 with a mark, or GB 18030; None when it is none of them or holds control characters."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding)
    return _decoded(data, "utf-8") or _decoded(data, "gb18030") if data else ""


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    sample = text[:20_000]
    odd = sum(
        1 for char in sample if (char < " " and char not in "\t\n\r\f\x1a") or "\ue000" <= char <= "\uf8ff" or char == "\x7f"
    )
    return None if odd * 50 > len(sample) or "\x00" in sample else text


def open_archive(data: bytes) -> Archive | None:
    """The data as a zip file, None when it does not begin as one. Raises ArchiveProblem."""
    if data[:4] not in (b"PK\x03\x04", b"PK\x05\x06"):
        return None
    return Archive(data)
