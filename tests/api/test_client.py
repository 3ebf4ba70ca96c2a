from __future__ import annotations

import gzip
import json
import logging
import socket

import pytest

from editor_app.api.client import HttpClient
from editor_app.api.failures import NO_ANSWER, NOT_SENT
from editor_app.core.errors import (
    AccountLocked,
    CaptivePortal,
    Conflict,
    Forbidden,
    NotFound,
    PasswordChangeRequired,
    PortalBroken,
    PortalError,
    RateLimited,
    Refused,
    Retry,
    TlsFailure,
    TooLarge,
    Unauthorized,
    Unreachable,
)
from tests.support.fake_portal import FakePortal
from tests.support.faults import Fault, Kind, problem

STATUSES = [
    (400, Refused),
    (401, Unauthorized),
    (403, Forbidden),
    (404, NotFound),
    (405, PortalBroken),
    (408, Unreachable),
    (409, Conflict),
    (410, Unauthorized),
    (412, Conflict),
    (413, TooLarge),
    (415, Refused),
    (418, PortalBroken),
    (422, Refused),
    (423, Conflict),
    (428, Conflict),
    (429, RateLimited),
    (500, PortalBroken),
    (502, PortalBroken),
    (503, PortalBroken),
    (504, PortalBroken),
]


@pytest.mark.parametrize(("status", "kind"), STATUSES)
def test_each_status_has_its_error(fake: FakePortal, client: HttpClient, status: int, kind: type[PortalError]) -> None:
    fake.script(problem(status, "why"))
    with pytest.raises(PortalError) as caught:
        client.post("/anything")
    assert type(caught.value) is kind
    assert (caught.value.status, caught.value.code) == (status, "why")


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [("password_change_required", 403, PasswordChangeRequired), ("account_locked", 403, AccountLocked)],
)
def test_codes_that_say_more_than_the_status(
    fake: FakePortal, client: HttpClient, code: str, status: int, kind: type[PortalError]
) -> None:
    fake.script(problem(status, code))
    with pytest.raises(kind):
        client.get("/me")


def test_server_errors_are_tried_later_and_unknown_refusals_never(fake: FakePortal, client: HttpClient) -> None:
    fake.script(problem(500, "x"), problem(418, "x"))
    retries = []
    for _ in range(2):
        with pytest.raises(PortalBroken) as caught:
            client.get("/me")
        retries.append(caught.value.retry)
    assert retries == [Retry.LATER, Retry.NEVER]


@pytest.mark.parametrize(
    ("header", "low", "high"), [("120", 120, 120), ("Mon, 01 Jan 2001 00:00:00 GMT", 0, 0), ("soon", -1, -1)]
)
def test_retry_after(fake: FakePortal, client: HttpClient, header: str, low: float, high: float) -> None:
    fake.script(problem(429, "slow", headers={"Retry-After": header}))
    with pytest.raises(RateLimited) as caught:
        client.get("/me")
    wait = -1 if caught.value.retry_after is None else caught.value.retry_after
    assert low <= wait <= high


def test_findings_and_fields_arrive_at_their_place(fake: FakePortal, client: HttpClient) -> None:
    finding = {"rule": "WD-01", "severity": "error", "message": "错字", "part": "body", "start": 3, "end": 5, "text": "布署"}
    fields = [
        {"field": "issuer", "code": "required", "message": {"zh": "请填写", "en": "needed"}},
        {"field": "title", "message": "x"},
    ]
    fake.script(problem(422, "rules_refused", findings=[finding, {"nonsense": 1}], fields=fields))
    with pytest.raises(Refused) as caught:
        client.post("/x")
    assert [(item.part, item.message) for item in caught.value.findings] == [
        ("body", "错字"),
        ("field:issuer", "请填写"),
        ("title", "x"),
    ]


@pytest.mark.parametrize("status", [200, 401, 403, 404, 511])
def test_a_page_in_place_of_the_portal_is_a_captive_portal(fake: FakePortal, client: HttpClient, status: int) -> None:
    fake.script(Fault(Kind.HTML, status=status, times=2))
    with pytest.raises(CaptivePortal):
        client.get("/me")


def test_a_proxy_page_for_a_server_error_is_a_server_error(fake: FakePortal, client: HttpClient) -> None:
    fake.script(Fault(Kind.HTML, status=502), Fault(Kind.HTML, status=413))
    with pytest.raises(PortalBroken):
        client.get("/me")
    with pytest.raises(TooLarge):
        client.get("/me")


def _raw(body: bytes, kind: str = "application/json") -> Fault:
    return Fault(Kind.RAW, body=body, headers={"Content-Type": kind}, times=2)


@pytest.mark.parametrize(
    "fault",
    [
        _raw(b"{nope"),
        _raw(b"\xff\xfe"),
        _raw(b"[" * 100_000 + b"]" * 100_000),
        _raw(b"[" * 60 + b"]" * 60),
        _raw(b'{"a": 1}', "text/plain"),
        _raw(b'{"a": 1}', ""),
        _raw(b'"' + b"x" * (8 * 1024 * 1024) + b'"'),
        _raw(b'{"username": 5}'),
        _raw(b"[]"),
        _raw(b""),
    ],
    ids=["broken", "not-utf8", "very-deep", "deep", "plain", "untyped", "huge", "foreign", "list", "empty"],
)
def test_answers_that_may_not_be(fake: FakePortal, client: HttpClient, fault: Fault) -> None:
    from editor_app.api import reference

    fake.script(fault)
    with pytest.raises(PortalBroken):
        reference.profile(client)


def test_no_connection_was_not_sent(fake: FakePortal, client: HttpClient) -> None:
    fake.stop()
    with pytest.raises(Unreachable) as caught:
        client.post("/x")
    assert (type(caught.value), caught.value.code) == (Unreachable, NOT_SENT)


def test_an_unknown_host_was_not_sent() -> None:
    client = HttpClient("https://portal.invalid", connect_seconds=2)
    with pytest.raises(Unreachable) as caught:
        client.get("/me")
    assert caught.value.code == NOT_SENT


@pytest.mark.parametrize("kind", [Kind.RESET_BEFORE, Kind.RESET_AFTER, Kind.TRUNCATE, Kind.STALL_AFTER, Kind.DRIP])
def test_a_lost_answer_is_unknown(fake: FakePortal, kind: Kind) -> None:
    client = HttpClient(fake.url, fake.token(), connect_seconds=2, read_seconds=0.3, answer_seconds=0.4)
    fake.script(Fault(kind, method="POST"))
    with pytest.raises(Unreachable) as caught:
        client.post("/files/known", {"sha256": []})
    client.close()
    assert caught.value.code == NO_ANSWER


def test_a_compressed_bomb_is_not_unpacked(fake: FakePortal, client: HttpClient) -> None:
    bomb = gzip.compress(b'"' + b"x" * (30 * 1024 * 1024) + b'"')
    fake.script(Fault(Kind.RAW, body=bomb, headers={"Content-Type": "application/json", "Content-Encoding": "gzip"}))
    with pytest.raises(PortalBroken) as caught:
        client.get("/me")
    assert "too large" in caught.value.title


def test_reading_is_repeated_once_over_a_dead_connection_but_writing_is_not(fake: FakePortal, client: HttpClient) -> None:
    fake.script(Fault(Kind.RESET_BEFORE, method="GET"), Fault(Kind.RESET_BEFORE, method="POST"))
    assert client.get("/me").data["username"] == "zhang"
    with pytest.raises(Unreachable):
        client.post("/files/known", {"sha256": []})
    assert (fake.seen("GET", "/me"), fake.seen("POST", "/files/known")) == (2, 1)


def test_a_redirect_on_the_same_portal_is_followed(fake: FakePortal, client: HttpClient) -> None:
    fake.script(Fault(Kind.REDIRECT, path="/old", status=302, location="/api/v1/me"))
    assert client.get("/old").data["username"] == "zhang"


def test_a_redirect_to_another_host_is_not_followed_and_the_token_stays_here(fake: FakePortal, client: HttpClient) -> None:
    with FakePortal() as other:
        fake.script(Fault(Kind.REDIRECT, status=302, location=f"{other.url}/api/v1/me"))
        with pytest.raises(CaptivePortal):
            client.get("/me")
        assert other.requests == []


def test_a_redirected_submission_is_not_repeated_elsewhere(fake: FakePortal, client: HttpClient) -> None:
    fake.script(Fault(Kind.REDIRECT, status=303, location="/api/v1/me"))
    with pytest.raises(PortalBroken):
        client.post("/x")


def test_redirects_end(fake: FakePortal, client: HttpClient) -> None:
    fake.script(Fault(Kind.REDIRECT, status=302, location="/api/v1/me", times=50))
    with pytest.raises(PortalBroken):
        client.get("/me")


@pytest.mark.parametrize(
    "url", ["http://portal.example.gov.cn", "ftp://127.0.0.1", "file:///etc/passwd", "127.0.0.1", "http://[", ""]
)
def test_only_https_or_this_computer(url: str) -> None:
    with pytest.raises(PortalError) as caught:
        HttpClient(url)
    assert caught.value.code == NOT_SENT


def test_the_token_is_in_the_header_only_and_netrc_is_not_asked(
    fake: FakePortal, client: HttpClient, tmp_path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login x password y")
    monkeypatch.setenv("NETRC", str(netrc))
    token = next(iter(fake.district.tokens))
    with caplog.at_level(logging.DEBUG):
        client.get("/me", {"q": "1"})
    _, path, headers = fake.requests[-1]
    assert headers["authorization"] == f"Bearer {token}"
    assert token not in json.dumps([path, {k: v for k, v in headers.items() if k != "authorization"}])
    assert token not in caplog.text
    assert token not in repr(client)


def test_cookies_are_not_kept(fake: FakePortal, client: HttpClient) -> None:
    fake.script(Fault(Kind.RAW, body=b"{}", headers={"Content-Type": "application/json", "Set-Cookie": "a=b; Path=/"}))
    client.get("/x")
    client.get("/me")
    assert "cookie" not in fake.requests[-1][2]


def test_a_proxy_of_the_environment_is_not_used_for_this_computer(
    fake: FakePortal, client: HttpClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{closed.getsockname()[1]}")
        monkeypatch.setenv("no_proxy", "")
        assert client.get("/me").status == 200


def test_a_downgrade_is_a_tls_failure() -> None:
    from editor_app.api.client import _checked_redirect

    with pytest.raises(TlsFailure):
        _checked_redirect("https://portal.example/a", "http://portal.example/a")
