"""What can still be read from a damaged account database is taken over into the restored backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from editor_app.core import clock
from editor_app.core.content import ArticleContent
from editor_app.core.draft import DraftState, RevisionKind
from editor_app.core.errors import StorageError
from editor_app.store import rows
from editor_app.store.database import Database
from editor_app.store.drafts import Drafts
from editor_app.store.search import Search
from editor_app.store.writer import Writer

_NEWEST = """
    SELECT d.id, d.account_id, d.revision_number, d.remote, r.content, r.content_hash
    FROM drafts d JOIN revisions r ON r.draft = d.seq AND r.number = d.revision_number WHERE d.seq = ?
"""


def rescue_drafts(database: Database, damaged: Path) -> int:
    """Take over each draft whose newest content is whole in `damaged` and newer than the backup's; how many were.

    Contents are believed only if they still have their hash. States and outbox stay as in the backup: the portal knows better.
    """
    search = Search(database)
    writer = Writer(database, search, clock.stamp)
    drafts = Drafts(database, writer, search, clock.stamp)
    rescued = 0
    with closing(sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True)) as source:
        source.row_factory = sqlite3.Row
        for seq in _numbers(source):
            try:
                row = source.execute(_NEWEST, (seq,)).fetchone()
                content = rows.content_of(row["content"]) if row is not None else None
            except (sqlite3.Error, StorageError, UnicodeDecodeError):
                continue
            if content is not None and content.content_hash == row["content_hash"]:
                rescued += _take_over(database, drafts, writer, row, content)
    return rescued


def _numbers(source: sqlite3.Connection) -> Iterator[int]:
    """Numbers of the drafts, as far as the table can be read from either end."""
    seen: set[int] = set()
    for order in ("ASC", "DESC"):
        cursor = source.execute(f"SELECT seq FROM drafts ORDER BY seq {order}")
        while True:
            try:
                row = cursor.fetchone()
            except sqlite3.Error:
                break
            if row is None:
                return
            if row["seq"] not in seen:
                seen.add(row["seq"])
                yield int(row["seq"])


def _take_over(database: Database, drafts: Drafts, writer: Writer, row: sqlite3.Row, content: ArticleContent) -> int:
    present = drafts.find(row["id"])
    if present is None:
        drafts.create(content, row["account_id"], draft_id=row["id"], remote=rows.remote_of(row["remote"]))
        return 1
    if present.revision_number >= row["revision_number"] or present.saved_hash == row["content_hash"]:
        return 0
    if present.state not in tuple(state for state in DraftState if state.editable):
        return 0
    with database.transaction():
        writer.keep(drafts.number_of(present.id), content, RevisionKind.MANUAL)
    return 1
