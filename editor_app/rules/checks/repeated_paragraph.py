"""A long paragraph that stands twice was pasted twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.rules.article import Article, Found


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the second and further copies; the fix of a repeated paragraph is a person's decision."""
    seen: set[str] = set()
    for block, facts in article.facts:
        if facts.long:
            text = block.text.strip()
            if text in seen:
                yield Found(block, 0, len(block.text), note=text[:12])
            seen.add(text)
