"""The law of the outbox against a portal that misbehaves: nothing lost, nothing twice, nothing called failed that is unknown."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from editor_app.core.draft import DraftState
from editor_app.core.errors import DiskFull, NotAllowed
from editor_app.core.outbox import OutboxState, PauseReason
from editor_app.services.outbox import NextStep
from tests.support.fake_clock import FakeClock
from tests.support.fake_portal import FakePortal
from tests.support.faults import Fault, Kind, problem
from tests.support.office import Office


def _drain(office: Office, clock: FakeClock, most: int = 30) -> None:
    """Step until nothing is due; wait as long as the engine says."""
    for _ in range(most):
        if office.engine.step() is None:
            wait = office.engine.seconds_until_next()
            if wait is None:
                return
            clock.advance(wait + 0.01)


def test_what_waits_is_sent_with_its_files(office: Office, fake: FakePortal) -> None:
    entry = office.queue(files=2)
    changes = office.engine.step()
    assert changes is not None
    assert entry.submission.draft_id in changes.drafts
    done = office.entry(entry)
    assert (done.state, done.receipt and done.receipt.number) == (OutboxState.SENT, "2026-1123-0001")
    draft = office.store.drafts.load(entry.submission.draft_id)
    assert (draft.state, draft.remote.receipt) == (DraftState.IN_REVIEW, "2026-1123-0001")
    assert len(fake.district.files) == 2
    assert office.engine.step() is None


LOST = [Kind.RESET_AFTER, Kind.TRUNCATE, Kind.ERROR_AFTER]


@pytest.mark.parametrize("kind", LOST)
def test_an_answer_lost_after_the_commit_makes_one_article(
    office: Office, fake: FakePortal, clock: FakeClock, kind: Kind
) -> None:
    entry = office.queue()
    fake.script(Fault(kind, "POST", "/submit"))
    office.engine.step()
    assert office.entry(entry).state is OutboxState.UNKNOWN
    with pytest.raises(NotAllowed):
        office.engine.cancel(entry.id)
    _drain(office, clock)
    assert office.entry(entry).state is OutboxState.SENT
    assert len(fake.district.commits) == 1
    assert fake.seen("POST", "/submit") == 1, "the receipt answers, nothing is sent twice"


@pytest.mark.parametrize("kind", [Kind.RESET_BEFORE, Kind.HTML])
def test_a_request_that_never_arrived_is_sent_again_under_the_same_key(
    office: Office, fake: FakePortal, clock: FakeClock, kind: Kind
) -> None:
    entry = office.queue()
    fake.script(Fault(kind, "POST", "/submit"))
    office.engine.step()
    assert office.entry(entry).state is OutboxState.UNKNOWN
    _drain(office, clock)
    assert [commit.key for commit in fake.district.commits] == [entry.idempotency_key]


def test_an_unknown_one_stays_unknown_while_the_portal_cannot_be_asked(
    office: Office, fake: FakePortal, clock: FakeClock
) -> None:
    entry = office.queue()
    fake.script(Fault(Kind.RESET_AFTER, "POST", "/submit"))
    office.engine.step()
    fake.stop()
    office.engine.retry_now()
    office.engine.step()
    assert office.entry(entry).state is OutboxState.UNKNOWN
    fake.start()
    _drain(office, clock)
    assert office.entry(entry).state is OutboxState.SENT
    assert len(fake.district.commits) == 1


def test_offline_it_waits_and_the_whole_outbox_pauses(office: Office, fake: FakePortal, clock: FakeClock) -> None:
    fake.stop()
    first, second = office.queue("第一篇通知"), office.queue("第二篇通知")
    office.engine.step()
    assert [office.entry(item).state for item in (first, second)] == [OutboxState.QUEUED, OutboxState.QUEUED]
    status = office.engine.status()
    assert (status.step, status.pause.reason, status.waiting) == (NextStep.PAUSED, PauseReason.UNREACHABLE, 2)
    assert office.engine.claim() is None
    waits = []
    for _ in range(12):
        waits.append(office.engine.seconds_until_next())
        clock.advance((waits[-1] or 0) + 0.01)
        office.engine.step()
    assert [round(wait or 0) for wait in waits[:5]] == [2, 4, 8, 16, 32]
    assert max(wait or 0 for wait in waits) == 900
    assert office.entry(second).attempts == 0, "one entry feels for the portal, the others keep still"
    fake.start()
    office.engine.retry_now()
    _drain(office, clock)
    assert len(fake.district.commits) == 2
    assert office.engine.status().pause.reason is PauseReason.NONE


def test_a_waiting_one_can_be_taken_back(office: Office, fake: FakePortal) -> None:
    fake.stop()
    entry = office.queue()
    office.engine.step()
    office.engine.cancel(entry.id)
    assert office.store.drafts.load(entry.submission.draft_id).state is DraftState.EDITING


def test_an_expired_token_pauses_for_sign_in_and_loses_nothing(office: Office, fake: FakePortal, clock: FakeClock) -> None:
    tokens = dict(fake.district.tokens)
    fake.district.tokens.clear()
    entry = office.queue()
    office.engine.step()
    status = office.engine.status()
    assert (status.pause.reason, office.entry(entry).state) == (PauseReason.SIGN_IN, OutboxState.QUEUED)
    assert office.engine.seconds_until_next() is None, "only a sign-in helps"
    clock.advance(86400)
    assert office.engine.claim() is None
    fake.district.tokens.update(tokens)
    office.engine.retry_now()
    _drain(office, clock)
    assert len(fake.district.commits) == 1


def test_nobody_signed_in_sends_nothing(office: Office, fake: FakePortal) -> None:
    office.connection.detach()
    office.queue()
    assert office.engine.claim() is None
    assert office.engine.status().step is NextStep.PAUSED
    assert fake.requests == []


def test_findings_of_the_portal_come_back_to_the_draft(office: Office, fake: FakePortal) -> None:
    finding = {"rule": "WD-01", "severity": "error", "message": "错字", "part": "title"}
    fake.script(problem(422, "rules_refused", findings=[finding]))
    entry = office.queue()
    office.engine.step()
    failed = office.entry(entry)
    assert (failed.state, failed.findings[0].rule) == (OutboxState.FAILED, "WD-01")
    assert office.store.drafts.load(entry.submission.draft_id).state is DraftState.EDITING


@pytest.mark.parametrize(
    ("status", "code"), [(400, "x"), (403, "section_not_writable"), (404, "x"), (413, "x"), (415, "x"), (418, "x")]
)
def test_a_definite_no_fails_and_does_not_block_the_others(office: Office, fake: FakePortal, status: int, code: str) -> None:
    fake.script(
        problem(status, code, headers={}) if status != 404 else Fault(Kind.ANSWER, "POST", "/submit", status=404, body={})
    )
    bad, good = office.queue("第一篇通知"), office.queue("第二篇通知")
    office.engine.step()
    office.engine.step()
    assert (office.entry(bad).state, office.entry(good).state) == (OutboxState.FAILED, OutboxState.SENT)


def test_a_server_error_holds_only_its_entry(office: Office, fake: FakePortal, clock: FakeClock) -> None:
    fake.script(problem(503, "busy", headers={"Retry-After": "40"}))
    bad, good = office.queue("第一篇通知"), office.queue("第二篇通知")
    office.engine.step()
    office.engine.step()
    assert (office.entry(bad).state, office.entry(good).state) == (OutboxState.UNKNOWN, OutboxState.SENT)
    assert office.engine.seconds_until_next() == pytest.approx(40, abs=1)
    _drain(office, clock)
    assert len(fake.district.commits) == 2


def test_too_many_requests_pauses_as_long_as_asked(office: Office, fake: FakePortal) -> None:
    fake.script(problem(429, "slow", headers={"Retry-After": "60"}))
    entry = office.queue()
    office.engine.step()
    assert office.entry(entry).state is OutboxState.QUEUED
    assert office.engine.seconds_until_next() == pytest.approx(60, abs=1)


@pytest.mark.parametrize(("fault", "reason"), [(Fault(Kind.HTML, times=9), PauseReason.CAPTIVE)])
def test_a_login_page_of_the_network_is_named(office: Office, fake: FakePortal, fault: Fault, reason: PauseReason) -> None:
    fake.script(fault)
    office.queue(files=1)
    office.engine.step()
    assert office.engine.status().pause.reason is reason


def test_in_progress_is_asked_again_not_sent_anew(office: Office, fake: FakePortal, clock: FakeClock) -> None:
    fake.script(problem(409, "in_progress", headers={"Retry-After": "1"}))
    entry = office.queue()
    office.engine.step()
    assert office.entry(entry).state is OutboxState.UNKNOWN
    _drain(office, clock)
    assert len(fake.district.commits) == 1


def test_a_portal_that_forgot_the_key_recognises_the_text(office: Office, fake: FakePortal, clock: FakeClock) -> None:
    entry = office.queue()
    fake.script(Fault(Kind.RESET_AFTER, "POST", "/submit"), Fault(Kind.FORGET_KEYS, "GET", "/receipts"))
    office.engine.step()
    _drain(office, clock)
    assert office.entry(entry).state is OutboxState.SENT
    assert len(fake.district.commits) == 1


def test_another_text_on_the_portal_is_a_conflict_and_nothing_is_overwritten(office: Office, fake: FakePortal) -> None:
    entry = office.queue()
    office.engine.step()
    draft_id = entry.submission.draft_id
    fake.district.edit(draft_id, "别人改过的标题")
    office.syncing.sync()
    draft = office.store.drafts.load(draft_id)
    changed = dataclasses.replace(draft.content, title="我改的标题")
    again = office.store.outbox.enqueue(draft_id, changed, (), "test")
    office.engine.step()
    assert office.entry(again).state is OutboxState.FAILED
    assert len(fake.district.commits) == 1
    assert office.store.drafts.load(draft_id).content.title == "我改的标题"


def test_files_the_portal_lost_are_brought_anew(office: Office, fake: FakePortal) -> None:
    fake.script(Fault(Kind.LOSE_FILES, "POST", "/submit"))
    entry = office.queue(files=2)
    office.engine.step()
    assert office.entry(entry).state is OutboxState.SENT
    assert fake.seen("POST", "/uploads") == 4


def test_known_files_are_not_sent_again(office: Office, fake: FakePortal) -> None:
    office.queue("通知", files=2)
    office.engine.step()
    first = fake.seen("POST", "/uploads")
    draft = office.draft("通知", files=2)
    office.store.outbox.enqueue(draft.id, draft.content, (), "test")
    office.engine.step()
    assert (first, fake.seen("POST", "/uploads")) == (2, 2)


def test_a_damaged_attachment_is_never_sent(office: Office, fake: FakePortal) -> None:
    entry = office.queue(files=1)
    path = office.store.blobs.path(entry.submission.content.attachments[0].sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    office.engine.step()
    failed = office.entry(entry)
    assert (failed.state, failed.error_title) == (OutboxState.FAILED, "An attachment on this computer is damaged")
    assert fake.seen("POST", "") == 0


def test_an_interrupted_upload_goes_on_after_a_restart(fake: FakePortal, clock: FakeClock, tmp_path: Path) -> None:
    token = fake.token()
    office = Office(tmp_path, fake.url, token, clock)
    entry = office.queue(files=1, size=900_000)
    fake.script(Fault(Kind.HALF_WRITTEN, "PATCH"))
    office.engine.step()
    office.close()
    office = Office(tmp_path, fake.url, token, clock)
    office.engine.recover()
    office.engine.retry_now()
    office.engine.step()
    assert office.entry(entry).state is OutboxState.SENT
    assert fake.seen("POST", "/uploads") == 1
    assert fake.seen("HEAD", "/uploads") == 1
    office.close()


def test_an_entry_never_goes_out_under_another_account(office: Office) -> None:
    office.queue()
    sending = office.engine.claim()
    assert sending is not None
    office.connection.account = dataclasses.replace(office.account, id="fedcba9876543210")
    with pytest.raises(AssertionError):
        office.engine.send(sending)


def test_a_cancelled_send_leaves_the_entry_waiting(office: Office, fake: FakePortal) -> None:
    entry = office.queue(files=1)
    sending = office.engine.claim()
    assert sending is not None
    office.engine.settle(office.engine.send(sending, cancelled=lambda: True))
    assert office.entry(entry).state is OutboxState.QUEUED
    office.engine.cancel(entry.id)
    assert fake.district.commits == []


def test_progress_counts_bytes_of_all_files(office: Office) -> None:
    office.queue(files=3, size=400_000)
    sending, told = office.engine.claim(), []
    assert sending is not None
    office.engine.send(sending, lambda done, total: told.append((done, total)))
    assert told[0] == (0, 1_200_000)
    assert told[-1] == (1_200_000, 1_200_000)
    assert told == sorted(told)


def test_a_clock_set_back_by_years_does_not_hold_the_outbox(office: Office, fake: FakePortal, clock: FakeClock) -> None:
    fake.stop()
    entry = office.queue()
    office.engine.step()
    fake.start()
    clock.advance(-3600 * 24 * 365 * 10)
    _drain(office, clock)
    assert office.entry(entry).state is OutboxState.SENT


def test_an_outcome_that_the_full_disk_did_not_take_is_kept_as_soon_as_there_is_room(
    office: Office, fake: FakePortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = office.queue()
    sending = office.engine.claim()
    assert sending is not None
    outcome = office.engine.send(sending)
    with monkeypatch.context() as full:
        full.setattr(office.store.outbox, "settle_sent", _full_disk)
        with pytest.raises(DiskFull):
            office.engine.settle(outcome)
        with pytest.raises(DiskFull):
            office.engine.claim()
    assert office.entry(entry).state is OutboxState.SENDING
    assert office.engine.claim() is None
    assert office.entry(entry).state is OutboxState.SENT
    assert len(fake.district.commits) == 1


def _full_disk(*_: object) -> None:
    raise DiskFull
