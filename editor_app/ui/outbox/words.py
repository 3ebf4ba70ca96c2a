"""What the outbox says: the state, what happens next, why it pauses."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

from editor_app.core.errors import Unreachable
from editor_app.core.outbox import OutboxEntry, OutboxState, Pause, PauseReason
from editor_app.ui import words
from editor_app.ui.i18n import tr
from editor_app.ui.outbox.presenter import Board, Deed, seconds_left


def entry_title(entry: OutboxEntry) -> str:
    """The title of what is sent."""
    return entry.submission.content.title.strip() or tr("Outbox", "(no title)")


def entry_line(entry: OutboxEntry, board: Board, now: dt.datetime) -> str:
    """Where it is and what comes next."""
    if entry.state is OutboxState.SENDING:
        return _sending(entry)
    if entry.state is OutboxState.QUEUED:
        return words.join(tr("Outbox", "Submitted {when}", when=words.when(entry.created_at, now)), _next(entry, board, now))
    if entry.state is OutboxState.UNKNOWN:
        return tr("Outbox", "Sent, but no receipt came yet; the portal is asked first, it is never submitted twice")
    if entry.state is OutboxState.FAILED:
        return _failed(entry)
    if entry.state is OutboxState.SENT and entry.receipt is not None:
        receipt = entry.receipt
        waits = tr("Outbox", "waits for: {stage}", stage=receipt.stage) if receipt.stage else ""
        return words.join(tr("Outbox", "Receipt {number}", number=receipt.number), words.when(receipt.accepted_at, now), waits)
    if entry.conflict:
        return words.join(
            tr("Outbox", "The portal had another version; you have decided since"), words.when(entry.created_at, now)
        )
    return words.join(tr("Outbox", "Taken back before it was sent"), words.when(entry.created_at, now))


def _sending(entry: OutboxEntry) -> str:
    if entry.total_bytes <= 0 or entry.sent_bytes >= entry.total_bytes:
        return tr("Outbox", "Handing over the text; waiting for the receipt")
    done = f"{words.size(entry.sent_bytes)} / {words.size(entry.total_bytes)}"
    return words.join(tr("Outbox", "Files {done}", done=done), tr("Outbox", "goes on by itself where it stopped"))


def _next(entry: OutboxEntry, board: Board, now: dt.datetime) -> str:
    if board.paused:
        return tr("Outbox", "is sent when the outbox goes on")
    if entry.id in board.behind:
        return tr("Outbox", "is sent after the one before it")
    left = seconds_left(entry.next_try_at, now)
    if left is not None:
        again = tr("Outbox", "tried again in {time}", time=words.duration(left))
        return words.join(again, tr("Outbox", "attempt {n}", n=entry.attempts + 1))
    return tr("Outbox", "is sent now")


def _failed(entry: OutboxEntry) -> str:
    title = QCoreApplication.translate("errors", entry.error_title) if entry.error_title else ""
    if entry.findings:
        first = entry.findings[0]
        places = len(entry.findings)
        many = tr("Outbox", "The portal objects to {n} places", n=places)
        count = many if places > 1 else tr("Outbox", "The portal objects to one place")
        return f"{count}：{first.message}" if words.language() == "zh" else f"{count}: {first.message}"
    advice = QCoreApplication.translate("errors", entry.error_advice) if entry.error_advice else ""
    return words.join(title, advice)


def deed_words(deed: Deed) -> str:
    """The button of a row."""
    return {
        Deed.NONE: "",
        Deed.CANCEL: tr("Outbox", "Take back"),
        Deed.ASK: tr("Outbox", "Ask now"),
        Deed.MEND: tr("Outbox", "Mend it"),
        Deed.RECEIPT: tr("Outbox", "Receipt"),
    }[deed]


def pause_title(pause: Pause) -> str:
    """What is safe comes first."""
    return {
        PauseReason.UNREACHABLE: tr("Outbox", "The portal cannot be reached; everything is safe on this computer"),
        PauseReason.SIGN_IN: tr("Outbox", "Please sign in again; everything is safe on this computer"),
        PauseReason.ACCOUNT_LOCKED: tr("Outbox", "The account is locked for a while; everything is safe on this computer"),
        PauseReason.CAPTIVE: tr("Outbox", "The network asks for a log-in of its own; everything is safe on this computer"),
        PauseReason.TLS: tr("Outbox", "The portal's certificate was not accepted; nothing was sent, everything is safe here"),
    }.get(pause.reason, tr("Outbox", "Sending pauses; everything is safe on this computer"))


def pause_line(pause: Pause, now: dt.datetime) -> str:
    """When it goes on, how often it was tried, what to do."""
    left = seconds_left(pause.until, now)
    again = tr("Outbox", "Tried again by itself in {time}", time=words.duration(left)) if left is not None else ""
    if pause.reason is PauseReason.SIGN_IN:
        again = tr("Outbox", "Sending goes on as soon as you have signed in")
    elif left is None:
        again = tr("Outbox", "Tried again now")
    if pause.reason is PauseReason.SIGN_IN:
        return again
    attempts = tr("Outbox", "attempt {n}", n=pause.attempts) if pause.attempts else ""
    # The title and `again` have said already what the general advice says.
    special = pause.advice and pause.advice != Unreachable.default_advice
    advice = QCoreApplication.translate("errors", pause.advice) if special else ""
    return words.join(again, attempts, advice)
