"""One connection to a portal: time limits, redirects, status codes; every failure becomes an error of core/errors.py."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.auth import AuthBase

from editor_app import __version__
from editor_app.api import addresses
from editor_app.api.answers import LONGEST_SECONDS, Answer, failure, read_json
from editor_app.api.failures import FAILURES, NO_ANSWER, NOT_SENT, translate
from editor_app.api.tls import SystemTrustAdapter, system_context
from editor_app.core.errors import CaptivePortal, PortalBroken, PortalError, Retry, TlsFailure, Unreachable
from editor_app.core.redaction import remember_secret

API = "/api/v1"
CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
_MOST_REDIRECTS = 5
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class _Token(AuthBase):
    """Puts the token into the header, and keeps the library from putting something out of ~/.netrc there."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class HttpClient:
    """A portal's address and, once signed in, its token. May be used by several threads."""

    def __init__(
        self,
        portal_url: str,
        token: str = "",
        *,
        extra_ca: Path | None = None,
        connect_seconds: float = CONNECT_SECONDS,
        read_seconds: float = READ_SECONDS,
        answer_seconds: float = LONGEST_SECONDS,
    ) -> None:
        """`extra_ca`: the information centre's own certificate, PEM. Raises PortalError when the address may not be used.

        `read_seconds` limits a silence, `answer_seconds` the reading of one JSON answer as a whole.
        """
        if not addresses.is_usable(portal_url):
            raise PortalError(
                "The address must begin with https://",
                "Nothing was sent. Check the address in the settings, or ask the information centre.",
                code=NOT_SENT,
                retry=Retry.NEVER,
            )
        self.portal_url = portal_url.rstrip("/")
        self._token = token
        self._extra_ca = extra_ca
        self._timeout = (connect_seconds, read_seconds)
        self._answer_seconds = answer_seconds
        self._session: requests.Session | None = None
        self._lock = threading.Lock()
        remember_secret(token)

    def __repr__(self) -> str:
        return f"HttpClient({self.portal_url!r})"

    def get(self, path: str, params: Mapping[str, str | int] | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        """GET a path below /api/v1."""
        return self.call("GET", path, params=params, headers=headers)

    def post(self, path: str, body: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        """POST JSON to a path below /api/v1."""
        return self.call("POST", path, body={} if body is None else body, headers=headers)

    def call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        base: str = API,
    ) -> Answer:
        """One exchange of JSON. Raises PortalError and its kinds; 304 is an answer, not an error."""
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
        sent = {"Accept": "application/json", **(headers or {})}
        if data is not None:
            sent["Content-Type"] = "application/json"
        url = f"{self.portal_url}{base}{path}"
        try:
            return self._json(method, url, params, data, sent)
        except Unreachable as error:
            if method not in _SAFE or type(error) is not Unreachable or error.code != NO_ANSWER or error.status:
                raise
        # A kept-alive connection that the other side had closed; reading again is harmless.
        return self._json(method, url, params, data, sent)

    def _json(
        self, method: str, url: str, params: Mapping[str, str | int] | None, data: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        with self.exchange(method, url, params=params, data=data, headers=headers) as response:
            return read_json(response, method, self._answer_seconds)

    @contextmanager
    def exchange(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str | int] | None = None,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        accept: frozenset[int] = frozenset(),
    ) -> Iterator[requests.Response]:
        """One exchange, the body not read yet. A status of 400 or more raises, unless it is among `accept`."""
        try:
            response = self._follow(method, url, params, data, headers or {})
            try:
                if response.status_code >= 400 and response.status_code not in accept:
                    raise failure(response)
                yield response
            finally:
                response.close()
        except FAILURES as error:
            raise translate(error) from error

    def _follow(
        self, method: str, url: str, params: Mapping[str, str | int] | None, data: bytes | None, headers: Mapping[str, str]
    ) -> requests.Response:
        """Send, and go along with redirects on the portal's own origin only."""
        for _ in range(_MOST_REDIRECTS + 1):
            response = self._send(method, url, params, data, headers)
            target = response.headers.get("Location", "")
            if response.status_code not in (301, 302, 303, 307, 308) or not target:
                return response
            status = response.status_code
            response.close()
            url, params = _checked_redirect(url, urljoin(url, target)), None
            if method not in _SAFE and status not in (307, 308):
                raise PortalBroken(detail=f"{method} was redirected with {status}", code=NO_ANSWER)
        raise PortalBroken(detail="too many redirects", code=NO_ANSWER)

    def _send(
        self, method: str, url: str, params: Mapping[str, str | int] | None, data: bytes | None, headers: Mapping[str, str]
    ) -> requests.Response:
        # A stream is sent in small pieces, each with its own time limit: a thin line does not time out over a large body.
        body = None if data is None else (io.BytesIO(data) if data else b"")
        return self._open().request(
            method,
            url,
            params=params,
            data=body,
            headers=dict(headers),
            auth=_Token(self._token),
            timeout=self._timeout,
            allow_redirects=False,
            stream=True,
        )

    def _open(self) -> requests.Session:
        with self._lock:
            if self._session is None:
                self._session = self._new_session()
            return self._session

    def _new_session(self) -> requests.Session:
        session = requests.Session()
        scheme, host, _ = addresses.origin(self.portal_url)
        session.trust_env = not addresses.is_loopback(host)  # the environment's proxies, but never towards this computer
        session.headers["User-Agent"] = f"UnitEditor/{__version__}"
        session.headers["Accept-Language"] = "zh-CN"
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        if scheme == "https":
            session.mount("https://", SystemTrustAdapter(system_context(self._extra_ca)))
            session.adapters.pop("http://")
        else:
            session.adapters.pop("https://")
        return session

    def close(self) -> None:
        """Close the sockets; a later call opens new ones."""
        with self._lock:
            session, self._session = self._session, None
        if session is not None:
            session.close()


def _checked_redirect(before: str, after: str) -> str:
    """The address after a redirect. Raises TlsFailure towards http, CaptivePortal towards another host."""
    try:
        old, new = addresses.origin(before), addresses.origin(after)
    except ValueError as error:
        raise PortalBroken(detail="redirect to a broken address", code=NO_ANSWER) from error
    if old[0] == "https" and new[0] != "https":
        raise TlsFailure(
            "The portal sent us on to an address without encryption",
            "Nothing more was sent. Log in to the network if it asks for it, or ask the information centre.",
            detail=f"redirect to {new[0]}",
            code=NO_ANSWER,
        )
    if new != old:
        raise CaptivePortal(detail=f"redirect to another host: {urlsplit(after).hostname}", code=NO_ANSWER)
    return after
