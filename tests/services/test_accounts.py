from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.api.gate import HttpPortalGate
from editor_app.core.errors import PasswordChangeRequired, Unauthorized
from editor_app.services.accounts import Accounts, BadAddress, account_id, check_portal_url
from editor_app.store.profile import ProfileStore
from tests.support.fake_clock import FakeClock
from tests.support.fake_portal import ZHANG, FakePortal
from tests.support.memory_keyring import MemoryKeyring


@pytest.fixture
def profile_store(tmp_path: Path) -> Iterator[ProfileStore]:
    store = ProfileStore.open(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def accounts(profile_store: ProfileStore, keyring: MemoryKeyring, clock: FakeClock) -> Accounts:
    return Accounts(profile_store, HttpPortalGate(), keyring, clock, "PC")


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("portal.example.gov.cn", "https://portal.example.gov.cn"),
        (" https://Portal.example.gov.cn/ ", "https://portal.example.gov.cn"),
        ("https://portal.example.gov.cn:8443/editor/", "https://portal.example.gov.cn:8443/editor"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_addresses_are_put_right(typed: str, used: str) -> None:
    assert check_portal_url(typed) == used


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "http://portal.example.gov.cn",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "ftp://portal.example.gov.cn",
        "javascript://x",
        "https://name:secret@portal.example.gov.cn",
        "https://portal.example.gov.cn?x=1",
        "https://portal.example.gov.cn:99999",
        "https://",
        "a b",
    ],
)
def test_addresses_that_may_not_be(typed: str) -> None:
    with pytest.raises(BadAddress):
        check_portal_url(typed)


def test_signing_in_keeps_the_token_in_the_keyring_only(
    accounts: Accounts, keyring: MemoryKeyring, fake: FakePortal, tmp_path: Path
) -> None:
    result = accounts.push_sign_in(fake.url, *ZHANG)
    accounts.save_sign_in(result)
    assert keyring.secrets == {result.account.id: result.token}
    assert result.remembered
    assert accounts.list() == [result.account]
    assert accounts.last_used() == result.account
    assert result.token not in repr(result)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert result.token.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("reason", ["missing", "locked", "silent", "untrusted"])
def test_without_a_keyring_the_session_goes_on_and_nothing_is_written(
    accounts: Accounts, keyring: MemoryKeyring, fake: FakePortal, profile_store: ProfileStore, clock: FakeClock, reason: str
) -> None:
    keyring.trouble = reason
    result = accounts.push_sign_in(fake.url, *ZHANG)
    accounts.save_sign_in(result)
    assert (result.remembered, result.keyring_problem and result.keyring_problem.reason) == (False, reason)
    assert accounts.resume(result.account) == result.token
    keyring.trouble = ""
    again = Accounts(profile_store, HttpPortalGate(), keyring, clock)
    assert again.resume(result.account) is None, "the next start asks for the password"


def test_the_same_person_is_the_same_account(accounts: Accounts, fake: FakePortal) -> None:
    first = accounts.push_sign_in(fake.url, *ZHANG)
    second = accounts.push_sign_in(fake.url + "/", f" {ZHANG[0]} ", ZHANG[1])
    assert first.account.id == second.account.id
    assert account_id(fake.url, "wang") != first.account.id


def test_a_forced_change_and_a_wrong_password(accounts: Accounts, fake: FakePortal, keyring: MemoryKeyring) -> None:
    with pytest.raises(Unauthorized):
        accounts.push_sign_in(fake.url, "zhang", "wrong")
    fake.district.people["zhang"].must_change = True
    with pytest.raises(PasswordChangeRequired):
        accounts.push_sign_in(fake.url, *ZHANG)
    assert keyring.secrets == {}
    assert accounts.push_sign_in(fake.url, *ZHANG, "Qinghe-2026-neu").token


def test_signing_out_revokes_everywhere(accounts: Accounts, keyring: MemoryKeyring, fake: FakePortal) -> None:
    result = accounts.push_sign_in(fake.url, *ZHANG)
    accounts.save_sign_in(result)
    out = accounts.push_sign_out(result.account, accounts.connect(result.account, result.token))
    accounts.save_sign_out(result.account, wipe=False)
    assert (out.revoked, out.problem) == (True, None)
    assert (keyring.secrets, fake.district.tokens, accounts.list()) == ({}, {}, [])
    assert accounts.last_used() is None
    assert accounts.resume(result.account) is None


def test_signing_out_without_network_forgets_the_token_here(accounts: Accounts, keyring: MemoryKeyring, fake: FakePortal) -> None:
    result = accounts.push_sign_in(fake.url, *ZHANG)
    fake.stop()
    out = accounts.push_sign_out(result.account, accounts.connect(result.account, result.token))
    assert (out.revoked, out.problem is not None) == (False, True)
    assert keyring.secrets == {}


def test_wiping_removes_the_drafts(accounts: Accounts, profile_store: ProfileStore, fake: FakePortal, tmp_path: Path) -> None:
    result = accounts.push_sign_in(fake.url, *ZHANG)
    accounts.save_sign_in(result)
    profile_store.open_account(result.account.id).blobs.add(b"text")
    folder = tmp_path / "data" / "accounts" / result.account.id
    assert folder.is_dir()
    accounts.save_sign_out(result.account, wipe=True)
    assert not folder.exists()
