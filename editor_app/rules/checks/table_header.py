"""A table's first row names its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.core.document import BlockKind
from editor_app.rules.article import Article, Found
from editor_app.rules.checks.tables import tables_of


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the first cell of a table whose header row is empty."""
    for cells in tables_of(article).values():
        header = [cell for cell in cells if cell.kind is BlockKind.TABLE_HEADER]
        if len(cells) > 1 and not any(cell.text.strip() for cell in header):
            yield Found(cells[0], 0, len(cells[0].text))
