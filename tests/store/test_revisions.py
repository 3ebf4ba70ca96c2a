from __future__ import annotations

import dataclasses

import pytest

from editor_app.core.content import ArticleContent
from editor_app.core.draft import Draft, DraftState, RevisionKind
from editor_app.core.errors import NotAllowed, NotStored
from editor_app.store.account import AccountStore
from editor_app.store.revisions import ALWAYS_KEPT
from tests.store.conftest import HandClock

TEXT = ArticleContent(title="题", section="s", body="零")


def _save(store: AccountStore, draft: Draft, body: str, kind: RevisionKind = RevisionKind.AUTOSAVE) -> Draft:
    return store.drafts.save_content(draft.id, dataclasses.replace(TEXT, body=body), kind)[0]


def _bodies(store: AccountStore, draft: Draft) -> list[str]:
    return [store.revisions.load(row.id).content.body for row in store.revisions.of_draft(draft.id)]


def test_autosaves_of_five_minutes_are_one_revision_with_rising_numbers(store: AccountStore, clock: HandClock) -> None:
    draft = store.drafts.create(TEXT, "a")
    for second in range(1, 12):
        clock.move(seconds=30)
        saved = _save(store, draft, f"第{second}次")
        assert saved.revision_number == second + 1
    history = store.revisions.of_draft(draft.id)
    # 0 to 270 s are the first run, 300 s begins the second: typing without a pause still leaves a trail.
    assert [row.number for row in history] == [12, 10]
    assert _bodies(store, draft) == ["第11次", "第9次"]
    assert store.drafts.load(draft.id).content.body == "第11次"


def test_a_replaced_autosave_is_gone_and_its_id_is_not_given_another_text(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a")
    first = store.revisions.of_draft(draft.id)[0]
    _save(store, draft, "一")
    with pytest.raises(NotStored):
        store.revisions.load(first.id)


def test_manual_saves_and_what_precedes_them_stay(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a")
    _save(store, draft, "一", RevisionKind.MANUAL)
    _save(store, draft, "二")
    _save(store, draft, "三")
    _save(store, draft, "四", RevisionKind.MANUAL)
    assert _bodies(store, draft) == ["四", "三", "一", "零"]


def test_a_clock_set_back_ends_the_run(store: AccountStore, clock: HandClock) -> None:
    draft = store.drafts.create(TEXT, "a")
    clock.move(days=-3650)
    _save(store, draft, "一")
    assert _bodies(store, draft) == ["一", "零"]


def test_names(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a")
    revision = store.revisions.of_draft(draft.id)[0]
    assert store.revisions.name(revision.id, "送领导前").drafts == {draft.id}
    _save(store, draft, "一")
    named = store.revisions.of_draft(draft.id)[1]
    assert (named.id, named.name, named.kind) == (revision.id, "送领导前", RevisionKind.NAMED)
    store.revisions.name(revision.id, "")
    assert store.revisions.load(revision.id).kind is RevisionKind.MANUAL


def test_restore_keeps_the_present_first(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a")
    wanted = store.revisions.of_draft(draft.id)[0]
    store.revisions.name(wanted.id, "好")
    _save(store, draft, "现在")
    restored = store.revisions.restore(draft.id, wanted.id)
    assert restored.content.body == "零"
    assert store.drafts.load(draft.id) == restored
    history = store.revisions.of_draft(draft.id)
    assert [row.kind for row in history] == [RevisionKind.MANUAL, RevisionKind.BEFORE_RESTORE, RevisionKind.NAMED]
    assert _bodies(store, draft) == ["零", "现在", "零"]
    _save(store, draft, "又改")
    assert _bodies(store, draft) == ["又改", "零", "现在", "零"]


def test_restore_is_refused_for_another_draft_and_while_in_review(store: AccountStore) -> None:
    draft, other = store.drafts.create(TEXT, "a"), store.drafts.create(TEXT, "a")
    revision = store.revisions.of_draft(other.id)[0]
    with pytest.raises(NotStored):
        store.revisions.restore(draft.id, revision.id)
    busy = store.drafts.create(TEXT, "a", state=DraftState.IN_REVIEW)
    with pytest.raises(NotAllowed):
        store.revisions.restore(busy.id, store.revisions.of_draft(busy.id)[0].id)


def test_thinning_keeps_the_last_named_manual_and_submitted(store: AccountStore, clock: HandClock) -> None:
    draft = store.drafts.create(TEXT, "a")
    special: dict[str, str] = {}
    for index in range(200):
        clock.move(minutes=6)
        _save(store, draft, f"第{index}次")
        if index == 20:
            newest = store.revisions.of_draft(draft.id)[0]
            store.revisions.name(newest.id, "一稿")
            special["named"] = newest.id
        if index == 40:
            _save(store, draft, "手动", RevisionKind.MANUAL)
            special["manual"] = store.revisions.of_draft(draft.id)[0].id
        if index == 60:
            entry = store.outbox.enqueue(draft.id, dataclasses.replace(TEXT, body="提交"))
            store.outbox.cancel(entry.id)
            special["submitted"] = entry.submission.revision_id
    before = store.revisions.of_draft(draft.id)
    clock.move(days=40)
    removed = store.revisions.thin()
    after = store.revisions.of_draft(draft.id)
    assert removed == len(before) - len(after) > 100
    assert after[:ALWAYS_KEPT] == before[:ALWAYS_KEPT]
    kept = {row.id for row in after}
    assert set(special.values()) <= kept
    # 200 times 6 minutes are 20 hours: at most two calendar days of old autosaves stay.
    assert len([row for row in after[ALWAYS_KEPT:] if row.kind is RevisionKind.AUTOSAVE]) <= 2
    assert store.drafts.load(draft.id).content.body == "第199次"
    assert store.revisions.thin() == 0


def test_numbers_are_never_given_twice(store: AccountStore, clock: HandClock) -> None:
    draft = store.drafts.create(TEXT, "a")
    seen: list[int] = []
    for index in range(30):
        clock.move(minutes=index % 7)
        seen.append(_save(store, draft, f"{index}").revision_number)
        if index % 10 == 9:
            store.revisions.thin()
    assert seen == sorted(set(seen))
