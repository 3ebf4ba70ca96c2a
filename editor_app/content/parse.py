"""The body as blocks of plain text that know where each character stands in the Markdown source.

`source[offsets[i]] == text[i]` for every character, but for one that an entity such as `&lt;` stands for (its offset is the
entity's start) and for a line break written `<br>`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from editor_app.content.blocks import read_blocks
from editor_app.content.inline import Event, scan
from editor_app.content.nodes import Line, Node
from editor_app.core.document import Block, BlockKind, Document, Span, SpanKind

_HTML_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<hidden>script|style|template|noscript|title)\b[^<>]*>.*?(?:</(?P=hidden)\s*>|\Z)"
    r"|<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,20})[^<>]*>"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});",
    re.S | re.I,
)
_INLINE_NAMES = "a abbr b big cite code del em font i ins mark q s small span strong sub sup u"
_INLINE_HTML = frozenset(_INLINE_NAMES.split())


def parse(body: str) -> Document:
    """Blocks of the body in order. Images add no text: an empty span marks where each stands. Never raises."""
    return Document(body, tuple(_Collector(body).collect(read_blocks(body))))


class _Collector:
    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.tables = 0

    def collect(self, nodes: list[Node], quoted: bool = False, item: int = 0) -> list[Block]:
        """Append the blocks of `nodes`; `item` is the nesting depth of the list item they are in."""
        for node in nodes:
            self.node(node, quoted, item)
        return self.blocks

    def node(self, node: Node, quoted: bool, item: int) -> None:
        if node.kind == "heading":
            self.leaf(node, BlockKind.HEADING, node.level)
        elif node.kind == "paragraph":
            self.leaf(node, _paragraph_kind(node, quoted, item), item)
        elif node.kind in ("list", "item"):
            self.collect(node.children, quoted, node.level)
        elif node.kind == "quote":
            self.collect(node.children, True, item)
        elif node.kind == "note":
            self.collect(node.children, quoted, item)
        elif node.kind == "table":
            self.table(node)
        elif node.kind == "code":
            self.code(node)
        elif node.kind == "html":
            self.html(node)

    def table(self, node: Node) -> None:
        for row, cells in enumerate(node.children):
            for column, cell in enumerate(cells.children):
                kind = BlockKind.TABLE_HEADER if cell.header else BlockKind.TABLE_CELL
                self.leaf(cell, kind, 0, row, column, self.tables)
        self.tables += 1

    def code(self, node: Node) -> None:
        chars: list[str] = []
        offsets: list[int] = []
        for line in node.lines:
            text = line.text.lstrip(" ")
            chars.append(text + "\n")
            offsets.extend(range(line.base + len(line.text) - len(text), line.base + len(line.text) + 1))
        if chars:
            text = "".join(chars)[:-1]
            self.blocks.append(Block(BlockKind.CODE, text, _fixed_ends(self.source, text, offsets)))

    def leaf(self, node: Node, kind: BlockKind, level: int, row: int = 0, column: int = 0, table: int = -1) -> None:
        if len(node.lines) == 1 and not node.lines[0].text:
            return
        events, line = scan(node.text), node.lines[0]
        if len(events) == 1 and events[0].kind == "text" and len(node.lines) == 1 and events[0].start == 0:
            offsets = tuple(range(line.base, line.base + len(line.text) + 1))
            self.blocks.append(Block(kind, line.text, offsets, level, (), row, column, table))
            return
        text, offsets, spans, captions = _plain(node.lines, events, self.source)
        self.blocks.append(Block(kind, text, offsets, level, spans, row, column, table))
        self.blocks.extend(captions)

    def html(self, node: Node) -> None:
        """Visible text of raw HTML: cells of tables as cells, everything else as RAW, one block per block element."""
        _RawText(self, node).read()


def _paragraph_kind(node: Node, quoted: bool, item: int) -> BlockKind:
    if "signature" in node.classes:
        return BlockKind.SIGNATURE
    if item:
        return BlockKind.LIST_ITEM
    return BlockKind.QUOTE if quoted else BlockKind.PARAGRAPH


def _fixed_ends(source: str, text: str, offsets: list[int]) -> tuple[int, ...]:
    """Line feeds that follow a carriage return stand one further."""
    if "\r" in source:
        for index, char in enumerate(text):
            if char == "\n" and source[offsets[index] : offsets[index] + 1] == "\r":
                offsets[index] += 1
    return tuple(offsets)


def _plain(lines: list[Line], events: list[Event], source: str) -> tuple[str, tuple[int, ...], tuple[Span, ...], list[Block]]:
    """Plain text of a leaf, its offsets (one more than characters), spans, and blocks for the captions written at images."""
    positions = _positions(lines, source)
    raw = "\n".join(line.text for line in lines)
    parts: list[str] = []
    offsets: list[int] = []
    spans: list[Span] = []
    captions: list[Block] = []
    waiting: list[tuple[Event, int]] = []
    for event in events:
        length = len(offsets)
        if event.kind in ("text", "code"):
            parts.append(raw[event.start : event.end])
            offsets.extend(positions[event.start : event.end])
            if event.kind == "code":
                spans.append(Span(SpanKind.CODE, length, len(offsets)))
        elif event.kind == "break":
            parts.append("\n")
            offsets.append(positions[event.start])
        elif event.kind == "char":
            parts.append(event.value)
            offsets.extend([positions[event.start]] * len(event.value))
        elif event.kind == "open":
            waiting.append((event, length))
        elif event.kind == "close":
            opened, start = waiting.pop()
            if opened.value == "a":
                spans.append(Span(SpanKind.LINK, start, length, opened.target))
            elif opened.value == "strong":
                spans.append(Span(SpanKind.STRONG, start, length))
        elif event.kind == "image":
            spans.append(Span(SpanKind.IMAGE, length, length, event.target))
            captions.extend(_caption(raw, event, positions))
    end = offsets[-1] + 1 if offsets else positions[0]
    return "".join(parts), (*offsets, end), tuple(sorted(spans, key=_span_start)), captions


def _span_start(span: Span) -> int:
    return span.start


def _caption(raw: str, event: Event, positions: Sequence[int]) -> list[Block]:
    """The caption stands right before the closing quotation mark of the image's address."""
    start = raw.rfind(event.title, event.start, event.end) if event.title else -1
    if start < 0:
        return []
    places = positions[start : start + len(event.title)]
    return [Block(BlockKind.CAPTION, event.title, (*places, places[-1] + 1))]


def _positions(lines: list[Line], source: str) -> Sequence[int]:
    """Source offset of each character of the lines joined by line feeds, and of the end."""
    last = lines[-1]
    if len(lines) == 1:
        return range(last.base, last.base + len(last.text) + 1)
    positions: list[int] = []
    for line in lines[:-1]:
        following = line.base + len(line.text)
        positions.extend(range(line.base, following))
        positions.append(following if source[following : following + 1] == "\n" else source.find("\n", following))
    positions.extend(range(last.base, last.base + len(last.text) + 1))
    return positions


class _RawText:
    """Reads the visible text of one raw HTML block."""

    def __init__(self, owner: _Collector, node: Node) -> None:
        self.owner = owner
        self.text = owner.source[node.start : node.end]
        self.base = node.start
        self.chars: list[str] = []
        self.offsets: list[int] = []
        self.cell = ""
        self.row, self.column, self.table = -1, -1, -1

    def read(self) -> None:
        position = 0
        for match in _HTML_TOKEN.finditer(self.text):
            self.add(self.text[position : match.start()], position)
            position = match.end()
            token, name = match.group(), (match.group("name") or "").lower()
            if token[0] == "&":
                value = html.unescape(token)
                self.chars.append(value)
                self.offsets.extend([self.base + match.start()] * len(value))
            elif name and name not in _INLINE_HTML:
                self.boundary(name, bool(match.group("closing")))
        self.add(self.text[position:], position)
        self.flush()

    def add(self, text: str, position: int) -> None:
        self.chars.append(text)
        self.offsets.extend(range(self.base + position, self.base + position + len(text)))

    def boundary(self, name: str, closing: bool) -> None:
        if name in ("td", "th") and closing:
            self.flush()
            self.cell = ""
            return
        if self.cell and name not in ("td", "th", "tr", "table"):
            return
        self.flush()
        if closing:
            return
        if name == "table":
            self.table, self.row = self.owner.tables, -1
            self.owner.tables += 1
        elif name == "tr":
            self.row, self.column = self.row + 1, -1
        elif name in ("td", "th"):
            self.cell, self.column = name, self.column + 1

    def flush(self) -> None:
        text = "".join(self.chars)
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        if start < end:
            offsets = self.offsets[start:end]
            kind = {"td": BlockKind.TABLE_CELL, "th": BlockKind.TABLE_HEADER}.get(self.cell, BlockKind.RAW)
            row, column, table = (max(self.row, 0), max(self.column, 0), self.table) if self.cell else (0, 0, -1)
            self.owner.blocks.append(Block(kind, text[start:end], (*offsets, offsets[-1] + 1), 0, (), row, column, table))
        self.chars, self.offsets = [], []
