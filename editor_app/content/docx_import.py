"""Word documents become articles: text and structure by mammoth, pictures prepared, everything hostile refused beforehand."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

import mammoth
from mammoth import documents

from editor_app.content.archive import Archive, ArchiveProblem
from editor_app.content.docx_blocks import BlockWriter
from editor_app.content.images import prepare_image
from editor_app.content.reasons import REASONS
from editor_app.content.xml_parts import parse_xml, refuse_declarations
from editor_app.core.content import ATTACHMENT_SCHEME
from editor_app.core.errors import BadAttachment, BadDocument
from editor_app.core.organisation import Limits

MAX_XML = 12 * 1024 * 1024
MAX_IMAGES = 200
_BROKEN = (
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    OSError,
    EOFError,
    RecursionError,
    AssertionError,
    NotImplementedError,
    MemoryError,
    ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXTENSIONS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif", "image/bmp": ".bmp"}
_STYLE_MAP = """
p[style-name='Title'] => p.title:fresh
p[style-name='标题'] => p.title:fresh
p[style-name='x-center'] => p.center:fresh
p[style-name='x-right'] => p.right:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
comment-reference =>
"""


@dataclass(frozen=True, slots=True)
class ImportedImage:
    """A picture of the document, prepared; the body points to `attachment:<id>`."""

    id: str
    name: str
    data: bytes
    media_type: str
    alt: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts by code of what was kept, changed and dropped, and sentences (English source strings) for the person."""

    kept: Mapping[str, int]
    changed: Mapping[str, int]
    dropped: Mapping[str, int]
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """An article made of a document: title and Markdown body."""

    title: str
    body: str
    images: tuple[ImportedImage, ...]
    report: ImportReport


def import_docx(path: Path, limits: Limits) -> ImportedDocument:
    """Read a .docx. Raises BadDocument: too_large, not_found, not_docx, old_format, encrypted or a code of content.reasons."""
    try:
        if path.stat().st_size > limits.max_file_bytes:
            raise _bad("too_large", "This document is larger than the portal accepts")
        data = path.read_bytes()
    except OSError as error:
        raise _bad("not_found", "This document cannot be read", detail=str(error)) from error
    return import_docx_bytes(data, limits)


def import_docx_bytes(data: bytes, limits: Limits) -> ImportedDocument:
    """The same for bytes in memory."""
    report = _Report()
    _check(data, report)
    collector = _Images(limits, report)
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLE_MAP,
            include_embedded_style_map=False,
            external_file_access=False,
            transform_document=mammoth.transforms.paragraph(_aligned),
            convert_image=mammoth.images.img_element(collector.convert),
        )
        writer = BlockWriter(result.value, report.changed, report.kept)
        title, body = writer.write()
    except _BROKEN as error:
        raise _bad("damaged", "This document is damaged", detail=f"{type(error).__name__}: {error}"[:300]) from error
    for message in result.messages:
        report.warn(message.message)
    return ImportedDocument(title, body, tuple(collector.images.values()), report.finished())


def _bad(code: str, title: str, *, detail: str = "") -> BadDocument:
    return BadDocument(code, title, detail=detail)


def _check(data: bytes, report: _Report) -> None:
    """Everything is looked at before mammoth, whose XML reader trusts its input, sees any of it."""
    if data.startswith(_OLE):
        if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e" in data:
            raise _bad("encrypted", "This document is protected by a password")
        raise _bad("old_format", "This is a document of the old binary format")
    if not data.startswith(b"PK\x03\x04"):
        raise _bad("not_docx", "This is not a Word document (.docx)")
    try:
        with Archive(data) as archive:
            archive.check_paths()
            if not any(re.fullmatch(r"word/document\d*\.xml", name) for name in archive.names):
                raise _bad("not_docx", "This is not a Word document (.docx)")
            archive.read_through()
            refuse_declarations(archive)
            _look(archive, report)
    except ArchiveProblem as problem:
        raise _bad(problem.code, REASONS[problem.code][1], detail=problem.place) from problem


def _look(archive: Archive, report: _Report) -> None:
    """Parse each XML part once with the strict reader; count what mammoth leaves out."""
    for name in archive.names:
        if not name.lower().endswith((".xml", ".rels")):
            continue
        data = archive.read(name)
        if len(data) > MAX_XML:
            raise _bad("too_large", "This document is too long to import", detail=name)
        if not data.strip():
            continue
        parse_xml(data, name)
        if re.fullmatch(r"word/document\d*\.xml", name):
            for code, pattern in _LEFT_OUT.items():
                report.count(code, len(pattern.findall(data)))
        elif name == "word/comments.xml":
            report.count("comments", len(re.findall(rb"<w:comment\s", data)))
        elif re.fullmatch(r"word/(?:header|footer)\d*\.xml", name) and b"<w:t" in data:
            report.count("headers_and_footers", 1)


_LEFT_OUT = {
    "tracked_insertions": re.compile(rb"<w:ins\s[^>]*>\s*<w:r\b"),
    "tracked_deletions": re.compile(rb"<w:del\s[^>]*>\s*<w:r\b"),
    "equations": re.compile(rb"<m:oMath>"),
    "charts_and_drawings": re.compile(rb"<(?:c:chart|dgm:relIds|wps:wsp)\b"),
    "embedded_objects": re.compile(rb"<o:OLEObject\b"),
}


def _aligned(paragraph: Any) -> Any:
    """Give centred and right-aligned paragraphs without a style of their own a name that the style map knows."""
    if paragraph.style_name in (None, "Normal", "正文", "Body Text", "List Paragraph") and paragraph.numbering is None:
        name = {"center": "x-center", "right": "x-right", "end": "x-right"}.get(paragraph.alignment)
        if name is not None and any(isinstance(child, documents.Run | documents.Hyperlink) for child in paragraph.children):
            return paragraph.copy(style_name=name, style_id=None)
    return paragraph


@dataclass(slots=True)
class _Report:
    kept: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    messages: list[str] = field(default_factory=list)

    def count(self, code: str, number: int) -> None:
        if number:
            (self.changed if code == "tracked_insertions" else self.dropped)[code] += number

    def warn(self, message: str) -> None:
        if len(self.messages) < 50 and message not in self.messages:
            self.messages.append(message)

    def finished(self) -> ImportReport:
        for code, sentence in _SENTENCES.items():
            if self.changed[code] or self.dropped[code]:
                self.messages.insert(0, sentence)
        kept, changed, dropped = (
            {key: value for key, value in each.items() if value} for each in (self.kept, self.changed, self.dropped)
        )
        return ImportReport(kept, changed, dropped, tuple(dict.fromkeys(self.messages)))


_SENTENCES = {
    "comments": "Comments were left out",
    "tracked_insertions": "Tracked insertions were taken as text",
    "tracked_deletions": "Tracked deletions were left out",
    "headers_and_footers": "Headers and footers were left out",
    "equations": "Equations were left out",
    "charts_and_drawings": "Charts and drawn shapes were left out",
    "embedded_objects": "Embedded objects were left out",
    "pictures": "Some pictures could not be taken over; their places are marked",
}


class _Images:
    def __init__(self, limits: Limits, report: _Report) -> None:
        self.limits = limits
        self.report = report
        self.images: dict[str, ImportedImage] = {}
        self.failed = 0

    def convert(self, image: Any) -> dict[str, str]:
        """Called by mammoth for each picture: its address in the body. One that cannot be taken over leaves a visible gap."""
        alt = " ".join((image.alt_text or "").split())[:200]
        try:
            with image.open() as source:
                data = source.read()
            if len(self.images) >= MAX_IMAGES:
                raise BadAttachment("too_many_images")
            prepared = prepare_image(data, self.limits)
        except (BadAttachment, *_BROKEN):
            self.failed += 1
            self.report.dropped["pictures"] += 1
            return {"src": f"{ATTACHMENT_SCHEME}missing{self.failed:03d}", "alt": alt or "未能导入的图片"}
        if prepared.had_position:
            self.report.changed["position_removed"] += 1
        self.report.kept["pictures"] += 1
        key = "img" + hashlib.sha256(prepared.data).hexdigest()[:13]
        if key not in self.images:
            name = f"图片{len(self.images) + 1}{_EXTENSIONS[prepared.media_type]}"
            self.images[key] = ImportedImage(key, name, prepared.data, prepared.media_type, alt)
        return {"src": ATTACHMENT_SCHEME + key, "alt": alt}
