"""The system's password store (services.ports.Keyring), each call in a helper process that is ended when it does not answer."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor_app.core.errors import KeyringUnavailable
from editor_app.core.redaction import redact

if TYPE_CHECKING:
    import subprocess

SERVICE = "Unit Editor"
LIMIT_SECONDS = 10.0
LONGEST_SECRET = 1000
"""Characters. Windows keeps 2560 bytes of UTF-16; longer secrets are refused on every system alike."""

_SENTENCES = {
    "missing": ("This computer has no password store that can be used", ""),
    "locked": (
        "The system's password store is locked",
        "Unlock it and sign in again to be remembered. Until then the sign-in holds for this session only.",
    ),
    "silent": (
        "The system's password store does not answer",
        "You can go on: the sign-in is remembered for this session only and is not written to disk.",
    ),
    "untrusted": (
        "The password store set up on this computer is not one of the system's own and is not used",
        "You can go on: the sign-in is remembered for this session only and is not written to disk.",
    ),
    "too_long": ("The secret is too long for the system's password store", ""),
}


def command() -> list[str]:
    """How the helper is started. It takes nothing from PYTHON* variables and from the folder one happens to be in."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--keyring-helper"]
    return [sys.executable, "-I", str(Path(__file__).with_name("keyring_helper.py"))]


def unavailable(reason: str, detail: str = "") -> KeyringUnavailable:
    """The error with its sentences."""
    title, advice = _SENTENCES.get(reason, _SENTENCES["missing"])
    return KeyringUnavailable(reason if reason in _SENTENCES else "missing", title, advice, detail=redact(detail)[:300])


class SystemKeyring:
    """Blocks for `limit_seconds` at most; net lane only."""

    def __init__(self, limit_seconds: float = LIMIT_SECONDS, helper: list[str] | None = None, service: str = SERVICE) -> None:
        self._limit = limit_seconds
        self._helper = helper
        self._service = service

    def load(self, account_id: str) -> str | None:
        """The secret, None when there is none. Raises KeyringUnavailable."""
        secret = self._ask("load", account_id).get("secret")
        return None if secret is None else str(secret)

    def save(self, account_id: str, secret: str) -> None:
        """Keep the secret, replacing an older one. Raises KeyringUnavailable."""
        if len(secret) > LONGEST_SECRET:
            raise unavailable("too_long", f"{len(secret)} characters")
        self._ask("save", account_id, secret)

    def remove(self, account_id: str) -> None:
        """Forget the secret; none there is as good. Raises KeyringUnavailable."""
        self._ask("remove", account_id)

    def backend(self) -> str:
        """Class name of the store in use, for the diagnosis page. Raises KeyringUnavailable."""
        return str(self._ask("probe", "").get("backend", ""))

    def _ask(self, action: str, account_id: str, secret: str = "") -> dict[str, Any]:
        import subprocess  # the first call comes after the window

        request = {"action": action, "service": self._service, "account": account_id, "secret": secret}
        try:
            done = subprocess.run(
                self._helper or command(),
                input=json.dumps(request).encode(),
                capture_output=True,
                timeout=self._limit,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except subprocess.TimeoutExpired:
            raise unavailable("silent", f"no answer within {self._limit:g} s") from None
        except OSError as error:
            raise unavailable("missing", f"the helper did not start: {error}") from error
        return _answer(done)


def _answer(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    lines = done.stdout.decode("utf-8", "replace").strip().splitlines()
    try:
        answer = json.loads(lines[-1]) if done.returncode == 0 and lines else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        trace = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise unavailable("missing", f"exit {done.returncode}: {trace[-1] if trace else 'no answer'}")
    if not answer.get("ok"):
        raise unavailable(str(answer.get("reason", "missing")), str(answer.get("detail", "")))
    return answer
