"""GET /health: who answers, without sign-in."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from portal.api.answers import HealthOut
from portal.api.describe import problems
from portal.api.shapes import stamp
from portal.rule_pack import pack_version

router = Router(tags=["health"])


@router.get("/health", auth=None, response=HealthOut, openapi_extra=problems(), exclude_none=True)
def health(request: HttpRequest) -> dict[str, Any]:
    """Name, version, time; in practice also the practice accounts."""
    answer: dict[str, Any] = {
        "name": settings.PORTAL_NAME,
        "version": settings.PORTAL_VERSION,
        "practice": settings.PORTAL_PRACTICE,
        "server_time": stamp(timezone.now()),
        "pack_version": pack_version(),
    }
    if settings.PORTAL_PRACTICE:
        path = settings.PORTAL_PRACTICE_ACCOUNTS
        answer["practice_accounts"] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return answer
