"""After damage was met: saved texts are checked against their hashes and mended from the backups, and the search is made anew.

A revision never changes, so a backup that has it under the same id has the right text.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from editor_app.core.content import ArticleContent
from editor_app.core.draft import DraftState
from editor_app.core.errors import EditorError, StorageError, TextsDamaged
from editor_app.core.outbox import OutboxState
from editor_app.store import rows
from editor_app.store.database import Database, Row
from editor_app.store.search import Search

_NEWEST = """
    SELECT d.seq, r.content FROM drafts d JOIN revisions r ON r.draft = d.seq AND r.number = d.revision_number WHERE d.seq = ?
"""


def damaged_revisions(database: Database) -> Iterator[Row]:
    """Revisions whose text is not what was saved: seq, id, content (bytes), content_hash, title, draft_id. Reads everything."""
    for known in database.rows("SELECT seq FROM revisions ORDER BY seq"):
        row = database.row(
            "SELECT r.seq, r.id, CAST(r.content AS BLOB) AS content, r.content_hash, CAST(r.title AS BLOB) AS title,"
            " d.id AS draft_id FROM revisions r JOIN drafts d ON d.seq = r.draft WHERE r.seq = ?",
            (known["seq"],),
        )
        if row is not None and not _is_whole(row["content"], row["content_hash"]):
            yield row


def heal(database: Database, backups: Sequence[Path]) -> list[EditorError]:
    """Mend every saved text, every row that cannot be read, and the search. What a person must be told (TextsDamaged)."""
    mended, altered = 0, []
    with database.transaction():
        for row in damaged_revisions(database):
            whole = _from_backups(row, backups)
            if whole is not None:
                database.run("UPDATE revisions SET content = ? WHERE seq = ?", (whole, row["seq"]))
                mended += 1
            else:
                _keep_legible(database, row)
                altered.append(str(row["draft_id"]))
        _mend_drafts(database)
        _search_anew(database)
    return [TextsDamaged(mended, tuple(dict.fromkeys(altered)))] if mended or altered else []


def _is_whole(content: bytes, content_hash: str) -> bool:
    try:
        return rows.content_of(content.decode("utf-8")).content_hash == content_hash
    except (UnicodeDecodeError, StorageError):
        return False


def _from_backups(row: Row, backups: Sequence[Path]) -> str | None:
    for path in backups:
        try:
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source:
                found = source.execute("SELECT CAST(content AS BLOB) FROM revisions WHERE id = ?", (row["id"],)).fetchone()
        except sqlite3.Error:
            continue
        if found is not None and _is_whole(found[0], row["content_hash"]):
            return str(found[0], "utf-8")
    return None


def _keep_legible(database: Database, row: Row) -> None:
    """No whole copy anywhere: keep what can be read, under its own hash, and let nothing of it go out by itself."""
    text = row["content"].decode("utf-8", "replace")
    try:
        content = ArticleContent.from_dict(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError):
        content = ArticleContent(title=row["title"].decode("utf-8", "replace"), body=text)
    database.run(
        "UPDATE revisions SET content = ?, content_hash = ? WHERE seq = ?",
        (rows.to_json(content.to_dict()), content.content_hash, row["seq"]),
    )
    waiting = database.rows(
        "SELECT o.seq, o.draft, o.draft_state_before FROM outbox o JOIN submissions s ON s.seq = o.submission"
        " WHERE s.revision = ? AND o.state IN ('queued', 'sending', 'unknown')",
        (row["seq"],),
    )
    for entry in waiting:
        values = (OutboxState.FAILED.value, TextsDamaged.default_title, TextsDamaged.default_advice, entry["seq"])
        database.run("UPDATE outbox SET state = ?, error_title = ?, error_advice = ? WHERE seq = ?", values)
        database.run("UPDATE drafts SET state = ? WHERE seq = ?", (entry["draft_state_before"], entry["draft"]))


def _mend_drafts(database: Database) -> None:
    """Rows of drafts that a list could not show: what is unreadable falls back to what the next fetch brings anew."""
    for known in database.rows("SELECT seq FROM drafts"):
        seq = known["seq"]
        for column, empty in (("remote", "{}"), ("waivers", "[]"), ("title", ""), ("section", ""), ("kind", ""), ("excerpt", "")):
            data = database.value(f"SELECT CAST({column} AS BLOB) FROM drafts WHERE seq = ?", (seq,))
            if not _is_legible(column, data):
                database.run(f"UPDATE drafts SET {column} = ? WHERE seq = ?", (empty, seq))
        state = bytes(database.value("SELECT CAST(state AS BLOB) FROM drafts WHERE seq = ?", (seq,)))
        if state not in {item.value.encode() for item in DraftState}:
            database.run("UPDATE drafts SET state = ? WHERE seq = ?", (DraftState.EDITING.value, seq))


def _is_legible(column: str, data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
        if column == "remote":
            rows.remote_of(text)
        elif column == "waivers":
            rows.waivers_of(text)
    except (UnicodeDecodeError, StorageError):
        return False
    return True


def _search_anew(database: Database) -> None:
    search = Search(database)
    search.clear()
    for known in database.rows("SELECT seq FROM drafts"):
        row = database.row(_NEWEST, (known["seq"],))
        if row is not None:
            search.put(int(row["seq"]), rows.content_of(row["content"]))
