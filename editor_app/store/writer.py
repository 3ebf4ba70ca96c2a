"""How a content becomes a revision: when a new one is made, when it replaces an autosave, what is brought up with it."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from editor_app.core import clock
from editor_app.core.content import ArticleContent
from editor_app.core.draft import RevisionKind
from editor_app.store import rows
from editor_app.store.database import Database
from editor_app.store.search import Search

RUN_SECONDS = 300
"""Autosaves within this time of the first of them are kept as one revision, the newest."""


class Writer:
    """Writes contents for drafts, revisions and outbox alike."""

    def __init__(self, database: Database, search: Search, now: Callable[[], str]) -> None:
        self._database = database
        self._search = search
        self._now = now

    def keep(self, draft: int, content: ArticleContent, kind: RevisionKind) -> int | None:
        """Add a revision to a draft (its seq) and bring the draft's row and the search up to it, in the caller's transaction.

        The new revision's seq; None when the newest one holds the same already. An autosave replaces the one before it if both
        belong to one run; a stronger kind replaces an autosave of the same content. BEFORE_SUBMIT always makes a revision.
        """
        newest = self._database.row(
            "SELECT seq, kind, content_hash, began_at FROM revisions WHERE draft = ? ORDER BY number DESC LIMIT 1",
            (draft,),
        )
        text = rows.to_json(content.to_dict())
        if "\\ud" in text:  # halves of a surrogate pair come back from JSON as one character, with another hash
            content = rows.content_of(text)
        content_hash, now = content.content_hash, self._now()
        began_at = now
        if newest is not None:
            same = newest["content_hash"] == content_hash
            loose = newest["kind"] == RevisionKind.AUTOSAVE
            if same and kind is not RevisionKind.BEFORE_SUBMIT and (kind is RevisionKind.AUTOSAVE or not loose):
                return None
            in_run = kind is RevisionKind.AUTOSAVE and _within_run(newest["began_at"], now)
            if loose and (same or in_run):
                self._database.run("DELETE FROM revisions WHERE seq = ?", (newest["seq"],))
                began_at = newest["began_at"] if in_run else now
        number = self._update_draft(draft, content, now)
        seq = self._insert(draft, number, content, content_hash, kind, now, began_at)
        self._search.put(draft, content)
        return seq

    def _insert(
        self, draft: int, number: int, content: ArticleContent, content_hash: str, kind: RevisionKind, now: str, began_at: str
    ) -> int:
        seq = self._database.insert(
            "INSERT INTO revisions (id, draft, number, kind, title, characters, content_hash, saved_at, began_at, content)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                str(uuid.uuid4()),
                draft,
                number,
                kind.value,
                rows.storable(content.title),
                len(content.body),
                content_hash,
                now,
                began_at,
                rows.to_json(content.to_dict()),
            ),
        )
        for sha256 in {item.sha256 for item in content.attachments}:
            self._database.run("INSERT INTO blob_refs (revision, sha256) VALUES (?, ?)", (seq, sha256))
        return seq

    def _update_draft(self, draft: int, content: ArticleContent, now: str) -> int:
        self._database.run(
            "UPDATE drafts SET revision_number = revision_number + 1, changed = (SELECT max(changed) FROM drafts) + 1,"
            " title = ?, section = ?, kind = ?, excerpt = ?, updated_at = ? WHERE seq = ?",
            (
                rows.storable(content.title),
                rows.storable(content.section),
                rows.storable(content.kind),
                rows.excerpt(content.body),
                now,
                draft,
            ),
        )
        return int(self._database.value("SELECT revision_number FROM drafts WHERE seq = ?", (draft,)))


def _within_run(began_at: str, now: str) -> bool:
    """Does a run of autosaves that began then go on? Never when the clock was set back."""
    began, present = clock.parse(began_at), clock.parse(now)
    return began is not None and present is not None and 0 <= (present - began).total_seconds() < RUN_SECONDS
