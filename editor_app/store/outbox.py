"""The outbox (发件箱): intents to send, kept before the first byte goes out. Every move asks the law in core.outbox."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from editor_app.core import clock
from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent
from editor_app.core.draft import DraftState, RevisionKind
from editor_app.core.draft import check_move as check_draft_move
from editor_app.core.errors import BlobDamaged, NotAllowed, NotStored
from editor_app.core.finding import Finding, Waiver
from editor_app.core.outbox import OutboxEntry, OutboxState, Pause, PauseReason, Receipt, check_move
from editor_app.store import rows
from editor_app.store.blobs import Blobs
from editor_app.store.database import Database, Row
from editor_app.store.drafts import Drafts
from editor_app.store.reference import Reference
from editor_app.store.writer import Writer

LONGEST_WAIT_SECONDS = 24 * 3600
"""A next try further away than this comes from a clock that was wrong; the entry is due."""
_PAUSE = "outbox:pause"
_WAITING = "('queued', 'sending', 'unknown')"
_SELECT = """
    SELECT o.*, d.id AS draft_id, d.state AS draft_state, d.remote AS draft_remote,
           s.id AS s_id, s.waivers AS s_waivers, s.pack_version, s.base_etag, s.created_at AS s_created_at,
           r.id AS revision_id, r.content, r.content_hash
    FROM outbox o JOIN drafts d ON d.seq = o.draft
    JOIN submissions s ON s.seq = o.submission JOIN revisions r ON r.seq = s.revision
"""


class Outbox:
    """Entries of one account. Each writing method is one transaction, durable when it returns; unknown ids raise NotStored."""

    def __init__(
        self, database: Database, drafts: Drafts, writer: Writer, blobs: Blobs, reference: Reference, now: Callable[[], str]
    ) -> None:
        self._database = database
        self._drafts = drafts
        self._writer = writer
        self._blobs = blobs
        self._reference = reference
        self._now = now

    def enqueue(
        self, draft_id: str, content: ArticleContent, waivers: Sequence[Waiver] = (), pack_version: str = ""
    ) -> OutboxEntry:
        """Freeze `content` as a BEFORE_SUBMIT revision, make submission and key, set the draft to QUEUED: all or nothing.

        Asked again for the same content while it is on its way or accepted, it answers with the entry that is there. Raises
        NotAllowed for other content then, BlobDamaged when an attachment's file is missing, DiskFull, StorageError.
        """
        for item in content.attachments:
            if not self._blobs.has(item.sha256, item.size):
                raise BlobDamaged(item.sha256, item.name)
        with self._database.transaction():
            draft = self._drafts.load(draft_id)
            present = self._newest(draft_id)
            if not draft.state.submittable or (present is not None and present.state.waiting):
                if present is not None and _stands_for(present, content):
                    return present
                raise NotAllowed(detail=f"submit while {draft.state}")
            check_draft_move(draft.state, DraftState.QUEUED)
            entry_id = self._insert(draft_id, draft.state, content, waivers, pack_version, draft.remote.etag)
            return self.load(entry_id)

    def load(self, entry_id: str) -> OutboxEntry:
        """One entry with its submission."""
        return self._database.decoded(rows.entry_of, self._row(entry_id))

    def entries(self, limit: int = 200) -> list[OutboxEntry]:
        """What waits first, then the rest; the newest of each first."""
        found = self._database.rows(f"{_SELECT} ORDER BY o.state IN {_WAITING} DESC, o.seq DESC LIMIT ?", (limit,))
        return [self._database.decoded(rows.entry_of, row) for row in found]

    def of_draft(self, draft_id: str) -> list[OutboxEntry]:
        """All entries of a draft, newest first."""
        return [
            self._database.decoded(rows.entry_of, row)
            for row in self._database.rows(f"{_SELECT} WHERE d.id = ? ORDER BY o.seq DESC", (draft_id,))
        ]

    def conflict_of(self, draft_id: str) -> OutboxEntry | None:
        """The entry of a draft that met somebody else's version on the portal, as long as nobody has decided; else None."""
        row = self._database.row(f"{_SELECT} WHERE d.id = ? AND o.state <> 'cancelled' ORDER BY o.seq DESC LIMIT 1", (draft_id,))
        if row is None or row["state"] != OutboxState.FAILED or not row["conflict"]:
            return None
        return self._database.decoded(rows.entry_of, row)

    def end_conflict(self, draft_id: str) -> Changes:
        """A person has decided: the failed entries of the conflict are put away."""
        changes = Changes()
        with self._database.transaction():
            for row in self._database.rows(f"{_SELECT} WHERE d.id = ? AND o.state = 'failed' AND o.conflict", (draft_id,)):
                changes |= self.cancel(str(row["id"]))
        return changes

    def counts(self) -> dict[OutboxState, int]:
        """Entries by state; every state is there."""
        counted = dict.fromkeys(OutboxState, 0)
        for row in self._database.rows("SELECT state, count(*) AS number FROM outbox GROUP BY state"):
            counted[OutboxState(row["state"])] = int(row["number"])
        return counted

    def claim_next(self, now_iso: str) -> OutboxEntry | None:
        """The oldest entry whose time has come, marked SENDING with one more attempt; None when there is none.

        A draft has at most one waiting entry, so its submissions go out in order. An `uncertain` entry may have been accepted
        already: ask for its receipt before sending. The pause is the caller's to respect.
        """
        waiting = self._database.rows(
            "SELECT id, state, next_try_at FROM outbox WHERE state IN ('queued', 'unknown') ORDER BY seq"
        )
        for row in waiting:
            if _due(row["next_try_at"], now_iso):
                with self._database.transaction():
                    check_move(OutboxState(row["state"]), OutboxState.SENDING)
                    self._database.run(
                        "UPDATE outbox SET state = ?, attempts = attempts + 1, next_try_at = '',"
                        " uncertain = uncertain OR state = 'unknown' WHERE id = ?",
                        (OutboxState.SENDING.value, row["id"]),
                    )
                return self.load(str(row["id"]))
        return None

    def settle_sent(self, entry_id: str, receipt: Receipt) -> Changes:
        """The portal has it: keep the receipt, and the draft is in review unless the portal said something newer meanwhile."""
        with self._database.transaction():
            row = self._row(entry_id)
            if row["state"] == OutboxState.SENT:
                return Changes()
            check_move(OutboxState(row["state"]), OutboxState.SENT)
            self._database.run(
                "UPDATE outbox SET state = ?, receipt = ?, uncertain = 0, next_try_at = '', error_title = '', error_advice = '',"
                " sent_bytes = total_bytes WHERE id = ?",
                (OutboxState.SENT.value, rows.to_json(receipt.to_dict()), entry_id),
            )
            self._database.run("DELETE FROM uploads WHERE entry = ?", (row["seq"],))
            self._accept(row, receipt)
        return _changes(row)

    def settle_retry(self, entry_id: str, next_try_at: str, title: str, advice: str) -> Changes:
        """The portal surely does not have it; try again at `next_try_at` ("" = as soon as possible)."""
        with self._database.transaction():
            row = self._row(entry_id)
            self._settle(row, OutboxState.QUEUED, False, next_try_at, title, advice)
        return _changes(row)

    def settle_unknown(self, entry_id: str, next_try_at: str, title: str, advice: str) -> Changes:
        """It was sent and no answer came: the portal is asked for the receipt at the next try."""
        with self._database.transaction():
            row = self._row(entry_id)
            self._settle(row, OutboxState.UNKNOWN, True, next_try_at, title, advice)
        return _changes(row)

    def settle_failed(
        self, entry_id: str, title: str, advice: str, findings: Sequence[Finding] = (), *, conflict: bool = False
    ) -> Changes:
        """The portal said no: a person decides. The draft is editable again, in the state it had before.

        `conflict`: it said no because it has somebody else's version; conflict_of() then tells it until end_conflict().
        """
        with self._database.transaction():
            row = self._row(entry_id)
            if row["state"] == OutboxState.FAILED:
                return Changes()
            self._settle(row, OutboxState.FAILED, False, "", title, advice)
            text = rows.to_json([finding.to_dict() for finding in findings])
            self._database.run("UPDATE outbox SET findings = ?, conflict = ? WHERE id = ?", (text, int(conflict), entry_id))
            self._give_back(row)
        return _changes(row)

    def cancel(self, entry_id: str) -> Changes:
        """Take back what has not gone out, or put away a failed entry. The draft is editable again.

        Raises NotAllowed when it is being sent, was accepted, or may have reached the portal already.
        """
        with self._database.transaction():
            row = self._row(entry_id)
            if row["state"] == OutboxState.CANCELLED:
                return Changes()
            check_move(OutboxState(row["state"]), OutboxState.CANCELLED)
            self._database.run(
                "UPDATE outbox SET state = ?, next_try_at = '' WHERE id = ?", (OutboxState.CANCELLED.value, entry_id)
            )
            self._database.run("DELETE FROM uploads WHERE entry = ?", (row["seq"],))
            if row["state"] == OutboxState.QUEUED:
                self._give_back(row)
        return _changes(row)

    def recover_interrupted(self) -> Changes:
        """At the start of the program: what was being sent when it ended is UNKNOWN now, and due at once."""
        changes = Changes()
        with self._database.transaction():
            for row in self._database.rows(f"{_SELECT} WHERE o.state = 'sending'"):
                self._settle(row, OutboxState.UNKNOWN, True, "", row["error_title"], row["error_advice"])
                changes |= _changes(row)
        return changes

    def retry_now(self) -> Changes:
        """Every waiting entry is due at once, and the pause ends."""
        with self._database.transaction():
            waiting = self._database.rows("SELECT id FROM outbox WHERE state IN ('queued', 'unknown') AND next_try_at <> ''")
            self._database.run("UPDATE outbox SET next_try_at = '' WHERE state IN ('queued', 'unknown') AND next_try_at <> ''")
            changes = self.set_pause(Pause())
        return changes | Changes(outbox=frozenset(str(row["id"]) for row in waiting))

    def distrust(self) -> None:
        """After a backup was restored: what waits in it may have been sent since, so the portal is asked first."""
        with self._database.transaction():
            for row in self._database.rows(f"{_SELECT} WHERE o.state = 'queued'"):
                check_move(OutboxState.QUEUED, OutboxState.SENDING)
                self._settle({**dict(row), "state": OutboxState.SENDING}, OutboxState.UNKNOWN, True, "", "", "")

    def pause(self) -> Pause:
        """Why the outbox as a whole does not send now."""
        data = json.loads(self._reference.get(_PAUSE) or "{}")
        return Pause(**{**data, "reason": PauseReason(data.get("reason", ""))})

    def set_pause(self, pause: Pause) -> Changes:
        """Keep it over restarts; Pause() ends it."""
        text = rows.to_json({name: getattr(pause, name) for name in Pause.__slots__})
        changed = self._reference.put(_PAUSE, text)
        return Changes(connection=True) if changed else Changes()

    def upload_url(self, entry_id: str, sha256: str) -> str:
        """Where the upload of a file goes on, "" when it has not begun."""
        found = self._database.value(
            "SELECT url FROM uploads JOIN outbox o ON o.seq = entry WHERE o.id = ? AND sha256 = ?", (entry_id, sha256)
        )
        return str(found or "")

    def save_upload_url(self, entry_id: str, sha256: str, url: str) -> None:
        """Remember it; "" forgets it."""
        with self._database.transaction():
            seq = self._row(entry_id)["seq"]
            self._database.run("DELETE FROM uploads WHERE entry = ? AND sha256 = ?", (seq, sha256))
            if url:
                self._database.run("INSERT INTO uploads (entry, sha256, url) VALUES (?, ?, ?)", (seq, sha256, url))

    def save_progress(self, entry_id: str, sent_bytes: int, total_bytes: int) -> Changes:
        """Bytes of the attachments sent so far."""
        with self._database.transaction():
            self._database.run(
                "UPDATE outbox SET sent_bytes = ?, total_bytes = ? WHERE id = ?", (sent_bytes, total_bytes, entry_id)
            )
        return Changes(outbox=frozenset({entry_id}))

    def _insert(
        self,
        draft_id: str,
        state: DraftState,
        content: ArticleContent,
        waivers: Sequence[Waiver],
        pack_version: str,
        base_etag: str,
    ) -> str:
        entry_id, now = str(uuid.uuid4()), self._now()
        row = self._database.row("SELECT * FROM drafts WHERE id = ?", (draft_id,))
        assert row is not None
        revision = self._writer.keep(int(row["seq"]), content, RevisionKind.BEFORE_SUBMIT)
        submission = self._database.insert(
            "INSERT INTO submissions (id, draft, revision, waivers, pack_version, base_etag, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (str(uuid.uuid4()), row["seq"], revision, rows.waivers_to_json(waivers), pack_version, base_etag, now),
        )
        self._database.insert(
            "INSERT INTO outbox (id, account_id, draft, submission, idempotency_key, state, draft_state_before, created_at,"
            " total_bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry_id,
                row["account_id"],
                row["seq"],
                submission,
                str(uuid.uuid4()),
                OutboxState.QUEUED.value,
                state.value,
                now,
                sum(item.size for item in content.attachments),
            ),
        )
        self._drafts.write_state(int(row["seq"]), DraftState.QUEUED, row["remote"])
        return entry_id

    def _settle(
        self, row: Mapping[str, Any] | Row, state: OutboxState, uncertain: bool, next_try_at: str, title: str, advice: str
    ) -> None:
        check_move(OutboxState(row["state"]), state)
        self._database.run(
            "UPDATE outbox SET state = ?, uncertain = ?, next_try_at = ?, error_title = ?, error_advice = ? WHERE id = ?",
            (state.value, int(uncertain), next_try_at, title, advice, row["id"]),
        )

    def _accept(self, row: Row, receipt: Receipt) -> None:
        remote = replace(rows.remote_of(row["draft_remote"]), receipt=receipt.number)
        state = DraftState(row["draft_state"])
        if state is DraftState.QUEUED:
            check_draft_move(state, DraftState.IN_REVIEW)
            state = DraftState.IN_REVIEW
            remote = replace(
                remote,
                etag=receipt.etag,
                revision_id=receipt.revision_id,
                content_hash=receipt.content_hash,
                stage=receipt.stage,
                returned_by="",
                returned_at="",
                return_reason="",
            )
        self._drafts.write_state(int(row["draft"]), state, rows.remote_to_json(remote))

    def _give_back(self, row: Row) -> None:
        if row["draft_state"] == DraftState.QUEUED:
            before = DraftState(row["draft_state_before"])
            check_draft_move(DraftState.QUEUED, before)
            self._drafts.write_state(int(row["draft"]), before, row["draft_remote"])

    def _newest(self, draft_id: str) -> OutboxEntry | None:
        row = self._database.row(f"{_SELECT} WHERE d.id = ? ORDER BY o.seq DESC LIMIT 1", (draft_id,))
        return None if row is None else self._database.decoded(rows.entry_of, row)

    def _row(self, entry_id: str) -> Row:
        row = self._database.row(f"{_SELECT} WHERE o.id = ?", (entry_id,))
        if row is None:
            raise NotStored(detail=f"outbox entry {entry_id}")
        return row


def _changes(row: Row) -> Changes:
    return Changes(drafts=frozenset({str(row["draft_id"])}), outbox=frozenset({str(row["id"])}))


def _stands_for(entry: OutboxEntry, content: ArticleContent) -> bool:
    alive = entry.state.waiting or entry.state is OutboxState.SENT
    return alive and entry.submission.content_hash == content.content_hash


def _due(next_try_at: str, now_iso: str) -> bool:
    when, now = clock.parse(next_try_at), clock.parse(now_iso)
    if when is None or now is None:
        return True
    wait = (when - now).total_seconds()
    return wait <= 0 or wait > LONGEST_WAIT_SECONDS
