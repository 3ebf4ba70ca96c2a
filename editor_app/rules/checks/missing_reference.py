"""Images and files that the text points to must be attached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from editor_app.core.content import ATTACHMENT_SCHEME
from editor_app.rules.article import Article, Found

_ELSEWHERE = ("http://", "https://", "//", "mailto:", "tel:", "#", "/", "data:", "file:")
_FILE_ENDINGS = (".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".pdf", ".ofd", ".wps", ".et", ".zip", ".jpg", ".png", ".gif")


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield links and images whose attachment does not exist, and names of files that lie on nobody's server."""
    ids = {attachment.id for attachment in article.content.attachments}
    for block, span in article.links():
        if _is_missing(span.target.strip(), ids, endings=_FILE_ENDINGS):
            yield Found(block, span.start, span.end, note=span.target)
    for image in article.images:
        if _is_missing(image.target.strip(), ids, endings=("",)):
            yield Found(start=image.start, end=image.end, note=image.target)


def _is_missing(target: str, ids: Set[str], endings: tuple[str, ...]) -> bool:
    if target.startswith(ATTACHMENT_SCHEME):
        return target.removeprefix(ATTACHMENT_SCHEME) not in ids
    if not target or target.lower().startswith(_ELSEWHERE) or target[1:2] == ":" or "\\" in target:
        return False
    return target.lower().partition("?")[0].endswith(endings)
