"""A keyring in memory that can be made to fail (services.ports.Keyring)."""

from __future__ import annotations

from editor_app.core.errors import KeyringUnavailable


class MemoryKeyring:
    """`secrets` is what is kept; with `trouble` set every call raises KeyringUnavailable with that reason."""

    def __init__(self, trouble: str = "") -> None:
        self.secrets: dict[str, str] = {}
        self.trouble = trouble

    def load(self, account_id: str) -> str | None:
        """The secret or None."""
        self._check()
        return self.secrets.get(account_id)

    def save(self, account_id: str, secret: str) -> None:
        """Keep it."""
        self._check()
        self.secrets[account_id] = secret

    def remove(self, account_id: str) -> None:
        """Forget it."""
        self._check()
        self.secrets.pop(account_id, None)

    def backend(self) -> str:
        """Its name."""
        self._check()
        return type(self).__name__

    def _check(self) -> None:
        if self.trouble:
            raise KeyringUnavailable(self.trouble)
