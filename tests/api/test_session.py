from __future__ import annotations

import pytest

from editor_app.api.gate import HttpPortalGate
from editor_app.core import redaction
from editor_app.core.errors import (
    AccountLocked,
    Forbidden,
    PasswordChangeRequired,
    PortalBroken,
    PortalError,
    Refused,
    Unauthorized,
    Unreachable,
)
from tests.support.fake_portal import ZHANG, FakePortal
from tests.support.faults import Fault, Kind, problem


@pytest.fixture
def gate() -> HttpPortalGate:
    return HttpPortalGate()


def test_signing_in_gives_a_token_of_this_device(fake: FakePortal, gate: HttpPortalGate) -> None:
    signed = gate.sign_in(fake.url, *ZHANG, "PC 1")
    assert fake.district.tokens[signed.token] == "zhang"
    assert signed.profile.unit.name == "青河镇人民政府"
    assert fake.district.sessions == {}, "the session must be ended"
    assert signed.token not in repr(signed)


def test_a_wrong_password(fake: FakePortal, gate: HttpPortalGate) -> None:
    with pytest.raises(Unauthorized) as caught:
        gate.sign_in(fake.url, "zhang", "wrong", "PC")
    assert caught.value.code == "wrong_password"
    assert fake.district.tokens == {}


def test_a_locked_account(fake: FakePortal, gate: HttpPortalGate) -> None:
    fake.district.people["zhang"].locked = True
    with pytest.raises(AccountLocked):
        gate.sign_in(fake.url, *ZHANG, "PC")


def test_too_many_tries_from_one_address(fake: FakePortal, gate: HttpPortalGate) -> None:
    fake.script(problem(429, "", headers={"Retry-After": "30"}))
    with pytest.raises(AccountLocked) as caught:
        gate.sign_in(fake.url, *ZHANG, "PC")
    assert caught.value.retry_after == 30


def test_a_second_factor_is_told(fake: FakePortal, gate: HttpPortalGate) -> None:
    body = {"status": 401, "data": {"flows": [{"id": "mfa_authenticate", "is_pending": True}]}, "meta": {"session_token": "s"}}
    fake.script(Fault(Kind.ANSWER, path="/auth/login", status=401, body=body))
    with pytest.raises(Forbidden) as caught:
        gate.sign_in(fake.url, *ZHANG, "PC")
    assert caught.value.code == "second_factor"


def test_the_first_sign_in_forces_a_new_password(fake: FakePortal, gate: HttpPortalGate) -> None:
    fake.district.people["zhang"].must_change = True
    with pytest.raises(PasswordChangeRequired):
        gate.sign_in(fake.url, *ZHANG, "PC")
    with pytest.raises(Refused) as caught:
        gate.sign_in(fake.url, *ZHANG, "PC", "short")
    assert "too short" in caught.value.title
    gate.sign_in(fake.url, *ZHANG, "PC", "Qinghe-2026-neu")
    assert gate.sign_in(fake.url, "zhang", "Qinghe-2026-neu", "PC").token
    assert fake.district.sessions == {}


def test_an_empty_token_is_no_token(fake: FakePortal, gate: HttpPortalGate) -> None:
    fake.script(Fault(Kind.ANSWER, path="/devices", status=201, body={"id": "1", "token": ""}))
    with pytest.raises(PortalBroken):
        gate.sign_in(fake.url, *ZHANG, "PC")


def test_signing_out_revokes_and_a_revoked_token_is_as_good(fake: FakePortal, gate: HttpPortalGate) -> None:
    signed = gate.sign_in(fake.url, *ZHANG, "PC")
    portal = gate.connect(fake.url, signed.token)
    portal.sign_out()
    assert fake.district.tokens == {}
    portal.sign_out()
    with pytest.raises(Unauthorized):
        portal.profile()


def test_secrets_of_a_sign_in_are_hidden_from_then_on(fake: FakePortal, gate: HttpPortalGate) -> None:
    signed = gate.sign_in(fake.url, *ZHANG, "PC")
    text = redaction.redact(f"failed with {ZHANG[1]} and {signed.token}")
    assert text == "failed with *** and ***"


def test_health(fake: FakePortal, gate: HttpPortalGate) -> None:
    assert gate.health(fake.url).name == "青河区门户"
    fake.script(Fault(Kind.ANSWER, body={"name": "x"}))
    with pytest.raises(PortalBroken):
        gate.health(fake.url)
    fake.stop()
    with pytest.raises(Unreachable):
        gate.health(fake.url)


def test_http_is_refused_before_anything_is_sent(gate: HttpPortalGate) -> None:
    with pytest.raises(PortalError):
        gate.sign_in("http://portal.example.gov.cn", *ZHANG, "PC")
