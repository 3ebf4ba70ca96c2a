"""Headers that more than one resource reads: conditions, idempotency keys, ETags."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Header, Status

from portal.problems import Problem
from portal.sync.once import Answer

IfMatch = Annotated[str, Header("", alias="If-Match", max_length=200)]
IfNoneMatch = Annotated[str, Header("", alias="If-None-Match", max_length=200)]
IdempotencyKey = Annotated[UUID | None, Header(None, alias="Idempotency-Key")]


def required(key: UUID | None) -> UUID:
    """The key. Raises Problem 428 when there is none."""
    if key is None:
        raise Problem(428, "idempotency_key_required")
    return key


def is_current(if_none_match: str, etag: str) -> bool:
    """Does the client hold this version already?"""
    return if_none_match.strip() == "*" or etag in [part.strip().removeprefix("W/") for part in if_none_match.split(",")]


def not_modified(etag: str) -> HttpResponse:
    """304."""
    return HttpResponse(status=304, headers={"ETag": etag})


def send(response: HttpResponse, answer: Answer) -> Status:
    """A stored or fresh answer on the wire."""
    if answer.etag:
        response.headers["ETag"] = answer.etag
    if answer.replayed:
        response.headers["Idempotency-Replayed"] = "true"
    return Status(answer.status, answer.body)


def path_of(request: HttpRequest) -> tuple[str, str]:
    """Method and path, for the fingerprint."""
    return request.method or "", request.path


def dumped(data: Any) -> Any:
    """A request body as plain JSON, for the fingerprint and the core."""
    return data.model_dump(mode="json")
