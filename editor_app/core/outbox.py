"""Outbox entries (发件箱), their law, and receipts (回执)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from editor_app.core.content import ArticleContent
from editor_app.core.errors import NotAllowed
from editor_app.core.finding import Finding, Waiver


class OutboxState(StrEnum):
    """UNKNOWN: sent, but no answer came; resolved by asking the portal for the key, never by sending anew under another."""

    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def waiting(self) -> bool:
        """Counts as not yet done."""
        return self in (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.UNKNOWN)


_MOVES: dict[OutboxState, frozenset[OutboxState]] = {
    OutboxState.QUEUED: frozenset({OutboxState.SENDING, OutboxState.CANCELLED}),
    OutboxState.SENDING: frozenset({OutboxState.QUEUED, OutboxState.UNKNOWN, OutboxState.SENT, OutboxState.FAILED}),
    OutboxState.UNKNOWN: frozenset({OutboxState.SENDING, OutboxState.SENT, OutboxState.FAILED}),
    OutboxState.SENT: frozenset(),
    OutboxState.FAILED: frozenset({OutboxState.CANCELLED}),
    OutboxState.CANCELLED: frozenset(),
}


def check_move(old: OutboxState, new: OutboxState) -> None:
    """Raise NotAllowed unless an entry may go from `old` to `new`; staying is allowed."""
    if old is not new and new not in _MOVES[old]:
        raise NotAllowed(detail=f"outbox {old} -> {new}")


@dataclass(frozen=True, slots=True)
class Submission:
    """The frozen copy of one revision that goes out. `base_etag` is empty for a first submission."""

    id: str
    draft_id: str
    revision_id: str
    content: ArticleContent
    content_hash: str
    waivers: tuple[Waiver, ...]
    pack_version: str
    base_etag: str
    created_at: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The portal's word that it has the submission. `number` is what people quote, for example 2026-1123-0047."""

    number: str
    article: str
    accepted_at: str
    content_hash: str
    stage: str
    etag: str
    revision_id: str

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Receipt:
        """From the portal's JSON."""
        return cls(**{name: str(data[name]) for name in cls.__slots__})

    def to_dict(self) -> dict[str, str]:
        """JSON form."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One intent to send. `idempotency_key` is made and stored before the first try and never changes.

    `attempts` counts tries; `next_try_at` is an ISO time or "" (as soon as possible); `sent_bytes`/`total_bytes` are of the uploads.
    `uncertain`: an earlier try may have reached the portal, so ask for its receipt before sending again. `conflict`: it failed because
    somebody else's version is on the portal; a person decides between the two.
    """

    id: str
    account_id: str
    submission: Submission
    idempotency_key: str
    state: OutboxState
    created_at: str
    attempts: int = 0
    next_try_at: str = ""
    error_title: str = ""
    error_advice: str = ""
    findings: tuple[Finding, ...] = ()
    receipt: Receipt | None = None
    sent_bytes: int = 0
    total_bytes: int = 0
    uncertain: bool = False
    conflict: bool = False


class PauseReason(StrEnum):
    """Why the outbox as a whole does not send."""

    NONE = ""
    UNREACHABLE = "unreachable"
    SIGN_IN = "sign_in"
    ACCOUNT_LOCKED = "account_locked"
    CAPTIVE = "captive"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Pause:
    """State of the whole outbox of an account."""

    reason: PauseReason = PauseReason.NONE
    until: str = ""
    attempts: int = 0
    title: str = ""
    advice: str = ""
