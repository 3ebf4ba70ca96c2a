"""The outbox (发件箱): three hops, so that no transaction spans HTTP. claim [disk] -> send [net] -> settle [disk].

The idempotency key was stored with the intent, before the first try. After a crash the entry is sent again under that key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from editor_app.core import clock as times
from editor_app.core.changes import Changes
from editor_app.core.errors import NotAllowed, StorageError
from editor_app.core.outbox import OutboxEntry, OutboxState, Pause, PauseReason
from editor_app.services import backoff
from editor_app.services.connection import Connection
from editor_app.services.kill_points import reach
from editor_app.services.ports import Clock, UploadSource
from editor_app.services.sending import Outcome, Result, push

if TYPE_CHECKING:
    from editor_app.store.account import AccountStore

OnDisk = Callable[[Callable[[], None]], object]


@dataclass(frozen=True, slots=True)
class Sending:
    """A claimed entry and what the net lane needs. `ask_first`: an earlier try got no answer, so ask the portal about it."""

    entry: OutboxEntry
    uploads: tuple[UploadSource, ...]
    resume_urls: dict[str, str]
    ask_first: bool


class NextStep(StrEnum):
    """What the outbox does next, for the words of the status line."""

    IDLE = "idle"  # nothing waits
    SENDING = "sending"
    WAITING = "waiting"  # until OutboxStatus.until, or as soon as possible when that is empty
    PAUSED = "paused"  # see OutboxStatus.pause


@dataclass(frozen=True, slots=True)
class OutboxStatus:
    """Counts and the next step of an account's outbox. `until` is an ISO time or ""."""

    waiting: int
    unknown: int
    failed: int
    step: NextStep
    until: str
    pause: Pause


class OutboxEngine:
    """Sends what waits. `on_disk` runs a small function on the disk lane, from any thread (to keep upload addresses)."""

    def __init__(
        self,
        store: AccountStore,
        connection: Connection,
        clock: Clock,
        on_disk: OnDisk | None = None,
        jitter: float | None = None,
    ) -> None:
        self._store = store
        self._connection = connection
        self._clock = clock
        self._on_disk: OnDisk = on_disk or (lambda work: work())
        self._jitter = jitter
        self._unsettled: list[Outcome] = []

    def recover(self) -> Changes:
        """[disk] At start: what was being sent when the program ended has an unknown result now."""
        return self._store.outbox.recover_interrupted()

    def claim(self) -> Sending | None:
        """[disk] Take the next entry that is due, or None: nothing due, paused, or nobody signed in."""
        while self._unsettled:
            self._settle(self._unsettled[0])
            self._unsettled.pop(0)
        now = self._clock.now()
        if not self._connection.signed_in or self._paused(now):
            return None
        entry = self._store.outbox.claim_next(now)
        if entry is None:
            return None
        self._assert_own(entry)
        reach("claimed")
        sources: dict[str, UploadSource] = {}
        for item in entry.submission.content.attachments:
            sources.setdefault(item.sha256, UploadSource(self._store.blobs.path(item.sha256), item.name, item.sha256, item.size))
        urls = {sha: self._store.outbox.upload_url(entry.id, sha) for sha in sources}
        return Sending(entry, tuple(sources.values()), urls, entry.uncertain)

    def send(
        self,
        sending: Sending,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Outcome:
        """[net] Upload, submit, or find out what became of an earlier try. Never raises PortalError: the outcome says it.

        `progress` gets (bytes sent, bytes in all) of the attachments.
        """
        self._assert_own(sending.entry)
        return push(
            self._connection.portal,
            sending.entry,
            sending.uploads,
            sending.resume_urls,
            sending.ask_first,
            remember=lambda sha, url: self._remember_url(sending.entry.id, sha, url),
            progress=progress,
            cancelled=cancelled,
        )

    def settle(self, outcome: Outcome) -> Changes:
        """[disk] Keep the outcome. Raises StorageError when that failed; then the next claim() keeps it."""
        try:
            return self._settle(outcome)
        except StorageError:
            self._unsettled.append(outcome)
            raise

    def step(self) -> Changes | None:
        """All three hops at once, for the command line, tests and the inline runner; None when nothing was due."""
        sending = self.claim()
        return None if sending is None else self.settle(self.send(sending))

    def retry_now(self) -> Changes:
        """[disk] Lift the pause, make everything that waits due at once (a person asked, or somebody signed in)."""
        return self._store.outbox.retry_now()

    def cancel(self, entry_id: str) -> Changes:
        """[disk] Take back what has surely not been sent; the draft is editable again. Raises NotAllowed for the rest."""
        entry = self._store.outbox.load(entry_id)
        if entry.uncertain or entry.state in (OutboxState.SENDING, OutboxState.UNKNOWN):
            raise NotAllowed(
                "It may have reached the portal already and cannot be taken back here",
                "Wait until the portal has answered; then it can be recalled.",
                detail=f"outbox {entry.state}",
            )
        return self._store.outbox.cancel(entry_id)

    def entries(self, limit: int = 200) -> list[OutboxEntry]:
        """[disk] What waits first, then the rest; the newest of each first."""
        return self._store.outbox.entries(limit)

    def save_progress(self, entry_id: str, sent_bytes: int, total_bytes: int) -> Changes:
        """[disk] Bytes of the attachments sent so far, for the list."""
        return self._store.outbox.save_progress(entry_id, sent_bytes, total_bytes)

    def status(self) -> OutboxStatus:
        """[disk] Counts and what happens next."""
        counts = self._store.outbox.counts()
        pause = self._store.outbox.pause()
        number = sum(count for state, count in counts.items() if state.waiting)
        step, until = NextStep.IDLE, ""
        if counts[OutboxState.SENDING]:
            step = NextStep.SENDING
        elif number and (pause.reason is not PauseReason.NONE or not self._connection.signed_in):
            step, until = NextStep.PAUSED, pause.until
        elif number:
            waiting = [entry for entry in self._store.outbox.entries(number) if entry.state.waiting]
            step, until = NextStep.WAITING, min((entry.next_try_at for entry in waiting), default="")
        return OutboxStatus(number, counts[OutboxState.UNKNOWN], counts[OutboxState.FAILED], step, until, pause)

    def seconds_until_next(self) -> float | None:
        """[disk] When claim() should be called again; None when only a person (or a sign-in) can move things on."""
        status = self.status()
        if status.step in (NextStep.IDLE, NextStep.SENDING):
            return None
        if status.step is NextStep.PAUSED and not status.until:
            return None
        moment, present = times.parse(status.until), times.parse(self._clock.now())
        if moment is None or present is None:
            return 0.0
        return min(backoff.CAP_SECONDS, max(0.0, (moment - present).total_seconds()))

    def _settle(self, outcome: Outcome) -> Changes:
        reach("before_settle")
        box = self._store.outbox
        if outcome.result is Result.SENT:
            assert outcome.receipt is not None
            changes = box.settle_sent(outcome.entry_id, outcome.receipt)
            self._clear_pause()
        elif outcome.result is Result.FAILED:
            changes = box.settle_failed(
                outcome.entry_id, outcome.title, outcome.advice, outcome.findings, conflict=outcome.conflict
            )
            self._clear_pause()
        else:
            until = self._next_try(outcome)
            if outcome.result is Result.UNKNOWN:
                changes = box.settle_unknown(outcome.entry_id, until, outcome.title, outcome.advice)
            else:
                changes = box.settle_retry(outcome.entry_id, until, outcome.title, outcome.advice)
            if outcome.pause is not PauseReason.NONE:
                self._pause(outcome)
                changes |= Changes(connection=True)
            elif outcome.answered:
                self._clear_pause()
        reach("settled")
        return changes

    def _assert_own(self, entry: OutboxEntry) -> None:
        if entry.account_id != self._connection.account_id:
            raise AssertionError(
                f"outbox entry of account {entry.account_id} met the connection of {self._connection.account_id}"
            )

    def _remember_url(self, entry_id: str, sha256: str, url: str) -> None:
        self._on_disk(lambda: self._store.outbox.save_upload_url(entry_id, sha256, url))

    def _paused(self, now: str) -> bool:
        pause = self._store.outbox.pause()
        if pause.reason is PauseReason.NONE:
            return False
        until, present = times.parse(pause.until), times.parse(now)
        if until is None or present is None:
            return True
        # A clock that was set back must not hold the outbox for years.
        return 0 < (until - present).total_seconds() <= backoff.CAP_SECONDS * 2

    def _pause(self, outcome: Outcome) -> None:
        attempts = self._store.outbox.pause().attempts + 1
        until = ""
        if outcome.pause is not PauseReason.SIGN_IN:
            until = backoff.later(self._clock.now(), backoff.delay(attempts, outcome.retry_after, self._jitter))
        self._store.outbox.set_pause(Pause(outcome.pause, until, attempts, outcome.title, outcome.advice))

    def _clear_pause(self) -> None:
        if self._store.outbox.pause() != Pause():
            self._store.outbox.set_pause(Pause())

    def _next_try(self, outcome: Outcome) -> str:
        """The entry's own waiting time; where the whole outbox pauses, the pause alone decides."""
        if outcome.pause is not PauseReason.NONE or outcome.at_once:
            return ""
        return backoff.later(self._clock.now(), backoff.delay(outcome.attempts, outcome.retry_after, self._jitter))
