"""A line “来源：” needs a source after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.document import BlockKind
from editor_app.rules.article import Article, Found

_EMPTY = re.compile(r"[ \t\u3000]{0,20}(?:信息|稿件|文章|新闻)?来源[：:][ \t\u3000]{0,20}(?:（空）|无)?[ \t\u3000]{0,8}")
_NAME = 30
"""A short line below may be the source, as in text copied from a page."""


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield each such line, unless a short line follows that can be the source."""
    blocks = article.document.blocks
    for index, block in enumerate(blocks):
        if len(block.text) > _NAME or block.kind is not BlockKind.PARAGRAPH or not _EMPTY.fullmatch(block.text):
            continue
        following = blocks[index + 1].text.strip() if index + 1 < len(blocks) else ""
        if not 0 < len(following) < _NAME or following.endswith(("：", ":", "。")):
            yield Found(block, 0, len(block.text))
