"""A map needs its approval number beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.rules.article import Article, Found

_NUMBER = re.compile(r"审图号|[A-Z\u4e00-\u9fff]{0,3}S[（(〔\[]\d{4}[)）〕\]]\d{1,6}号")
_MAP = re.compile(r"地图|行政区划图|区位图|疆域图|交通图|版图")
_NOT_A_MAP = re.compile(r"思维导图|地图集团|地图软件|百度地图|高德地图")


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield images whose words name a map while neither they nor the text give an approval number."""
    maps = [image for image in article.images if _MAP.search(_NOT_A_MAP.sub("", article.alt_text(image)))]
    if not maps or any(_NUMBER.search(block.text) for block in article.document.blocks):
        return
    for image in maps:
        if not _NUMBER.search(article.alt_text(image)):
            yield Found(start=image.start, end=image.end, note=article.alt_text(image))
