"""Exactly once: the answer of a request is stored with its key in the transaction that did the work."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.problems import Problem
from portal.sync.locks import try_lock
from portal.sync.models import IdempotentRequest


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes out: status, JSON body, ETag ("" for none) and the receipt that GET /receipts finds again."""

    status: int
    body: dict[str, Any]
    etag: str = ""
    receipt: dict[str, str] | None = None
    replayed: bool = False


def fingerprint(method: str, path: str, body: Any) -> str:
    """Names a request apart from its key and conditions (SHA-256, hex)."""
    text = json.dumps([method, path, body], ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def stored_answer(user: User, key: UUID, print_: str) -> Answer | None:
    """The answer given under `key` before. Raises Problem 422 when the key was used for another request."""
    row = IdempotentRequest.objects.filter(user_id=user.pk, key=key).first()
    if row is None:
        return None
    if row.fingerprint != print_:
        raise Problem(422, "idempotency_key_reused")
    return Answer(row.status, row.answer, row.etag, row.receipt, replayed=True)


def once(user: User, key: UUID, print_: str, work: Callable[[], Answer]) -> Answer:
    """Run `work` in a transaction unless `key` has an answer already; a refusal (Problem) leaves no trace.

    Raises Problem 409 in_progress while another connection works on the same key.
    """
    with transaction.atomic():
        if not try_lock(f"{user.pk}:{key}"):
            raise Problem(409, "in_progress", headers={"Retry-After": "1"})
        answer = stored_answer(user, key, print_)
        if answer is None:
            answer = work()
            IdempotentRequest(
                user_id=user.pk,
                key=key,
                fingerprint=print_,
                status=answer.status,
                answer=answer.body,
                etag=answer.etag,
                receipt=answer.receipt,
            ).save(force_insert=True)
        return answer


def forget_old() -> int:
    """Remove answers older than PORTAL_IDEMPOTENCY_DAYS that hold no receipt; returns how many."""
    limit = timezone.now() - dt.timedelta(days=settings.PORTAL_IDEMPOTENCY_DAYS)
    return IdempotentRequest.objects.filter(created_at__lt=limit, receipt=None).delete()[0]
