"""Turns the short form of an example into an article, so that a pack can prove itself without the Markdown parser.

A string is a body (a title, for rules that look at nothing but titles). A table may hold title, body, fields, kind, today,
attachments (names, or tables with id, name, role, alt, size), texts (attachment id -> [[place, text], …]) and notes
(id -> [[code, place], …]).
Of Markdown the reader here knows headings, bullet lists, pipe tables, quotes, links, images, bold and code: what examples need.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.document import Block, BlockKind, Document, Span, SpanKind
from editor_app.core.kind import Kind, Label
from editor_app.rules.article import CheckContext
from editor_app.rules.model import Example, Rule, Scope

TODAY = dt.date(2026, 11, 23)
"""The day on which examples are checked unless they say otherwise."""
_INLINE = re.compile(
    r"(?P<image>!\[[^\]\n]*\]\([^)\n]*\))|(?P<link>\[[^\]\n]+\]\([^)\n]*\))|(?P<strong>\*\*[^*\n]+\*\*)|(?P<code>`[^`\n]+`)"
)


def article_of(example: Example, rule: Rule) -> tuple[ArticleContent, CheckContext]:
    """The example as content and context. Raises ValueError or TypeError when it is not well formed."""
    data = dict(example.data)
    if "text" in data:
        data = {"title" if rule.scopes == {Scope.TITLE} else "body": data["text"]}
    unknown = set(data) - {"title", "body", "fields", "kind", "today", "attachments", "texts", "notes"}
    if unknown:
        raise ValueError(f"an example knows no {', '.join(sorted(unknown))}")
    content = ArticleContent(
        title=str(data.get("title", "")),
        kind=str(data.get("kind", "news")),
        fields={str(code): str(value) for code, value in dict(data.get("fields", {})).items()},
        body=str(data.get("body", "")),
        attachments=tuple(_attachment(index, item) for index, item in enumerate(data.get("attachments", ()))),
    )
    today = data.get("today", TODAY)
    context = CheckContext(
        today=today if isinstance(today, dt.date) else dt.date.fromisoformat(str(today)),
        kind=Kind(content.kind, Label(content.kind, content.kind)),
        attachment_texts=_pairs(data.get("texts", {})),
        attachment_notes=_pairs(data.get("notes", {})),
    )
    return content, context


def _pairs(data: Mapping[str, Any]) -> dict[str, tuple[tuple[str, str], ...]]:
    return {str(key): tuple((str(left), str(right)) for left, right in pairs) for key, pairs in data.items()}


def _attachment(index: int, item: object) -> Attachment:
    data: Mapping[str, Any] = item if isinstance(item, Mapping) else {"name": str(item)}
    role = Role(data.get("role", "file"))
    return Attachment(
        id=str(data.get("id", f"attach{index + 1:02}")),
        role=role,
        name=str(data["name"]),
        sha256=f"{index + 1:064x}",
        size=int(data.get("size", 1000)),
        media_type="image/png" if role is Role.IMAGE else "application/octet-stream",
        alt=str(data.get("alt", "")),
    )


def plain_document(text: str) -> Document:
    """A document of plain text: every line that is not empty is a paragraph."""
    return Document(text, tuple(_block(BlockKind.PARAGRAPH, line, at) for at, line in _lines(text) if line.strip()))


def example_document(body: str) -> Document:
    """The document of an example's body."""
    blocks: list[Block] = []
    table, row = -1, -1
    for at, line in _lines(body):
        if line.startswith("|"):
            if row < 0:
                table += 1
            row += 1
            if not re.fullmatch(r"[|:\- ]+", line):
                blocks.extend(_cells(line, at, table, row))
            continue
        row = -1
        if line.strip():
            blocks.append(_line(line, at))
    return Document(body, tuple(blocks))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _line(line: str, at: int) -> Block:
    for mark, kind in (("#", BlockKind.HEADING), ("- ", BlockKind.LIST_ITEM), ("> ", BlockKind.QUOTE)):
        if line.startswith(mark):
            bare = line.lstrip("#").lstrip() if mark == "#" else line[len(mark) :]
            level = len(line) - len(line.lstrip("#")) if mark == "#" else 1 if mark == "- " else 0
            return _block(kind, bare, at + len(line) - len(bare), level)
    return _block(BlockKind.PARAGRAPH, line, at)


def _cells(line: str, at: int, table: int, row: int) -> Iterator[Block]:
    start = at + 1
    kind = BlockKind.TABLE_CELL if row else BlockKind.TABLE_HEADER
    for column, cell in enumerate(line.strip().strip("|").split("|")):
        text = cell.strip()
        if text:
            inset = start + len(cell) - len(cell.lstrip())
            block = _block(kind, text, inset)
            yield Block(kind, block.text, block.offsets, 0, block.spans, max(row - 1, 0) if row else 0, column, table)
        start += len(cell) + 1


def _block(kind: BlockKind, raw: str, base: int, level: int = 0) -> Block:
    chars: list[str] = []
    offsets: list[int] = []
    spans: list[Span] = []

    def add(start: int, end: int) -> None:
        chars.append(raw[start:end])
        offsets.extend(range(base + start, base + end))

    at = 0
    for match in _INLINE.finditer(raw):
        add(at, match.start())
        at, here = match.end(), len(offsets)
        name = match.lastgroup or ""
        if name == "image":
            spans.append(Span(SpanKind.IMAGE, here, here, match[0].partition("](")[2][:-1]))
        elif name == "link":
            label, _, target = match[0].partition("](")
            add(match.start() + 1, match.start() + len(label))
            spans.append(Span(SpanKind.LINK, here, len(offsets), target[:-1]))
        else:
            width = 2 if name == "strong" else 1
            add(match.start() + width, match.end() - width)
            spans.append(Span(SpanKind(name), here, len(offsets)))
    add(at, len(raw))
    end = offsets[-1] + 1 if offsets else base
    return Block(kind, "".join(chars), (*offsets, end), level, tuple(spans))
