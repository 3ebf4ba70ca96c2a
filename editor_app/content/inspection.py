"""Looks into a file before it is attached: its real type, what it hides, and its text for the rules."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from editor_app.content.archive import Archive, ArchiveProblem, readable_name
from editor_app.content.filetypes import EXTENSIONS, IMAGES, MEDIA_TYPES, PROGRAMS, decode_text, open_archive, recognise
from editor_app.content.images import image_facts
from editor_app.content.legacy import read_legacy
from editor_app.content.names import extension_of, has_bidi_marks
from editor_app.content.ooxml import read_ooxml
from editor_app.content.portable import read_ofd, read_pdf
from editor_app.content.reasons import Reason
from editor_app.content.report import Report
from editor_app.core.errors import BadAttachment
from editor_app.core.organisation import Limits

Verdict = Literal["ok", "warn", "block"]
_MAX_MEMBERS_READ = 100
_DOCUMENTS = frozenset({"docx", "xlsx", "pptx"})


@dataclass(frozen=True, slots=True)
class Inspection:
    """`type` is docx, xlsx … or "" when not accepted; `texts` are (place, text), such as "Sheet1!C3", "第2页", "批注".

    `verdict`: block must not be attached, warn deserves a look. The codes of `reasons` are those of content.reasons.
    """

    type: str
    media_type: str
    extension: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    texts: tuple[tuple[str, str], ...]


def inspect_file(path: Path, name: str, limits: Limits) -> Inspection:
    """Inspect the file at `path`, which people know as `name`. Never raises; an unreadable file gets the reason `not_found`."""
    try:
        size = path.stat().st_size
        if size > limits.max_file_bytes:
            return _refused(name, "too_large")
        data = path.read_bytes()
    except OSError:
        return _refused(name, "not_found")
    return inspect_bytes(data, name, limits)


def inspect_bytes(data: bytes, name: str, limits: Limits) -> Inspection:
    """The same for bytes in memory."""
    if len(data) > limits.max_file_bytes:
        return _refused(name, "too_large")
    report = Report()
    _name(name, report)
    kind = _content(data, name, limits, report, inside=False) if data else ""
    if not data:
        report.add("empty")
    return _inspection(kind, name, report)


def _refused(name: str, code: str) -> Inspection:
    report = Report()
    report.add(code)
    return _inspection("", name, report)


def _inspection(kind: str, name: str, report: Report) -> Inspection:
    verdict: Verdict = "block" if report.blocked else "warn" if report.reasons else "ok"
    reasons = tuple(sorted(report.reasons, key=lambda item: not item.blocks))
    return Inspection(kind, MEDIA_TYPES.get(kind, ""), extension_of(name), verdict, reasons, tuple(report.texts))


def _name(name: str, report: Report) -> None:
    if has_bidi_marks(name):
        report.add("bidi_name")
    extension = extension_of(name)
    if extension and extension_of(name.strip()[: -len(extension)]) in PROGRAMS:
        report.add("double_extension")


def _content(data: bytes, name: str, limits: Limits, report: Report, *, inside: bool) -> str:
    """Type of the content; everything noticed goes to `report`."""
    extension = extension_of(name)
    kind = ""
    try:
        archive = open_archive(data)
        if archive is not None:
            with archive:
                kind = _archive(archive, data, limits, report, inside)
        else:
            kind = _single(data, extension, report)
    except ArchiveProblem as problem:
        report.add(problem.code, problem.place)
        kind = kind or EXTENSIONS.get(extension, "")
    _fits(kind, extension, report)
    return kind


def _fits(kind: str, extension: str, report: Report) -> None:
    """Is the type accepted, and does the extension tell it?"""
    if extension not in EXTENSIONS or not kind:
        if not any(item.code in ("encrypted", "damaged") for item in report.reasons) or extension not in EXTENSIONS:
            report.add("not_allowed" if extension not in EXTENSIONS else "type_mismatch", extension)
    elif EXTENSIONS[extension] != kind:
        both_images = kind in IMAGES and EXTENSIONS[extension] in IMAGES
        report.add("extension_differs" if both_images else "type_mismatch", f"{extension} ≠ {kind}")


def _archive(archive: Archive, data: bytes, limits: Limits, report: Report, inside: bool) -> str:
    found = recognise(data, archive)
    archive.check_paths()
    if found.note:
        report.add(found.note)
    if found.type in _DOCUMENTS:
        read_ooxml(archive, found.type, report)
    elif found.type == "ofd":
        read_ofd(archive, report)
    elif found.type == "zip" and not inside:
        _members(archive, limits, report)
    return found.type


def _single(data: bytes, extension: str, report: Report) -> str:
    kind = recognise(data, None).type
    if kind == "ole":
        return read_legacy(data, extension, report)
    if kind == "pdf":
        read_pdf(data, report)
    elif kind in IMAGES:
        _image(data, report)
    elif kind == "txt" and EXTENSIONS.get(extension) == "txt":
        report.text("正文", decode_text(data) or "")
    elif kind == "txt" and extension in EXTENSIONS:
        return "" if EXTENSIONS[extension] != "txt" else kind
    return kind


def _image(data: bytes, report: Report) -> None:
    try:
        facts = image_facts(data)
    except BadAttachment as error:
        report.add("image_too_large" if error.code == "image_too_large" else "damaged")
        return
    if facts.had_position:
        report.add("position_data")


def _members(archive: Archive, limits: Limits, report: Report) -> None:
    """The list of members, and each member as if it were attached by itself; archives inside archives are refused."""
    names = [readable_name(entry) for entry in archive.entries]
    report.text("压缩包目录", "\n".join(names))
    if archive.non_utf8_names():
        report.add("strange_names")
    for entry, shown in zip(archive.entries, names, strict=True):
        if report.late:
            report.add("text_cut")
            break
        if len(report.texts) > _MAX_MEMBERS_READ * 100:
            archive.read_through()
            report.add("text_cut")
            break
        data = b"".join(archive.stream(entry))
        if data:
            _member(data, shown, limits, report)


def _member(data: bytes, shown: str, limits: Limits, report: Report) -> None:
    short = shown.replace("\\", "/").rsplit("/", 1)[-1]
    inner = Report()
    inner.deadline = report.deadline
    _name(short, inner)
    kind = _content(data, short, limits, inner, inside=True)
    if kind == "zip" or extension_of(short) in (".zip", ".rar", ".7z", ".gz", ".tar"):
        report.add("nested_archive", shown)
    for item in inner.reasons:
        report.add(
            "member_refused" if item.code in ("not_allowed", "type_mismatch") else item.code, f"{shown} {item.place}".strip()
        )
    for place, text in inner.texts:
        report.text(f"{shown} {place}", text)
