"""Writes the sign-in log from Django's signals, whichever door was used."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.http import HttpRequest


def connect() -> None:
    """Listen to both outcomes of a sign-in."""
    user_logged_in.connect(_on_success, dispatch_uid="portal.sign_in.success")
    user_login_failed.connect(_on_failure, dispatch_uid="portal.sign_in.failure")


def client_address(request: HttpRequest | None) -> str:
    """Where the request came from, as allauth's limits see it."""
    from allauth.account.adapter import get_adapter

    return str(get_adapter().get_client_ip(request)) if request is not None else ""


def _on_success(sender: Any, request: HttpRequest | None, user: Any, **_: Any) -> None:
    from portal.accounts.models import SignIn

    SignIn.objects.create(username=user.get_username(), user=user, address=client_address(request), success=True)


def _on_failure(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    from portal.accounts.models import SignIn

    username = str(credentials.get("username") or "")[:150]
    SignIn.objects.create(username=username, address=client_address(request), success=False)
