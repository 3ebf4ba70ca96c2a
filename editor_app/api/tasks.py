"""/tasks: the review queue and the decisions."""

from __future__ import annotations

import uuid
from urllib.parse import quote

from editor_app.api import wire
from editor_app.api.client import HttpClient
from editor_app.core.review import ArticleSummary, ReturnReason, ReviewCase, ReviewTask


def path(task_id: str, *rest: str) -> str:
    """/tasks/{id}/..."""
    return "/".join(["/tasks", quote(task_id, safe=""), *rest])


def queue(client: HttpClient) -> tuple[ReviewTask, ...]:
    """What waits for this account."""
    return wire.read("tasks", wire.many(ReviewTask.from_dict), client.get("/tasks").data)


def case(client: HttpClient, task_id: str) -> ReviewCase:
    """Everything the review screen shows."""
    return wire.read("task", ReviewCase.from_dict, client.get(path(task_id)).data)


def claim(client: HttpClient, task_id: str) -> ReviewTask:
    """Take it up. Claiming twice is the same as once, so a fresh key each time does no harm."""
    return _move(client, task_id, "claim")


def release(client: HttpClient, task_id: str) -> ReviewTask:
    """Give it back."""
    return _move(client, task_id, "release")


def approve(
    client: HttpClient, task_id: str, revision_id: str, content_hash: str, comment: str, idempotency_key: str
) -> ArticleSummary:
    """Approve the revision that was seen."""
    body = {"revision_id": revision_id, "content_hash": content_hash, "comment": comment}
    answer = client.post(path(task_id, "approve"), body, {"Idempotency-Key": idempotency_key})
    return wire.read("article", wire.summary, answer.data)


def send_back(
    client: HttpClient,
    task_id: str,
    revision_id: str,
    content_hash: str,
    reason: ReturnReason,
    text: str,
    idempotency_key: str,
) -> ArticleSummary:
    """Return it with a reason."""
    body = {"revision_id": revision_id, "content_hash": content_hash, "reason": reason.value, "text": text}
    answer = client.post(path(task_id, "return"), body, {"Idempotency-Key": idempotency_key})
    return wire.read("article", wire.summary, answer.data)


def _move(client: HttpClient, task_id: str, action: str) -> ReviewTask:
    answer = client.post(path(task_id, action), {}, {"Idempotency-Key": str(uuid.uuid4())})
    return wire.read("task", wire.task, answer.data)
