"""Take a submission back while nobody has taken it up."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from editor_app.core.review import ReviewState
from portal.accounts.models import User
from portal.articles.access import check_match, locked_article, require_officer, require_own_unit
from portal.articles.models import ArticlePage
from portal.problems import Problem
from portal.review.models import ReviewTask, Submission
from portal.review.record import audit, conclude


def resting_state(article: ArticlePage) -> str:
    """Where an article stands when nothing of it is in review."""
    if article.live:
        return ReviewState.PUBLISHED.value
    return ReviewState.WITHDRAWN.value if article.withdrawn else ReviewState.DRAFT.value


def recall(user: User, uuid: UUID, if_match: str) -> ArticlePage:
    """Inside a transaction. Raises Problem 403, 404, 409 not_recallable, 412, 428."""
    require_officer(user)
    article = locked_article(user, uuid)
    if article is None:
        raise Problem(404, "not_found")
    require_own_unit(user, article)
    check_match(article, if_match, "")
    submission = Submission.objects.filter(article=article, state=Submission.IN_REVIEW).select_related("revision").first()
    if submission is None:
        raise Problem(409, "not_recallable", "nothing of it is in review")
    tasks = list(ReviewTask.objects.filter(submission=submission))
    if any(task.claimed_by_id is not None or task.state != ReviewTask.OPEN for task in tasks):
        raise Problem(409, "not_recallable")
    ReviewTask.objects.filter(submission=submission).update(state=ReviewTask.CANCELLED, decided_at=timezone.now())
    Submission.objects.filter(pk=submission.pk).update(state=Submission.RECALLED, decided_at=timezone.now())
    article.state, stage, article.stage_name = resting_state(article), article.stage_name, ""
    entry = audit(article, user, "recalled", stage=stage, revision=submission.revision)
    conclude(article, [entry], "state", "stage_name", queues=[task.queue for task in tasks])
    return article
