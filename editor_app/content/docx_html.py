"""mammoth's HTML, read into blocks that can be written as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from editor_app.content.markdown_writer import STYLES, Cell, Run

_NAMES = {"b": "strong", "i": "em", "s": "del"}
_VOID = frozenset({"br", "img", "hr"})
_NOTE = re.compile(r"#(?:.*-)?(footnote|endnote)-(\d+)$")
_NOTE_BACK = re.compile(r"#(?:.*-)?(footnote|endnote)-ref-\d+$")
_NOTE_ID = re.compile(r"(?:.*-)?(footnote|endnote)-(\d+)$")
MAX_SPAN = 100


@dataclass(slots=True)
class Element:
    """An element with its children: elements and texts."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        """Children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """All text inside."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("body")
        self.stack = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in _VOID:
            self.stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if len(self.stack) > 1 and self.stack[-1].name == tag:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def read_html(html: str) -> Element:
    """The tree of well-formed HTML such as mammoth writes."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def note_name(element: Element) -> str:
    """The footnote that a list item defines (`1`, `e2` for endnotes), or ""."""
    match = _NOTE_ID.match(element.attributes.get("id", ""))
    return ("e" if match.group(1) == "endnote" else "") + match.group(2) if match else ""


def runs_of(element: Element) -> list[Run]:
    """Inline content as runs; nested blocks are joined by line breaks."""
    runs: list[Run] = []
    for run in _runs(element, frozenset(), ""):
        runs.append(run)
    while runs and runs[-1] == Run("\n"):
        runs.pop()
    return runs


def _runs(element: Element, styles: frozenset[str], link: str) -> Iterator[Run]:
    for child in element.children:
        if isinstance(child, str):
            yield Run(re.sub(r"[\t\r\n ]+", " ", child), styles, link)
        elif child.name == "br":
            yield Run("\n")
        elif child.name == "img":
            yield Run(child.attributes.get("alt", ""), image=child.attributes.get("src", ""))
        elif child.name == "a":
            yield from _link(child, styles, link)
        elif child.name in ("p", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre"):
            yield from _runs(child, styles, link)
            yield Run("\n")
        else:
            name = _NAMES.get(child.name, child.name)
            if name == "sup" and len(child.elements) == 1 and _note_mark(child.elements[0]):
                yield Run("", note=_note_mark(child.elements[0]))
            else:
                yield from _runs(child, styles | {name} if name in STYLES else styles, link)


def _note_mark(element: Element) -> str:
    match = _NOTE.match(element.attributes.get("href", "")) if element.name == "a" else None
    return ("e" if match.group(1) == "endnote" else "") + match.group(2) if match else ""


def _link(element: Element, styles: frozenset[str], link: str) -> Iterator[Run]:
    """Footnote marks and outside links count; jumps inside the document become plain text."""
    target = element.attributes.get("href", "")
    if _note_mark(element):
        yield Run("", note=_note_mark(element))
    elif _NOTE_BACK.match(target):
        return
    else:
        outside = target if re.match(r"(?:https?://|mailto:)", target, re.I) else link
        yield from _runs(element, styles, outside)


def rows_of(table: Element) -> list[list[Cell]]:
    """The cells of a table, inner tables flattened to lines."""
    rows = []
    for row in _table_rows(table):
        cells = []
        for cell in row.elements:
            if cell.name in ("td", "th"):
                spans = tuple(min(max(_number(cell.attributes.get(name)), 1), MAX_SPAN) for name in ("colspan", "rowspan"))
                cells.append(Cell(tuple(runs_of(cell)), (spans[0], spans[1])))
        rows.append(cells)
    return [row for row in rows if row]


def _table_rows(table: Element) -> Iterator[Element]:
    for child in table.elements:
        if child.name == "tr":
            yield child
        elif child.name in ("thead", "tbody", "tfoot"):
            yield from _table_rows(child)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 6 else 1
