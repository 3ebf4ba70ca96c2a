"""Who decides which task, and when it is due."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from editor_app.core.organisation import StageKind
from portal.accounts.models import User
from portal.problems import Problem
from portal.review.models import ReviewTask, Submission


def in_queues_of(user: User) -> Q:
    """Condition on tasks: those of the queues that `user` looks after."""
    condition = Q(pk__in=[])
    if user.is_unit_reviewer:
        condition |= Q(kind__in=[StageKind.UNIT.value, StageKind.DEPARTMENT.value], unit_id=user.unit_id)
    if user.is_centre_reviewer:
        condition |= Q(kind=StageKind.CENTRE.value)
    return condition


def queue_names(user: User) -> list[str]:
    """Names of those queues, as in ReviewTask.queue."""
    return [f"unit:{user.unit_id}"] * user.is_unit_reviewer + ["centre"] * user.is_centre_reviewer


def why_not(user: User, task: ReviewTask) -> str:
    """Why `user` may not decide on a task of their queue: closed | own_submission | claimed | "" (they may)."""
    if task.state != ReviewTask.OPEN:
        return "closed"
    if task.submission.author_id == user.pk:
        return "own_submission"
    if task.claimed_by_id is not None and task.claimed_by_id != user.pk:
        return "claimed"
    return ""


def locked_task(user: User, task_id: UUID) -> ReviewTask:
    """The task with its submission and article, locked until the transaction ends. Raises Problem 404 when it is not in their queues."""
    task = (
        ReviewTask.objects.select_for_update(of=("self", "submission", "article"))
        .select_related("submission__revision__revision", "article__unit", "article__section", "claimed_by")
        .filter(in_queues_of(user), pk=task_id)
        .first()
    )
    if task is None:
        raise Problem(404, "not_found")
    return task


def require_decider(user: User, task: ReviewTask) -> None:
    """Raises Problem 403 own_submission, 409 task_closed or already_claimed."""
    reason = why_not(user, task)
    if reason == "own_submission":
        raise Problem(403, "own_submission")
    if reason == "closed":
        raise Problem(409, "task_closed")
    if reason == "claimed":
        raise Problem(409, "already_claimed")


def due(working_days: int, start: dt.datetime | None = None) -> dt.datetime:
    """The end of the working day (18:00) that many working days after `start`; Saturdays and Sundays do not count."""
    day = timezone.localtime(start)
    while working_days > 0 or day.weekday() > 4:
        day += dt.timedelta(days=1)
        if day.weekday() <= 4:
            working_days -= 1
    return day.replace(hour=18, minute=0, second=0, microsecond=0)


def open_task(submission: Submission, position: int) -> ReviewTask:
    """A task, not yet saved, for the stage at `position` (from 1) of the submission."""
    stage = submission.stages[position - 1]
    return ReviewTask(
        submission=submission,
        article_id=submission.article_id,
        position=position,
        kind=stage["kind"],
        name=stage["name"],
        unit_id=stage["unit"] or None,
        due_at=due(int(stage["working_days"])),
    )
