"""The title of a policy document ends with what it is: decision, notice, opinions …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.finding import TITLE
from editor_app.rules.article import Article, Found

_ADDITION = re.compile(r"[（(][^（()）]{1,40}[)）]$")


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield a title “关于…” that ends with none of `options["types"]` (a bracketed addition aside)."""
    title = article.content.title
    bare = _ADDITION.sub("", title.strip())
    if "关于" in bare and not bare.endswith(tuple(options["types"])):
        yield Found(part=TITLE, end=len(title), text=title)
