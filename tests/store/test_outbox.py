from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

import pytest

from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.draft import Draft, DraftState, Remote, RevisionKind
from editor_app.core.errors import BlobDamaged, NotAllowed
from editor_app.core.finding import Finding, Severity, Waiver
from editor_app.core.outbox import OutboxEntry, OutboxState, Pause, PauseReason, Receipt
from editor_app.store.account import AccountStore
from tests.store.conftest import HandClock

TEXT = ArticleContent(title="题", section="s", body="正文")
RECEIPT = Receipt("2026-1123-0047", "id", "2026-11-23T09:00:05+08:00", TEXT.content_hash, "单位审核", '"7"', "31")
NOW = "2026-11-23T09:00:00+08:00"


def _queued(store: AccountStore, content: ArticleContent = TEXT) -> tuple[Draft, OutboxEntry]:
    draft = store.drafts.create(content, "a")
    return draft, store.outbox.enqueue(draft.id, content, (), "pack-1")


def test_enqueue_freezes_everything_at_once(store: AccountStore) -> None:
    waiver = Waiver("R", "1", "m", "t", "理由", "林文", NOW)
    draft = store.drafts.create(TEXT, "a", state=DraftState.RETURNED, remote=Remote(etag='"6"'))
    newer = dataclasses.replace(TEXT, body="改好了")
    entry = store.outbox.enqueue(draft.id, newer, (waiver,), "pack-1")
    assert (entry.state, entry.attempts, entry.account_id, entry.uncertain) == (OutboxState.QUEUED, 0, "a", False)
    frozen = entry.submission
    assert (frozen.content, frozen.content_hash, frozen.waivers) == (newer, newer.content_hash, (waiver,))
    assert (frozen.pack_version, frozen.base_etag, frozen.draft_id) == ("pack-1", '"6"', draft.id)
    after = store.drafts.load(draft.id)
    assert (after.state, after.content) == (DraftState.QUEUED, newer)
    newest = store.revisions.of_draft(draft.id)[0]
    assert (newest.id, newest.kind, newest.submitted) == (frozen.revision_id, RevisionKind.BEFORE_SUBMIT, True)
    assert store.outbox.load(entry.id) == entry


def test_five_clicks_make_one_entry(store: AccountStore) -> None:
    draft, entry = _queued(store)
    for _ in range(4):
        assert store.outbox.enqueue(draft.id, TEXT, (), "pack-1") == entry
    assert len(store.outbox.entries()) == 1
    with pytest.raises(NotAllowed):
        store.outbox.enqueue(draft.id, dataclasses.replace(TEXT, body="另一篇"))
    claimed = store.outbox.claim_next(NOW)
    assert claimed is not None
    store.outbox.settle_sent(entry.id, RECEIPT)
    assert store.outbox.enqueue(draft.id, TEXT).state is OutboxState.SENT
    assert len(store.outbox.entries()) == 1


def test_a_failed_enqueue_leaves_nothing_behind(store: AccountStore) -> None:
    gone = Attachment("a1", Role.FILE, "表.xlsx", "ab" * 32, 5, "x")
    draft = store.drafts.create(TEXT, "a")
    with pytest.raises(BlobDamaged) as caught:
        store.outbox.enqueue(draft.id, dataclasses.replace(TEXT, attachments=(gone,)))
    assert caught.value.name == "表.xlsx"
    assert store.drafts.load(draft.id) == draft
    assert store.outbox.entries() == []


def test_attachments_count_and_upload_addresses_are_kept_until_sent(store: AccountStore, folder: Path) -> None:
    sha256 = store.blobs.add(b"12345")
    _, entry = _queued(store, dataclasses.replace(TEXT, attachments=(Attachment("a1", Role.FILE, "n", sha256, 5, "x"),)))
    assert entry.total_bytes == 5
    assert store.outbox.upload_url(entry.id, sha256) == ""
    store.outbox.save_upload_url(entry.id, sha256, "https://p/uploads/1")
    store.outbox.save_upload_url(entry.id, sha256, "https://p/uploads/2")
    store.outbox.save_progress(entry.id, 3, 5)
    store.close()
    again = AccountStore(folder)
    assert again.outbox.upload_url(entry.id, sha256) == "https://p/uploads/2"
    assert (again.outbox.load(entry.id).sent_bytes, again.outbox.load(entry.id).total_bytes) == (3, 5)
    again.outbox.claim_next(NOW)
    again.outbox.settle_sent(entry.id, RECEIPT)
    assert again.outbox.upload_url(entry.id, sha256) == ""
    assert again.outbox.load(entry.id).sent_bytes == 5
    again.close()


def test_claims_in_order_and_only_what_is_due(store: AccountStore) -> None:
    entries = [_queued(store)[1] for _ in range(3)]
    first = store.outbox.claim_next(NOW)
    assert first is not None
    assert (first.id, first.state, first.attempts) == (entries[0].id, OutboxState.SENDING, 1)
    store.outbox.settle_retry(first.id, "2026-11-23T09:00:30+08:00", "网络", "等")
    second = store.outbox.claim_next(NOW)
    assert second is not None
    assert second.id == entries[1].id
    store.outbox.cancel(entries[2].id)
    assert store.outbox.claim_next("2026-11-23T01:00:29+00:00") is None
    again = store.outbox.claim_next("2026-11-23T01:00:30+00:00")
    assert again is not None
    assert (again.id, again.attempts, again.idempotency_key) == (first.id, 2, first.idempotency_key)


def test_a_next_try_years_away_comes_from_a_wrong_clock(store: AccountStore) -> None:
    _, entry = _queued(store)
    store.outbox.claim_next(NOW)
    store.outbox.settle_retry(entry.id, "2036-11-23T09:00:30+08:00", "", "")
    claimed = store.outbox.claim_next(NOW)
    assert claimed is not None
    assert claimed.id == entry.id


def test_sent(store: AccountStore) -> None:
    draft, entry = _queued(store)
    store.outbox.claim_next(NOW)
    changes = store.outbox.settle_sent(entry.id, RECEIPT)
    assert changes.drafts == {draft.id}
    assert changes.outbox == {entry.id}
    sent = store.outbox.load(entry.id)
    assert (sent.state, sent.receipt) == (OutboxState.SENT, RECEIPT)
    after = store.drafts.load(draft.id)
    assert after.state is DraftState.IN_REVIEW
    assert after.remote == Remote('"7"', "31", TEXT.content_hash, RECEIPT.number, "单位审核")
    assert not store.outbox.settle_sent(entry.id, RECEIPT)


def test_a_late_receipt_does_not_undo_what_the_portal_said_since(store: AccountStore) -> None:
    draft, entry = _queued(store)
    store.outbox.claim_next(NOW)
    store.outbox.settle_unknown(entry.id, "", "", "")
    returned = Remote(etag='"9"', returned_by="王芳", return_reason="facts")
    store.drafts.set_state(draft.id, DraftState.RETURNED, returned)
    store.outbox.claim_next(NOW)
    store.outbox.settle_sent(entry.id, RECEIPT)
    after = store.drafts.load(draft.id)
    assert after.state is DraftState.RETURNED
    assert after.remote == dataclasses.replace(returned, receipt=RECEIPT.number)


def test_failed_gives_the_draft_back_as_it_was(store: AccountStore) -> None:
    remote = Remote(etag='"5"', return_reason="facts")
    draft = store.drafts.create(TEXT, "a", state=DraftState.RETURNED, remote=remote)
    entry = store.outbox.enqueue(draft.id, TEXT)
    store.outbox.claim_next(NOW)
    finding = Finding("POL-01", "slug", Severity.ERROR, "message", start=1, end=2)
    store.outbox.settle_failed(entry.id, "退回", "修改", (finding,))
    failed = store.outbox.load(entry.id)
    assert (failed.state, failed.findings, failed.error_title, failed.error_advice) == (
        OutboxState.FAILED,
        (finding,),
        "退回",
        "修改",
    )
    after = store.drafts.load(draft.id)
    assert (after.state, after.remote) == (DraftState.RETURNED, remote)
    second = store.outbox.enqueue(draft.id, TEXT)
    assert second.idempotency_key != failed.idempotency_key
    assert second.submission.revision_id != failed.submission.revision_id
    assert [item.id for item in store.outbox.of_draft(draft.id)] == [second.id, entry.id]


def test_cancel(store: AccountStore) -> None:
    draft, entry = _queued(store)
    store.outbox.cancel(entry.id)
    assert store.outbox.load(entry.id).state is OutboxState.CANCELLED
    assert store.drafts.load(draft.id).state is DraftState.EDITING
    assert not store.outbox.cancel(entry.id)
    assert store.outbox.claim_next(NOW) is None


@pytest.mark.parametrize("end", ["sending", "unknown", "sent"])
def test_what_may_have_arrived_cannot_be_cancelled(store: AccountStore, end: str) -> None:
    draft, entry = _queued(store)
    store.outbox.claim_next(NOW)
    if end == "unknown":
        store.outbox.settle_unknown(entry.id, "", "", "")
    elif end == "sent":
        store.outbox.settle_sent(entry.id, RECEIPT)
    with pytest.raises(NotAllowed):
        store.outbox.cancel(entry.id)
    assert store.drafts.load(draft.id).state is not DraftState.EDITING


def test_moves_against_the_law_change_nothing(store: AccountStore) -> None:
    _, entry = _queued(store)
    for move in (
        lambda: store.outbox.settle_sent(entry.id, RECEIPT),
        lambda: store.outbox.settle_failed(entry.id, "", ""),
        lambda: store.outbox.settle_unknown(entry.id, "", "", ""),
    ):
        with pytest.raises(NotAllowed):
            move()
        assert store.outbox.load(entry.id) == entry


def test_interrupted_is_unknown_and_comes_back_uncertain(store: AccountStore, folder: Path) -> None:
    _, entry = _queued(store)
    store.outbox.claim_next(NOW)
    store.close()
    again = AccountStore(folder)
    assert again.outbox.recover_interrupted().outbox == {entry.id}
    assert not again.outbox.recover_interrupted()
    interrupted = again.outbox.load(entry.id)
    assert (interrupted.state, interrupted.uncertain) == (OutboxState.UNKNOWN, True)
    claimed = again.outbox.claim_next(NOW)
    assert claimed is not None
    assert (claimed.uncertain, claimed.attempts, claimed.idempotency_key) == (True, 2, entry.idempotency_key)
    again.outbox.settle_retry(entry.id, "", "", "")
    assert not again.outbox.load(entry.id).uncertain
    again.close()


def test_order_counts_and_limit(store: AccountStore) -> None:
    entries = [_queued(store)[1] for _ in range(4)]
    for entry in entries[:2]:
        store.outbox.claim_next(NOW)
        store.outbox.settle_sent(entry.id, RECEIPT)
    listed = store.outbox.entries()
    assert [item.id for item in listed] == [entries[3].id, entries[2].id, entries[1].id, entries[0].id]
    assert [item.id for item in store.outbox.entries(1)] == [entries[3].id]
    counts = store.outbox.counts()
    assert (counts[OutboxState.QUEUED], counts[OutboxState.SENT], counts[OutboxState.FAILED]) == (2, 2, 0)


def test_pause_survives_and_retry_ends_it(store: AccountStore, folder: Path, clock: HandClock) -> None:
    assert store.outbox.pause() == Pause()
    _, entry = _queued(store)
    store.outbox.claim_next(NOW)
    store.outbox.settle_retry(entry.id, "2026-11-23T09:10:00+08:00", "t", "a")
    pause = Pause(PauseReason.SIGN_IN, "", 2, "t", "a")
    assert store.outbox.set_pause(pause).connection
    assert not store.outbox.set_pause(pause)
    store.close()
    again = AccountStore(folder, clock)
    assert again.outbox.pause() == pause
    assert again.outbox.retry_now().outbox == {entry.id}
    assert again.outbox.pause() == Pause()
    assert again.outbox.claim_next(NOW) is not None
    again.close()


def _failed(store: AccountStore, draft_id: str, content: ArticleContent, conflict: bool) -> OutboxEntry:
    entry = store.outbox.enqueue(draft_id, content)
    store.outbox.claim_next(NOW)
    store.outbox.settle_failed(entry.id, "It was changed on the portal meanwhile", "Decide.", conflict=conflict)
    return store.outbox.load(entry.id)


def test_a_conflict_stands_until_a_person_has_decided(store: AccountStore, folder: Path) -> None:
    draft = store.drafts.create(TEXT, "a", state=DraftState.RETURNED, remote=Remote(etag='"6"'))
    first = _failed(store, draft.id, TEXT, conflict=True)
    store.close()
    again = AccountStore(folder)
    assert again.outbox.conflict_of(draft.id) == first
    assert first.conflict
    newer = dataclasses.replace(TEXT, body="又试一次")
    waiting = again.outbox.enqueue(draft.id, newer)
    assert again.outbox.conflict_of(draft.id) is None, "what waits may yet be accepted"
    again.outbox.cancel(waiting.id)
    assert again.outbox.conflict_of(draft.id) == first, "taken back: still nobody has decided"
    second = _failed(again, draft.id, dataclasses.replace(TEXT, body="再试"), conflict=True)
    assert again.outbox.end_conflict(draft.id).outbox == {first.id, second.id}
    assert again.outbox.conflict_of(draft.id) is None
    assert [again.outbox.load(entry.id).state for entry in (first, second)] == [OutboxState.CANCELLED] * 2
    assert again.drafts.load(draft.id).state is DraftState.RETURNED
    assert not again.outbox.end_conflict(draft.id)
    again.close()


def test_another_refusal_is_no_conflict_and_is_left_alone(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a")
    entry = _failed(store, draft.id, TEXT, conflict=False)
    assert store.outbox.conflict_of(draft.id) is None
    assert not store.outbox.end_conflict(draft.id)
    assert store.outbox.load(entry.id).state is OutboxState.FAILED


def test_a_store_of_before_the_migration_tells_its_conflicts(store: AccountStore, folder: Path) -> None:
    met = store.drafts.create(TEXT, "a")
    _failed(store, met.id, TEXT, conflict=False)
    other = store.drafts.create(dataclasses.replace(TEXT, body="另一篇"), "a")
    entry = store.outbox.enqueue(other.id, other.content)
    store.outbox.claim_next(NOW)
    store.outbox.settle_failed(entry.id, "The portal refused it", "")
    store.close()
    with sqlite3.connect(folder / "store.db") as database:
        database.execute("ALTER TABLE outbox DROP COLUMN conflict")
        database.execute("PRAGMA user_version = 1")
    database.close()
    migrated = AccountStore(folder)
    assert migrated.outbox.conflict_of(met.id) is not None
    assert migrated.outbox.conflict_of(other.id) is None
    migrated.close()
