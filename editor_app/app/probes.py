"""What the diagnosis page asks beyond the window: keyring and database. Names are translated in context "diagnosis"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from editor_app.core.errors import KeyringUnavailable
from editor_app.services.ports import Lane
from editor_app.ui.context import Fact, Probe

if TYPE_CHECKING:
    from editor_app.app.opening import OpenProfile
    from editor_app.services.ports import Keyring


def probes(profile: OpenProfile, keyring: Keyring) -> tuple[Probe, ...]:
    """Each runs in its lane; none shows a secret."""

    def ask_keyring() -> Sequence[Fact]:
        try:
            return [Fact("Password store", keyring.backend())]
        except KeyringUnavailable as error:
            return [Fact("Password store", error.title, "warning")]

    def ask_database() -> Sequence[Fact]:
        problems = [problem for account in profile.store.open_accounts() for problem in account.check()]
        return [
            Fact("Database", "; ".join(problems[:3]) or "ok", "error" if problems else "ok"),
            Fact("Data folder", str(profile.folder)),
        ]

    return (Probe("Password store", Lane.NET, ask_keyring), Probe("Database", Lane.DISK, ask_database))
