"""Hand an article in: freeze the revision, open the first stage's task, give out a receipt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from editor_app.core.content import ArticleContent
from editor_app.core.outbox import Receipt
from editor_app.core.review import ReviewState
from portal.accounts.models import User
from portal.articles.access import check_match, locked_article, require_officer, require_own_unit
from portal.articles.checking import check_hash, check_submission
from portal.articles.models import ArticlePage
from portal.articles.revisions import ArticleRevision
from portal.articles.store import add_revision, create_article
from portal.organisation.access import stages_of
from portal.organisation.models import Section
from portal.problems import Problem
from portal.review.models import ReceiptCounter, Submission
from portal.review.queues import open_task
from portal.review.record import audit, conclude
from portal.sync.once import Answer, once, stored_answer


def submit(
    user: User,
    uuid: UUID,
    content: ArticleContent,
    content_hash: str,
    waivers: Sequence[dict[str, Any]],
    *,
    key: UUID,
    print_: str,
    if_match: str,
    if_none_match: str,
) -> Answer:
    """The receipt as a stored answer (201).

    Raises Problem 403 (no officer, other unit, section), 404, 409 (not_submittable, article_locked, in_progress), 412, 422, 428.
    """
    earlier = stored_answer(user, key, print_)
    if earlier is not None:
        return earlier
    require_officer(user)
    check_hash(content, content_hash)
    checked = check_submission(user, content)

    def work() -> Answer:
        article = locked_article(user, uuid)
        if article is not None:
            require_own_unit(user, article)
        check_match(article, if_match, if_none_match)
        article = article or create_article(user, uuid, content)
        _require_submittable(article)
        revision = add_revision(article, user, content, submitted=True)
        submission = _hand_in(article, revision, user, checked.section, waivers, checked.findings, checked.pack_version)
        return _answer(article, submission)

    return once(user, key, print_, work)


def _require_submittable(article: ArticlePage) -> None:
    if article.state == ReviewState.IN_REVIEW.value:
        raise Problem(409, "not_submittable", "it is in review already")
    if article.locked:
        raise Problem(409, "article_locked")


def _hand_in(
    article: ArticlePage,
    revision: ArticleRevision,
    user: User,
    section: Section,
    waivers: Sequence[dict[str, Any]],
    findings: Sequence[dict[str, Any]],
    pack_version: str,
) -> Submission:
    submission = Submission(
        article=article,
        revision=revision,
        receipt_number=_next_receipt_number(),
        author=user,
        author_name=user.shown_name,
        stages=stages_of(section, article.unit),
        waivers=list(waivers),
        findings=list(findings),
        pack_version=pack_version,
        is_correction=article.public_revision_id is not None,
    )
    submission.save(force_insert=True)
    task = open_task(submission, 1)
    task.save(force_insert=True)
    article.state, article.stage_name = ReviewState.IN_REVIEW.value, task.name
    text = "更正" if submission.is_correction else ""
    entry = audit(article, user, "submitted", stage=task.name, text=text, revision=revision)
    conclude(article, [entry], "state", "stage_name", queues=[task.queue])
    return submission


def _next_receipt_number() -> str:
    """YYYY-MMDD-NNNN; the counter's row is locked until the transaction ends, so no number is given twice or left out."""
    day = timezone.localdate()
    if not ReceiptCounter.objects.filter(day=day).update(last=F("last") + 1):
        _, made = ReceiptCounter.objects.get_or_create(day=day, defaults={"last": 1})
        if not made:
            ReceiptCounter.objects.filter(day=day).update(last=F("last") + 1)
    last = ReceiptCounter.objects.values_list("last", flat=True).get(day=day)
    return f"{day:%Y-%m%d}-{last:04d}"


def _answer(article: ArticlePage, submission: Submission) -> Answer:
    receipt = Receipt(
        number=submission.receipt_number,
        article=str(article.uuid),
        accepted_at=timezone.localtime(submission.submitted_at).isoformat(timespec="milliseconds"),
        content_hash=submission.revision.content_hash,
        stage=article.stage_name,
        etag=article.etag,
        revision_id=str(submission.revision_id),
    ).to_dict()
    return Answer(201, receipt, article.etag, receipt)
