"""Drafts (稿件) of one account."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from editor_app.core import clock
from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent
from editor_app.core.draft import Draft, DraftState, DraftSummary, Remote, RevisionKind, check_move
from editor_app.core.draft import DraftQuery as DraftQuery
from editor_app.core.errors import NotAllowed, NotStored
from editor_app.core.finding import Waiver
from editor_app.store import rows
from editor_app.store.database import Database, Row
from editor_app.store.search import Search
from editor_app.store.writer import Writer

_DRAFT = """
    SELECT d.*, r.content, r.content_hash
    FROM drafts d JOIN revisions r ON r.draft = d.seq AND r.number = d.revision_number WHERE d.id = ?
"""
_WAITING = "SELECT 1 FROM outbox WHERE draft = ? AND state IN ('queued', 'sending', 'unknown')"
_NEXT = "(SELECT coalesce(max(changed), 0) + 1 FROM drafts)"


class Drafts:
    """Every method that writes is one transaction and durable when it returns. An unknown id raises NotStored."""

    def __init__(self, database: Database, writer: Writer, search: Search, now: Callable[[], str]) -> None:
        self._database = database
        self._writer = writer
        self._search = search
        self._now = now

    def create(
        self,
        content: ArticleContent,
        account_id: str,
        *,
        draft_id: str = "",
        state: DraftState = DraftState.EDITING,
        remote: Remote | None = None,
    ) -> Draft:
        """A new draft. `draft_id`, `state` and `remote` take over an article that the portal has and we have not."""
        wanted, now = draft_id or str(uuid.uuid4()), self._now()
        with self._database.transaction():
            seq = self._database.insert(
                "INSERT INTO drafts (id, account_id, state, revision_number, changed, title, section, kind, excerpt,"
                f" created_at, updated_at, remote) VALUES (?, ?, ?, 0, {_NEXT}, '', '', '', '', ?, ?, ?)",
                (wanted, account_id, state.value, now, now, rows.remote_to_json(remote or Remote())),
            )
            self._writer.keep(seq, content, RevisionKind.AUTOSAVE)
        return self.load(wanted)

    def load(self, draft_id: str) -> Draft:
        """A draft with its content, in the trash or not."""
        row = self._database.row(_DRAFT, (draft_id,))
        if row is None:
            raise NotStored(detail=f"draft {draft_id}")
        return self._database.decoded(rows.draft_of, row)

    def find(self, draft_id: str) -> Draft | None:
        """The draft, or None."""
        return self.load(draft_id) if self._row(draft_id) is not None else None

    def known(self, draft_ids: Sequence[str]) -> frozenset[str]:
        """Those of the ids that are on this computer."""
        return frozenset(item for item in draft_ids if self._row(item) is not None)

    def remote_ids(self) -> list[str]:
        """Ids of the drafts that the portal has said something of, in the trash or not."""
        return [str(row["id"]) for row in self._database.rows("SELECT id FROM drafts WHERE remote <> '{}' ORDER BY changed DESC")]

    def save_content(
        self, draft_id: str, content: ArticleContent, kind: RevisionKind = RevisionKind.AUTOSAVE
    ) -> tuple[Draft, Changes]:
        """Save; empty Changes when this very content was saved already. Raises NotAllowed while the draft may not be edited."""
        with self._database.transaction():
            present = self._existing(draft_id)
            if not DraftState(present["state"]).editable:
                if self._same(present, content):
                    return self.load(draft_id), Changes()
                raise NotAllowed(detail=f"save while {present['state']}")
            kept = self._writer.keep(int(present["seq"]), content, kind)
        draft = self.load(draft_id)
        return draft, Changes(drafts=frozenset({draft_id})) if kept is not None else Changes()

    def summaries(self, query: DraftQuery | None = None) -> list[DraftSummary]:
        """Rows of a list, newest change first."""
        query = query or DraftQuery()
        where, values = ["trashed = ?"], [int(query.trashed)]
        values_any: list[Any] = list(values)
        if query.states:
            where.append(f"state IN ({', '.join('?' * len(query.states))})")
            values_any.extend(state.value for state in query.states)
        for field in ("section", "kind"):
            if wanted := getattr(query, field):
                where.append(f"{field} = ?")
                values_any.append(wanted)
        if query.text.strip():
            found, words = self._search.condition(query.text)
            where.append(f"seq IN ({found})")
            values_any.extend(words)
        listed = self._database.rows(
            "SELECT id, state, title, section, kind, updated_at, excerpt, remote, trashed_at FROM drafts"
            f" WHERE {' AND '.join(where)} ORDER BY changed DESC LIMIT ? OFFSET ?",
            (*values_any, query.limit, query.offset),
        )
        return self._database.decoded(rows.draft_summaries_of, listed)

    def counts(self) -> dict[DraftState, int]:
        """Drafts outside the trash by state; every state is there."""
        counted = dict.fromkeys(DraftState, 0)
        for row in self._database.rows("SELECT state, count(*) AS number FROM drafts WHERE trashed = 0 GROUP BY state"):
            counted[DraftState(row["state"])] = int(row["number"])
        return counted

    def trashed_count(self) -> int:
        """Drafts in the trash."""
        return int(self._database.value("SELECT count(*) FROM drafts WHERE trashed = 1"))

    def set_state(self, draft_id: str, state: DraftState, remote: Remote | None = None) -> Changes:
        """Where the article stands now, and what the portal said of it (None: as before). Empty Changes when nothing is new.

        Raises NotAllowed against the law of states, for QUEUED (only the outbox queues), for EDITING while a submission waits.
        """
        with self._database.transaction():
            row = self._existing(draft_id)
            old = DraftState(row["state"])
            check_move(old, state)
            if old is not state and (state is DraftState.QUEUED or (state is DraftState.EDITING and self._waiting(row))):
                raise NotAllowed(detail=f"draft {old} -> {state} outside the outbox")
            text = row["remote"] if remote is None else rows.remote_to_json(remote)
            if old is state and text == row["remote"]:
                return Changes()
            self.write_state(int(row["seq"]), state, text)
        return Changes(drafts=frozenset({draft_id}))

    def write_state(self, draft: int, state: DraftState, remote: str) -> None:
        """Store state and remote (JSON) of a draft (its seq) after the law has been asked, in the caller's transaction."""
        self._database.run(
            f"UPDATE drafts SET state = ?, remote = ?, updated_at = ?, changed = {_NEXT} WHERE seq = ?",
            (state.value, remote, self._now(), draft),
        )

    def save_waivers(self, draft_id: str, waivers: Sequence[Waiver]) -> Changes:
        """Replace the reasons given for warned texts."""
        with self._database.transaction():
            row = self._existing(draft_id)
            self._database.run("UPDATE drafts SET waivers = ? WHERE seq = ?", (rows.waivers_to_json(waivers), row["seq"]))
        return Changes(drafts=frozenset({draft_id}))

    def trash(self, draft_id: str) -> Changes:
        """Into the trash. Raises NotAllowed while a submission of it waits in the outbox."""
        with self._database.transaction():
            row = self._existing(draft_id)
            if self._waiting(row):
                raise NotAllowed(detail="trash while in the outbox")
            if not row["trashed"]:
                self._set_trashed(row, self._now())
        return Changes(drafts=frozenset({draft_id}))

    def untrash(self, draft_id: str) -> Changes:
        """Back into the list."""
        with self._database.transaction():
            self._set_trashed(self._existing(draft_id), "")
        return Changes(drafts=frozenset({draft_id}))

    def remove_trashed(self, before_iso: str) -> Changes:
        """Remove for good, with history and receipts, what went into the trash before then. Raises ValueError for no time."""
        limit = clock.parse(before_iso)
        if limit is None:
            raise ValueError(f"not a time: {before_iso!r}")
        removed = set()
        for row in self._database.rows("SELECT seq, id, trashed_at FROM drafts WHERE trashed = 1"):
            trashed = clock.parse(row["trashed_at"])
            if trashed is not None and trashed < limit and not self._waiting(row):
                self._remove(int(row["seq"]))
                removed.add(str(row["id"]))
        return Changes(drafts=frozenset(removed))

    def remove(self, draft_id: str) -> Changes:
        """Remove one trashed draft for good, with history and receipts. Raises NotAllowed for one that is not in the trash or waits."""
        row = self._existing(draft_id)
        if not row["trashed"] or self._waiting(row):
            raise NotAllowed(detail=f"draft {draft_id} is not in the trash, or something of it waits in the outbox")
        self._remove(int(row["seq"]))
        return Changes(drafts=frozenset({draft_id}))

    def duplicate(self, draft_id: str) -> Draft:
        """A new draft with the same content, not known to the portal."""
        original = self.load(draft_id)
        return self.create(original.content, original.account_id)

    def number_of(self, draft_id: str) -> int:
        """The draft's seq, by which the other tables name it."""
        return int(self._existing(draft_id)["seq"])

    def _remove(self, seq: int) -> None:
        with self._database.transaction():
            self._search.remove(seq)
            # Submissions hold on to their revisions, so they go first.
            self._database.run("DELETE FROM submissions WHERE draft = ?", (seq,))
            self._database.run("DELETE FROM drafts WHERE seq = ?", (seq,))

    def _set_trashed(self, row: Row, trashed_at: str) -> None:
        self._database.run(
            f"UPDATE drafts SET trashed = ?, trashed_at = ?, changed = {_NEXT} WHERE seq = ?",
            (int(bool(trashed_at)), trashed_at, row["seq"]),
        )

    def _waiting(self, row: Row) -> bool:
        return self._database.row(_WAITING, (row["seq"],)) is not None

    def _same(self, row: Row, content: ArticleContent) -> bool:
        saved = self._database.value(
            "SELECT content_hash FROM revisions WHERE draft = ? AND number = ?", (row["seq"], row["revision_number"])
        )
        return bool(saved == content.content_hash)

    def _row(self, draft_id: str) -> Row | None:
        return self._database.row("SELECT * FROM drafts WHERE id = ?", (draft_id,))

    def _existing(self, draft_id: str) -> Row:
        row = self._row(draft_id)
        if row is None:
            raise NotStored(detail=f"draft {draft_id}")
        return row
