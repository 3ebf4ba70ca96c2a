"""The client against the real portal: a practice portal in a process of its own, filled with the made-up district."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.api.gate import HttpPortalGate
from editor_app.api.portal import HttpPortal
from editor_app.core.errors import PasswordChangeRequired, Refused

ROOT = Path(__file__).resolve().parents[2]
OFFICER, FIRST_PASSWORD, NEW_PASSWORD = "linxiaomei", "Chuci-denglu-2026", "Qinghe-xinmima-2026"
UNIT_REVIEWER, CENTRE_REVIEWER, PASSWORD = "zhoujianning", "fangzhengqing", "Yunxi-lianxi-2026"


class PracticePortal:
    """Its address, and the portals of the people who signed in."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._tokens: dict[str, str] = {}
        self.weak: Refused | None = None

    def token(self, username: str) -> str:
        """A device token; the officer's first sign-in changes the password."""
        if username not in self._tokens:
            first = username == OFFICER
            if first:
                self._try_weak_password()
            signed = HttpPortalGate().sign_in(
                self.url, username, FIRST_PASSWORD if first else PASSWORD, "contract", NEW_PASSWORD if first else None
            )
            self._tokens[username] = signed.token
        return self._tokens[username]

    def _try_weak_password(self) -> None:
        """The first sign-in happens once per portal, so what it does with a weak password is noted here."""
        with pytest.raises(PasswordChangeRequired):
            HttpPortalGate().sign_in(self.url, OFFICER, FIRST_PASSWORD, "contract")
        with pytest.raises(Refused) as caught:
            HttpPortalGate().sign_in(self.url, OFFICER, FIRST_PASSWORD, "contract", "12345")
        self.weak = caught.value

    def portal(self, username: str) -> HttpPortal:
        """A signed-in portal."""
        return HttpPortalGate().connect(self.url, self.token(username))


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticePortal]:
    pytest.importorskip("wagtail")
    folder = tmp_path_factory.mktemp("practice")
    command = [sys.executable, "-m", "portal.practice", "--data", str(folder / "data"), "--port", "0", "--with-parent"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, cwd=ROOT)
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            assert line, (folder / "log").read_text(errors="replace")[-3000:]
            yield PracticePortal(json.loads(line)["url"])
        finally:
            process.stdin.close()
            process.stdout.close()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def officer(practice: PracticePortal) -> HttpPortal:
    return practice.portal(OFFICER)


@pytest.fixture
def unit_reviewer(practice: PracticePortal) -> HttpPortal:
    return practice.portal(UNIT_REVIEWER)


@pytest.fixture
def centre_reviewer(practice: PracticePortal) -> HttpPortal:
    return practice.portal(CENTRE_REVIEWER)
