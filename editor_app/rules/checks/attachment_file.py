"""Names and types of attached files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.content import Attachment
from editor_app.core.finding import attachment_part
from editor_app.rules.article import Article, Found


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """`options`: `endings` that may not be attached, or `meaningless`, an expression for names that say nothing."""
    endings = tuple(f".{ending}" for ending in options.get("endings", ()))
    meaningless = re.compile(str(options["meaningless"])) if "meaningless" in options else None
    for attachment in article.content.files:
        note = _refused(attachment, endings) if endings else ""
        if meaningless is not None and meaningless.fullmatch(
            attachment.name.strip().rpartition(".")[0] or attachment.name.strip()
        ):
            note = attachment.name
        if note:
            part, name = attachment_part(attachment.id), attachment.name
            yield Found(part=part, end=len(name), text=name, place="name", note=note)


def _refused(attachment: Attachment, endings: tuple[str, ...]) -> str:
    name = attachment.name.strip().lower()
    if not name:
        return "文件没有名称"
    if attachment.size == 0:
        return "文件是空的"
    return "不能发布这种类型的文件" if name.endswith(endings) else ""
