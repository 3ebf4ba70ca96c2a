"""Device tokens: made after sign-in, shown once, kept as a keyed hash, expiring and revocable."""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.accounts.models import Device, User

PREFIX = "ued_"  # lets secret scanners recognise one
_USED_EVERY = dt.timedelta(minutes=5)


def token_hash(token: str) -> str:
    """What is stored of a token: HMAC-SHA-256 under the installation's SECRET_KEY."""
    return salted_hmac("portal.device", token, algorithm="sha256").hexdigest()


def mint(user: User, name: str) -> tuple[Device, str]:
    """A new device of `user` and its token, which nobody can read again."""
    token = PREFIX + secrets.token_urlsafe(32)
    expires = timezone.now() + dt.timedelta(days=settings.PORTAL_DEVICE_DAYS)
    device = Device.objects.create(user=user, name=name, token_hash=token_hash(token), expires_at=expires)
    return device, token


def device_of(token: str) -> Device | None:
    """The device with that token, if it may still be used; notes the use at most every five minutes."""
    now = timezone.now()
    device = (
        Device.objects.select_related("user__unit")
        .filter(token_hash=token_hash(token), revoked_at=None, expires_at__gt=now, user__is_active=True)
        .first()
    )
    if device is None or device.user.unit is None or not device.user.unit.active:
        return None
    if device.last_used_at is None or now - device.last_used_at > _USED_EVERY:
        Device.objects.filter(pk=device.pk).update(last_used_at=now)
    return device


def revoke(devices: object) -> int:
    """Revoke a query set of devices; returns how many were in use."""
    return devices.filter(revoked_at=None).update(revoked_at=timezone.now())  # type: ignore[attr-defined,no-any-return]
