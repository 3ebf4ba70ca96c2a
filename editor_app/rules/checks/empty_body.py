"""An article needs words, a picture or a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.rules.article import Article, Found


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the body as a whole when it holds less than `options["min_chars"]` characters and nothing else."""
    kind = article.context.kind
    if (kind is not None and not kind.body_required) or article.content.attachments or article.images:
        return
    count = 0
    for block in article.document.blocks:
        count += len("".join(block.text.split()))
        if count >= int(options["min_chars"]):
            return
    yield Found(note=f"正文只有{count}个字" if count else "正文是空的")
