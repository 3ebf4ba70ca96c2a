from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.draft import DraftQuery
from editor_app.store import search
from editor_app.store.account import AccountStore

TEXT = ArticleContent(
    title="关于信息中心的通知",
    fields={"source": "青石镇"},
    body="第3号：Unit Editor 于２０２６年启用。\n\n联系电话 0571-88886666，𠮷先生。Überprüfung",
    attachments=(Attachment("a1", Role.FILE, "报名表.xlsx", "0" * 64, 1, "x", alt="填写说明"),),
)


@pytest.mark.parametrize(
    "words",
    [
        "信息",
        "息中",
        "信息中心",
        "心",
        "知",
        "通知",
        "3号",
        "第3号",
        "unit",
        "Uni",
        "edit",
        "2026",
        "2026年",
        "年启",
        "２０２６",
        "0571",
        "8888",
        "𠮷先生",
        "𠮷",
        "报名",
        "xlsx",
        "说明",
        "青石",
        "信息 电话",
        "editor 启用",
        "  通知  ",
        "überprüfung",
        "ÜBER",
        "报名表.xlsx",
        "镇",
    ],
)
def test_found(store: AccountStore, words: str) -> None:
    draft = store.drafts.create(TEXT, "a")
    assert store.search.search(words) == [draft.id]
    assert [row.id for row in store.drafts.summaries(DraftQuery(text=words))] == [draft.id]


@pytest.mark.parametrize(
    "words", ["心信", "知第", "信心", "nit", "6666", "信息 没有", "026", "年度", "表报", "?", "", "*", '"', "unit OR", "NOT"]
)
def test_not_found(store: AccountStore, words: str) -> None:
    store.drafts.create(TEXT, "a")
    assert store.search.search(words) == []


def test_a_text_without_words_filters_everything_but_blank_filters_nothing(store: AccountStore) -> None:
    store.drafts.create(TEXT, "a")
    assert store.drafts.summaries(DraftQuery(text="？？")) == []
    assert len(store.drafts.summaries(DraftQuery(text="   "))) == 1


def test_newest_change_first_and_limited(store: AccountStore) -> None:
    ids = [store.drafts.create(dataclasses.replace(TEXT, title=f"通知{index}"), "a").id for index in range(5)]
    store.drafts.save_content(ids[1], dataclasses.replace(TEXT, title="改过的通知"))
    assert store.search.search("通知", 3) == [ids[1], ids[4], ids[3]]


def test_index_follows_edits_trash_and_removal(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a")
    store.drafts.save_content(draft.id, dataclasses.replace(TEXT, body="完全不同的内容"))
    assert store.search.search("联系电话") == []
    assert store.search.search("完全不同") == [draft.id]
    assert store.search.search("信息") == [draft.id]
    store.drafts.trash(draft.id)
    assert store.search.search("信息") == []
    assert [row.id for row in store.drafts.summaries(DraftQuery(text="信息", trashed=True))] == [draft.id]
    store.drafts.remove_trashed("9999-01-01T00:00:00+00:00")
    assert store._database.value("SELECT count(*) FROM passages") == 0
    assert store._database.rows("SELECT rowid FROM passage_index WHERE passage_index MATCH '\"信息\"'") == []


def test_rebuild_mends_the_index(store: AccountStore) -> None:
    draft = store.drafts.create(TEXT, "a")
    with store._database.transaction():
        store._database.run("INSERT INTO passage_index (passage_index) VALUES ('delete-all')")
    assert store.search.search("信息") == []
    store.search.rebuild()
    assert store.search.search("信息") == [draft.id]
    store.drafts.save_content(draft.id, ArticleContent(title="空"))
    assert store.search.search("信息") == []


def test_an_edit_touches_few_passages(store: AccountStore) -> None:
    body = "".join(f"这是第{index}个句子，它讲的是一件普通的小事情而已。" for index in range(400))
    draft = store.drafts.create(ArticleContent(title="长文", body=body), "a")
    before = {tuple(row) for row in store._database.rows("SELECT id, text FROM passages")}
    store.drafts.save_content(draft.id, ArticleContent(title="长文", body=body.replace("第200个句子", "第200个短句子")))
    after = {tuple(row) for row in store._database.rows("SELECT id, text FROM passages")}
    assert len(before) > 30
    assert len(after - before) <= 2


_CHARS = st.text(st.sampled_from("甲乙丙丁戊，。\n 1aB"), max_size=200)


@settings(max_examples=30, deadline=None)
@given(bodies=st.lists(_CHARS, min_size=1, max_size=3), data=st.data())
def test_chinese_words_are_found_exactly_where_they_stand(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], data: st.DataObject
) -> None:
    store = AccountStore(tmp_path_factory.mktemp("search") / "a")
    try:
        draft = store.drafts.create(ArticleContent(body=""), "a")
        for body in bodies:
            store.drafts.save_content(draft.id, ArticleContent(body=body))
        word = data.draw(st.text(st.sampled_from("甲乙丙丁戊"), min_size=1, max_size=4))
        assert bool(store.search.search(word)) == (word in bodies[-1])
    finally:
        store.close()


def test_cutting_loses_nothing_of_odd_texts() -> None:
    for text in ("。" * 20000, "甲" * 20000, "\n" * 20000, "a?" * 10000, " \n。" * 7000):
        pieces = list(search.passages(ArticleContent(body=text)))
        assert "".join("".join(pieces).split()) == "".join(text.split())
