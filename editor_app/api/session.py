"""Sign-in by allauth's headless API, then a device token of our own; the password is used once and kept nowhere."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from editor_app.api import reference, wire
from editor_app.api.answers import Answer
from editor_app.api.client import HttpClient
from editor_app.api.failures import NO_ANSWER
from editor_app.core.errors import (
    AccountLocked,
    Conflict,
    Forbidden,
    PasswordChangeRequired,
    PortalBroken,
    PortalError,
    RateLimited,
    Refused,
    Unauthorized,
)
from editor_app.core.redaction import remember_secret
from editor_app.core.transfer import PortalHealth, SignedIn

AUTH = "/_allauth/app/v1"
_WEAK = {
    "password_too_short": "The new password is too short",
    "password_too_common": "The new password is too common",
    "password_entirely_numeric": "The new password must not consist of digits alone",
    "password_too_similar": "The new password is too like the user name",
    "password_unchanged": "The new password must differ from the old one",
}


def health(client: HttpClient) -> PortalHealth:
    """What the portal says of itself."""
    return wire.read("health", wire.health, client.get("/health").data)


def sign_in(client: HttpClient, username: str, password: str, device_name: str, new_password: str | None) -> tuple[str, str]:
    """Device token and device id. Raises Unauthorized, AccountLocked, PasswordChangeRequired, Refused, Forbidden."""
    remember_secret(password)
    session = _login(client, username, password)
    try:
        try:
            device = _new_device(client, session, device_name)
        except PasswordChangeRequired:
            if new_password is None:
                raise
            session = _change_password(client, session, password, new_password)
            device = _new_device(client, session, device_name)
    finally:
        # The session has done its work; the device token is what stays.
        with contextlib.suppress(PortalError):
            client.call("DELETE", "/auth/session", base=AUTH, headers=_session(session))
    token, device_id = wire.read("device", lambda data: (str(data["token"]), str(data["id"])), device.data)
    if not token:
        raise PortalBroken(detail="an empty device token", code=NO_ANSWER)
    remember_secret(token)
    return token, device_id


def signed_in(client: HttpClient, token: str, device_id: str) -> SignedIn:
    """The finished sign-in: asks the portal with the new token who it belongs to."""
    return SignedIn(token, device_id, reference.profile(client))


def sign_out(client: HttpClient) -> None:
    """Revoke this device's token. A token that the portal does not know any more is as good as revoked."""
    with contextlib.suppress(Unauthorized):
        client.call("DELETE", "/devices/current")


def _login(client: HttpClient, username: str, password: str) -> str:
    try:
        answer = client.call("POST", "/auth/login", base=AUTH, body={"username": username, "password": password})
    except Refused as error:
        raise Unauthorized(
            "The user name or the password is wrong",
            "Nothing is lost. Try again; after several wrong tries the account is locked for a while.",
            detail=error.detail,
            status=error.status,
            code="wrong_password",
        ) from error
    except Unauthorized as error:
        raise Forbidden(
            "This account needs a second step to sign in",
            "Sign in with a browser first, or ask the information centre.",
            detail=error.detail,
            status=error.status,
            code="second_factor",
        ) from error
    except Conflict as error:
        raise PortalBroken(detail=error.detail, code=NO_ANSWER) from error
    except RateLimited as error:
        raise AccountLocked(
            "Too many tries to sign in from here", detail=error.detail, status=429, retry_after=error.retry_after
        ) from error
    return session_token(answer)


def session_token(answer: Answer) -> str:
    """meta.session_token of an allauth answer."""
    token = wire.read("sign-in", lambda data: str(data["meta"]["session_token"]), answer.data)
    remember_secret(token)
    return token


def _new_device(client: HttpClient, session: str, name: str) -> Answer:
    return client.post("/devices", {"name": name[:80]}, _session(session))


def _change_password(client: HttpClient, session: str, old: str, new: str) -> str:
    """The session token to go on with (allauth may hand out another one)."""
    remember_secret(new)
    body = {"current_password": old, "new_password": new}
    try:
        answer = client.call("POST", "/account/password/change", base=AUTH, body=body, headers=_session(session))
    except Refused as error:
        raise Refused(
            weak_password(error.detail),
            "The old password still holds. Choose another one and try again.",
            detail=error.detail,
            status=error.status,
            code="weak_password",
        ) from error
    meta: Mapping[str, Any] = (answer.data or {}).get("meta") or {}
    return str(meta.get("session_token") or session)


def weak_password(detail: str) -> str:
    """Why a new password was refused, by allauth's codes."""
    found = [sentence for code, sentence in _WEAK.items() if code in detail]
    return "; ".join(found) or "The portal does not accept this new password"


def _session(token: str) -> dict[str, str]:
    return {"X-Session-Token": token}
