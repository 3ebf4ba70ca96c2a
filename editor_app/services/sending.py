"""The net hop of the outbox: files first, then the submission, and the law of what each answer means."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from editor_app.core.errors import (
    AccountLocked,
    Cancelled,
    CaptivePortal,
    Conflict,
    EditorError,
    NotFound,
    PasswordChangeRequired,
    PortalError,
    RateLimited,
    Refused,
    Retry,
    StorageError,
    TlsFailure,
    Unauthorized,
    Unreachable,
)
from editor_app.core.finding import Finding
from editor_app.core.outbox import OutboxEntry, PauseReason, Receipt
from editor_app.core.review import ArticleStatus, ReviewState
from editor_app.services.kill_points import reach
from editor_app.services.ports import Portal, UploadSource

NOT_SENT = "not_sent"
"""PortalError.code of a failure before the request left this computer: the portal cannot have acted on it."""
IN_PROGRESS = "in_progress"
MISSING_FILES = "missing_files"


class Result(StrEnum):
    """What became of a try. UNKNOWN: it may have been accepted; the portal is asked before anything else is done."""

    SENT = "sent"
    RETRY = "retry"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished try. `pause` holds the whole outbox; `at_once`: due again immediately; `answered`: the portal itself spoke;
    `conflict`: a person must look at both sides.
    """

    entry_id: str
    result: Result
    attempts: int
    receipt: Receipt | None = None
    title: str = ""
    advice: str = ""
    detail: str = ""
    findings: tuple[Finding, ...] = ()
    retry_after: float | None = None
    pause: PauseReason = PauseReason.NONE
    at_once: bool = False
    answered: bool = False
    conflict: bool = False

    @property
    def needs_sign_in(self) -> bool:
        """The portal does not take the token any more."""
        return self.pause is PauseReason.SIGN_IN


class DamagedFile(StorageError):
    """The bytes of an attachment on this computer are not those that were attached."""

    default_title = "An attachment on this computer is damaged"
    default_advice = "Nothing was sent. Remove the attachment, add it again, then submit."
    retry = Retry.NEVER


def push(
    portal_provider: Callable[[], Portal],
    entry: OutboxEntry,
    uploads: Sequence[UploadSource],
    resume_urls: Mapping[str, str],
    ask_first: bool,
    *,
    remember: Callable[[str, str], None],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Outcome:
    """[net] One try. `ask_first` looks the key up before sending."""
    open_question, submitting = ask_first, False
    try:
        portal = portal_provider()
        if open_question:
            receipt = portal.receipt(entry.idempotency_key)
            if receipt is not None:
                return _sent(entry, receipt)
            open_question = False
        push_files(portal, uploads, resume_urls, remember, progress, cancelled)
        reach("before_submit")
        submitting = True
        receipt = _submit(portal, entry, uploads, remember, progress, cancelled)
        reach("answered")
        return _sent(entry, receipt)
    except Conflict as error:
        return _after_conflict(portal_provider, entry, error)
    except (PortalError, StorageError, Cancelled) as error:
        return outcome_of(entry, error, open_question=open_question, submitting=submitting)


def push_files(
    portal: Portal,
    uploads: Sequence[UploadSource],
    resume_urls: Mapping[str, str],
    remember: Callable[[str, str], None],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    *,
    skip_known: bool = True,
) -> None:
    """[net] Bring the attachments to the portal. Files it has already are skipped. Raises PortalError, DamagedFile, Cancelled."""
    if not uploads:
        return
    for source in uploads:
        verify(source)
    total = sum(source.size for source in uploads)
    known = portal.known_files([source.sha256 for source in uploads]) if skip_known else frozenset()
    done = sum(source.size for source in uploads if source.sha256 in known)
    progress(done, total)
    for source in uploads:
        if source.sha256 in known:
            continue
        if cancelled():
            raise Cancelled
        reach("before_upload")
        _upload(portal, source, resume_urls.get(source.sha256, ""), done, total, remember, progress, cancelled)
        done += source.size
        reach("uploaded")
        progress(done, total)


def _upload(
    portal: Portal,
    source: UploadSource,
    resume_url: str,
    before: int,
    total: int,
    remember: Callable[[str, str], None],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> None:
    def told(sent: int) -> None:
        reach("uploading")
        progress(before + sent, total)

    portal.upload(source, resume_url, lambda url: remember(source.sha256, url), told, cancelled)


def verify(source: UploadSource) -> None:
    """Raise DamagedFile unless the blob still has the hash and size that were attached."""
    try:
        with source.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        size = source.path.stat().st_size
    except OSError as error:
        raise DamagedFile(detail=f"{source.name}: {type(error).__name__}") from error
    if digest != source.sha256 or size != source.size:
        raise DamagedFile(detail=f"{source.name}: hash or size differs")


def _submit(
    portal: Portal,
    entry: OutboxEntry,
    uploads: Sequence[UploadSource],
    remember: Callable[[str, str], None],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Receipt:
    try:
        return portal.submit(entry.submission, entry.idempotency_key)
    except Refused as error:
        if error.code != MISSING_FILES or not uploads:
            raise
    # The portal knew the files a moment ago and has lost them (restored from a backup): bring them anew, once.
    push_files(portal, uploads, {}, remember, progress, cancelled, skip_known=False)
    return portal.submit(entry.submission, entry.idempotency_key)


def _sent(entry: OutboxEntry, receipt: Receipt) -> Outcome:
    if receipt.content_hash != entry.submission.content_hash:
        return Outcome(
            entry.id,
            Result.FAILED,
            entry.attempts,
            title="The portal has another text under this submission's key",
            advice="Nothing was overwritten. Look at both versions and decide.",
            answered=True,
            conflict=True,
        )
    return Outcome(entry.id, Result.SENT, entry.attempts, receipt=receipt, answered=True)


def _after_conflict(portal_provider: Callable[[], Portal], entry: OutboxEntry, error: Conflict) -> Outcome:
    """409 or 412: perhaps an earlier try of ours is the very thing we collide with."""
    try:
        portal = portal_provider()
        receipt = portal.receipt(entry.idempotency_key)
        if receipt is not None:
            return _sent(entry, receipt)
        if error.code == IN_PROGRESS:
            return Outcome(
                entry.id,
                Result.UNKNOWN,
                entry.attempts,
                title="The portal is still working on it",
                advice="It is asked again by itself.",
                retry_after=error.retry_after,
                answered=True,
            )
        adopted = _same_text(portal.article(entry.submission.draft_id), entry)
        if adopted is not None:
            return Outcome(entry.id, Result.SENT, entry.attempts, receipt=adopted, answered=True)
    except NotFound:
        pass
    except PortalError as later:
        return outcome_of(entry, later, open_question=True)
    return Outcome(
        entry.id,
        Result.FAILED,
        entry.attempts,
        title=error.title,
        advice=error.advice,
        detail=error.detail,
        answered=True,
        conflict=True,
    )


def _same_text(status: ArticleStatus, entry: OutboxEntry) -> Receipt | None:
    """The portal forgot the key, but what it has is word for word what we sent and is on its way: that is our submission.

    The receipt then has no number: the portal could not tell it.
    """
    revision = status.revision
    if revision is None or revision.content_hash != entry.submission.content_hash:
        return None
    if status.article.state not in (ReviewState.IN_REVIEW, ReviewState.PUBLISHED):
        return None
    return Receipt(
        number="",
        article=status.article.id,
        accepted_at=revision.submitted_at,
        content_hash=revision.content_hash,
        stage=status.article.stage,
        etag=status.article.etag,
        revision_id=revision.id,
    )


_PAUSES: tuple[tuple[type[EditorError], PauseReason], ...] = (
    (Unauthorized, PauseReason.SIGN_IN),
    (PasswordChangeRequired, PauseReason.SIGN_IN),
    (AccountLocked, PauseReason.ACCOUNT_LOCKED),
    (CaptivePortal, PauseReason.CAPTIVE),
    (TlsFailure, PauseReason.TLS),
    (Unreachable, PauseReason.UNREACHABLE),
    (RateLimited, PauseReason.UNREACHABLE),
)


def outcome_of(entry: OutboxEntry, error: EditorError, *, open_question: bool = False, submitting: bool = False) -> Outcome:
    """The law of the table in docs/architecture: which failure pauses, which is tried again, which a person must decide.

    `open_question`: an earlier request may stand on the portal and it could not be asked. `submitting`: this one may, unless it
    surely never left or was surely turned away.
    """
    pause = next((reason for kind, reason in _PAUSES if isinstance(error, kind)), PauseReason.NONE)
    code = error.code if isinstance(error, PortalError) else ""
    retry_after = error.retry_after if isinstance(error, PortalError) else None
    if isinstance(error, Cancelled):
        return Outcome(entry.id, Result.UNKNOWN if open_question else Result.RETRY, entry.attempts, at_once=True)
    if pause is PauseReason.NONE and error.retry is Retry.NEVER:
        return _failed(entry, error)
    turned_away = code == NOT_SENT or isinstance(error, Unauthorized | PasswordChangeRequired | AccountLocked | RateLimited)
    return Outcome(
        entry.id,
        Result.UNKNOWN if open_question or (submitting and not turned_away) else Result.RETRY,
        entry.attempts,
        title=error.title,
        advice=error.advice,
        detail=error.detail,
        retry_after=retry_after,
        pause=pause,
        answered=not isinstance(error, Unreachable),
    )


def _failed(entry: OutboxEntry, error: EditorError) -> Outcome:
    return Outcome(
        entry.id,
        Result.FAILED,
        entry.attempts,
        title=error.title,
        advice=error.advice,
        detail=error.detail,
        findings=error.findings if isinstance(error, Refused) else (),
        answered=isinstance(error, PortalError),
        conflict=isinstance(error, Conflict),
    )
