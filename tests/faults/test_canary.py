"""A planted password and the token it brings appear in no file, no log, no argument and no environment of a child."""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.api.gate import HttpPortalGate
from editor_app.core.errors import EditorError
from editor_app.core.redaction import RedactingFilter
from editor_app.keyring_client import SystemKeyring, command
from editor_app.services.accounts import Accounts
from editor_app.services.system_clock import SystemClock
from editor_app.store.profile import ProfileStore
from tests.support import secret_service
from tests.support.fake_portal import FakePortal
from tests.support.faults import Fault, Kind
from tests.support.office import Office

PASSWORD = "Canary-mima-青河-7741"

_SPY = """
import json, os, subprocess, sys
with open({seen!r}, "ab") as file:
    file.write(b"\\0".join([open("/proc/self/cmdline", "rb").read(), open("/proc/self/environ", "rb").read()]))
sys.exit(subprocess.run({helper!r}, check=False).returncode)
"""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """Everything the libraries and we say, at the chattiest level, as the program's handler writes it."""
    path = tmp_path / "log" / "program.log"
    path.parent.mkdir()
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.addFilter(RedactingFilter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield path
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SystemKeyring]:
    """The real adapter behind a spy that notes each child's arguments and environment."""
    with contextlib.ExitStack() as stack:
        if not secret_service.missing():
            for name, value in stack.enter_context(secret_service.session("unlocked")).items():
                monkeypatch.setenv(name, value)
        spy = tmp_path / "spy.py"
        spy.write_text(_SPY.format(seen=str(tmp_path / "children"), helper=command()))
        yield SystemKeyring(helper=[sys.executable, str(spy)])


def _spellings(secret: str) -> list[bytes]:
    return [
        secret.encode(),
        json.dumps(secret).strip('"').encode(),
        urllib.parse.quote(secret).encode(),
        secret.encode("utf-16-le"),
    ]


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="reads /proc")
def test_no_secret_leaves_its_place(tmp_path: Path, log: Path, keyring: SystemKeyring) -> None:
    logger = logging.getLogger("canary")
    with FakePortal() as portal:
        portal.district.people["zhang"].password = PASSWORD
        store = ProfileStore.open(tmp_path / "data")
        accounts = Accounts(store, HttpPortalGate(), keyring, SystemClock(), "PC")
        with pytest.raises(EditorError):
            accounts.push_sign_in(portal.url, "zhang", PASSWORD + "x")
        result = accounts.push_sign_in(portal.url, "zhang", PASSWORD)
        accounts.save_sign_in(result)
        assert result.remembered == (not secret_service.missing())
        logger.info("signed in: %s", result)
        office = Office(tmp_path / "data" / "accounts" / "office", portal.url, result.token)
        office.queue(files=1)
        office.queue("第二篇")
        portal.script(Fault(Kind.RESET_AFTER, "POST", "/submit"), Fault(Kind.HTML, "GET", "/me"))
        for _ in range(3):
            office.engine.step()
            office.engine.retry_now()
        try:
            office.connection.portal().profile()
        except EditorError as error:
            logger.exception("failed: %r %s", error, error.detail)
        try:
            raise ValueError(f"a careless message: {PASSWORD} {result.token}")
        except ValueError:
            logger.exception("bug with %s", result.token)
        office.close()
        store.close()
        header = f"Bearer {result.token}"
        assert any(headers.get("authorization") == header for _, _, headers in portal.requests)
        assert not any(result.token in path for _, path, _ in portal.requests)
    secrets = [*_spellings(PASSWORD), *_spellings(result.token)]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"program.log", "profile.db", "children"} <= {path.name for path in files}
    assert b"signed in" in log.read_bytes()
    for path in files:
        data = path.read_bytes()
        assert not any(secret in data for secret in secrets), path
    if not secret_service.missing():
        assert keyring.load(result.account.id) == result.token, "there it belongs"
