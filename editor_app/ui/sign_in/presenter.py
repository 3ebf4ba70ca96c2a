"""Signing in: which portal, which account, the forced new password, and what is said when it does not work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from editor_app.core.changes import Changes
from editor_app.core.errors import (
    AccountLocked,
    EditorError,
    KeyringUnavailable,
    PasswordChangeRequired,
    Refused,
    Unauthorized,
)
from editor_app.core.organisation import Account, Profile
from editor_app.services.ports import Lane, PortalHealth, Runner
from editor_app.ui.seams import LocalScope, SettingsAccess

MIN_PASSWORD = 10


class Result(Protocol):
    """What services.accounts.SignInResult gives."""

    @property
    def account(self) -> Account: ...
    @property
    def profile(self) -> Profile: ...
    @property
    def token(self) -> str: ...
    @property
    def remembered(self) -> bool: ...
    @property
    def keyring_problem(self) -> KeyringUnavailable | None: ...


class AccountsPort(Protocol):
    """What this screen uses of services.accounts.Accounts."""

    def list(self) -> list[Account]: ...
    def health(self, portal_url: str) -> PortalHealth: ...
    def push_sign_in(self, portal_url: str, username: str, password: str, new_password: str | None = None) -> Result: ...
    def save_sign_in(self, result: Any) -> Changes: ...
    def save_used(self, account: Account) -> Changes: ...
    def resume(self, account: Account) -> str | None: ...


class Problem(StrEnum):
    """Each has a sentence of its own."""

    NO_PORTAL = "no_portal"
    NO_USERNAME = "no_username"
    NO_PASSWORD = "no_password"
    WRONG_PASSWORD = "wrong_password"
    LOCKED = "locked"
    SIGN_IN_AGAIN = "sign_in_again"
    PASSWORD_REFUSED = "password_refused"


class Rule(StrEnum):
    """What a new password must be."""

    LENGTH = "length"
    MIXED = "mixed"
    OTHER = "other"
    NAME = "name"
    SAME = "same"


def broken_rules(username: str, old: str, new: str, again: str) -> frozenset[Rule]:
    """The rules that a new password does not keep yet."""
    broken = set()
    if len(new) < MIN_PASSWORD:
        broken.add(Rule.LENGTH)
    if not (any(char.isdigit() for char in new) and any(char.isalpha() for char in new)):
        broken.add(Rule.MIXED)
    if not new or new == old:
        broken.add(Rule.OTHER)
    if not new or (username and username.lower() in new.lower()):
        broken.add(Rule.NAME)
    if not new or new != again:
        broken.add(Rule.SAME)
    return frozenset(broken)


@dataclass(frozen=True, slots=True)
class Form:
    """What the form starts with."""

    portal_url: str
    username: str = ""


class SignInView(Protocol):
    """What the presenter asks of the window."""

    def show_accounts(self, accounts: Sequence[Account]) -> None: ...
    def show_form(self, form: Form) -> None: ...
    def show_portal(self, health: PortalHealth | None, error: EditorError | None) -> None: ...
    def show_busy(self, busy: bool) -> None: ...
    def show_problem(self, problem: Problem | None) -> None: ...
    def show_error(self, error: EditorError) -> None: ...
    def show_new_password(self, username: str) -> None: ...
    def show_rules(self, broken: frozenset[Rule]) -> None: ...
    def show_keyring_notice(self, problem: KeyringUnavailable) -> None: ...
    def offer_offline(self, account: Account | None) -> None: ...
    def clear_passwords(self) -> None: ...


OpenAccount = Callable[[Account, str | None, Profile | None, bool], None]


class SignInPresenter:
    """The steps: an account of this computer, or portal + account + password, then perhaps a new password."""

    def __init__(
        self, view: SignInView, accounts: AccountsPort, runner: Runner, settings: SettingsAccess, open_account: OpenAccount
    ) -> None:
        self._view = view
        self._accounts = accounts
        self._runner = runner
        self._settings = settings
        self._open_account = open_account
        self.scope = LocalScope()
        self._pending: tuple[str, str, str] | None = None

    def start(self, account_id: str = "") -> None:
        """Show what this computer knows and ask the portal who it is; with `account_id` that account is to sign in again."""
        url = self._settings.get("portal_url")
        self._view.show_form(Form(url))
        self.reload_accounts(account_id)
        if url:
            self.look_at_portal(url)

    def reload_accounts(self, again: str = "") -> None:
        """The accounts of this computer, again after one was signed out. `again` is the id of one that must sign in again."""

        def loaded(accounts: Sequence[Account]) -> None:
            self._view.show_accounts(accounts)
            for account in accounts:
                if account.id == again:
                    self._ask_again(account)

        self._runner.run(Lane.DISK, lambda _job: self._accounts.list(), loaded, scope=self.scope, topic="accounts")

    def look_at_portal(self, url: str) -> None:
        """Ask the portal for its name (and its practice accounts); the newest question wins."""
        if not url.strip():
            self._view.show_portal(None, None)
            return
        self._runner.run(
            Lane.NET,
            lambda _job: self._accounts.health(url),
            lambda health: self._view.show_portal(health, None),
            lambda error: self._view.show_portal(None, error),
            scope=self.scope,
            topic="health",
        )

    def sign_in(self, url: str, username: str, password: str) -> None:
        """The form was filled in."""
        missing = (
            (Problem.NO_PORTAL, url.strip()),
            (Problem.NO_USERNAME, username.strip()),
            (Problem.NO_PASSWORD, password),
        )
        for problem, given in missing:
            if not given:
                self._view.show_problem(problem)
                return
        self._push(url.strip(), username.strip(), password, None)

    def new_password_typed(self, new: str, again: str) -> None:
        """While a new password is typed."""
        _, username, old = self._pending or ("", "", "")
        self._view.show_rules(broken_rules(username, old, new, again))

    def choose_password(self, new: str, again: str) -> None:
        """The new password is to be used."""
        if self._pending is None:
            return
        url, username, old = self._pending
        broken = broken_rules(username, old, new, again)
        self._view.show_rules(broken)
        if not broken:
            self._push(url, username, old, new)

    def cancel_new_password(self) -> None:
        """Back to the form."""
        if self._pending is not None:
            url, username, _ = self._pending
            self._pending = None
            self._view.show_form(Form(url, username))
            self._view.clear_passwords()

    def resume(self, account: Account) -> None:
        """An account of this computer was chosen: its token is in the keyring, or the password is asked for."""
        self._view.show_busy(True)
        self._runner.run(
            Lane.NET,
            lambda _job: self._accounts.resume(account),
            lambda token: self._on_resumed(account, token),
            lambda error: self._on_resume_failed(account, error),
            scope=self.scope,
            topic="sign_in",
        )

    def work_offline(self, account: Account) -> None:
        """Open the drafts without signing in; sending waits."""
        self._use(account, None, None, True)

    def close(self) -> None:
        """The screen goes."""
        self._pending = None
        self.scope.close()

    def _push(self, url: str, username: str, password: str, new: str | None) -> None:
        self._view.show_problem(None)
        self._view.show_busy(True)
        self._runner.run(
            Lane.NET,
            lambda _job: self._accounts.push_sign_in(url, username, password, new),
            self._on_signed_in,
            lambda error: self._on_failed(error, url, username, password),
            scope=self.scope,
            topic="sign_in",
        )

    def _on_signed_in(self, result: Result) -> None:
        self._pending = None
        self._view.clear_passwords()
        self._settings.set("portal_url", result.account.portal_url)
        self._runner.run(
            Lane.DISK,
            lambda _job: self._accounts.save_sign_in(result),
            lambda _changes: self._open(result),
            self._on_not_saved,
            scope=self.scope,
        )

    def _open(self, result: Result) -> None:
        if result.keyring_problem is not None:
            self._view.show_keyring_notice(result.keyring_problem)
        self._open_account(result.account, result.token, result.profile, result.remembered)

    def _on_failed(self, error: EditorError, url: str, username: str, password: str) -> None:
        self._view.show_busy(False)
        if isinstance(error, PasswordChangeRequired):
            self._pending = (url, username, password)
            self._view.show_new_password(username)
        elif isinstance(error, Unauthorized):
            self._view.show_problem(Problem.WRONG_PASSWORD)
        elif isinstance(error, AccountLocked):
            self._view.show_problem(Problem.LOCKED)
        elif isinstance(error, Refused) and self._pending is not None:
            self._view.show_problem(Problem.PASSWORD_REFUSED)
        else:
            self._view.show_error(error)

    def _on_not_saved(self, error: EditorError) -> None:
        self._view.show_busy(False)
        self._view.show_error(error)

    def _on_resumed(self, account: Account, token: str | None) -> None:
        if token is not None:
            self._use(account, token, None, True)
            return
        self._ask_again(account)

    def _on_resume_failed(self, account: Account, error: EditorError) -> None:
        self._ask_again(account)
        if isinstance(error, KeyringUnavailable):
            self._view.show_keyring_notice(error)
        else:
            self._view.show_error(error)

    def _ask_again(self, account: Account) -> None:
        self._view.show_busy(False)
        self._view.show_form(Form(account.portal_url, account.username))
        self._view.show_problem(Problem.SIGN_IN_AGAIN)
        self._view.offer_offline(account)
        self.look_at_portal(account.portal_url)

    def _use(self, account: Account, token: str | None, profile: Profile | None, remembered: bool) -> None:
        self._runner.run(
            Lane.DISK,
            lambda _job: self._accounts.save_used(account),
            lambda _changes: self._open_account(account, token, profile, remembered),
            self._on_not_saved,
            scope=self.scope,
        )
