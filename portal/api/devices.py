"""Devices: the last step of signing in, and signing out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Body, Router, Status

from portal.accounts.devices import mint, revoke
from portal.accounts.models import Device
from portal.api.answers import DevicesOut, NewDeviceOut
from portal.api.auth import session_token, user_of
from portal.api.describe import problems
from portal.api.schemas import DeviceIn
from portal.problems import Problem

router = Router(tags=["devices"])


@router.post("/devices", auth=session_token, response={201: NewDeviceOut}, openapi_extra=problems(401, 403, 413, 422))
def create_device(request: HttpRequest, data: Body[DeviceIn]) -> Status:
    """A token for this program. 403 password_change_required while the account has a handed-out password."""
    user = user_of(request)
    if user.must_change_password:
        raise Problem(403, "password_change_required")
    if user.unit is None:
        raise Problem(403, "unit_required")
    if not user.unit.active:
        raise Problem(403, "account_disabled")
    device, token = mint(user, data.name)
    return Status(201, {"id": device.pk, "token": token, "expires_at": device.expires_at})


@router.get("/devices", response=DevicesOut, openapi_extra=problems(401))
def list_devices(request: HttpRequest) -> dict[str, Any]:
    """My devices that may still be used."""
    rows = Device.objects.filter(user_id=user_of(request).pk, revoked_at=None)[:100]
    names = ("id", "name", "created_at", "expires_at", "last_used_at")
    current = request.auth.pk  # type: ignore[attr-defined]
    return {"devices": [{**{name: getattr(row, name) for name in names}, "current": row.pk == current} for row in rows]}


@router.delete("/devices/current", response={204: None}, openapi_extra=problems(401))
def sign_out(request: HttpRequest) -> Status:
    """Revoke the token of this request."""
    revoke(Device.objects.filter(pk=request.auth.pk))  # type: ignore[attr-defined]
    return Status(204, None)


@router.delete("/devices/{uuid:device_id}", response={204: None}, openapi_extra=problems(401, 404))
def revoke_device(request: HttpRequest, device_id: UUID) -> Status:
    """Revoke another device of mine."""
    if not revoke(Device.objects.filter(pk=device_id, user_id=user_of(request).pk)):
        raise Problem(404, "not_found")
    return Status(204, None)
