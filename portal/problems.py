"""What the portal answers when it does not do what was asked: RFC 9457 problem details with a stable `code`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"

TITLES: dict[str, str] = {
    "account_disabled": "This account is not in use",
    "already_claimed": "A colleague has taken this up",
    "article_locked": "The article is locked by the information centre",
    "bad_request": "The request is not understood",
    "conflict": "The present state does not allow this",
    "content_hash_mismatch": "The content is not what its hash says",
    "error": "The request could not be carried out",
    "fields_refused": "Some fields are not accepted",
    "file_refused": "A file is not accepted",
    "forbidden": "This account may not do this",
    "idempotency_key_required": "The header Idempotency-Key is required",
    "idempotency_key_reused": "The Idempotency-Key was used for another request",
    "in_progress": "The same request is being worked on",
    "internal_error": "The portal has a problem of its own",
    "method_not_allowed": "This address does not know the method",
    "missing_files": "Some files have not been uploaded",
    "not_found": "There is no such thing here",
    "not_live": "The article is not public",
    "not_recallable": "The submission has been taken up and cannot be recalled",
    "not_submittable": "The article cannot be submitted in its present state",
    "own_submission": "Nobody decides on their own submission",
    "password_change_required": "Choose a new password first",
    "precondition_failed": "It was changed meanwhile",
    "precondition_required": "The header If-Match or If-None-Match is required",
    "rules_refused": "The content rules do not allow this text",
    "section_not_writable": "This unit may not write in the section",
    "stale_revision": "This is not the revision that waits for a decision",
    "task_closed": "This task has been decided",
    "too_large": "It is too large",
    "unauthorized": "Please sign in",
    "unit_required": "This account belongs to no unit",
    "upload_conflict": "The offset is not where the upload stands",
    "upload_gone": "This upload has expired",
    "checksum_mismatch": "The bytes received are not what the hash says",
    "unsupported_media_type": "This media type is not accepted here",
    "tus_version": "Only version 1.0.0 of tus is spoken here",
    "validation": "The request has not the form that the description asks for",
}


class Problem(Exception):
    """Ends a request with a refusal. Raised by actions; whoever opened a transaction sees it rolled back."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str = "",
        *,
        findings: Sequence[Mapping[str, Any]] = (),
        fields: Sequence[Mapping[str, Any]] = (),
        items: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status, self.code, self.detail = status, code, detail
        self.findings, self.fields, self.items = list(findings), list(fields), list(items)
        self.headers = dict(headers or {})
        super().__init__(f"{status} {code} {detail}".strip())

    def body(self) -> dict[str, Any]:
        """The problem document."""
        body: dict[str, Any] = {
            "type": f"urn:portal:problem:{self.code}",
            "title": TITLES[self.code],
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }
        for name in ("findings", "fields", "items"):
            if getattr(self, name):
                body[name] = getattr(self, name)
        return body


def response_of(problem: Problem) -> HttpResponse:
    """The HTTP answer of a problem."""
    text = json.dumps(problem.body(), ensure_ascii=False)
    response = HttpResponse(text, status=problem.status, content_type=MEDIA_TYPE)
    for name, value in problem.headers.items():
        response.headers[name] = value
    if problem.status == 401:
        response.headers.setdefault("WWW-Authenticate", 'Bearer realm="portal"')
    return response
