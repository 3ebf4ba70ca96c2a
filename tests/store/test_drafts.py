from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent
from editor_app.core.draft import DraftQuery, DraftState, Remote, RevisionKind
from editor_app.core.errors import NotAllowed, NotStored
from editor_app.core.finding import Waiver
from editor_app.store.account import AccountStore
from tests.store.conftest import HandClock
from tests.support.store_factory import fill

TEXT = ArticleContent(
    title="关于开展消防检查的通知", section="tzgg", kind="notice", fields={"source": "清河街道"}, body="各社区：\n\n现通知如下。"
)


def test_what_is_created_is_loaded_again_after_closing(store: AccountStore, folder: Path) -> None:
    draft = store.drafts.create(TEXT, "a")
    store.close()
    again = AccountStore(folder)
    loaded = again.drafts.load(draft.id)
    again.close()
    assert loaded == draft
    assert loaded.content == TEXT
    assert loaded.saved_hash == TEXT.content_hash
    assert (loaded.state, loaded.revision_number, loaded.trashed) == (DraftState.EDITING, 1, False)


def test_save_tells_what_changed_and_nothing_for_the_same_content(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a")
    changed = dataclasses.replace(TEXT, body="新的正文")
    saved, changes = store.drafts.save_content(draft.id, changed)
    assert changes == Changes(drafts=frozenset({draft.id}))
    assert saved.content == changed
    assert saved.revision_number == 2
    again, nothing = store.drafts.save_content(draft.id, changed)
    assert not nothing
    assert again == saved


def test_any_text_survives(store: AccountStore) -> None:
    odd = ArticleContent(
        title="\x00 \ud800 '; DROP TABLE drafts; --", body="a\x00b\udfff\U0001f600\r\n\u202e", fields={"x": "\ud83d"}
    )
    draft = store.drafts.create(odd, "a")
    assert store.drafts.load(draft.id).content == odd
    assert store.drafts.summaries()[0].id == draft.id
    _, changes = store.drafts.save_content(draft.id, odd)
    assert not changes
    halves = dataclasses.replace(odd, body="\ud83d\ude00")
    assert store.drafts.save_content(draft.id, halves)[0].content.body == "\U0001f600"


def test_unknown_ids_raise_not_stored(store: AccountStore) -> None:
    for call in (
        lambda: store.drafts.load("nobody"),
        lambda: store.drafts.save_content("nobody", TEXT),
        lambda: store.drafts.set_state("nobody", DraftState.EDITING),
        lambda: store.drafts.trash("nobody"),
        lambda: store.drafts.duplicate("nobody"),
        lambda: store.revisions.load("nobody"),
        lambda: store.outbox.load("nobody"),
    ):
        with pytest.raises(NotStored):
            call()
    assert store.drafts.find("nobody") is None


def test_list_is_ordered_by_change_even_when_the_clock_goes_back(store: AccountStore, clock: HandClock) -> None:
    first = store.drafts.create(TEXT, "a")
    clock.move(days=-3650)
    second = store.drafts.create(TEXT, "a")
    clock.move(days=7300)
    third = store.drafts.create(TEXT, "a")
    clock.move(days=-9000)
    store.drafts.save_content(first.id, dataclasses.replace(TEXT, title="改"))
    assert [row.id for row in store.drafts.summaries()] == [first.id, third.id, second.id]


def test_list_filters_pages_and_counts(store: AccountStore) -> None:
    drafts = fill(store, 60)
    states = [draft.state for draft in drafts]
    counts = store.drafts.counts()
    assert counts == {state: states.count(state) for state in DraftState}
    published = store.drafts.summaries(DraftQuery(states=(DraftState.PUBLISHED, DraftState.RETURNED)))
    assert {row.id for row in published} == {d.id for d in drafts if d.state in (DraftState.PUBLISHED, DraftState.RETURNED)}
    notices = store.drafts.summaries(DraftQuery(section="tzgg", kind="notice"))
    assert {row.id for row in notices} == {d.id for d in drafts if d.content.kind == "notice"}
    pages = [row.id for offset in range(0, 60, 7) for row in store.drafts.summaries(DraftQuery(limit=7, offset=offset))]
    assert pages == [draft.id for draft in reversed(drafts)]
    assert {row.id for row in published} <= set(store.drafts.remote_ids())


def test_summary_shows_what_the_list_needs(store: AccountStore) -> None:
    body = "## 标题\n\n![图](attachment:a1) **重要**[链接](https://x.cn)正文" + "很长" * 100
    remote = Remote(receipt="2026-1", stage="终审", public_url="https://x.cn/1", return_reason="wording")
    draft = store.drafts.create(dataclasses.replace(TEXT, body=body), "a", state=DraftState.PUBLISHED, remote=remote)
    row = store.drafts.summaries()[0]
    assert row.excerpt.startswith("标题 重要 链接正文很长")
    assert len(row.excerpt) <= 80
    assert (row.title, row.section, row.kind, row.state) == (TEXT.title, "tzgg", "notice", DraftState.PUBLISHED)
    assert (row.stage, row.receipt, row.public_url, row.return_reason) == ("终审", "2026-1", "https://x.cn/1", "wording")
    assert store.drafts.load(draft.id).remote == remote


def test_state_moves_obey_the_law(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a", state=DraftState.IN_REVIEW)
    with pytest.raises(NotAllowed):
        store.drafts.save_content(draft.id, dataclasses.replace(TEXT, body="不行"))
    assert store.drafts.load(draft.id).content == TEXT
    remote = Remote(etag="e2", returned_by="王芳", return_reason="facts")
    assert store.drafts.set_state(draft.id, DraftState.RETURNED, remote)
    assert store.drafts.load(draft.id).remote == remote
    assert not store.drafts.set_state(draft.id, DraftState.RETURNED, remote)
    assert not store.drafts.set_state(draft.id, DraftState.RETURNED)
    with pytest.raises(NotAllowed):
        store.drafts.set_state(draft.id, DraftState.EDITING)
    with pytest.raises(NotAllowed):
        store.drafts.set_state(draft.id, DraftState.QUEUED)


def test_waivers_are_kept(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a")
    waiver = Waiver("WRD-01", "0123", "message", "text", "原文如此", "林文", "2026-11-23T09:00:00+08:00")
    assert store.drafts.save_waivers(draft.id, (waiver,))
    assert store.drafts.load(draft.id).waivers == (waiver,)


def test_trash_and_its_end(store: AccountStore, clock: HandClock) -> None:
    old, young, _ = (store.drafts.create(dataclasses.replace(TEXT, title=name), "a") for name in ("旧", "新", "留"))
    store.drafts.trash(old.id)
    clock.move(days=20)
    store.drafts.trash(young.id)
    assert [row.title for row in store.drafts.summaries()] == ["留"]
    assert [row.title for row in store.drafts.summaries(DraftQuery(trashed=True))] == ["新", "旧"]
    assert store.drafts.trashed_count() == 2
    clock.move(days=15)
    assert not store.drafts.remove_trashed("2026-11-01T00:00:00+08:00")
    removed = store.drafts.remove_trashed("2026-12-13T08:00:00+08:00")
    assert removed.drafts == {old.id}
    assert store.drafts.find(old.id) is None
    assert store.drafts.load(young.id).trashed
    store.drafts.untrash(young.id)
    assert {row.title for row in store.drafts.summaries()} == {"新", "留"}
    assert not store.drafts.remove_trashed("9999-01-01T00:00:00+00:00")
    with pytest.raises(ValueError):
        store.drafts.remove_trashed("yesterday")


def test_a_draft_in_the_outbox_cannot_go_into_the_trash(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a")
    store.outbox.enqueue(draft.id, TEXT)
    with pytest.raises(NotAllowed):
        store.drafts.trash(draft.id)
    with pytest.raises(NotAllowed):
        store.drafts.set_state(draft.id, DraftState.EDITING)


def test_duplicate_knows_nothing_of_the_portal(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a", state=DraftState.PUBLISHED, remote=Remote(etag="1", receipt="2026-1"))
    copy = store.drafts.duplicate(draft.id)
    assert copy.id != draft.id
    assert (copy.content, copy.state, copy.remote) == (TEXT, DraftState.EDITING, Remote())


def test_known_and_given_ids(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a", draft_id="11111111-2222-3333-4444-555555555555")
    assert draft.id == "11111111-2222-3333-4444-555555555555"
    assert store.drafts.known([draft.id, "other"]) == {draft.id}


def test_together_is_all_or_nothing(store: AccountStore) -> None:
    def interrupted() -> None:
        with store.together():
            store.drafts.create(TEXT, "a")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert store.drafts.summaries() == []
    assert store.search.search("消防") == []


def test_manual_save_of_an_unchanged_text_marks_the_autosave(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a")
    _, changes = store.drafts.save_content(draft.id, TEXT, RevisionKind.MANUAL)
    assert changes
    assert [row.kind for row in store.revisions.of_draft(draft.id)] == [RevisionKind.MANUAL]
    _, changes = store.drafts.save_content(draft.id, TEXT, RevisionKind.MANUAL)
    assert not changes


def test_one_draft_is_removed_from_the_trash_and_only_from_there(store: AccountStore) -> None:
    kept, gone = (store.drafts.create(ArticleContent(title=title), "a1") for title in ("留下", "删除"))
    with pytest.raises(NotAllowed):
        store.drafts.remove(gone.id)
    store.drafts.trash(gone.id)
    assert store.drafts.remove(gone.id).drafts == {gone.id}
    assert store.drafts.find(gone.id) is None
    assert store.drafts.find(kept.id) is not None
