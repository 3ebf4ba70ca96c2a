"""A process of its own for one call to the system's password store, because such a call can hang for ever.

Run as a script (or `--keyring-helper` of the frozen program): one JSON request on stdin, one JSON line on stdout; nothing secret
is in the arguments or the environment. Request: {action: load | save | remove | probe, service, account, secret}. Answer:
{ok: true, secret, backend} or {ok: false, reason, detail}. Uses the standard library and keyring only.
"""

from __future__ import annotations

import json
import sys
from typing import Any

TRUSTED = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
"""The systems' own encrypted stores. Everything else (plain files, null, keyrings.alt, a backend named by a stray configuration
file) is refused."""


class Unavailable(Exception):
    """`reason` as in KeyringUnavailable."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def name_of(backend: object) -> str:
    """Module and class."""
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def choose(backend: Any) -> Any:
    """The backend to use: the chosen one if it is trusted, or the first trusted one of a chain. Raises Unavailable."""
    name = name_of(backend)
    if name in TRUSTED:
        return backend
    if name == "keyring.backends.chainer.ChainerBackend":
        for part in backend.backends:
            if name_of(part) in TRUSTED:
                return part
        raise Unavailable("missing", name)
    if name.startswith("keyring.backends.fail."):
        raise Unavailable("missing", name)
    raise Unavailable("untrusted", name)


def carry_out(request: dict[str, str], backend: Any) -> dict[str, Any]:
    """The answer to a request. Raises Unavailable."""
    from keyring import errors

    service, account = request.get("service", ""), request.get("account", "")
    secret: str | None = None
    try:
        if request["action"] == "load":
            secret = backend.get_password(service, account)
        elif request["action"] == "save":
            backend.set_password(service, account, request["secret"])
            # A store that takes a secret and does not give it back is worse than none.
            if backend.get_password(service, account) != request["secret"]:
                raise Unavailable("missing", "the secret was not kept")
        elif request["action"] == "remove" and backend.get_password(service, account) is not None:
            backend.delete_password(service, account)
    except errors.KeyringLocked as error:
        raise Unavailable("locked", str(error)) from error
    except errors.NoKeyringError as error:
        raise Unavailable("missing", str(error)) from error
    except errors.InitError as error:
        raise Unavailable("locked" if "dismissed" in str(error).lower() else "missing", str(error)) from error
    except errors.PasswordDeleteError:
        pass  # not there any more: what was asked for
    except errors.PasswordSetError as error:
        raise Unavailable("locked", str(error)) from error
    return {"ok": True, "secret": secret, "backend": name_of(backend)}


def main() -> int:
    """Answer the one request on stdin. Exit status 0 even for a refusal; a traceback means a failure nobody foresaw."""
    request = json.loads(sys.stdin.buffer.read())
    try:
        import keyring
        from keyring.errors import KeyringError

        try:
            backend = choose(keyring.get_keyring())
        except (ImportError, TypeError, AttributeError, KeyringError) as error:
            raise Unavailable("untrusted", f"{type(error).__name__} while choosing") from error
        answer = carry_out(request, backend)
    except Unavailable as error:
        answer = {"ok": False, "reason": error.reason, "detail": error.detail}
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
