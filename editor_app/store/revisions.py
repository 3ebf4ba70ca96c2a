"""Revisions: immutable saved states of a draft, in the order of their numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from editor_app.core import clock
from editor_app.core.changes import Changes
from editor_app.core.draft import Draft, Revision, RevisionKind
from editor_app.core.draft import RevisionSummary as RevisionSummary
from editor_app.core.errors import NotAllowed, NotStored
from editor_app.store import rows
from editor_app.store.database import Database, Row
from editor_app.store.drafts import Drafts
from editor_app.store.writer import Writer

ALWAYS_KEPT = 50
"""Newest revisions of a draft that thinning leaves alone."""
_SELECT = """
    SELECT r.*, d.id AS draft_id, EXISTS (SELECT 1 FROM submissions s WHERE s.revision = r.seq) AS submitted
    FROM revisions r JOIN drafts d ON d.seq = r.draft
"""
_SUMMARY = """
    SELECT r.id, r.number, r.kind, r.saved_at, r.title, r.characters, r.content_hash, r.name, d.id AS draft_id,
           EXISTS (SELECT 1 FROM submissions s WHERE s.revision = r.seq) AS submitted
    FROM revisions r JOIN drafts d ON d.seq = r.draft WHERE d.id = ? ORDER BY r.number DESC
"""


class Revisions:
    """All revisions of one account's drafts."""

    def __init__(self, database: Database, drafts: Drafts, writer: Writer, now: Callable[[], str]) -> None:
        self._database = database
        self._drafts = drafts
        self._writer = writer
        self._now = now

    def of_draft(self, draft_id: str) -> list[RevisionSummary]:
        """Newest first; empty for an unknown draft."""
        return [self._database.decoded(rows.revision_summary_of, row) for row in self._database.rows(_SUMMARY, (draft_id,))]

    def load(self, revision_id: str) -> Revision:
        """Raises NotStored: an autosave that a later one replaced is gone."""
        return self._database.decoded(rows.revision_of, self._row(revision_id))

    def name(self, revision_id: str, name: str) -> Changes:
        """Give a revision a name that people see; it is then never thinned out. An empty name takes it away."""
        with self._database.transaction():
            row = self._row(revision_id)
            kind = RevisionKind(row["kind"])
            if name and kind in (RevisionKind.AUTOSAVE, RevisionKind.MANUAL):
                kind = RevisionKind.NAMED
            elif not name and kind is RevisionKind.NAMED:
                kind = RevisionKind.MANUAL
            values = (rows.storable(name), kind.value, row["seq"])
            self._database.run("UPDATE revisions SET name = ?, kind = ? WHERE seq = ?", values)
        return Changes(drafts=frozenset({str(row["draft_id"])}))

    def restore(self, draft_id: str, revision_id: str) -> Draft:
        """Bring a revision's content back as the newest one; the present content is kept as BEFORE_RESTORE.

        Raises NotStored, NotAllowed while the draft may not be edited.
        """
        with self._database.transaction():
            wanted = self.load(revision_id)
            if wanted.draft_id != draft_id:
                raise NotStored(detail=f"revision {revision_id} is not of draft {draft_id}")
            present = self._drafts.load(draft_id)
            if not present.state.editable:
                raise NotAllowed(detail=f"restore while {present.state}")
            draft = self._drafts.number_of(draft_id)
            if present.saved_hash != wanted.content_hash:
                self._writer.keep(draft, present.content, RevisionKind.BEFORE_RESTORE)
            self._writer.keep(draft, wanted.content, RevisionKind.MANUAL)
            return self._drafts.load(draft_id)

    def thin(self) -> int:
        """Remove old autosaves: of those past the newest 50 one per hour stays for a day, then one per day. How many went.

        Never the newest, a named, manual or submitted one.
        """
        crowded = self._database.rows("SELECT draft FROM revisions GROUP BY draft HAVING count(*) > ?", (ALWAYS_KEPT,))
        return sum(self._thin(int(row["draft"])) for row in crowded)

    def _thin(self, draft: int) -> int:
        found = self._database.rows(
            "SELECT seq, kind, saved_at FROM revisions WHERE draft = ? ORDER BY number DESC LIMIT -1 OFFSET ?",
            (draft, ALWAYS_KEPT),
        )
        day_ago = (clock.parse(self._now()) or clock.now()) - dt.timedelta(days=1)
        kept_times: set[str] = set()
        gone = []
        for row in found:
            saved = clock.parse(row["saved_at"])
            span = row["saved_at"][: 13 if saved is not None and saved > day_ago else 10]
            if row["kind"] == RevisionKind.AUTOSAVE and span in kept_times:
                gone.append(int(row["seq"]))
            kept_times.add(span)
        with self._database.transaction():
            for seq in gone:
                self._database.run(
                    "DELETE FROM revisions WHERE seq = ? AND seq NOT IN (SELECT revision FROM submissions)", (seq,)
                )
        return len(gone)

    def _row(self, revision_id: str) -> Row:
        row = self._database.row(f"{_SELECT} WHERE r.id = ?", (revision_id,))
        if row is None:
            raise NotStored(detail=f"revision {revision_id}")
        return row
