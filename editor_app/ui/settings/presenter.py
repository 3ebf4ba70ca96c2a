"""Settings: language, look, data folder, and signing out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from editor_app.core.changes import Changes
from editor_app.core.organisation import Account
from editor_app.services.ports import Job, Lane, Portal, Runner
from editor_app.ui.seams import Broadcast, Launcher, LocalScope, SettingsAccess


class AccountsPort(Protocol):
    """What is used of services.accounts.Accounts."""

    def push_sign_out(self, account: Account, portal: Portal | None) -> Any: ...
    def save_sign_out(self, account: Account, wipe: bool) -> Changes: ...


class OutboxPort(Protocol):
    """What is used of services.outbox.OutboxEngine."""

    def status(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Leaving:
    """What must be said before signing out: how much has not been sent, and whether it would be lost."""

    account: Account
    unsent: int
    wipe: bool


class SettingsView(Protocol):
    """What the presenter asks of the window."""

    def confirm_sign_out(self, leaving: Leaving, done: Callable[[], None]) -> None: ...
    def refuse_wipe(self, unsent: int) -> None: ...
    def show_busy(self, busy: bool) -> None: ...
    def say_not_revoked(self) -> None: ...


class SettingsPresenter:
    """Choices take effect at once and are kept."""

    def __init__(
        self,
        view: SettingsView,
        settings: SettingsAccess,
        runner: Runner,
        launcher: Launcher,
        apply_language: Callable[[str], None],
        apply_look: Callable[[str, int], None],
    ) -> None:
        self._view = view
        self._settings = settings
        self._runner = runner
        self._launcher = launcher
        self._apply_language = apply_language
        self._apply_look = apply_look
        self.scope = LocalScope()

    def close(self) -> None:
        """The screen goes."""
        self.scope.close()

    def choose_language(self, value: str) -> None:
        """system, zh_CN, en."""
        self._settings.set("language", value)
        self._apply_language(value)

    def choose_theme(self, value: str) -> None:
        """system, light, dark, contrast."""
        self._settings.set("theme", value)
        self._look()

    def choose_text(self, percent: int) -> None:
        """Text size in percent."""
        self._settings.set("text_percent", str(percent))
        self._look()

    def open_folder(self, path: Path) -> bool:
        """Show the data folder."""
        return self._launcher.open_folder(path)

    def sign_out(
        self,
        account: Account,
        accounts: AccountsPort,
        outbox: OutboxPort,
        portal: Callable[[], Portal | None],
        leave: Callable[[], None],
        changes: Broadcast,
        *,
        wipe: bool,
    ) -> None:
        """Ask, revoke the token on the portal, forget it here, close the account. With unsent items nothing is wiped."""

        def ask(status: Any) -> None:
            unsent = int(status.waiting)
            if wipe and unsent:
                self._view.refuse_wipe(unsent)
                return
            self._view.confirm_sign_out(Leaving(account, unsent, wipe), go)

        def go() -> None:
            self._view.show_busy(True)
            self._runner.run(Lane.NET, lambda _job: accounts.push_sign_out(account, portal()), revoked)

        def revoked(result: Any) -> None:
            if not result.revoked:
                self._view.say_not_revoked()
            leave()
            self._runner.run(Lane.DISK, save, changes.publish)

        def save(_job: Job) -> Changes:
            return accounts.save_sign_out(account, wipe)

        self._runner.run(Lane.DISK, lambda _job: outbox.status(), ask, scope=self.scope)

    def _look(self) -> None:
        self._apply_look(self._settings.get("theme"), int(self._settings.get("text_percent")))
