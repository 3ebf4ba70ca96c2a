"""Parts of the OpenAPI document that django-ninja does not write by itself: refusals, ETags, raw bodies."""

from __future__ import annotations

import http
from typing import Any

from portal.problems import MEDIA_TYPE

_REF = {"$ref": "#/components/schemas/ProblemOut"}
_NAMES = {460: "Checksum Mismatch"}


def problems(*statuses: int, headers: dict[str, str] | None = None, **extra: Any) -> dict[str, Any]:
    """`openapi_extra` that documents these refusals (400 always: a request that is not HTTP as we know it)."""
    responses = {
        status: {"description": _phrase(status), "content": {MEDIA_TYPE: {"schema": _REF}}} for status in sorted({400, *statuses})
    }
    return {"responses": responses, **extra}


def also(described: dict[str, Any], status: int, description: str, media_type: str = "") -> dict[str, Any]:
    """Add an answer that has no JSON schema (304, bytes, HTML)."""
    entry: dict[str, Any] = {"description": description}
    if media_type:
        entry["content"] = {media_type: {"schema": {"type": "string", "format": "binary"}}}
    described["responses"][status] = entry
    return described


def raw_body(media_type: str) -> dict[str, Any]:
    """A request body of bytes."""
    return {"content": {media_type: {"schema": {"type": "string", "format": "binary"}}}, "required": True}


def _phrase(status: int) -> str:
    return _NAMES.get(status) or http.HTTPStatus(status).phrase
