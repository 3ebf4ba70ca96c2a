"""A planted password and the token that it brings are in no file of the home, no log, no widget and no command line."""

from __future__ import annotations

import json
import os
import urllib.parse
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.stories.house import USERNAME, House
from tests.support.faults import Fault, Kind

SECRET = "Canary-mima-7741-Qh"


def spellings(secret: str) -> list[bytes]:
    """As it might be written."""
    return [secret.encode(), json.dumps(secret)[1:-1].encode(), urllib.parse.quote(secret).encode(), secret.encode("utf-16-le")]


def command_lines() -> bytes:
    """Arguments of this process and of all below it."""
    found = b""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "status").read_text()
            if folder.name == str(os.getpid()) or f"PPid:\t{os.getpid()}\n" in status:
                found += (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="reads /proc")
def test_password_and_token_stay_in_their_place(house: House) -> None:
    house.portal.district.people[USERNAME].password = SECRET
    house.open()
    house.sign_in(password=SECRET + "x")
    house.says("Account or password is wrong.")
    house.driver.fill(house.screen.password, SECRET)
    house.driver.key(Qt.Key.Key_Return)
    house.online()
    house.portal.script(Fault(Kind.RESET_AFTER, "POST", "/submit"), Fault(Kind.HTML, "GET", "/changes"))
    house.submitted()
    house.go("outbox")
    house.context.wake_outbox()
    house.driver.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    house.wait_for("sent")
    (token,) = house.keyring.secrets.values()
    house.go("about")
    secrets = [*spellings(SECRET), *spellings(token)]
    lines = [line.text() for top in QApplication.allWidgets() for line in [top] if isinstance(line, QLineEdit)]
    assert not any(SECRET in text or token in text for text in lines)
    assert SECRET not in house.words()
    assert token not in house.words()
    assert not any(secret in command_lines() for secret in secrets)
    assert house.close() == 0
    files = [path for path in house.home.rglob("*") if path.is_file()]
    assert {"profile.db", "store.db"} <= {path.name for path in files}
    for path in files:
        data = path.read_bytes()
        assert not any(secret in data for secret in secrets), path
    assert any(f"Bearer {token}" == headers.get("authorization") for _, _, headers in house.portal.requests)
