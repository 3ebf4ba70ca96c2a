"""An article that is only a picture says nothing to who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.rules.article import Article, Found


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the first image when there are less than `options["min_chars"]` characters of text beside the images."""
    if not article.images:
        return
    count = 0
    for block in article.document.blocks:
        count += len("".join(block.text.split()))
        if count >= int(options["min_chars"]):
            return
    image = article.images[0]
    yield Found(start=image.start, end=image.end, note=f"正文文字只有{count}个字")
