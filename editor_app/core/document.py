"""The body as the rules and the editors see it: blocks of plain text that know where each character stands in the Markdown source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE_HEADER = "table_header"
    TABLE_CELL = "table_cell"
    QUOTE = "quote"
    SIGNATURE = "signature"
    CAPTION = "caption"
    CODE = "code"
    RAW = "raw"


class SpanKind(StrEnum):
    """Inline meaning of a run of a block's text."""

    LINK = "link"
    IMAGE = "image"
    STRONG = "strong"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of the block's plain text (`start`, `end` are offsets into Block.text) with its target, if it has one."""

    kind: SpanKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Plain text of one block. `offsets[i]` is the source offset of `text[i]`; it has one more entry than `text`, the end.

    `level` is 1 to 6 for headings, the nesting depth (from 1) for list items, else 0. `row`, `column` count from 0 in table cells.
    """

    kind: BlockKind
    text: str
    offsets: tuple[int, ...]
    level: int = 0
    spans: tuple[Span, ...] = ()
    row: int = 0
    column: int = 0
    table: int = -1

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Source range of the plain-text range `start`..`end`."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Document:
    """The parsed body: its Markdown source and its blocks in order."""

    source: str
    blocks: tuple[Block, ...]

    @property
    def plain_text(self) -> str:
        """All blocks' text, one per line."""
        return "\n".join(block.text for block in self.blocks)


def utf16_offset(text: str, offset: int) -> int:
    """Code-point offset -> UTF-16 units, which QTextCursor counts."""
    return offset + sum(1 for char in text[:offset] if ord(char) > 0xFFFF)


def from_utf16_offset(text: str, units: int) -> int:
    """UTF-16 units -> code-point offset (inside a surrogate pair: its start)."""
    seen = 0
    for index, char in enumerate(text):
        width = 2 if ord(char) > 0xFFFF else 1
        if seen + width > units:
            return index
        seen += width
    return len(text)
