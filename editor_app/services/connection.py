"""The signed-in portal of one account, or its absence. Held by every service that talks to the portal."""

from __future__ import annotations

import threading

from editor_app.core.errors import Unauthorized
from editor_app.core.organisation import Account
from editor_app.services.ports import Portal


class Connection:
    """Which account this is, and the Portal to use for it. Safe to call from any thread."""

    def __init__(self, account: Account, portal: Portal | None = None) -> None:
        self.account = account
        self._portal = portal
        self._lock = threading.Lock()

    @property
    def account_id(self) -> str:
        """The account whose drafts may go through this connection."""
        return self.account.id

    @property
    def signed_in(self) -> bool:
        """Is there a portal to talk to?"""
        with self._lock:
            return self._portal is not None

    def attach(self, portal: Portal) -> None:
        """Use this portal from now on (after signing in)."""
        with self._lock:
            self._portal = portal

    def detach(self) -> Portal | None:
        """Forget the portal (after signing out or a refused token); returns the one that was there."""
        with self._lock:
            portal, self._portal = self._portal, None
            return portal

    def current(self) -> Portal | None:
        """The portal, or None when nobody is signed in."""
        with self._lock:
            return self._portal

    def portal(self) -> Portal:
        """The portal. Raises Unauthorized when nobody is signed in."""
        with self._lock:
            if self._portal is None:
                raise Unauthorized(detail="no device token for this account")
            return self._portal
