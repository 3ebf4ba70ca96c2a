"""Two ways in: a device token for everything, and allauth's session token for making one."""

from __future__ import annotations

from typing import Any

from allauth.headless.contrib.ninja.security import XSessionTokenAuth
from django.http import HttpRequest
from ninja.security import HttpBearer

from portal.accounts.devices import device_of
from portal.accounts.models import Device, User


class DeviceToken(HttpBearer):
    """`Authorization: Bearer <device token>`."""

    def authenticate(self, request: HttpRequest, token: str) -> Device | None:
        """The device; its user becomes request.user."""
        if not token.isascii() or len(token) > 200:
            return None
        device = device_of(token)
        if device is not None:
            request.user = device.user
        return device


class SessionToken(XSessionTokenAuth):
    """allauth's X-Session-Token; its own class leaves request.user anonymous and the OpenAPI scheme incomplete."""

    openapi_in = "header"
    openapi_name = "X-Session-Token"

    def __init__(self) -> None:
        super().__init__()
        self.openapi_security_schema = {"type": "apiKey", "in": "header", "name": "X-Session-Token"}

    def __call__(self, request: HttpRequest) -> User | None:
        """The user, also as request.user."""
        token = self.get_session_token(request) or ""
        if not token.isascii() or len(token) > 100 or "\x00" in token:
            return None
        user: User | None = super().__call__(request)
        if user is not None:
            request.user = user
        return user


device_token = DeviceToken()
session_token = SessionToken()


def user_of(request: Any) -> User:
    """The signed-in person of an authenticated request."""
    user = request.user
    assert isinstance(user, User)
    return user
