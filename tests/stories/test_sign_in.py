"""Signing in when something is wrong: the sentence stands in the form, no password stays behind, nothing is opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from editor_app.api.gate import HttpPortalGate
from tests.stories.house import PASSWORD, USERNAME, House
from tests.support.certificates import Authority
from tests.support.fake_portal import FakePortal
from tests.support.faults import Fault, Kind


def test_wrong_password(house: House) -> None:
    house.open()
    house.sign_in(password="Qinghe-wrong-1")
    house.says("Account or password is wrong. Check Caps Lock and the input method, then try again.")
    house.picture("refused")
    assert house.context.session.current is None
    assert house.keyring.secrets == {}
    house.driver.fill(house.screen.password, PASSWORD)
    house.driver.key(Qt.Key.Key_Return)
    house.online()
    assert len(house.keyring.secrets) == 1
    assert house.close() == 0


def test_locked_account(house: House) -> None:
    house.portal.district.people[USERNAME].locked = True
    house.open()
    house.sign_in()
    house.says("This account is locked for a while after too many wrong passwords.", "Wait, or ask the information centre.")
    house.picture("locked")
    assert house.context.session.current is None
    assert house.close() == 0


def test_portal_down(house: House) -> None:
    house.open()
    house.portal.stop()
    house.sign_in()
    house.says("The portal cannot be reached", "You are not signed in; drafts on this computer are safe. Try again in a while.")
    house.driver.wait(house.screen.deed.isEnabled, "the form")
    house.picture("down")
    house.portal.start()
    house.driver.wait(house.screen.deed.isEnabled, "the form")
    house.driver.key(Qt.Key.Key_Return)
    house.online()
    assert house.close() == 0


def test_captive_network(house: House) -> None:
    house.portal.script(Fault(Kind.HTML, times=50))
    house.open()
    house.sign_in()
    house.says("Another page answered instead of the portal", "Open a browser, log in to the network, then try again.")
    house.picture("captive")
    assert house.keyring.secrets == {}
    assert house.close() == 0


def test_certificate_not_trusted_is_told_apart_from_no_network(house: House, tmp_path: Path) -> None:
    with FakePortal(Authority(tmp_path).issue()) as portal:
        house.open()
        house.sign_in(url=portal.url)
        house.says(
            "The portal's certificate was issued by nobody this computer trusts",
            "Nothing was sent. Ask the information centre for its certificate.",
        )
        assert house.language != "en" or "cannot be reached" not in house.words()
        house.picture("certificate")
        assert [path for _, path, _ in portal.requests] == []
        assert house.close() == 0


def test_http_is_refused(house: House) -> None:
    house.open()
    house.sign_in(url="http://portal.example.gov.cn")
    house.says("The address must begin with https://", "Over http anybody on the way could read the password. Nothing was sent.")
    house.picture("http")
    assert house.close() == 0


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        pytest.param("missing", "This computer has no password store.", id="missing"),
        pytest.param("locked", "The system's password store is locked.", id="locked"),
        pytest.param("silent", "The system's password store does not answer.", id="silent"),
    ],
)
def test_no_password_store(house: House, reason: str, sentence: str) -> None:
    house.keyring.trouble = reason
    house.open()
    house.signed_in()
    house.says(sentence, "The sign-in is kept for this session only and is written to no file")
    house.picture("session-only")
    assert house.context.session.current.signed_in
    assert house.close() == 0


def test_first_password_is_changed(house: House) -> None:
    house.portal.district.people[USERNAME].must_change = True
    house.open()
    house.sign_in()
    house.driver.wait(house.screen.new_password.isVisible, "the page for a new password")
    house.driver.fill(house.screen.new_password.new, "short1")
    house.driver.fill(house.screen.new_password.again, "short1")
    assert not house.screen.new_password.deed.isEnabled()
    house.picture("too-short")
    house.driver.fill(house.screen.new_password.new, "Linye-fanghuo-77")
    house.driver.fill(house.screen.new_password.again, "Linye-fanghuo-77")
    house.driver.key(Qt.Key.Key_Return)
    house.online()
    assert house.close() == 0


def test_portal_with_the_centre_s_own_certificate(house: House, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with FakePortal(authority.issue()) as portal:
        portal.district.people[USERNAME].password = PASSWORD
        house.open(HttpPortalGate(authority.path))
        house.sign_in(url=portal.url)
        house.online()
        assert house.close() == 0
