"""The title of a policy document ends with what it is: decision, notice, opinions …"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.finding import TITLE
from editor_app.rules.article import Article, Found


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield a title “关于…” that ends with none of `options["types"]` (a bracketed addition aside)."""
    title = article.content.title
    bare = title.strip().rstrip("）)").partition("（")[0].partition("(")[0] if title.strip().endswith(("）", ")")) else title.strip()
    if "关于" in bare and not bare.endswith(tuple(options["types"])):
        yield Found(part=TITLE, end=len(title), text=title)
