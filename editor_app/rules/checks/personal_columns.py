"""A list of people in the text must not show identity, phone or account columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.document import BlockKind
from editor_app.rules.article import Article, Found
from editor_app.rules.checks.columns import is_unmasked, sensitive_columns
from editor_app.rules.checks.tables import tables_of


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the header cells whose columns show unmasked data. A blank form (rows, all empty there) and masked columns pass."""
    for cells in tables_of(article).values():
        header = [cell for cell in cells if cell.kind is BlockKind.TABLE_HEADER] or [cell for cell in cells if cell.row == 0]
        rows = [cell for cell in cells if cell.row > 0 and cell.kind is BlockKind.TABLE_CELL]
        for index in sensitive_columns([cell.text for cell in header]):
            head = header[index]
            values = [cell.text for cell in rows if cell.column == head.column]
            if not rows or any(is_unmasked(head.text, value) for value in values):
                yield Found(head, 0, len(head.text), note=head.text.strip())
