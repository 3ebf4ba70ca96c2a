"""A text that sends its readers to an attachment must have one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.rules.article import Article, Found
from editor_app.rules.checks.annex import LISTING, MENTION, has_inline_annex

_FILE_ENDINGS = (".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".pdf", ".ofd", ".wps", ".et", ".zip", ".rar")


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the first mention when nothing is attached, linked or appended to the text."""
    mentions = [block for block, facts in article.facts if facts.annex]
    if not mentions or article.content.files or article.content.images or _links_to_file(article):
        return
    for block in mentions:
        match = MENTION.search(block.text) or LISTING.search(block.text)
        if match is not None:
            if not has_inline_annex(article):
                yield Found(block, match.start(), match.end())
            return


def _links_to_file(article: Article) -> bool:
    return any(
        span.target.partition("?")[0].lower().endswith(_FILE_ENDINGS) or "附件" in block.text[span.start : span.end]
        for block, span in article.links()
    )
