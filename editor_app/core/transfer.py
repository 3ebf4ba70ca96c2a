"""What passes between the program and a portal that is not an article: sign-in, health, rule pack files, files to send."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from editor_app.core.organisation import Profile


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh device token (secret: keyring only) and who it belongs to."""

    token: str = field(repr=False)
    device_id: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class PortalHealth:
    """What a portal says of itself without sign-in. `practice_accounts` are (user name, password, description), practice only."""

    name: str
    version: str
    practice: bool
    server_time: str
    practice_accounts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RulePackFiles:
    """A rule pack as the portal serves it: file name -> TOML text."""

    version: str
    sha256: str
    etag: str
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class UploadSource:
    """A blob to send: its path in the store, its name, its SHA-256 (hex) and its size in bytes."""

    path: Path
    name: str
    sha256: str
    size: int
