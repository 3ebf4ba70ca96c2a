"""Who I am, units, sections, kinds, the rule pack."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from portal.api.answers import KindsOut, ProfileOut, RulePackOut, SectionsOut, UnitsOut
from portal.api.auth import user_of
from portal.api.conditional import IfNoneMatch, is_current, not_modified
from portal.api.describe import also, problems
from portal.organisation.access import sections_for
from portal.organisation.models import Unit
from portal.rule_pack import served_kinds, served_pack

router = Router(tags=["organisation"])
_CACHED = also(problems(401, 422), 304, "Not Modified")


@router.get("/me", response=ProfileOut, openapi_extra=problems(401))
def me(request: HttpRequest) -> dict[str, Any]:
    """Name, unit, roles, limits."""
    user = user_of(request)
    return {"id": str(user.pk), **user.to_core().to_dict()}


@router.get("/units", response=UnitsOut, openapi_extra=problems(401))
def units(request: HttpRequest) -> dict[str, Any]:
    """All units in use."""
    rows = Unit.objects.filter(active=True)
    return {"units": [{"code": u.code, "name": u.name, "short_name": u.short_name, "type": u.type} for u in rows]}


@router.get("/sections", response=SectionsOut, openapi_extra=problems(401))
def sections(request: HttpRequest) -> dict[str, Any]:
    """The district's sections and those of my unit; `writable` where I may write."""
    return {"sections": [section.to_dict() for section in sections_for(user_of(request))]}


@router.get("/kinds", response=KindsOut, openapi_extra=_CACHED)
def kinds(request: HttpRequest, response: HttpResponse, if_none_match: IfNoneMatch) -> Any:
    """Article kinds with their fields, as TOML files."""
    digest, files = served_kinds()
    etag = f'"{digest}"'
    if is_current(if_none_match, etag):
        return not_modified(etag)
    response.headers["ETag"] = etag
    return {"files": files}


@router.get("/rule-pack", response=RulePackOut, openapi_extra=_CACHED)
def rule_pack(request: HttpRequest, response: HttpResponse, if_none_match: IfNoneMatch) -> Any:
    """The rules that the portal checks by, as TOML files."""
    pack = served_pack()
    etag = f'"{pack["sha256"]}"'
    if is_current(if_none_match, etag):
        return not_modified(etag)
    response.headers["ETag"] = etag
    return pack
