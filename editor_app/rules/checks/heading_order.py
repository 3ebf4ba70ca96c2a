"""Headings go down one level at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.document import BlockKind
from editor_app.rules.article import Article, Found


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield a heading that is two or more levels below the one before it."""
    level = 0
    for block in article.of_kind(BlockKind.HEADING):
        if level and block.level > level + 1:
            yield Found(block, 0, len(block.text), note=f"上一级标题是{level}级，这里跳到了{block.level}级")
        level = block.level
