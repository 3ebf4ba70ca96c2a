"""Files of articles: which are known already, and their bytes for who may see the article."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest
from ninja import Body, Router

from portal.api.answers import KnownOut
from portal.api.auth import user_of
from portal.api.describe import also, problems
from portal.api.schemas import KnownIn
from portal.articles.access import article_for
from portal.articles.serving import attachment_of, file_response
from portal.problems import Problem
from portal.uploads.files import owned

router = Router(tags=["files"])


@router.post("/files/known", response=KnownOut, openapi_extra=problems(401, 413, 422))
def known(request: HttpRequest, data: Body[KnownIn]) -> dict[str, Any]:
    """Those of the hashes that my unit uploaded before, so they need not be sent again."""
    return {"known": sorted(owned(user_of(request).unit, data.sha256))}


@router.get(
    "/articles/{uuid:article_id}/files/{sha256}",
    openapi_extra=also(problems(401, 404), 200, "The bytes", "application/octet-stream"),
)
def get_file(request: HttpRequest, article_id: UUID, sha256: str) -> FileResponse:
    """A file of any revision of the article."""
    article = article_for(user_of(request), article_id)
    item = attachment_of(article, sha256)
    if item is None:
        raise Problem(404, "not_found")
    return file_response(item, inline=False)
