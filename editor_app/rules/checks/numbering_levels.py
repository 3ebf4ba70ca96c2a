"""一、 stands above （一）, （一） above 1., 1. above （1）."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.rules.article import Article, Found

_ORDER = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the first 一、 that follows （一） as its child: it starts at 1 after the text began with the deeper level."""
    labels = [(block, label) for block, facts in article.facts for label in facts.labels]
    if not labels or labels[0][1].level != 2:
        return
    for block, label in labels[1:]:
        if label.level == 1:
            if label.number == 1:
                yield Found(block, label.start, label.end, note=f"“{_ORDER[2]}”之下应为“{_ORDER[3]}”，不是“{_ORDER[1]}”")
            return
