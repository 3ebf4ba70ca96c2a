"""The tables of a document as rows of blocks."""

from __future__ import annotations

from editor_app.core.document import Block, BlockKind
from editor_app.rules.article import Article


def tables_of(article: Article) -> dict[int, list[Block]]:
    """Table number -> its cells, header cells included, in order."""
    tables: dict[int, list[Block]] = {}
    for block in article.of_kind(BlockKind.TABLE_HEADER, BlockKind.TABLE_CELL):
        tables.setdefault(block.table, []).append(block)
    return tables
