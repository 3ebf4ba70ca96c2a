"""The door before sign-in (services.ports.PortalGate). Cheap to import: the HTTP libraries are loaded with the first call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.core.transfer import PortalHealth, SignedIn

if TYPE_CHECKING:
    from editor_app.api.client import HttpClient
    from editor_app.api.portal import HttpPortal


class HttpPortalGate:
    """Portals that speak /api/v1."""

    def __init__(self, extra_ca: Path | None = None) -> None:
        """`extra_ca`: the information centre's own certificate, PEM."""
        self._extra_ca = extra_ca

    def health(self, portal_url: str) -> PortalHealth:
        """GET /health."""
        from editor_app.api import session

        client = self._client(portal_url)
        try:
            return session.health(client)
        finally:
            client.close()

    def sign_in(
        self, portal_url: str, username: str, password: str, device_name: str, new_password: str | None = None
    ) -> SignedIn:
        """See services.ports.PortalGate."""
        from editor_app.api import session

        client = self._client(portal_url)
        try:
            token, device_id = session.sign_in(client, username, password, device_name, new_password)
        finally:
            client.close()
        client = self._client(portal_url, token)
        try:
            return session.signed_in(client, token, device_id)
        finally:
            client.close()

    def connect(self, portal_url: str, token: str) -> HttpPortal:
        """The portal of that token; makes no request."""
        from editor_app.api.portal import HttpPortal

        return HttpPortal(self._client(portal_url, token))

    def _client(self, portal_url: str, token: str = "") -> HttpClient:
        from editor_app.api.client import HttpClient

        return HttpClient(portal_url, token, extra_ca=self._extra_ca)
