"""Quotation marks, brackets and title marks come in pairs and do not cross."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.document import Block
from editor_app.core.finding import TITLE
from editor_app.rules.article import Article, Found
from editor_app.rules.marks import CLOSERS, LonelyMark, lonely_marks

_FAR = 4
"""A pair may be parted by this many blocks: a title broken over lines, a quotation of several paragraphs."""


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield each mark of the title and the body that has no partner."""
    title = article.content.title
    for mark in lonely_marks(title):
        yield Found(part=TITLE, start=mark.at, end=mark.at + 1, text=title[mark.at], note=_note(title[mark.at], mark))
    waiting: list[tuple[int, Block, LonelyMark]] = []
    for index, (block, facts) in enumerate(article.facts):
        for mark in facts.lonely:
            partner = next((item for item in reversed(waiting) if item[2].mark == CLOSERS.get(mark.mark)), None)
            if mark.opens:
                waiting.append((index, block, mark))
            elif partner is not None and index - partner[0] <= _FAR:
                waiting.remove(partner)
            else:
                yield _found(block, mark)
    for _, block, mark in waiting:  # each further paragraph of a long quotation opens anew, only the last one closes
        if mark.mark != "“" or not article.after(block).startswith("“"):
            yield _found(block, mark)


def _found(block: Block, mark: LonelyMark) -> Found:
    return Found(block, mark.at, mark.at + 1, note=_note(block.text[mark.at], mark))


def _note(char: str, mark: LonelyMark) -> str:
    return f"“{char}”没有{'后' if mark.opens else '前'}半"
