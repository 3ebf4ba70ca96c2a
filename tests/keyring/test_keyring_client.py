"""The helper's law without a service: which backends are trusted, what the failures are called, and that nothing leaks."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import keyring.backend
import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import keyring.backends.SecretService
import pytest
from keyring import errors

from editor_app import keyring_helper
from editor_app.core.errors import KeyringUnavailable
from editor_app.keyring_client import SystemKeyring, command, unavailable


class Failing:
    """A backend that does what it is told."""

    def __init__(self, error: Exception | None = None, keeps: bool = True) -> None:
        self.error, self.keeps = error, keeps
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, account: str) -> str | None:
        if self.error:
            raise self.error
        return self.kept.get((service, account))

    def set_password(self, service: str, account: str, secret: str) -> None:
        if self.keeps:
            self.kept[service, account] = secret

    def delete_password(self, service: str, account: str) -> None:
        raise errors.PasswordDeleteError("gone meanwhile")


def _ask(backend: Any, action: str = "load") -> dict[str, Any]:
    return keyring_helper.carry_out({"action": action, "service": "s", "account": "a", "secret": "x"}, backend)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (errors.KeyringLocked("x"), "locked"),
        (errors.InitError("Failed to create the collection: Prompt dismissed."), "locked"),
        (errors.InitError("no bus"), "missing"),
        (errors.NoKeyringError(), "missing"),
        (errors.PasswordSetError("denied"), "locked"),
    ],
)
def test_the_librarys_failures_have_names(error: Exception, reason: str) -> None:
    with pytest.raises(keyring_helper.Unavailable) as caught:
        _ask(Failing(error))
    assert caught.value.reason == reason


def test_removing_what_is_gone_is_done() -> None:
    backend = Failing()
    backend.kept["s", "a"] = "x"
    assert _ask(backend, "remove")["ok"]


def test_a_store_that_does_not_keep_is_not_trusted_to_have_kept() -> None:
    with pytest.raises(keyring_helper.Unavailable):
        _ask(Failing(keeps=False), "save")


def test_only_the_systems_own_stores_are_used() -> None:
    assert keyring_helper.choose(keyring.backends.SecretService.Keyring()) is not None
    for backend, reason in (
        (keyring.backends.null.Keyring(), "untrusted"),
        (keyring.backends.fail.Keyring(), "missing"),
        (Failing(), "untrusted"),
    ):
        with pytest.raises(keyring_helper.Unavailable) as caught:
            keyring_helper.choose(backend)
        assert caught.value.reason == reason


def test_of_a_chain_only_a_trusted_part_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    trusted = keyring.backends.SecretService.Keyring()
    chain = keyring.backends.chainer.ChainerBackend
    monkeypatch.setattr(chain, "backends", [Failing(), trusted])
    assert keyring_helper.choose(chain()) is trusted
    monkeypatch.setattr(chain, "backends", [Failing()])
    with pytest.raises(keyring_helper.Unavailable):
        keyring_helper.choose(chain())


def test_a_backend_named_by_the_environment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with pytest.raises(KeyringUnavailable) as caught:
        SystemKeyring().save("a", "secret")
    assert caught.value.reason == "untrusted"


def test_a_backend_named_by_a_configuration_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "python_keyring").mkdir()
    (tmp_path / "python_keyring" / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=keyring.backends.null.Keyring\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    with pytest.raises(KeyringUnavailable) as caught:
        SystemKeyring().load("a")
    assert caught.value.reason == "untrusted"


def test_a_long_secret_is_refused_before_anything_is_started() -> None:
    with pytest.raises(KeyringUnavailable) as caught:
        SystemKeyring(helper=["/does/not/exist"]).save("a", "x" * 1001)
    assert caught.value.reason == "too_long"


def test_the_secret_travels_over_stdin_alone(tmp_path: Path) -> None:
    spy = tmp_path / "spy.py"
    spy.write_text(
        "import json, os, sys\n"
        "request = json.loads(sys.stdin.read())\n"
        "assert request['secret'] == 'canary-of-the-keyring'\n"
        "seen = 'canary' in ' '.join(sys.argv) + str(dict(os.environ))\n"
        "print('noise of a backend')\n"
        "print(json.dumps({'ok': not seen, 'reason': 'untrusted'}))\n"
    )
    SystemKeyring(helper=[sys.executable, str(spy)]).save("a", "canary-of-the-keyring")


@pytest.mark.parametrize("script", ["import sys; sys.exit(3)", "print('nonsense')", "print('[]')", "raise ValueError('boom')"])
def test_a_helper_that_fails_is_no_keyring(script: str) -> None:
    with pytest.raises(KeyringUnavailable) as caught:
        SystemKeyring(helper=[sys.executable, "-c", script]).load("a")
    assert caught.value.reason == "missing"


def test_a_helper_that_is_not_there_is_no_keyring() -> None:
    with pytest.raises(KeyringUnavailable):
        SystemKeyring(helper=["/does/not/exist"]).load("a")


def test_the_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command() == [sys.executable, "--keyring-helper"]


def test_the_helper_needs_nothing_of_the_program() -> None:
    import subprocess

    code = (
        "import json, runpy, sys, io\n"
        f"sys.path.insert(0, {str(Path(keyring_helper.__file__).parent)!r})\n"
        "import keyring_helper\n"
        "bad = [name for name in sys.modules if name.startswith(('PySide6', 'editor_app', 'requests'))]\n"
        "print(json.dumps(bad))\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("reason", ["missing", "locked", "silent", "untrusted", "too_long"])
def test_every_reason_has_its_sentence(reason: str) -> None:
    error = unavailable(reason)
    assert error.reason == reason
    assert error.title
    assert error.advice
