"""Reads xlsx workbooks: every cell with its place, hidden sheets, rows and columns, comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from posixpath import join, normpath
from typing import TYPE_CHECKING

from editor_app.content.archive import Archive, ArchiveProblem
from editor_app.content.report import MAX_TEXTS, Report
from editor_app.content.xml_parts import local, parse_xml, walk_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MAX_STRINGS = 1_000_000
_MAX_XML = 48 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str
    hidden: bool


def read_spreadsheet(archive: Archive, report: Report) -> None:
    """Fill `report` from an open xlsx. Raises ArchiveProblem."""
    if "xl/workbook.xml" not in archive:
        raise ArchiveProblem("text_not_read", "xl/workbook.xml")
    strings = _shared_strings(archive)
    for sheet in _sheets(archive):
        if sheet.hidden:
            report.add("hidden_sheet", sheet.name)
        if sheet.part in archive:
            _cells(archive.read(sheet.part, _MAX_XML), sheet, strings, report)
    for name in archive.names:
        if re.fullmatch(r"xl/(?:comments\d*|threadedComments/.*|comments/.*)\.xml", name):
            report.add("comments")
            texts = (
                element.text or ""
                for element in parse_xml(archive.read(name), name).iter()
                if local(element.tag) in ("t", "text")
            )
            report.text("批注", "\n".join(text for text in texts if text.strip()))
        elif name.startswith("xl/externalLinks/external") or name == "xl/connections.xml":
            report.add("external_link", name)


def _sheets(archive: Archive) -> list[_Sheet]:
    targets = {}
    if "xl/_rels/workbook.xml.rels" in archive:
        for element in parse_xml(archive.read("xl/_rels/workbook.xml.rels")).iter():
            target = element.attrib.get("Target", "")
            targets[element.attrib.get("Id", "")] = normpath(join("xl", target)) if target[:1] != "/" else target[1:]
    sheets = []
    for element in parse_xml(archive.read("xl/workbook.xml")).iter():
        if local(element.tag) == "sheet":
            hidden = element.attrib.get("state", "visible").lower() in ("hidden", "veryhidden")
            key = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
            sheets.append(_Sheet(element.attrib.get("name", ""), targets.get(key, ""), hidden))
    return sheets


def _shared_strings(archive: Archive) -> list[str]:
    if "xl/sharedStrings.xml" not in archive:
        return []
    strings: list[str] = []
    parts: list[str] = []
    phonetic = 0
    for event, element in walk_xml(archive.read("xl/sharedStrings.xml", _MAX_XML), "xl/sharedStrings.xml"):
        tag = local(element.tag)
        if tag == "rPh":
            phonetic += 1 if event == "start" else -1
        elif event == "end" and tag == "t" and not phonetic:
            parts.append(element.text or "")
        elif event == "end" and tag == "si":
            strings.append("".join(parts))
            parts = []
            element.clear()
            if len(strings) >= _MAX_STRINGS:
                break
    return strings


def _cells(data: bytes, sheet: _Sheet, strings: list[str], report: Report) -> None:
    place = f"隐藏工作表 {sheet.name}" if sheet.hidden else sheet.name
    row: list[tuple[str, str]] = []
    for event, element in walk_xml(data, sheet.part):
        tag = local(element.tag)
        if event == "start":
            if tag in ("row", "col") and element.attrib.get("hidden") in ("1", "true"):
                report.add("hidden_rows" if tag == "row" else "hidden_columns", sheet.name)
        elif tag == "c":
            value = _value(element.attrib.get("t", "n"), element, strings)
            if value:
                row.append((element.attrib.get("r", ""), value))
        elif tag == "row":
            if len(report.texts) < MAX_TEXTS // 2:
                for reference, value in row:
                    report.text(f"{place}!{reference}", value)
            elif row:
                report.text(f"{place}!{row[0][0]}:{row[-1][0]}", "\t".join(value for _, value in row))
            row = []
            element.clear()
            if report.full:
                return
        elif tag in ("oddHeader", "oddFooter") and element.text:
            report.text(f"{place} 页眉页脚", element.text)


def _value(kind: str, cell: Element, strings: list[str]) -> str:
    parts = {local(child.tag): child for child in cell}
    if kind == "inlineStr":
        return "".join(item.text or "" for item in cell.iter() if local(item.tag) == "t")
    text = (parts["v"].text or "") if "v" in parts else ""
    if kind == "s":
        return strings[int(text)] if text.isdigit() and int(text) < len(strings) else ""
    if kind == "n" and "E" in text.upper():
        try:
            return format(float(text), ".0f")
        except (ValueError, OverflowError):
            return text
    return text
