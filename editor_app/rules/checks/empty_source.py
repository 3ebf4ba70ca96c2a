"""A line “来源：” needs a source after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.document import BlockKind
from editor_app.rules.article import Article, Found
from editor_app.rules.facts import SOURCE_LINE

_EMPTY = re.compile(r"[ \t\u3000]{0,20}(?:信息|稿件|文章|新闻)?来源[：:][ \t\u3000]{0,20}(?:（空）|无)?[ \t\u3000]{0,8}")


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield each such line, unless a short line follows that can be the source."""
    for block, facts in article.facts:
        if facts.source and block.kind is BlockKind.PARAGRAPH and _EMPTY.fullmatch(block.text):
            following = article.after(block)
            if not 0 < len(following) < SOURCE_LINE or following.endswith(("：", ":", "。")):
                yield Found(block, 0, len(block.text))
