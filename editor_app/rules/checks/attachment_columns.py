"""A list of people in an attached sheet must not show identity, phone or account columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from editor_app.core.finding import attachment_part
from editor_app.rules.article import Article, Found
from editor_app.rules.checks.columns import is_unmasked, sensitive_columns

_CELL = re.compile(r"^(.*)!\$?([A-Z]{1,3})\$?(\d{1,7})$")


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield one finding per sensitive column that shows data, at its header cell. Places are as in "Sheet1!C3"."""
    for attachment in article.content.attachments:
        texts = article.context.attachment_texts.get(attachment.id, ())
        for sheet, rows in _sheets(texts).items():
            for place, head in _exposed(rows):
                yield Found(part=attachment_part(attachment.id), text=head, note=head.strip(), place=f"{sheet}!{place}")


def _sheets(texts: Sequence[tuple[str, str]]) -> dict[str, dict[int, dict[str, str]]]:
    sheets: dict[str, dict[int, dict[str, str]]] = {}
    for place, text in texts:
        cell = _CELL.match(place)
        if cell is not None:
            sheets.setdefault(cell[1], {}).setdefault(int(cell[3]), {})[cell[2]] = text
    return sheets


def _exposed(rows: Mapping[int, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for number in sorted(rows)[:12]:
        columns = list(rows[number])
        found = sensitive_columns([rows[number][column] for column in columns])
        for index in found:
            column, head = columns[index], rows[number][columns[index]]
            if any(is_unmasked(head, row.get(column, "")) for below, row in rows.items() if below > number):
                yield f"{column}{number}", head
        if found:
            return
