"""The change feed: what became different for this account since its cursor."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from portal.api.answers import ChangesOut
from portal.api.auth import user_of
from portal.api.describe import problems
from portal.api.schemas import Cursor
from portal.api.shapes import articles_json, stamp
from portal.rule_pack import pack_version
from portal.sync.feed import read_feed

router = Router(tags=["changes"])


@router.get("/changes", response=ChangesOut, openapi_extra=problems(401, 422))
def changes(
    request: HttpRequest,
    cursor: Annotated[Cursor, Query("")],
    limit: Annotated[int, Query(100, ge=1, le=500)],
) -> dict[str, Any]:
    """Without a cursor: everything this account may see, page by page. `reset`: begin again with the cursor given."""
    page = read_feed(user_of(request), cursor, limit)
    return {
        "cursor": page.cursor,
        "articles": articles_json(request, page.articles),
        "gone": page.gone,
        "tasks_changed": page.tasks_changed,
        "pack_version": pack_version(),
        "more": page.more,
        "reset": page.reset,
        "server_time": stamp(timezone.now()),
    }
