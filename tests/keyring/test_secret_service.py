"""The keyring adapter against a real Secret Service, a locked one, none, and one that never answers."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator

import pytest

from editor_app.core.errors import KeyringUnavailable
from editor_app.keyring_client import SystemKeyring
from tests.support import secret_service

pytestmark = [
    pytest.mark.secret_service,
    pytest.mark.skipif(bool(secret_service.missing()), reason=f"not installed: {secret_service.missing()}"),
]


@pytest.fixture
def service(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The mode named by the test's parameter; this process's environment points to it."""
    with secret_service.session(request.param) as environment:
        for name in set(os.environ) - set(environment):
            monkeypatch.delenv(name)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield request.param


@pytest.mark.parametrize("service", ["unlocked"], indirect=True)
def test_a_secret_is_kept_found_replaced_and_removed(service: str) -> None:
    keyring, secret = SystemKeyring(), f"ued_{secrets.token_hex(16)}"
    assert keyring.load("a") is None
    keyring.save("a", secret)
    assert SystemKeyring().load("a") == secret
    keyring.save("a", "青河" * 100)
    assert keyring.load("a") == "青河" * 100
    assert keyring.load("b") is None
    keyring.remove("a")
    assert keyring.load("a") is None
    keyring.remove("a")
    assert keyring.backend() == "keyring.backends.SecretService.Keyring"


@pytest.mark.parametrize("service", ["locked"], indirect=True)
def test_a_locked_one_is_called_locked(service: str) -> None:
    for call in (lambda: SystemKeyring().load("a"), lambda: SystemKeyring().save("a", "secret")):
        with pytest.raises(KeyringUnavailable) as caught:
            call()
        assert caught.value.reason == "locked"


@pytest.mark.parametrize("service", ["absent"], indirect=True)
def test_none_is_called_missing(service: str) -> None:
    with pytest.raises(KeyringUnavailable) as caught:
        SystemKeyring().save("a", "secret")
    assert caught.value.reason == "missing"


@pytest.mark.parametrize("service", ["mute"], indirect=True)
def test_a_silent_one_costs_the_limit_and_no_more(service: str) -> None:
    began = time.monotonic()
    with pytest.raises(KeyringUnavailable) as caught:
        SystemKeyring(limit_seconds=1.5).load("a")
    assert caught.value.reason == "silent"
    assert time.monotonic() - began < 6
