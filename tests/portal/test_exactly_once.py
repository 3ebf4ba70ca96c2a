"""Keys, conditions and decisions: nothing happens twice, nothing happens to a text that was not seen."""

from __future__ import annotations

import uuid

import pytest

from portal.accounts.models import User
from portal.articles.models import ArticlePage, NotReviewed
from portal.review.models import AppendOnly, AuditEntry, Submission
from portal.sync.models import ChangeEntry, IdempotentRequest
from tests.portal.district import PASSWORD, District, article_content


def test_same_key_gives_the_same_receipt_and_one_article(district: District) -> None:
    officer, article, key = district.person("officer_a"), str(uuid.uuid4()), str(uuid.uuid4())
    before = ArticlePage.objects.count()
    first = officer.submit(article, article_content(), key=key)
    again = officer.submit(article, article_content(), key=key)
    assert (first.status, again.status) == (201, 201)
    assert again.json == first.json
    assert again.headers["Idempotency-Replayed"] == "true"
    assert ArticlePage.objects.count() == before + 1
    assert Submission.objects.filter(article__uuid=article).count() == 1
    assert officer.get(f"/receipts/{key}").json == first.json
    assert district.person("officer_b").get(f"/receipts/{key}").status == 404


def test_same_key_with_another_body_is_refused(district: District) -> None:
    officer, article, key = district.person("officer_a"), str(uuid.uuid4()), str(uuid.uuid4())
    officer.submit(article, article_content(), key=key)
    other = officer.submit(article, article_content(title="另一个标题的通知"), key=key)
    assert (other.status, other.code) == (422, "idempotency_key_reused")


def test_a_refusal_leaves_no_trace(district: District) -> None:
    officer, article, key = district.person("officer_a"), str(uuid.uuid4()), str(uuid.uuid4())
    counts = [model.objects.count() for model in (ArticlePage, AuditEntry, ChangeEntry, IdempotentRequest)]
    assert officer.submit(article, article_content(), key=key, content_hash="0" * 64).code == "content_hash_mismatch"
    assert officer.submit(article, article_content(), etag='"x-1"', key=key).status == 412
    assert counts == [model.objects.count() for model in (ArticlePage, AuditEntry, ChangeEntry, IdempotentRequest)]
    assert officer.get(f"/receipts/{key}").status == 404
    assert officer.submit(article, article_content(), key=key).status == 201, "the key is still free"


def test_one_submission_writes_one_of_everything(district: District) -> None:
    counts = [model.objects.count() for model in (ArticlePage, AuditEntry, ChangeEntry, IdempotentRequest)]
    district.submitted()
    assert [n + 1 for n in counts] == [
        model.objects.count() for model in (ArticlePage, AuditEntry, ChangeEntry, IdempotentRequest)
    ]


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({}, 428, "precondition_required"),
        ({"If_Match": '"old-1"'}, 412, "precondition_failed"),
        ({"If_None_Match": "*"}, 412, "precondition_failed"),
    ],
)
def test_a_known_article_needs_its_etag(district: District, headers: dict[str, str], status: int, code: str) -> None:
    article, receipt = district.submitted()
    officer = district.person("officer_a")
    officer.post(f"/articles/{article}/recall", {}, If_Match=receipt["etag"])
    content = article_content()
    body = {"content": content.to_dict(), "content_hash": content.content_hash}
    reply = officer.post(f"/articles/{article}/submit", body, **headers)
    assert (reply.status, reply.code) == (status, code)


def test_a_key_is_required(district: District) -> None:
    article, receipt = district.submitted()
    reply = district.person("officer_a").post(f"/articles/{article}/recall", {}, key=None, If_Match=receipt["etag"])
    assert (reply.status, reply.code) == (428, "idempotency_key_required")


def test_in_review_cannot_be_submitted_again(district: District) -> None:
    article, receipt = district.submitted()
    other = article_content(body="这是另外写的一份正文，请各村、各单位以此为准。")
    reply = district.person("officer_a").submit(article, other, etag=receipt["etag"])
    assert (reply.status, reply.code) == (409, "not_submittable")


def test_receipt_numbers_count_up(district: District) -> None:
    numbers = [district.submitted()[1]["number"] for _ in range(3)]
    heads, tails = {number[:10] for number in numbers}, [int(number[10:]) for number in numbers]
    assert len(heads) == 1
    assert tails == [tails[0], tails[0] + 1, tails[0] + 2]


def test_approval_of_a_stale_revision(district: District) -> None:
    article, receipt = district.submitted()
    officer, reviewer = district.person("officer_a"), district.person("reviewer_a")
    (seen,) = reviewer.tasks()
    recalled = officer.post(f"/articles/{article}/recall", {}, If_Match=receipt["etag"]).json["article"]
    officer.submit(article, article_content(body="这是悄悄换过的正文，请各村、各单位照此办理。"), etag=recalled["etag"])
    (task,) = reviewer.tasks()
    closed = reviewer.decide(seen)
    assert (closed.status, closed.code) == (409, "task_closed")
    stale = reviewer.decide(task, content_hash=seen["content_hash"])
    assert (stale.status, stale.code) == (409, "stale_revision")
    stale = reviewer.decide(task, revision_id=seen["revision_id"])
    assert (stale.status, stale.code) == (409, "stale_revision")
    assert reviewer.tasks()[0]["id"] == task["id"]


def test_what_was_saved_behind_the_review_is_not_published(district: District) -> None:
    """Trap 1: a later revision in Wagtail's own table does not reach the public page."""
    article, _ = district.submitted()
    page = district.page(article)
    page.body = "没有人审核过的正文。"
    page.save_revision(clean=False)
    district.approved_by("reviewer_a", article)
    district.approved_by("centre", article)
    page.refresh_from_db()
    assert "没有人审核过" not in page.body
    assert page.live
    assert page.content.content_hash == page.public_revision.content_hash


def test_no_door_of_wagtails_publishes_an_unreviewed_text(district: District) -> None:
    from wagtail.actions.publish_page_revision import PublishPageRevisionAction

    chief = User.objects.create_superuser("root", None, PASSWORD)
    for article in (district.submitted()[0], district.published()):
        page = district.page(article)
        page.body = "没有人审核过的正文。"
        revision = page.save_revision(clean=False)
        with pytest.raises(NotReviewed):
            PublishPageRevisionAction(revision, user=chief).execute(skip_permission_checks=True)
        with pytest.raises(NotReviewed):
            revision.publish(user=chief)
        page = district.page(article)
        assert "没有人审核过" not in page.body


def test_a_tampered_revision_is_not_published(district: District) -> None:
    article, _ = district.submitted()
    district.approved_by("reviewer_a", article)
    row = district.page(article).newest_revision.revision
    row.content["body"] = "被人在库里改过的正文。"
    row.save(update_fields=["content"])
    centre = district.person("centre")
    reply = centre.decide(next(task for task in centre.tasks() if task["article"]["id"] == article))
    assert (reply.status, reply.code) == (409, "stale_revision")
    assert not district.page(article).live


def test_nobody_decides_on_their_own_submission(district: District) -> None:
    district.submitted("both_a")
    both = district.person("both_a")
    (task,) = both.tasks()
    assert (task["may_decide"], task["why_not"]) == (False, "own_submission")
    for verb in ("approve", "return"):
        reply = both.decide(task, verb)
        assert (reply.status, reply.code) == (403, "own_submission")
    assert both.post(f"/tasks/{task['id']}/claim", key=None).code == "own_submission"
    assert district.person("reviewer_a").decide(task).status == 200


def test_a_claimed_task_is_the_claimers(district: District) -> None:
    district.submitted()
    first, second = district.person("reviewer_a"), district.person("both_a")
    (task,) = first.tasks()
    assert first.post(f"/tasks/{task['id']}/claim", key=None).json["task"]["claimed_by"] == "reviewer_a（测试）"
    assert first.post(f"/tasks/{task['id']}/claim", key=None).status == 200
    assert second.tasks()[0]["why_not"] == "claimed"
    assert second.decide(task).code == "already_claimed"
    assert second.post(f"/tasks/{task['id']}/release", key=None).code == "already_claimed"
    assert first.post(f"/tasks/{task['id']}/release", key=None).status == 200
    assert second.decide(task).status == 200


def test_the_record_only_grows(district: District) -> None:
    article, _ = district.submitted()
    line = AuditEntry.objects.filter(article_uuid=article).latest("id")
    with pytest.raises(AppendOnly):
        line.save()
    with pytest.raises(AppendOnly):
        line.delete()


def test_the_database_refuses_to_change_the_record(district: District) -> None:
    from django.db import DatabaseError, transaction

    article, _ = district.submitted()
    lines = AuditEntry.objects.filter(article_uuid=article)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        lines.update(text="anders")
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        lines._raw_delete("default")
    assert lines.count() == 1
