"""What document-level checks need to know of one block, worked out once per text and kept with the cached hits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from editor_app.core.document import Block, BlockKind, Span, SpanKind
from editor_app.rules.fixes import chinese_number
from editor_app.rules.marks import LonelyMark, lonely_marks

LONG = 40
"""A paragraph of this many characters is not repeated by chance."""
SOURCE_LINE = 30
"""A line that names a source is not longer."""
_LABEL = re.compile(
    r"^[ \t\u3000]{0,20}(?:(?P<l1>[一二三四五六七八九十]{1,3})、"
    r"|（(?P<l2>[一二三四五六七八九十]{1,3})）"
    r"|(?P<l3>\d{1,2})[.．](?!\d)"
    r"|（(?P<l4>\d{1,2})）"
    r"|(?P<l0>第[一二三四五六七八九十百零]{1,8}[条章节编]))",
    re.M,
)
_LABEL_START = frozenset("第一二三四五六七八九十（0123456789 \t\u3000")


class Label(NamedTuple):
    """The number at the start of a line: level 1 一、 2 （一） 3 1. 4 （1）, and 0 for 第一条, which has none here."""

    level: int
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one block; most blocks have none worth keeping."""

    labels: tuple[Label, ...] = ()
    images: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()
    annex: bool = False
    long: bool = False
    lonely: tuple[LonelyMark, ...] = ()
    source: bool = False


def facts_of(block: Block) -> Facts | None:
    """The facts, or None when no document-level check cares for this block."""
    text = block.text
    images = tuple(span for span in block.spans if span.kind is SpanKind.IMAGE)
    links = tuple(span for span in block.spans if span.kind is SpanKind.LINK)
    annex = "附件" in text or "附 件" in text or "附　件" in text
    prose = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
    labels = _labels(text) if prose and (text[:1] in _LABEL_START or "\n" in text) else ()
    long = len(text) >= LONG and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE)
    lonely = lonely_marks(text) if block.kind not in (BlockKind.CODE, BlockKind.RAW) else ()
    source = len(text) <= SOURCE_LINE and "来源" in text
    if not (images or links or annex or labels or long or lonely or source):
        return None
    return Facts(labels, images, links, annex, long, lonely, source)


def _labels(text: str) -> tuple[Label, ...]:
    labels = []
    for match in _LABEL.finditer(text):
        name = match.lastgroup or "l1"
        try:
            number = 0 if name == "l0" else int(match[name]) if match[name].isdigit() else chinese_number(match[name])
        except KeyError:  # 十十 and the like
            continue
        labels.append(Label(int(name[1]), number, match.start(name), match.end(name)))
    return tuple(labels)
