"""What goes on by itself while an account is open: the outbox sends, the change feed is asked. Three hops each, none on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from editor_app.core.changes import Changes
from editor_app.core.errors import CaptivePortal, EditorError, TlsFailure, Unauthorized, Unreachable
from editor_app.core.outbox import PauseReason
from editor_app.services.outbox import OutboxEngine, Sending
from editor_app.services.ports import Job, Lane, Runner, Scope
from editor_app.services.sending import Outcome
from editor_app.services.syncing import FetchedChanges, Syncing, SyncPlan

_PROGRESS_MS = 400


class OutboxPump(QObject):
    """Takes one entry after the other: claim [disk] -> send [net] -> settle [disk]. `kick()` whenever something may be due."""

    def __init__(
        self,
        runner: Runner,
        engine: OutboxEngine,
        scope: Scope,
        publish: Callable[[Changes], None],
        refused: Callable[[], None],
        heard: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._heard = heard
        self._runner = runner
        self._engine = engine
        self._scope = scope
        self._publish = publish
        self._refused = refused
        self._busy = False
        self._again = False
        self._job: Job | None = None
        self._sending = ""
        self._told: tuple[str, int, int] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.kick)
        self._progress_timer = QTimer(self)
        self._progress_timer.setSingleShot(True)
        self._progress_timer.setInterval(_PROGRESS_MS)
        self._progress_timer.timeout.connect(self._tell_progress)

    def kick(self) -> None:
        """Look whether something is due now."""
        self._timer.stop()
        if self._busy:
            self._again = True
            return
        self._busy = True
        self._runner.run(Lane.DISK, lambda _job: self._engine.claim(), self._on_claimed, self._on_failed, scope=self._scope)

    def stop(self) -> None:
        """The account is closed: what is being sent is broken off and is taken up again later under the same key."""
        self._timer.stop()
        self._progress_timer.stop()
        if self._job is not None:
            self._job.cancel()

    def _on_claimed(self, sending: Sending | None) -> None:
        if sending is None:
            self._rest()
            return
        self._sending = sending.entry.id
        self._publish(Changes(outbox=frozenset({sending.entry.id})))
        self._job = self._runner.run(
            Lane.NET,
            lambda job: self._engine.send(sending, lambda done, total: job.report(done, total), lambda: job.cancelled),
            self._on_sent,
            self._on_failed,
            progress=self._on_progress,
            scope=self._scope,
        )

    def _on_progress(self, done: int, total: int, _text: str) -> None:
        self._told = (self._sending, done, total)
        if not self._progress_timer.isActive():
            self._progress_timer.start()

    def _tell_progress(self) -> None:
        if self._told is None:
            return
        entry, done, total = self._told
        self._told = None
        self._runner.run(
            Lane.DISK,
            lambda _job: self._engine.save_progress(entry, done, total),
            self._publish,
            scope=self._scope,
        )

    def _on_sent(self, outcome: Outcome) -> None:
        self._job = None
        self._told = None
        self._runner.run(
            Lane.DISK,
            lambda _job: self._engine.settle(outcome),
            lambda changes: self._on_settled(outcome, changes),
            self._on_failed,
            scope=self._scope,
        )

    def _on_settled(self, outcome: Outcome, changes: Changes) -> None:
        self._publish(changes)
        if outcome.needs_sign_in:
            self._refused()
        elif outcome.pause is not PauseReason.NONE and not outcome.answered:
            self._heard("unreachable")
        self._busy = False
        self._again = False
        self.kick()

    def _on_failed(self, _error: EditorError) -> None:
        # The store could not be written; what was claimed is found again at the next start or after the next kick.
        self._rest(seconds=15.0)

    def _rest(self, seconds: float | None = None) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self.kick()
            return
        if seconds is not None:
            self._timer.start(int(seconds * 1000))
            return
        self._runner.run(Lane.DISK, lambda _job: self._engine.seconds_until_next(), self._on_waiting, scope=self._scope)

    def _on_waiting(self, seconds: float | None) -> None:
        if seconds is not None and not self._busy:
            self._timer.start(max(200, int(seconds * 1000)))


class SyncPump(QObject):
    """Asks the change feed every 15 to 30 s with jitter: plan [disk] -> fetch [net] -> save [disk]."""

    def __init__(
        self,
        runner: Runner,
        syncing: Syncing,
        scope: Scope,
        publish: Callable[[Changes], None],
        heard: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._syncing = syncing
        self._scope = scope
        self._publish = publish
        self._heard = heard
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.kick)

    def kick(self) -> None:
        """Ask now."""
        if self._busy:
            return
        self._busy = True
        self._timer.stop()
        self._runner.run(Lane.DISK, lambda _job: self._syncing.plan(), self._on_planned, self._on_failed, scope=self._scope)

    def stop(self) -> None:
        """The account is closed."""
        self._timer.stop()

    def _on_planned(self, plan: SyncPlan) -> None:
        self._runner.run(Lane.NET, lambda _job: self._syncing.fetch(plan), self._on_fetched, self._on_failed, scope=self._scope)

    def _on_fetched(self, fetched: FetchedChanges) -> None:
        self._heard("online")
        self._runner.run(Lane.DISK, lambda _job: self._syncing.save(fetched), self._on_saved, self._on_failed, scope=self._scope)

    def _on_saved(self, changes: Changes) -> None:
        self._publish(changes)
        self._runner.run(Lane.DISK, lambda _job: self._syncing.behind(), self._on_behind, self._on_failed, scope=self._scope)

    def _on_behind(self, behind: bool) -> None:
        """More is owed than one round could fetch: the next round comes at once."""
        self._later()
        if behind:
            self.kick()

    def _on_failed(self, error: EditorError) -> None:
        if isinstance(error, Unauthorized):
            self._heard("sign_in")
        elif isinstance(error, CaptivePortal | TlsFailure | Unreachable):
            self._heard("unreachable")
        self._later()

    def _later(self) -> None:
        self._busy = False
        self._timer.start(int(self._syncing.next_poll_seconds() * 1000))
