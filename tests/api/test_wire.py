from __future__ import annotations

import dataclasses

import pytest

from editor_app.api.portal import HttpPortal
from editor_app.core.content import ArticleContent
from editor_app.core.errors import Conflict, PortalBroken, Refused
from editor_app.core.outbox import Submission
from tests.support.fake_portal import FakePortal
from tests.support.faults import Fault, Kind

CONTENT = ArticleContent(title="关于停水的通知", section="notices", kind="notice", body="各社区：\n\n明日停水。")
ID = "11111111-2222-4333-8444-555555555555"


def _submission(content: ArticleContent = CONTENT, etag: str = "") -> Submission:
    return Submission("s", ID, "r", content, content.content_hash, (), "1", etag, "2026-11-23T00:00:00+08:00")


def test_a_submission_and_its_receipt(fake: FakePortal, portal: HttpPortal) -> None:
    receipt = portal.submit(_submission(), "key-1")
    assert (receipt.article, receipt.content_hash) == (ID, CONTENT.content_hash)
    assert portal.submit(_submission(), "key-1") == receipt == portal.receipt("key-1")
    assert portal.receipt("key-2") is None
    assert len(fake.district.commits) == 1


def test_the_first_submission_never_overwrites_and_a_later_one_only_its_base(fake: FakePortal, portal: HttpPortal) -> None:
    first = portal.submit(_submission(), "key-1")
    with pytest.raises(Conflict):
        portal.submit(_submission(), "key-2")
    fake.district.send_back(ID, "改")
    changed = dataclasses.replace(CONTENT, title="关于停水的补充通知")
    with pytest.raises(Conflict):
        portal.submit(_submission(changed, first.etag), "key-3")
    portal.submit(_submission(changed, portal.article(ID).article.etag), "key-4")
    assert [commit.key for commit in fake.district.commits] == ["key-1", "key-4"]


def test_a_used_key_with_another_text_is_refused(portal: HttpPortal) -> None:
    portal.submit(_submission(), "key-1")
    with pytest.raises(Refused) as caught:
        portal.submit(_submission(dataclasses.replace(CONTENT, title="别的")), "key-1")
    assert caught.value.code == "idempotency_key_reused"


def test_a_receipt_for_another_article_is_not_ours(fake: FakePortal, portal: HttpPortal) -> None:
    body = {"number": "1", "article": "other", "accepted_at": "", "content_hash": "", "stage": "", "etag": "", "revision_id": ""}
    fake.script(Fault(Kind.ANSWER, status=201, body=body))
    with pytest.raises(PortalBroken):
        portal.submit(_submission(), "key-1")


def test_the_feed_and_the_status(fake: FakePortal, portal: HttpPortal) -> None:
    portal.submit(_submission(), "key-1")
    fake.district.send_back(ID, "请改标题")
    page = portal.changes("")
    assert [article.id for article in page.articles] == [ID]
    assert portal.changes(page.cursor).articles == ()
    status = portal.article(ID)
    assert (status.return_reason, status.comments[0].quote) == ("请改标题", "通知")


def test_an_id_cannot_leave_its_place_in_the_address(fake: FakePortal, portal: HttpPortal) -> None:
    from editor_app.core.errors import NotFound

    with pytest.raises(NotFound):
        portal.article("../../me")
    assert fake.requests[-1][1] == "/api/v1/articles/..%2F..%2Fme"


def test_the_rule_pack_is_sent_once(fake: FakePortal, portal: HttpPortal) -> None:
    pack = portal.rule_pack("")
    assert pack is not None
    assert pack.etag == "fake-1"
    assert portal.rule_pack(pack.etag) is None


def test_published_and_sections(fake: FakePortal, portal: HttpPortal) -> None:
    portal.submit(_submission(), "key-1")
    assert portal.published() == ()
    fake.district.publish(ID)
    assert [item.title for item in portal.published("停水")] == [CONTENT.title]
    assert [section.writable for section in portal.sections()] == [True, False]
