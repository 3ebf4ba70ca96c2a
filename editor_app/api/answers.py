"""Reading an answer: how much, of what form, and what each status means."""

from __future__ import annotations

import datetime as dt
import email.utils
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests

from editor_app.api.failures import NO_ANSWER
from editor_app.core.errors import (
    AccountLocked,
    CaptivePortal,
    Conflict,
    Forbidden,
    NotFound,
    PasswordChangeRequired,
    PortalBroken,
    PortalError,
    RateLimited,
    Refused,
    Retry,
    TooLarge,
    Unauthorized,
    Unreachable,
)
from editor_app.core.finding import BODY, TITLE, Finding, Severity, field_part

MOST_BYTES = 8 * 1024 * 1024
DEEPEST = 40
LONGEST_SECONDS = 120.0
FOREIGN = "foreign_answer"
_WHOLE_PARTS = {"title": TITLE, "body": BODY}


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer. `data` is the decoded JSON, None for an empty body."""

    status: int
    headers: Mapping[str, str]
    data: Any

    @property
    def etag(self) -> str:
        """The ETag without quotes and weakness mark."""
        return self.headers.get("ETag", "").removeprefix("W/").strip('"')


def read_json(response: requests.Response, method: str = "GET", longest: float = LONGEST_SECONDS) -> Answer:
    """The answer with its JSON. Raises CaptivePortal for a page in its place, PortalBroken for anything else it may not be."""
    kind = content_type(response)
    body = read_body(response, longest=longest)
    if not body or method == "HEAD":
        return Answer(response.status_code, response.headers, None)
    if kind == "text/html":
        raise CaptivePortal(detail=f"{response.status_code} with {kind}", status=response.status_code, code=FOREIGN)
    if kind != "application/json" and not kind.endswith("+json"):
        raise PortalBroken(detail=f"{response.status_code} with {kind or 'no content type'}", code=NO_ANSWER)
    return Answer(response.status_code, response.headers, parse(body))


def content_type(response: requests.Response) -> str:
    """The media type alone, lower case."""
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def read_body(response: requests.Response, most: int = MOST_BYTES, longest: float = LONGEST_SECONDS) -> bytes:
    """The decoded body. Raises PortalBroken above `most` bytes, Unreachable when it drips for over `longest` seconds."""
    parts: list[bytes] = []
    size, end = 0, time.monotonic() + longest
    # read1 hands over what has come: a full buffer of a dripping answer would never be.
    while part := response.raw.read1(65536, decode_content=True):
        size += len(part)
        if size > most:
            raise PortalBroken("The portal's answer is too large", detail=f"over {most} bytes", code=NO_ANSWER)
        if time.monotonic() > end:
            raise Unreachable(detail="the answer took too long", code=NO_ANSWER)
        parts.append(part)
    return b"".join(parts)


def parse(body: bytes) -> Any:
    """JSON of at most DEEPEST levels. Raises PortalBroken."""
    try:
        data = json.loads(body.decode("utf-8"))
    except RecursionError:
        raise PortalBroken(detail="JSON nested too deeply", code=NO_ANSWER) from None
    except ValueError as error:
        raise PortalBroken(detail=f"not JSON: {error}"[:200], code=NO_ANSWER) from error
    level, depth = [data], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise PortalBroken(detail="JSON nested too deeply", code=NO_ANSWER)
        level = [child for item in level for child in _children(item)]
    return data


def _children(item: Any) -> list[Any]:
    if isinstance(item, dict):
        return [value for value in item.values() if isinstance(value, dict | list)]
    return [value for value in item if isinstance(value, dict | list)] if isinstance(item, list) else []


def failure(response: requests.Response) -> PortalError:
    """The error that a status of 400 or more stands for."""
    status = response.status_code
    problem = _problem(response)
    if status == 511 or (problem is None and content_type(response) == "text/html" and status in (400, 401, 403, 404, 405, 410)):
        return CaptivePortal(detail=f"{status} with a page", status=status, code=FOREIGN)
    return from_problem(status, problem or {}, retry_after(response.headers.get("Retry-After", "")))


def _problem(response: requests.Response) -> dict[str, Any] | None:
    if not content_type(response).endswith("json"):
        return None
    try:
        data = parse(read_body(response))
    except PortalError:
        return None
    return data if isinstance(data, dict) else None


def from_problem(status: int, problem: Mapping[str, Any], wait: float | None = None) -> PortalError:
    """The error for a status and its problem details (RFC 9457)."""
    codes = [str(problem.get("code") or ""), *_sign_in_codes(problem.get("errors"))]
    code = next((item for item in codes if item), "")
    detail = f"{status} {' '.join(filter(None, codes))} {problem.get('detail') or problem.get('title') or ''}".strip()[:500]
    if code == "password_change_required":
        return PasswordChangeRequired(detail=detail, status=status, code=code)
    if code in ("account_locked", "too_many_login_attempts"):
        return AccountLocked(detail=detail, status=status, code=code, retry_after=wait)
    if status in (400, 415, 422):
        return _refused(status, code, detail, problem)
    simple: dict[int, type[PortalError]] = {
        401: Unauthorized,
        403: Forbidden,
        404: NotFound,
        409: Conflict,
        410: Unauthorized,
        412: Conflict,
        413: TooLarge,
        423: Conflict,
        428: Conflict,
    }
    if status in simple:
        return simple[status](detail=detail, status=status, code=code, retry_after=wait)
    if status == 429:
        return RateLimited(detail=detail, status=status, code=code, retry_after=wait)
    if status in (407, 408):
        return Unreachable(detail=detail, status=status, code=code or NO_ANSWER, retry_after=wait)
    if status >= 500:
        return PortalBroken(detail=detail, status=status, code=code or NO_ANSWER, retry_after=wait)
    return PortalBroken(detail=detail, status=status, code=code, retry=Retry.NEVER)


def _sign_in_codes(errors: object) -> list[str]:
    """allauth's own form: {errors: [{code, message, param}]}."""
    found = [item.get("code") for item in errors if isinstance(item, Mapping)] if isinstance(errors, list) else []
    return [str(code) for code in found if code]


def _refused(status: int, code: str, detail: str, problem: Mapping[str, Any]) -> Refused:
    findings: list[Finding] = []
    for item in problem.get("findings") or ():
        try:
            findings.append(Finding.from_dict(item))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue  # one finding of a newer portal that we cannot read must not hide the others
    findings.extend(field_findings(problem.get("fields")))
    return Refused(findings=findings, detail=detail, status=status, code=code)


def field_findings(fields: object) -> list[Finding]:
    """Refused fields as findings at their place. The portal sends a list of {field, code, message} or {field: message}."""
    if isinstance(fields, Mapping):
        fields = [{"field": name, "message": value} for name, value in fields.items()]
    if not isinstance(fields, list):
        return []
    found = []
    for item in fields:
        if isinstance(item, Mapping) and item.get("field"):
            name = str(item["field"])
            found.append(
                Finding(
                    rule=f"field.{item.get('code') or 'refused'}",
                    slug="field",
                    severity=Severity.ERROR,
                    message=_message(item.get("message")),
                    part=_WHOLE_PARTS.get(name, field_part(name)),
                )
            )
    return found


def _message(value: object) -> str:
    if isinstance(value, Mapping):
        return str(value.get("zh") or value.get("en") or "")
    if isinstance(value, list):
        return "; ".join(_message(item) for item in value)
    return str(value or "")


def retry_after(text: str) -> float | None:
    """Seconds of a Retry-After header, given as seconds or as an HTTP date; None when absent or foreign."""
    text = text.strip()
    if not text:
        return None
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - dt.datetime.now(dt.UTC)).total_seconds())
