"""Reads PDF and OFD: text by page, passwords, scripts, files inside."""

from __future__ import annotations

import io
import logging
import re
import struct
import warnings
import zlib

from pypdf import PdfReader
from pypdf.errors import DependencyError, DeprecationError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from editor_app.content.archive import Archive, ArchiveProblem
from editor_app.content.report import Report
from editor_app.content.xml_parts import local, parse_xml, refuse_declarations

MAX_PAGES = 300
_MAX_PAGE_BYTES = 2 * 1024 * 1024
_BROKEN = (
    PyPdfError,
    DeprecationError,
    DependencyError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    OSError,
    EOFError,
    RecursionError,
    NotImplementedError,
    MemoryError,
    ArithmeticError,
    RuntimeError,
    struct.error,
    zlib.error,
)
_SCRIPT = re.compile(rb"/S\s*/JavaScript|/JS\s*[(<\d]")
_LAUNCH = re.compile(rb"/S\s*/Launch\b")
_PAGE = re.compile(r"Pages?[/_](?:Page_?)?(\d+)/", re.I)


def read_pdf(data: bytes, report: Report) -> None:
    """Fill `report`. Never raises for a damaged file: it is reported."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if _SCRIPT.search(data):
        report.add("script")
    if _LAUNCH.search(data):
        report.add("launches")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _read(data, report)
    except _BROKEN:
        report.add("damaged")


def _read(data: bytes, report: Report) -> None:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not _opens_without_password(reader):
        report.add("encrypted")
        return
    _dangers(reader, report)
    _people(reader, report)
    count = len(reader.pages)
    if count == 0:
        report.add("damaged")
        return
    if count > MAX_PAGES:
        report.add("text_cut")
    unread = 0
    for number in range(min(count, MAX_PAGES)):
        if report.full:
            return
        try:
            page = reader.pages[number]
            contents = page.get_contents()
            if contents is not None and len(contents.get_data()) > _MAX_PAGE_BYTES:
                report.add("text_not_read", f"第{number + 1}页")
                continue
            report.text(f"第{number + 1}页", page.extract_text())
        except _BROKEN:
            unread += 1
            report.add("text_not_read", f"第{number + 1}页")
    if not any(place.startswith("第") for place, _ in report.texts) and not unread:
        report.add("no_text")


def _opens_without_password(reader: PdfReader) -> bool:
    try:
        return bool(reader.decrypt(""))
    except _BROKEN:
        return False


def _dangers(reader: PdfReader, report: Report) -> None:
    """Follow the catalogue's actions and names a few steps: that is where scripts and files hang."""
    root = reader.trailer.get("/Root")
    waiting: list[tuple[object, int]] = [(root, 0)]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < 5000:
        found, depth = waiting.pop()
        if isinstance(found, IndirectObject):
            key = (found.idnum, found.generation)
            if key in seen:
                continue
            seen.add(key)
            found = found.get_object()
        if isinstance(found, DictionaryObject):
            _judge(found, report)
            wanted = found.items() if depth else [(name, found.raw_get(name)) for name in _STARTS if name in found]
            waiting.extend((value, depth + 1) for name, value in wanted if depth < 6 and name not in ("/Parent", "/P", "/Pages"))
        elif isinstance(found, ArrayObject) and depth < 6:
            waiting.extend((value, depth + 1) for value in found[:500])


_STARTS = ("/OpenAction", "/AA", "/Names", "/AcroForm", "/AF")


def _judge(found: DictionaryObject, report: Report) -> None:
    action = found.get("/S")
    if action == "/JavaScript" or "/JS" in found:
        report.add("script")
    elif action == "/Launch":
        report.add("launches")
    if "/EmbeddedFiles" in found or found.get("/Type") == "/EmbeddedFile" or "/EF" in found:
        report.add("embedded_object")


def _people(reader: PdfReader, report: Report) -> None:
    try:
        found = reader.metadata
        author, title = (found.author, found.title) if found else (None, None)
    except _BROKEN:
        return
    if author and author.strip():
        report.add("author_metadata", author.strip()[:160])
        report.text("属性", author)
    report.text("属性", title or "")


def read_ofd(archive: Archive, report: Report) -> None:
    """Fill `report` with the text of each page of an OFD (GB/T 33190). Raises ArchiveProblem."""
    refuse_declarations(archive)
    if any(name.rsplit("/", 1)[-1].lower() in ("encryptions.xml", "encryptinfo.xml") for name in archive.names):
        raise ArchiveProblem("encrypted")
    pages: dict[int, list[str]] = {}
    for name in archive.names:
        lower = name.lower()
        if lower.endswith("attachments.xml"):
            report.add("embedded_object", name)
        if not lower.endswith(".xml") or not ("content" in lower or "/page" in lower or "annotation" in lower):
            continue
        match = _PAGE.search(name)
        lines = _lines(archive.read(name), name)
        pages.setdefault(int(match.group(1)) + 1 if match else 0, []).extend(lines)
    for number in sorted(pages):
        report.text(f"第{number}页" if number else "其他", "\n".join(pages[number]))
    if not any(pages.values()):
        report.add("no_text")


def _lines(data: bytes, name: str) -> list[str]:
    return [element.text.strip() for element in parse_xml(data, name).iter() if local(element.tag) == "TextCode" and element.text]
