"""Take a task up, so that colleagues see it and the author cannot recall it; or give it back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.problems import Problem
from portal.review.models import ReviewTask
from portal.review.queues import locked_task, require_decider
from portal.review.record import audit, note


def claim(user: User, task_id: UUID) -> ReviewTask:
    """Doing it twice changes nothing. Raises Problem 403 own_submission, 404, 409 (task_closed, already_claimed)."""
    with transaction.atomic():
        task = locked_task(user, task_id)
        require_decider(user, task)
        if task.claimed_by_id is None:
            _set(task, user)
            note(task.article, [audit(task.article, user, "claimed", stage=task.name)], queues=[task.queue])
    return task


def release(user: User, task_id: UUID) -> ReviewTask:
    """Doing it twice changes nothing. Raises Problem 404, 409 (task_closed, already_claimed)."""
    with transaction.atomic():
        task = locked_task(user, task_id)
        if task.state != ReviewTask.OPEN:
            raise Problem(409, "task_closed")
        if task.claimed_by_id not in (None, user.pk):
            raise Problem(409, "already_claimed")
        if task.claimed_by_id is not None:
            _set(task, None)
            note(task.article, [audit(task.article, user, "released", stage=task.name)], queues=[task.queue])
    return task


def _set(task: ReviewTask, user: User | None) -> None:
    task.claimed_by, task.claimed_at = user, timezone.now() if user is not None else None
    ReviewTask.objects.filter(pk=task.pk).update(claimed_by=task.claimed_by, claimed_at=task.claimed_at)
