"""Return a submission to its author, with a reason."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from editor_app.core.review import ReturnReason, ReviewState
from portal.accounts.models import User
from portal.articles.models import ArticlePage
from portal.review.actions.approve import require_seen
from portal.review.models import ReviewTask, Submission
from portal.review.queues import locked_task, require_decider
from portal.review.record import audit, conclude


def send_back(user: User, task_id: UUID, revision_id: str, content_hash: str, reason: ReturnReason, text: str) -> ArticlePage:
    """Inside a transaction; a live version stays as it is. Raises Problem as approve does."""
    task = locked_task(user, task_id)
    require_decider(user, task)
    require_seen(task, revision_id, content_hash)
    article, submission, now = task.article, task.submission, timezone.now()
    ReviewTask.objects.filter(pk=task.pk).update(state=ReviewTask.RETURNED, decided_by=user, decided_at=now, comment=text)
    Submission.objects.filter(pk=submission.pk).update(
        state=Submission.RETURNED,
        return_reason=reason.value,
        return_text=text,
        decided_at=now,
        decided_by_name=user.shown_name,
    )
    article.state, article.stage_name = ReviewState.RETURNED.value, ""
    entry = audit(article, user, "returned", stage=task.name, text=f"{reason.value}: {text}", revision=submission.revision)
    conclude(article, [entry], "state", "stage_name", queues=[task.queue])
    return article
