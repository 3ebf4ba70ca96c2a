"""The date of a document cannot lie in the future."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.document import BlockKind
from editor_app.core.finding import field_part
from editor_app.rules.article import Article, Found

_DATE_LINE = re.compile(r"^[ \t\u3000]{0,40}((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日[ \t\u3000]{0,8}$", re.M)
_TAIL = 6
"""The date of signature stands within the last few blocks."""


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """`options["fields"]`: codes of the date fields that tell when the document was made."""
    today = article.context.today
    for code in options["fields"]:
        value = article.content.fields.get(code, "")
        date = _iso(value.strip())
        if date is not None and date > today:
            yield Found(part=field_part(code), start=0, end=len(value), text=value, note=value)
    last = article.document.blocks[-_TAIL:]
    signed = [block for block in article.of_kind(BlockKind.SIGNATURE) if block not in last]
    for block in (*signed, *(block for block in last if block.kind in (BlockKind.SIGNATURE, BlockKind.PARAGRAPH))):
        for match in _DATE_LINE.finditer(block.text):
            try:
                date = dt.date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
            if date > today:
                yield Found(block, match.start(1), match.end(3) + 1, note=match[0].strip())


def _iso(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None
