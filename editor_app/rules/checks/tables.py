"""The tables of a document as rows of blocks."""

from __future__ import annotations

from collections.abc import Iterable

from editor_app.core.document import Block, BlockKind


def tables_of(blocks: Iterable[Block]) -> dict[int, list[Block]]:
    """Table number -> its cells, header cells included, in order."""
    tables: dict[int, list[Block]] = {}
    for block in blocks:
        if block.kind in (BlockKind.TABLE_HEADER, BlockKind.TABLE_CELL):
            tables.setdefault(block.table, []).append(block)
    return tables
