"""Addresses: which origin a URL belongs to, and whether it may be used at all."""

from __future__ import annotations

import ipaddress
from urllib.parse import urljoin, urlsplit, urlunsplit

_PORTS = {"http": 80, "https": 443}


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port. Raises ValueError for an address with a broken port."""
    parts = urlsplit(url)
    return parts.scheme.lower(), (parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme.lower(), 0)


def is_loopback(host: str) -> bool:
    """True for this computer's own addresses."""
    if host.rstrip(".").lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_usable(url: str) -> bool:
    """https anywhere, http on this computer only."""
    try:
        scheme, host, _ = origin(url)
    except ValueError:
        return False
    return bool(host) and (scheme == "https" or (scheme == "http" and is_loopback(host)))


def on_origin_of(base: str, location: str) -> str:
    """A Location header on the portal's own origin: whatever host a proxy wrote into it, the token goes nowhere else."""
    absolute = urlsplit(urljoin(base, location))
    own = urlsplit(base)
    return urlunsplit((own.scheme, own.netloc, absolute.path, absolute.query, ""))
