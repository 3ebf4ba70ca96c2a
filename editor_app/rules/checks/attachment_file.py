"""Names and types of attached files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.finding import attachment_part
from editor_app.rules.article import Article, Found


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """`options`: `endings` that may not be attached, or `meaningless`, an expression for names that say nothing."""
    endings = tuple(f".{ending}" for ending in options.get("endings", ()))
    meaningless = re.compile(str(options["meaningless"])) if "meaningless" in options else None
    for attachment in article.content.files:
        name = attachment.name.strip()
        stem = name.rpartition(".")[0] or name
        if endings and (name.lower().endswith(endings) or not name or attachment.size == 0):
            note = "文件是空的" if name and attachment.size == 0 else "文件没有名称" if not name else "不能发布这种类型的文件"
            yield Found(part=attachment_part(attachment.id), end=len(attachment.name), text=attachment.name, place="name", note=note)
        elif meaningless is not None and meaningless.fullmatch(stem):
            yield Found(part=attachment_part(attachment.id), end=len(attachment.name), text=attachment.name, place="name", note=name)
