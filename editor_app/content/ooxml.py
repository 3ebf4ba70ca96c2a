"""Reads docx, xlsx and pptx: their text with places, and what they hide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from editor_app.content.archive import Archive
from editor_app.content.report import Report
from editor_app.content.spreadsheet import read_spreadsheet
from editor_app.content.xml_parts import attribute, local, parse_xml, refuse_declarations, relationships, walk_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WORD_PARTS = (
    (re.compile(r"word/document\d*\.xml$"), "正文"),
    (re.compile(r"word/header\d*\.xml$"), "页眉"),
    (re.compile(r"word/footer\d*\.xml$"), "页脚"),
    (re.compile(r"word/footnotes\.xml$"), "脚注"),
    (re.compile(r"word/endnotes\.xml$"), "尾注"),
    (re.compile(r"word/comments\.xml$"), "批注"),
)
_REMOTE = re.compile(r"(?:https?|ftp|webdav|mhtml|ms-\w+):|\\\\|file://(?!/)|file:/{4,}(?!Users/)", re.I)
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"})
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml$")
_NOTES = re.compile(r"ppt/notesSlides/notesSlide(\d+)\.xml$")
_REMARKS = re.compile(r"ppt/comments/.*\.xml$")


def read_ooxml(archive: Archive, kind: str, report: Report) -> None:
    """Fill `report` from an open docx, xlsx or pptx. Raises ArchiveProblem for damage and tricks."""
    refuse_declarations(archive)
    _package(archive, report)
    _properties(archive, report)
    if kind == "docx":
        _word(archive, report)
    elif kind == "xlsx":
        read_spreadsheet(archive, report)
    else:
        _slides(archive, report)


def _package(archive: Archive, report: Report) -> None:
    for name in archive.names:
        lower = name.lower()
        if lower.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in lower:
            report.add("macros", name)
        elif "/embeddings/" in lower or "/activex/" in lower:
            report.add("embedded_object", name)
    for part, kind, target in relationships(archive):
        if kind == "attachedTemplate" and _REMOTE.match(target):
            report.add("external_template", target[:200])
        elif kind != "hyperlink":
            report.add("external_link", target[:200] or part)


def _properties(archive: Archive, report: Report) -> None:
    people: list[str] = []
    for name, wanted in (("docProps/core.xml", ("creator", "lastModifiedBy")), ("docProps/app.xml", ("Manager",))):
        if name not in archive:
            continue
        for element in parse_xml(archive.read(name), name).iter():
            if local(element.tag) in wanted and element.text and element.text.strip():
                people.append(element.text.strip()[:80])
            if local(element.tag) in ("title", "subject", "keywords", "description", "Company") and element.text:
                report.text("属性", element.text)
    if people:
        report.add("author_metadata", "、".join(dict.fromkeys(people)))
        report.text("属性", "\n".join(dict.fromkeys(people)))


def _word(archive: Archive, report: Report) -> None:
    for name in archive.names:
        for pattern, place in _WORD_PARTS:
            if pattern.fullmatch(name):
                _word_part(archive.read(name), name, place, report)


def _word_part(data: bytes, name: str, place: str, report: Report) -> None:
    """Paragraphs joined by line feeds; text inside a deletion is kept apart."""
    lines: list[str] = []
    removed: list[str] = []
    hidden: list[str] = []
    paragraphs: list[list[str]] = []
    run_hidden = False
    for event, element in walk_xml(data, name):
        tag = local(element.tag)
        if event == "start":
            if tag == "p":
                paragraphs.append([])
            elif tag == "r":
                run_hidden = False
            elif tag in _CHANGES and attribute(element, "id"):
                report.add("tracked_changes", place)
            elif tag == "vanish" and attribute(element, "val") not in ("0", "false"):
                run_hidden = True
            continue
        if tag == "p" and paragraphs:
            lines.append("".join(paragraphs.pop()))
            element.clear()
        elif tag == "t" and element.text:
            (paragraphs[-1] if paragraphs else lines).append(element.text)
            if run_hidden:
                hidden.append(element.text)
        elif tag in ("tab", "br", "cr") and paragraphs:
            paragraphs[-1].append("\t" if tag == "tab" else "\n")
        elif tag == "delText" and element.text:
            removed.append(element.text)
        elif tag == "instrText" and element.text and re.match(r"\s*(DDE|INCLUDE)", element.text, re.I):
            report.add("external_link", element.text.strip()[:200])
    text = "\n".join(line for line in lines if line.strip())
    if place == "批注" and text:
        report.add("comments")
    if hidden:
        report.add("hidden_text", place)
    report.text(place, text)
    report.text("修订（已删除）", "".join(removed))


def _slides(archive: Archive, report: Report) -> None:
    def number(name: str) -> tuple[int, str]:
        digits = re.findall(r"\d+", name)
        return (int(digits[-1]) if digits else 0, name)

    for name in sorted(archive.names, key=number):
        for pattern, place in ((_SLIDE, "第{}页"), (_NOTES, "第{}页备注"), (_REMARKS, "批注")):
            match = pattern.fullmatch(name)
            if match is None or report.full:
                continue
            root = parse_xml(archive.read(name), name)
            where = place.format(*match.groups())
            if pattern is _SLIDE and root.attrib.get("show") in ("0", "false"):
                report.add("hidden_slide", where)
            if pattern is _REMARKS:
                report.add("comments")
            report.text(where, "\n".join(_drawing_lines(root)))


def _drawing_lines(root: Element) -> Iterator[str]:
    for paragraph in root.iter():
        if local(paragraph.tag) in ("p", "cm"):
            line = "".join(item.text or "" for item in paragraph.iter() if local(item.tag) in ("t", "text"))
            if line.strip():
                yield line
