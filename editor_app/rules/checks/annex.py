"""How texts speak of their attachments; shared by the checks that compare them with what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from editor_app.core.document import Block, BlockKind
from editor_app.rules.article import Article

_NUMBER = r"[ \u3000]{0,2}[一二三四五六七八九十\d]{0,3}"
_WORD = r"^[ \t\u3000]{0,20}附[ \u3000]{0,2}件"
_VERB = r"(?:详?见|参见|参照|按照?|填写|填报|下载|填妥)"
_WHOSE = r"(?:本(?:通知|公告|通告|方案)?(?:的)?)?(?:后附)?(?:的)?[“《（]?"
MENTION = re.compile(rf"{_VERB}{_WHOSE}附件{_NUMBER}|[（(]附件{_NUMBER}[)）]")
LISTING = re.compile(_WORD + r"[ \u3000]{0,2}\d{0,2}[ \u3000]{0,2}[：:][ \t\u3000]{0,4}(?=\S)", re.M)
_HEADING = re.compile(_WORD + _NUMBER + r"[ \u3000]{0,2}[：:]?[^。；\n]{0,40}$", re.M)
_ITEM = re.compile(
    rf"(?:{_WORD}[ \u3000]{{0,2}}\d{{0,2}}[ \u3000]{{0,2}}[：:])?[ \t\u3000]{{0,24}}"
    r"(\d{1,2})[.．、][ \t\u3000]{0,4}(.{1,200})$"
)
_ENOUGH = 40


class Listed(NamedTuple):
    """One line of the list of attachments: its number (0 where there is only one and it is not numbered) and its name."""

    block: Block
    start: int
    end: int
    number: int
    name: str


def has_inline_annex(article: Article) -> bool:
    """True when the annex is part of the text itself: a line that says so and a paragraph or a table after it."""
    blocks = article.document.blocks
    seen = False
    for block in blocks:
        if seen and (block.kind in (BlockKind.TABLE_HEADER, BlockKind.TABLE_CELL) or len(block.text) >= _ENOUGH):
            return True
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and "附" in block.text[:24]:
            seen = seen or (bool(_HEADING.match(block.text)) and not LISTING.match(block.text))
    return False


def listed_attachments(article: Article) -> list[Listed]:
    """The last list of attachments of the text (附件：1.… 2.…), one entry per line; empty when there is none."""
    entries: list[Listed] = []
    open_list = False
    for block in article.document.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            open_list = False
            continue
        for start, line in _lines(block.text):
            opening = LISTING.match(line)
            if opening is not None:
                entries, open_list = [], True
            if not open_list or not line.strip():
                continue
            item = _ITEM.match(line)
            if item is not None and int(item[1]) == len(entries) + 1:
                entries.append(Listed(block, start + item.start(2), start + len(line), int(item[1]), item[2].strip()))
            elif opening is not None and item is None:
                entries.append(Listed(block, start + opening.end(), start + len(line), 0, line[opening.end() :].strip()))
            else:
                open_list = False
    return entries


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1
