"""What the services need from outside: portal, keyring, background work. Adapters: api/, keyring_client and ui/tasks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

from editor_app.core.errors import EditorError
from editor_app.core.organisation import Profile, Section
from editor_app.core.outbox import Receipt, Submission
from editor_app.core.review import ArticleStatus, ArticleSummary, FeedPage, ReturnReason, ReviewCase, ReviewTask
from editor_app.core.transfer import PortalHealth as PortalHealth
from editor_app.core.transfer import RulePackFiles as RulePackFiles
from editor_app.core.transfer import SignedIn as SignedIn
from editor_app.core.transfer import UploadSource as UploadSource

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)


class Portal(Protocol):
    """A signed-in portal. Every call blocks (net lane only) and raises PortalError; ids of articles are the draft's UUID."""

    def profile(self) -> Profile: ...
    def sections(self) -> tuple[Section, ...]: ...
    def rule_pack(self, etag: str) -> RulePackFiles | None:
        """None when the pack still has that etag."""
        ...

    def changes(self, cursor: str) -> FeedPage: ...
    def article(self, article_id: str) -> ArticleStatus: ...
    def published(self, query: str = "", page: int = 1) -> tuple[ArticleSummary, ...]:
        """Published articles of my unit (the centre: of all units), newest first, 50 per page."""
        ...

    def known_files(self, hashes: Sequence[str]) -> frozenset[str]: ...
    def upload(
        self,
        source: UploadSource,
        resume_url: str,
        remember_url: Callable[[str], None],
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """Send one file by tus, resuming at `resume_url` if it still exists; `progress` gets bytes sent so far."""
        ...

    def submit(self, submission: Submission, idempotency_key: str) -> Receipt: ...
    def receipt(self, idempotency_key: str) -> Receipt | None: ...
    def recall(self, article_id: str, etag: str, idempotency_key: str) -> ArticleSummary: ...
    def withdraw(self, article_id: str, reason: str, etag: str, idempotency_key: str) -> ArticleSummary: ...
    def tasks(self) -> tuple[ReviewTask, ...]: ...
    def case(self, task_id: str) -> ReviewCase: ...
    def claim(self, task_id: str) -> ReviewTask: ...
    def release(self, task_id: str) -> ReviewTask: ...
    def approve(
        self, task_id: str, revision_id: str, content_hash: str, comment: str, idempotency_key: str
    ) -> ArticleSummary: ...
    def send_back(
        self, task_id: str, revision_id: str, content_hash: str, reason: ReturnReason, text: str, idempotency_key: str
    ) -> ArticleSummary: ...
    def comment(self, article_id: str, text: str, part: str, quote: str, start: int, end: int, idempotency_key: str) -> None: ...
    def download(self, article_id: str, sha256: str, target: Path, progress: Callable[[int], None]) -> None:
        """Write the file to `target` (replaced atomically) after its hash has been verified."""
        ...

    def sign_out(self) -> None:
        """Revoke this device's token on the portal."""
        ...


class PortalGate(Protocol):
    """The door before sign-in."""

    def health(self, portal_url: str) -> PortalHealth: ...
    def sign_in(
        self, portal_url: str, username: str, password: str, device_name: str, new_password: str | None = None
    ) -> SignedIn:
        """Raises Unauthorized (wrong password), AccountLocked, PasswordChangeRequired (call again with `new_password`),
        Refused (new password too weak), Unreachable, TlsFailure, CaptivePortal."""
        ...

    def connect(self, portal_url: str, token: str) -> Portal: ...


class Keyring(Protocol):
    """The system's password store; raises KeyringUnavailable(reason missing | locked | silent | untrusted | too_long)."""

    def load(self, account_id: str) -> str | None: ...
    def save(self, account_id: str, secret: str) -> None: ...
    def remove(self, account_id: str) -> None: ...
    def backend(self) -> str: ...


class Clock(Protocol):
    """Time as ISO 8601 text and as seconds that never go back."""

    def now(self) -> str: ...
    def monotonic(self) -> float: ...


class Lane(StrEnum):
    """Where work runs: DISK has one worker and owns the database, NET has four, CPU has one (checks, imports, image work)."""

    DISK = "disk"
    NET = "net"
    CPU = "cpu"


class Job(Protocol):
    """A piece of background work, seen from inside (cancelled, report) and outside (cancel)."""

    @property
    def cancelled(self) -> bool: ...
    def cancel(self) -> None: ...
    def report(self, done: int, total: int, text: str = "") -> None: ...


class Scope(Protocol):
    """The life of a screen: results that come after close() are dropped."""

    @property
    def closed(self) -> bool: ...
    def close(self) -> None: ...


class Runner(Protocol):
    """Runs plain functions off the GUI thread and brings the result back onto it."""

    def run(
        self,
        lane: Lane,
        work: Callable[[Job], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[EditorError], None] | None = None,
        *,
        progress: Callable[[int, int, str], None] | None = None,
        scope: Scope | None = None,
        topic: str = "",
    ) -> Job:
        """`topic`: of several running jobs with the same scope and topic only the newest one's result is delivered.

        Without `failed` an EditorError goes to the window's message bar. Other exceptions are bugs and reach the excepthook.
        """
        ...
