"""Every failure a person may have to be told about. Bugs are not in this tree: they reach the excepthook.

`title` says what happened and what is safe; `advice` says what to do next. Both are English source strings which the
window translates (context "errors"); `detail` is for the log and the copyable details, never holds a secret and is not translated.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor_app.core.finding import Finding


class Retry(StrEnum):
    """When trying the same again can help."""

    NEVER = "never"
    LATER = "later"
    AFTER_SIGN_IN = "after_sign_in"


class EditorError(Exception):
    """Base of all failures caused by the world rather than by us."""

    default_title = "Something went wrong"
    default_advice = ""
    retry = Retry.NEVER

    def __init__(self, title: str = "", advice: str = "", *, detail: str = "", retry: Retry | None = None) -> None:
        self.title = title or self.default_title
        self.advice = advice or self.default_advice
        self.detail = detail
        if retry is not None:
            self.retry = retry
        super().__init__(self.title)


class Cancelled(EditorError):
    """A person stopped it; nothing is wrong and nothing needs to be shown."""

    default_title = "It was cancelled"


class StorageError(EditorError):
    """The local store could not read or write."""

    default_title = "The draft could not be saved to this computer"
    default_advice = "Your text is still in the window. Free some disk space or export the text, then save again."
    retry = Retry.LATER


class DiskFull(StorageError):
    """No space left (SQLITE_FULL, ENOSPC)."""

    default_title = "The disk is full: the latest changes are not saved yet"
    default_advice = "Your text is still in the window. Free some disk space; saving is tried again by itself."


class StoreLocked(StorageError):
    """Another program holds the store."""

    default_title = "Another window of this program is using the same data"
    default_advice = "Switch to the other window, or close it and start again."


class StoreCorrupt(StorageError):
    """The database file is damaged."""

    default_title = "The data file was damaged"
    default_advice = "The damaged file was set aside and the newest backup was restored."
    retry = Retry.NEVER


class StoreTooNew(StorageError):
    """The database was written by a newer version of the program."""

    default_title = "This data was written by a newer version of the program"
    default_advice = "Nothing was changed. Install the newer version, then open it again."
    retry = Retry.NEVER


class StoreSuspect(StoreCorrupt):
    """Damage was met while working; it is repaired when the store is opened next."""

    default_title = "The data file on this computer is damaged"
    default_advice = "Copy the text in the window, then close the program and start it again: it restores the newest backup."


class StoreRestored(StoreCorrupt):
    """A notice after opening. `restored_from` is the backup's ISO time, "" when there was none.

    `kept_as` is the damaged file's name, `rescued` the number of newer saves taken over from it.
    """

    default_title = "The data file was damaged: the newest backup was restored"
    default_advice = "The damaged file was set aside, not deleted. Look whether your latest drafts are complete."

    def __init__(self, restored_from: str, kept_as: str, rescued: int = 0) -> None:
        title = "" if restored_from else "The data file was damaged and there was no backup: a new one was started"
        when = restored_from or "never"
        super().__init__(title, detail=f"backup of {when}; damaged file kept as {kept_as}; {rescued} saves rescued")
        self.restored_from = restored_from
        self.kept_as = kept_as
        self.rescued = rescued


class TextsDamaged(StoreCorrupt):
    """A notice after opening: `mended` saved texts were taken from a backup; the drafts in `altered` may hold wrong characters."""

    default_title = "Some saved texts were damaged on the disk"
    default_advice = (
        "What a backup had was mended from it. Read the latest drafts through; earlier versions are in their history."
    )

    def __init__(self, mended: int, altered: Sequence[str] = ()) -> None:
        super().__init__(detail=f"{mended} mended; altered: {', '.join(altered) or 'none'}")
        self.mended = mended
        self.altered = tuple(altered)


class StoreReadOnly(StorageError):
    """The data folder or the file system may not be written (SQLITE_READONLY, EROFS, EACCES)."""

    default_title = "The data folder cannot be written to"
    default_advice = "Nothing was changed. Your text is still in the window: export it, and ask who looks after this computer."


class StoreOnNetwork(StorageError):
    """A notice: the data folder lies on a network share or in a synchronised folder, where a database may be damaged."""

    default_title = "The data folder lies on a network drive"
    default_advice = "Drafts are safer on this computer's own disk. Ask the information centre to move the data folder."


class NotStored(StorageError):
    """There is no such draft, revision, entry or file on this computer."""

    default_title = "This item is no longer on this computer"
    default_advice = "It may have been removed meanwhile. Go back to the list."
    retry = Retry.NEVER


class BlobDamaged(StorageError):
    """A stored attachment is missing or its bytes have changed; `sha256` names it, `name` is the attachment's where known."""

    default_title = "An attached file on this computer is damaged"
    default_advice = "It was not sent. Attach the file again from its original."
    retry = Retry.NEVER

    def __init__(self, sha256: str, name: str = "") -> None:
        super().__init__(detail=f"{name} {sha256}".strip())
        self.sha256 = sha256
        self.name = name


class PortalError(EditorError):
    """The portal did not do what was asked."""

    default_title = "The portal could not carry this out"
    status: int = 0
    code: str = ""

    def __init__(
        self,
        title: str = "",
        advice: str = "",
        *,
        detail: str = "",
        retry: Retry | None = None,
        status: int = 0,
        code: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(title, advice, detail=detail, retry=retry)
        self.status = status
        self.code = code
        self.retry_after = retry_after


class Unreachable(PortalError):
    """No answer: no network, name not found, refused, timed out, or something that is not the portal answered."""

    default_title = "The portal cannot be reached"
    default_advice = "Your drafts are safe on this computer. Sending is tried again by itself."
    retry = Retry.LATER


class CaptivePortal(Unreachable):
    """A network log-in page (or a proxy) answered instead of the portal."""

    default_title = "Another page answered instead of the portal"
    default_advice = "The network may ask you to log in first. Open a browser, log in to the network, then try again."


class TlsFailure(Unreachable):
    """The connection is not trustworthy: certificate unknown, expired, for another host, or wrong clock."""

    default_title = "The portal's certificate was not accepted"
    default_advice = "Nothing was sent. Check this computer's date and time, or ask the information centre for its certificate."


class Unauthorized(PortalError):
    """Wrong password, or a token that is expired or revoked."""

    default_title = "Please sign in again"
    default_advice = "Your drafts and the outbox are safe; sending goes on after signing in."
    retry = Retry.AFTER_SIGN_IN


class AccountLocked(PortalError):
    """Too many wrong passwords."""

    default_title = "This account is locked for a while after too many wrong passwords"
    default_advice = "Wait a few minutes, or ask the information centre."
    retry = Retry.LATER


class PasswordChangeRequired(PortalError):
    """The account must choose a new password first."""

    default_title = "Choose a new password first"


class Forbidden(PortalError):
    """The account may not do this."""

    default_title = "This account may not do this"
    default_advice = "Ask the information centre if you should be able to."


class NotFound(PortalError):
    """The portal does not know the thing, or this account may not see it."""

    default_title = "The portal does not have this item any more"


class Conflict(PortalError):
    """Somebody else changed it meanwhile, or its state no longer allows this (409, 412)."""

    default_title = "It was changed on the portal meanwhile"
    default_advice = "Nothing was overwritten. Look at both versions and decide."


class TooLarge(PortalError):
    """413."""

    default_title = "The portal refused it as too large"
    default_advice = "Make the file smaller or split it, then submit again."


class Refused(PortalError):
    """The portal checked it and said no (400, 415, 422); findings say where."""

    default_title = "The portal refused it"
    default_advice = "Nothing was published. Mend what is listed, then submit again."

    def __init__(
        self,
        title: str = "",
        advice: str = "",
        *,
        findings: Sequence[Finding] = (),
        detail: str = "",
        status: int = 422,
        code: str = "",
    ) -> None:
        super().__init__(title, advice, detail=detail, status=status, code=code)
        self.findings = tuple(findings)


class RateLimited(PortalError):
    """429."""

    default_title = "The portal asks to wait a moment"
    default_advice = "Your drafts are safe. It is tried again by itself."
    retry = Retry.LATER


class PortalBroken(PortalError):
    """5xx, or an answer that does not follow the portal's own description."""

    default_title = "The portal has a problem of its own"
    default_advice = "Your drafts are safe on this computer. It is tried again by itself."
    retry = Retry.LATER


class KeyringUnavailable(EditorError):
    """The system's password store is missing, locked, silent or not trusted; `reason` is one of these words."""

    default_title = "The system's password store is not available"
    default_advice = "You can go on: the sign-in is remembered for this session only and is not written to disk."

    def __init__(self, reason: str = "missing", title: str = "", advice: str = "", *, detail: str = "") -> None:
        super().__init__(title, advice, detail=detail)
        self.reason = reason


class BadAttachment(EditorError):
    """The file cannot be attached; `code` is stable (for example "image_too_large"), see content.inspection."""

    default_title = "This file cannot be attached"
    default_advice = "It was not added. Choose another file."

    def __init__(self, code: str, title: str = "", advice: str = "", *, detail: str = "") -> None:
        super().__init__(title, advice, detail=detail)
        self.code = code


class BadDocument(EditorError):
    """A document cannot be imported (damaged, hostile, encrypted, of another type)."""

    default_title = "This document cannot be opened"
    default_advice = "Nothing was imported. Open it in Word or WPS, save it again as .docx and try once more."

    def __init__(self, code: str, title: str = "", advice: str = "", *, detail: str = "") -> None:
        super().__init__(title, advice, detail=detail)
        self.code = code


class NotAllowed(EditorError):
    """A state move that the law (core/draft.py, core/outbox.py) does not allow."""

    default_title = "This cannot be done in the present state"
