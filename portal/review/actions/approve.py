"""Approve one stage; the last one publishes."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from portal.accounts.models import User
from portal.articles.models import ArticlePage
from portal.problems import Problem
from portal.review.actions.publish import COLUMNS, publish
from portal.review.models import ReviewTask, Submission
from portal.review.queues import locked_task, open_task, require_decider
from portal.review.record import audit, conclude


def require_seen(task: ReviewTask, revision_id: str, content_hash: str) -> None:
    """A decision is about the revision that the reviewer saw. Raises Problem 409 stale_revision when that is not the one that waits."""
    revision = task.submission.revision
    if str(revision.pk) != revision_id or revision.content_hash != content_hash:
        raise Problem(409, "stale_revision")


def approve(user: User, task_id: UUID, revision_id: str, content_hash: str, comment: str) -> ArticlePage:
    """Inside a transaction. Raises Problem 403 own_submission, 404, 409 (task_closed, already_claimed, stale_revision, article_locked)."""
    task = locked_task(user, task_id)
    require_decider(user, task)
    require_seen(task, revision_id, content_hash)
    article, submission = task.article, task.submission
    if article.locked:
        raise Problem(409, "article_locked")
    ReviewTask.objects.filter(pk=task.pk).update(
        state=ReviewTask.APPROVED, decided_by=user, decided_at=timezone.now(), comment=comment
    )
    entries = [audit(article, user, "approved", stage=task.name, text=comment, revision=submission.revision)]
    queues = [task.queue]
    if task.position < len(submission.stages):
        following = open_task(submission, task.position + 1)
        following.save(force_insert=True)
        queues.append(following.queue)
        article.stage_name = following.name
        conclude(article, entries, "stage_name", queues=queues)
        return article
    Submission.objects.filter(pk=submission.pk).update(
        state=Submission.APPROVED, decided_at=timezone.now(), decided_by_name=user.shown_name
    )
    entries.append(publish(article, submission, user))
    conclude(article, entries, *COLUMNS, queues=queues)
    return article
