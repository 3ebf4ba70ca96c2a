"""Take a public article off the portal, with a reason."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from wagtail.signals import page_unpublished

from editor_app.core.review import ReviewState
from portal.accounts.models import User
from portal.articles.access import check_match, locked_article
from portal.articles.models import ArticlePage
from portal.articles.search_terms import SearchTerms
from portal.problems import Problem
from portal.review.models import ReviewTask, Submission
from portal.review.record import audit, conclude


def withdraw(user: User, uuid: UUID, reason: str, *, explain: bool, if_match: str) -> ArticlePage:
    """Inside a transaction. With `explain` the reason stands at the article's address, else the address only says that it is gone.

    A correction under review is ended with it. Raises Problem 403, 404, 409 not_live, 412, 428.
    """
    article = locked_article(user, uuid)
    if article is None:
        raise Problem(404, "not_found")
    own = article.unit_id == user.unit_id and (user.is_officer or user.is_unit_reviewer)
    if not own and not user.is_centre_reviewer:
        raise Problem(403, "forbidden")
    check_match(article, if_match, "")
    if not article.live:
        raise Problem(409, "not_live")
    queues = _end_review(article)
    revision = article.public_revision
    article.live = False
    article.state, article.stage_name = ReviewState.WITHDRAWN.value, ""
    article.withdrawn_at, article.withdrawal_note = timezone.now(), reason if explain else ""
    SearchTerms.objects.filter(pk=article.pk).update(public="")
    entry = audit(article, user, "withdrawn", text=reason, revision=revision)
    conclude(article, [entry], "live", "state", "stage_name", "withdrawn_at", "withdrawal_note", queues=queues)
    page_unpublished.send(sender=ArticlePage, instance=article)
    return article


def _end_review(article: ArticlePage) -> list[str]:
    submission = Submission.objects.filter(article=article, state=Submission.IN_REVIEW).first()
    if submission is None:
        return []
    tasks = list(ReviewTask.objects.filter(submission=submission, state=ReviewTask.OPEN))
    ReviewTask.objects.filter(pk__in=[task.pk for task in tasks]).update(state=ReviewTask.CANCELLED, decided_at=timezone.now())
    Submission.objects.filter(pk=submission.pk).update(state=Submission.WITHDRAWN, decided_at=timezone.now())
    return [task.queue for task in tasks]
