"""Review: my queue, a case, claim, release, approve, return."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Body, Router, Status

from editor_app.core.review import ReturnReason
from portal.accounts.models import User
from portal.api.answers import ArticleBox, CaseOut, TaskBox, TasksOut
from portal.api.auth import user_of
from portal.api.conditional import IdempotencyKey, dumped, path_of, required, send
from portal.api.describe import problems
from portal.api.schemas import ApproveIn, ReturnIn
from portal.api.shapes import article_json, comments_json, history_json, revision_json, task_json
from portal.articles.models import ArticlePage
from portal.articles.revisions import ArticleRevision
from portal.problems import Problem
from portal.review.actions.approve import approve
from portal.review.actions.claim import claim, release
from portal.review.actions.send_back import send_back
from portal.review.models import Reading, ReviewTask
from portal.review.queues import in_queues_of
from portal.sync.once import Answer, fingerprint, once

router = Router(tags=["review"])
_DECIDE = (401, 403, 404, 409, 413, 422, 428)
MOST = 500  # tasks in one answer: more waiting than this, the oldest are shown


def _tasks(user: User) -> QuerySet[ReviewTask]:
    return ReviewTask.objects.filter(in_queues_of(user)).select_related(
        "submission__revision", "article__unit", "article__section", "claimed_by"
    )


@router.get("/tasks", response=TasksOut, openapi_extra=problems(401))
def list_tasks(request: HttpRequest) -> dict[str, Any]:
    """What waits in my queues, longest first; empty for who does not review."""
    user = user_of(request)
    rows = _tasks(user).filter(state=ReviewTask.OPEN).defer("article__body", "article__attachments", "article__field_values")
    return {"items": [task_json(request, user, row) for row in rows.order_by("created_at", "id")[:MOST]]}


@router.get("/tasks/{uuid:task_id}", response=CaseOut, openapi_extra=problems(401, 404))
def get_case(request: HttpRequest, task_id: UUID) -> dict[str, Any]:
    """Everything the review screen shows; notes that I saw this revision."""
    user = user_of(request)
    task = (
        _tasks(user)
        .select_related("submission__revision__revision", "article__public_revision__revision")
        .filter(pk=task_id)
        .first()
    )
    if task is None:
        raise Problem(404, "not_found")
    revision = task.submission.revision
    earlier = ArticleRevision.objects.filter(article_id=task.article_id, number__lt=revision.number).select_related("revision")
    previous = earlier.filter(submitted=True).order_by("-number").first()
    last_seen = earlier.filter(readings__user_id=user.pk).order_by("-number").first()
    Reading.objects.get_or_create(user_id=user.pk, revision=revision, defaults={"article_id": task.article_id})
    return {
        "task": task_json(request, user, task),
        "revision": revision_json(revision),
        "live": revision_json(task.article.public_revision) if task.article.live else None,
        "previous": revision_json(previous),
        "last_seen": revision_json(last_seen),
        "findings": task.submission.findings,
        "waivers": task.submission.waivers,
        "comments": comments_json(task.article),
        "history": history_json(task.article.uuid),
    }


@router.post("/tasks/{uuid:task_id}/claim", response=TaskBox, openapi_extra=problems(401, 403, 404, 409))
def claim_task(request: HttpRequest, task_id: UUID) -> dict[str, Any]:
    """Take it up; doing it twice changes nothing."""
    user = user_of(request)
    return {"task": task_json(request, user, claim(user, task_id))}


@router.post("/tasks/{uuid:task_id}/release", response=TaskBox, openapi_extra=problems(401, 403, 404, 409))
def release_task(request: HttpRequest, task_id: UUID) -> dict[str, Any]:
    """Give it back; doing it twice changes nothing."""
    user = user_of(request)
    return {"task": task_json(request, user, release(user, task_id))}


@router.post("/tasks/{uuid:task_id}/approve", response=ArticleBox, openapi_extra=problems(*_DECIDE))
def approve_task(
    request: HttpRequest, response: HttpResponse, task_id: UUID, data: Body[ApproveIn], idempotency_key: IdempotencyKey
) -> Status:
    """Approve the revision seen; the last stage publishes it. 409 stale_revision when another one waits."""
    user = user_of(request)

    def work() -> Answer:
        return _boxed(request, approve(user, task_id, data.revision_id, data.content_hash, data.comment))

    return send(response, once(user, required(idempotency_key), fingerprint(*path_of(request), dumped(data)), work))


@router.post("/tasks/{uuid:task_id}/return", response=ArticleBox, openapi_extra=problems(*_DECIDE))
def return_task(
    request: HttpRequest, response: HttpResponse, task_id: UUID, data: Body[ReturnIn], idempotency_key: IdempotencyKey
) -> Status:
    """Return the revision seen to its author, with a reason."""
    user = user_of(request)

    def work() -> Answer:
        reason = ReturnReason(data.reason)
        return _boxed(request, send_back(user, task_id, data.revision_id, data.content_hash, reason, data.text))

    return send(response, once(user, required(idempotency_key), fingerprint(*path_of(request), dumped(data)), work))


def _boxed(request: HttpRequest, article: ArticlePage) -> Answer:
    return Answer(200, {"article": article_json(request, article)}, article.etag)
