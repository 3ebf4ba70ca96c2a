"""Real handshakes: what is trusted, what is not, and the sentence a person gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.api.client import HttpClient
from editor_app.core.errors import TlsFailure, Unreachable
from tests.support.certificates import Authority
from tests.support.fake_portal import FakePortal


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


def _ask(portal: FakePortal, extra_ca: Path | None = None) -> None:
    client = HttpClient(portal.url, portal.token(), extra_ca=extra_ca, connect_seconds=3, read_seconds=3)
    try:
        client.get("/me")
    finally:
        client.close()


def test_the_centres_own_certificate_is_trusted_when_given(authority: Authority) -> None:
    with FakePortal(authority.issue()) as portal:
        _ask(portal, authority.path)
        assert portal.seen("GET", "/me") == 1


@pytest.mark.parametrize(
    ("host", "options", "trusted", "words"),
    [
        ("127.0.0.1", {}, False, "nobody this computer trusts"),
        ("127.0.0.1", {"self_signed": True}, True, "nobody this computer trusts"),
        ("127.0.0.1", {"begins": -20, "ends": -10}, True, "expired"),
        ("127.0.0.1", {"begins": 5}, True, "not valid yet"),
        ("portal.example.gov.cn", {}, True, "another address"),
    ],
    ids=["unknown", "self-signed", "expired", "future", "wrong-host"],
)
def test_a_wrong_certificate_is_told_and_nothing_is_sent(
    authority: Authority, host: str, options: dict[str, int], trusted: bool, words: str
) -> None:
    with FakePortal(authority.issue(host, **options)) as portal:  # type: ignore[arg-type]
        with pytest.raises(TlsFailure) as caught:
            _ask(portal, authority.path if trusted else None)
        assert words in caught.value.title
        assert portal.requests == []


def test_environment_variables_cannot_add_trust_or_take_it_away(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.path))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(authority.path))
    with FakePortal(authority.issue()) as portal, pytest.raises(TlsFailure):
        _ask(portal)


def test_a_server_without_tls_is_not_a_missing_network() -> None:
    with FakePortal() as plain, pytest.raises(TlsFailure) as caught:
        HttpClient(f"https://127.0.0.1:{plain.port}", connect_seconds=3, read_seconds=3).get("/me")
    assert "encryption" in caught.value.title


def test_no_server_at_all_is_a_missing_network(authority: Authority) -> None:
    with FakePortal(authority.issue()) as portal:
        url = portal.url
    with pytest.raises(Unreachable) as caught:
        HttpClient(url, extra_ca=authority.path, connect_seconds=3).get("/me")
    assert type(caught.value) is Unreachable
