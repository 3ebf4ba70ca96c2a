from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from editor_app.core.draft import DraftState
from editor_app.core.errors import NotAllowed, PortalError
from editor_app.core.outbox import OutboxState
from editor_app.core.resources import resource_path
from editor_app.rules.pack import BrokenPack, pack_files, parse_pack, shipped_pack
from tests.support.fake_clock import FakeClock
from tests.support.fake_portal import FakePortal
from tests.support.faults import Fault, Kind
from tests.support.office import Office


def _sent(office: Office, title: str = "") -> str:
    entry = office.queue(title)
    office.engine.step()
    assert office.entry(entry).state is OutboxState.SENT
    return entry.submission.draft_id


def test_the_first_round_brings_profile_and_sections(office: Office) -> None:
    changes = office.syncing.sync()
    assert (changes.account, changes.reference) == (True, True)
    known = office.reference.snapshot
    assert known.profile is not None
    assert [section.code for section in known.writable_sections] == ["notices"]
    assert not office.syncing.sync(), "nothing new is no change"


def test_a_return_brings_the_reason_and_the_remarks(office: Office, fake: FakePortal) -> None:
    office.syncing.sync()
    draft_id = _sent(office)
    fake.district.send_back(draft_id, "请补充时间")
    changes = office.syncing.sync()
    draft = office.store.drafts.load(draft_id)
    assert draft_id in changes.drafts
    assert (draft.state, draft.remote.return_reason, draft.remote.returned_by) == (DraftState.RETURNED, "请补充时间", "李审核")
    status = office.reference.status(draft_id)
    assert status is not None
    assert status.comments[0].text == "请补充时间"
    again = office.store.outbox.enqueue(draft_id, dataclasses.replace(draft.content, title="补充"), (), "")
    office.engine.step()
    assert office.entry(again).state is OutboxState.SENT, "the base moved with the return"


def test_publication_brings_the_address(office: Office, fake: FakePortal) -> None:
    draft_id = _sent(office)
    fake.district.publish(draft_id)
    office.syncing.sync()
    draft = office.store.drafts.load(draft_id)
    assert (draft.state, draft.remote.public_url) == (DraftState.PUBLISHED, f"/qinghe/{draft_id}.html")


def test_absence_on_the_portal_deletes_nothing(office: Office, fake: FakePortal) -> None:
    draft_id = _sent(office)
    office.syncing.sync()
    fake.district.articles.clear()
    fake.district.feed.append(draft_id)
    office.syncing.sync()
    assert office.store.drafts.load(draft_id).state is DraftState.IN_REVIEW


def test_a_text_of_somebody_else_does_not_become_our_base(office: Office, fake: FakePortal) -> None:
    office.syncing.sync()
    draft_id = _sent(office)
    before = office.store.drafts.load(draft_id)
    fake.district.edit(draft_id, "别人的标题")
    office.syncing.sync()
    after = office.store.drafts.load(draft_id)
    assert (after.state, after.remote.etag, after.content) == (DraftState.RETURNED, before.remote.etag, before.content)


def test_news_of_a_queued_draft_is_not_lost(office: Office, fake: FakePortal) -> None:
    """Committed, answer lost, returned, and the feed read before the outbox knew: the return still arrives."""
    office.syncing.sync()
    entry = office.queue()
    fake.script(Fault(Kind.RESET_AFTER, "POST", "/submit"))
    office.engine.step()
    draft_id = entry.submission.draft_id
    fake.district.send_back(draft_id, "请修改")
    office.syncing.sync()
    assert office.store.drafts.load(draft_id).state is DraftState.QUEUED
    office.engine.retry_now()
    office.engine.step()
    office.syncing.sync()
    assert office.store.drafts.load(draft_id).state is DraftState.RETURNED


def test_many_pages_are_one_round_and_a_broken_one_keeps_the_cursor(office: Office, fake: FakePortal) -> None:
    ids = [_sent(office, f"第{number}号通知") for number in range(3)]
    fake.district.feed.extend(ids * 100)
    fake.script(Fault(Kind.ANSWER, "GET", "/changes", status=500, body={}))
    with pytest.raises(PortalError):
        office.syncing.sync()
    assert office.reference.cursor() == ""
    office.syncing.sync()
    assert office.reference.cursor() == str(len(fake.district.feed))


def _good_pack() -> dict[str, str]:
    files = pack_files(resource_path("rules"))
    head = files["pack.toml"]
    return {"pack.toml": head.replace(shipped_pack().version, "9999.1"), "hygiene.toml": files["hygiene.toml"]}


def _serve(fake: FakePortal, files: dict[str, str], sha256: str = "") -> None:
    fake.district.pack = {"version": "9999.1", "sha256": sha256 or parse_pack(files, verify=False).sha256, "files": files}
    fake.district.announced_pack = "9999.1"


def test_a_new_rule_pack_is_taken_over_and_kept(office: Office, fake: FakePortal) -> None:
    files = _good_pack()
    try:
        parse_pack(files)
    except BrokenPack as error:
        pytest.skip(f"the shipped rules do not prove themselves: {error.detail}")
    _serve(fake, files)
    office.syncing.sync()
    assert office.reference.pack().version == "9999.1"
    office.reference.snapshot = dataclasses.replace(office.reference.snapshot, kept_pack=shipped_pack)
    assert office.reference.load().pack.version == "9999.1"
    asked = fake.seen("GET", "/rule-pack")
    office.syncing.sync()
    assert fake.seen("GET", "/rule-pack") == asked


@pytest.mark.parametrize("how", ["malformed", "hash", "unknown check"])
def test_a_broken_rule_pack_leaves_the_last_good_one(office: Office, fake: FakePortal, how: str) -> None:
    files = _good_pack()
    if how == "malformed":
        fake.district.pack = {"version": "9999.1", "sha256": "0" * 64, "files": {"pack.toml": "version = "}}
        fake.district.announced_pack = "9999.1"
    elif how == "hash":
        _serve(fake, {"pack.toml": 'version = "9999.1"\n'}, "0" * 64)
    else:
        rule = '[[rules]]\nid = "XX-01"\nslug = "x"\nkind = "existence"\nseverity = "error"\nscope = "body"\nmessage = "m"\n'
        files["x.toml"] = rule + 'why = "w"\ncheck = "no_such_check"\nbad = ["a"]\ngood = ["b"]\n'
        fake.district.pack = {"version": "9999.1", "sha256": "0" * 64, "files": files}
        fake.district.announced_pack = "9999.1"
    office.syncing.sync()
    assert office.reference.pack().version == shipped_pack().version
    assert office.syncing.broken_pack().startswith("9999.1")


def test_articles_of_mine_from_another_computer(office: Office, fake: FakePortal, clock: FakeClock, tmp_path: Path) -> None:
    entry = office.queue("关于领取物资的通知", files=2)
    office.engine.step()
    draft_id = entry.submission.draft_id
    fake.district.send_back(draft_id, "请修改")
    other = Office(tmp_path / "new", fake.url, fake.token(), clock)
    other.syncing.sync()
    assert [item.id for item in other.syncing.elsewhere()] == [draft_id]
    draft, changes = other.adopting.save_new(other.adopting.fetch(draft_id))
    assert draft_id in changes.drafts
    assert (draft.id, draft.state, draft.content) == (draft_id, DraftState.RETURNED, entry.submission.content)
    for item in draft.content.attachments:
        other.store.blobs.verify(item.sha256)
    assert other.syncing.elsewhere() == []
    with pytest.raises(NotAllowed):
        other.adopting.save_new(other.adopting.fetch(draft_id))
    again = other.store.outbox.enqueue(draft_id, dataclasses.replace(draft.content, title="改好的通知"), (), "")
    other.engine.step()
    assert other.entry(again).state is OutboxState.SENT
    other.close()


@pytest.mark.parametrize("mine", [True, False])
def test_both_ways_out_of_a_conflict(office: Office, fake: FakePortal, mine: bool) -> None:
    draft_id = _sent(office)
    fake.district.edit(draft_id, "别人的标题")
    office.syncing.sync()
    draft = office.store.drafts.load(draft_id)
    office.drafting.save(draft_id, dataclasses.replace(draft.content, title="我的标题"))
    assert not office.adopting.in_conflict(draft_id)
    lost = office.store.outbox.enqueue(draft_id, office.store.drafts.load(draft_id).content, (), "")
    office.engine.step()
    assert (office.entry(lost).state, office.adopting.in_conflict(draft_id)) == (OutboxState.FAILED, True)
    fetched = office.adopting.fetch(draft_id)
    after, changes = office.adopting.keep_mine(draft_id, fetched) if mine else office.adopting.take_theirs(draft_id, fetched)
    assert not office.adopting.in_conflict(draft_id)
    assert (changes.drafts, changes.outbox) == ({draft_id}, {lost.id})
    assert after.content.title == ("我的标题" if mine else "别人的标题")
    titles = {office.drafting.revision(item.id).content.title for item in office.drafting.history(draft_id)}
    assert "我的标题" in titles, "the text here stays in the history"
    last = office.store.outbox.enqueue(draft_id, dataclasses.replace(after.content, title="定稿"), (), "")
    office.engine.step()
    assert office.entry(last).state is OutboxState.SENT


def test_polling_is_spread(office: Office) -> None:
    waits = {office.syncing.next_poll_seconds() for _ in range(50)}
    assert min(waits) >= 15
    assert max(waits) <= 30
    assert len(waits) > 40
