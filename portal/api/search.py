"""Search in what is public."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from portal.api.answers import SearchOut
from portal.api.describe import problems
from portal.api.schemas import line
from portal.api.shapes import public_url, stamp
from portal.articles.search import public_results

router = Router(tags=["search"])


@router.get("/search", auth=None, response=SearchOut, openapi_extra=problems(422))
def search(
    request: HttpRequest,
    q: Annotated[line(100, 1), Query(...)],  # type: ignore[valid-type]
    page: Annotated[int, Query(1, ge=1, le=1000)],
) -> dict[str, Any]:
    """Public articles that hold all the words; those with the words in the title first, then the newest."""
    found = public_results(q, page)
    items = [
        {
            "id": str(row.uuid),
            "title": row.title,
            "section_name": row.section.name,
            "unit_name": row.unit.short_name,
            "published_at": stamp(row.published_at),
            "public_url": public_url(request, row),
            "excerpt": excerpt,
        }
        for row, excerpt in found.rows
    ]
    return {"items": items, "total": found.total, "page": page}
