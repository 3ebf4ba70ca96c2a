"""Accounts (账号): signing in and out; the device token lives in the system's keyring, or in memory for this session only."""

from __future__ import annotations

import hashlib
import ipaddress
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.core.changes import Changes
from editor_app.core.errors import KeyringUnavailable, PortalError, Unreachable
from editor_app.core.organisation import Account, Profile
from editor_app.services.ports import Clock, Keyring, Portal, PortalGate, PortalHealth

if TYPE_CHECKING:
    from editor_app.store.profile import ProfileStore

_LAST = "last_account"


class BadAddress(Unreachable):
    """The address of the portal cannot be used."""

    default_title = "This is not an address of a portal"
    default_advice = "Enter it as the information centre gave it, for example https://portal.example.gov.cn"


def is_loopback(host: str) -> bool:
    """True for this computer's own addresses, where http is allowed."""
    if host.lower() in ("localhost", "localhost."):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_portal_url(text: str) -> str:
    """The address as it is used: https:// added where no scheme stands, no trailing slash, no user name, query or fragment.

    Raises BadAddress; plain http is accepted for this computer's own addresses only.
    """
    given = text.strip()
    if not given:
        raise BadAddress("The address of the portal is missing")
    if "://" not in given:
        host = urlsplit(f"//{given}").hostname or ""
        given = f"{'http' if is_loopback(host) else 'https'}://{given}"
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError as error:
        raise BadAddress(detail=str(error)) from error
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or any(char.isspace() for char in given):
        raise BadAddress(detail=f"scheme {parts.scheme!r}")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise BadAddress(detail="user name, query or fragment in the address")
    if parts.scheme == "http" and not is_loopback(host):
        raise BadAddress(
            "The address must begin with https://",
            "Over http anybody on the way could read the password. Nothing was sent.",
        )
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def account_id(portal_url: str, username: str) -> str:
    """The same person on the same portal is the same account, whenever they sign in (16 hex digits)."""
    return hashlib.sha256(f"{portal_url}\n{username.strip().lower()}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class SignInResult:
    """A finished sign-in. `token` is a secret. `remembered` is False when it lives in memory only; `keyring_problem` says why."""

    account: Account
    profile: Profile
    token: str
    remembered: bool
    keyring_problem: KeyringUnavailable | None = None

    def __repr__(self) -> str:
        return f"SignInResult(account={self.account!r}, remembered={self.remembered})"


@dataclass(frozen=True, slots=True)
class SignOutResult:
    """`revoked`: the portal took the token back. `problem`: why not, or why the keyring kept its entry."""

    account: Account
    revoked: bool
    problem: PortalError | KeyringUnavailable | None = None


class Accounts:
    """The accounts of this computer. Tokens never reach the store."""

    def __init__(
        self, profile_store: ProfileStore, gate: PortalGate, keyring: Keyring, clock: Clock, device_name: str = "Unit Editor"
    ) -> None:
        self._store = profile_store
        self._gate = gate
        self._keyring = keyring
        self._clock = clock
        self._device_name = device_name
        self._session_tokens: dict[str, str] = {}
        self._lock = threading.Lock()

    def list(self) -> list[Account]:
        """[disk] All accounts, the last used first."""
        return sorted(self._store.accounts(), key=lambda account: account.last_used, reverse=True)

    def last_used(self) -> Account | None:
        """[disk] The account that was open last, or None."""
        wanted = self._store.setting(_LAST)
        return next((account for account in self._store.accounts() if account.id == wanted), None)

    def health(self, portal_url: str) -> PortalHealth:
        """[net] What the portal says of itself. Raises BadAddress, Unreachable and its kinds."""
        return self._gate.health(check_portal_url(portal_url))

    def push_sign_in(self, portal_url: str, username: str, password: str, new_password: str | None = None) -> SignInResult:
        """[net] Sign in and keep the token. Raises what PortalGate.sign_in raises, and BadAddress; never KeyringUnavailable."""
        url = check_portal_url(portal_url)
        signed = self._gate.sign_in(url, username.strip(), password, self._device_name, new_password)
        account = Account(
            id=account_id(url, signed.profile.username),
            portal_url=url,
            username=signed.profile.username,
            display_name=signed.profile.display_name,
            unit_name=signed.profile.unit.name,
            portal_name=signed.profile.portal_name,
            device_id=signed.device_id,
            last_used=self._clock.now(),
        )
        problem = self._remember(account.id, signed.token)
        return SignInResult(account, signed.profile, signed.token, problem is None, problem)

    def save_sign_in(self, result: SignInResult) -> Changes:
        """[disk] Keep the account (no secret) as the last used one."""
        self._store.save_account(result.account)
        self._store.save_setting(_LAST, result.account.id)
        return Changes(account=True)

    def save_used(self, account: Account) -> Changes:
        """[disk] Remember that this account was opened now."""
        self._store.save_account(replace(account, last_used=self._clock.now()))
        self._store.save_setting(_LAST, account.id)
        return Changes(account=True)

    def resume(self, account: Account) -> str | None:
        """[net] The token of this session or of the keyring; None when neither has one. Raises KeyringUnavailable."""
        with self._lock:
            token = self._session_tokens.get(account.id)
        if token is not None:
            return token
        token = self._keyring.load(account.id)
        if token:
            with self._lock:
                self._session_tokens[account.id] = token
        return token or None

    def connect(self, account: Account, token: str) -> Portal:
        """[net] The portal of this account; makes no request yet."""
        return self._gate.connect(account.portal_url, token)

    def forget_token(self, account: Account) -> None:
        """[net] The portal refused the token: drop it here and in the keyring, quietly where the keyring does not answer."""
        self._forget(account.id)

    def push_sign_out(self, account: Account, portal: Portal | None) -> SignOutResult:
        """[net] Revoke the token on the portal and remove it here; it is removed here even where the portal is not reached."""
        revoked, problem = False, None
        if portal is not None:
            try:
                portal.sign_out()
                revoked = True
            except PortalError as error:
                problem = error
        return SignOutResult(account, revoked, self._forget(account.id) or problem)

    def save_sign_out(self, account: Account, wipe: bool) -> Changes:
        """[disk] Take the account off the list; with `wipe` its drafts and files go too."""
        if self._store.setting(_LAST) == account.id:
            self._store.save_setting(_LAST, "")
        self._store.remove_account(account.id, wipe)
        return Changes(account=True)

    def _remember(self, account_id: str, token: str) -> KeyringUnavailable | None:
        with self._lock:
            self._session_tokens[account_id] = token
        try:
            self._keyring.save(account_id, token)
        except KeyringUnavailable as error:
            return error
        return None

    def _forget(self, account_id: str) -> KeyringUnavailable | None:
        with self._lock:
            self._session_tokens.pop(account_id, None)
        try:
            self._keyring.remove(account_id)
        except KeyringUnavailable as error:
            return error
        return None
