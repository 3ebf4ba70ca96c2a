"""The outbox: what waits, what is on its way, what needs a person; the pause of the whole; receipts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from editor_app.core import clock
from editor_app.core.changes import Changes
from editor_app.core.outbox import OutboxEntry, OutboxState, Pause, PauseReason
from editor_app.services.ports import Job, Lane, Runner
from editor_app.ui.seams import Broadcast, LocalScope, Navigator

SHOWN = 100


class Status(Protocol):
    """What is used of services.outbox.OutboxStatus."""

    @property
    def waiting(self) -> int: ...
    @property
    def pause(self) -> Pause: ...


class OutboxPort(Protocol):
    """What is used of services.outbox.OutboxEngine."""

    def entries(self, limit: int = 200) -> list[OutboxEntry]: ...
    def status(self) -> Status: ...
    def retry_now(self) -> Changes: ...
    def cancel(self, entry_id: str) -> Changes: ...


class Deed(StrEnum):
    """What a person can do with an entry; one at most is offered in the row."""

    NONE = "none"
    CANCEL = "cancel"  # surely not sent yet: take it back here
    ASK = "ask"  # result unknown: ask the portal now
    MEND = "mend"  # refused: open the draft
    RECEIPT = "receipt"


def deed_of(entry: OutboxEntry) -> Deed:
    """The one thing to do with an entry."""
    return {
        OutboxState.QUEUED: Deed.CANCEL,
        OutboxState.SENDING: Deed.NONE,
        OutboxState.UNKNOWN: Deed.ASK,
        OutboxState.FAILED: Deed.MEND,
        OutboxState.SENT: Deed.RECEIPT if entry.receipt is not None else Deed.NONE,
        OutboxState.CANCELLED: Deed.NONE,
    }[entry.state]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the screen shows. `behind` are entries that wait for an earlier one of the queue."""

    entries: tuple[OutboxEntry, ...]
    pause: Pause
    waiting: int
    behind: frozenset[str]

    @property
    def paused(self) -> bool:
        """Does the outbox as a whole not send?"""
        return self.pause.reason is not PauseReason.NONE and self.waiting > 0


def board_of(entries: Sequence[OutboxEntry], pause: Pause, waiting: int) -> Board:
    """In the order of work: on its way, waiting in the order of sending, needs a person, done."""
    rank = {
        OutboxState.SENDING: 0,
        OutboxState.UNKNOWN: 1,
        OutboxState.QUEUED: 2,
        OutboxState.FAILED: 3,
        OutboxState.SENT: 4,
        OutboxState.CANCELLED: 5,
    }
    alive = sorted((entry for entry in entries if entry.state.waiting), key=lambda entry: (rank[entry.state], entry.created_at))
    done = sorted((entry for entry in entries if not entry.state.waiting), key=lambda entry: entry.created_at, reverse=True)
    ordered = (*alive, *sorted(done, key=lambda entry: entry.state is not OutboxState.FAILED))
    queued = [entry.id for entry in alive if entry.state is OutboxState.QUEUED]
    ahead = any(entry.state is OutboxState.SENDING for entry in alive)
    return Board(ordered, pause, waiting, frozenset(queued if ahead else queued[1:]))


def seconds_left(until: str, now: dt.datetime) -> float | None:
    """Seconds until an ISO time; None for "" and for a time that has passed."""
    moment = clock.parse(until)
    left = (moment - now).total_seconds() if moment is not None else 0.0
    return left if left > 0 else None


class OutboxView(Protocol):
    """What the presenter asks of the window."""

    def show_board(self, board: Board) -> None: ...
    def show_receipt(self, entry: OutboxEntry) -> None: ...
    def confirm_cancel(self, entry: OutboxEntry, done: Callable[[], None]) -> None: ...
    def say_taken_back(self) -> None: ...


class OutboxPresenter:
    """Loads on every change that concerns the outbox; deeds go to the lanes."""

    def __init__(
        self,
        view: OutboxView,
        outbox: OutboxPort,
        runner: Runner,
        changes: Broadcast,
        navigation: Navigator,
        wake: Callable[[], None],
    ) -> None:
        self._view = view
        self._outbox = outbox
        self._runner = runner
        self._changes = changes
        self._navigation = navigation
        self._wake = wake
        self.scope = LocalScope()
        self.board = Board((), Pause(), 0, frozenset())
        self._unsubscribe = changes.subscribe(self._on_changes)

    def start(self) -> None:
        """Shown."""
        self.reload()

    def close(self) -> None:
        """The screen goes."""
        self._unsubscribe()
        self.scope.close()

    def reload(self) -> None:
        """Read the entries and the pause."""

        def load(_job: Job) -> Board:
            status = self._outbox.status()
            return board_of(self._outbox.entries(SHOWN), status.pause, status.waiting)

        self._runner.run(Lane.DISK, load, self._on_loaded, scope=self.scope, topic="board")

    def retry_now(self) -> None:
        """Lift the pause and try everything that waits."""

        def done(changes: Changes) -> None:
            self._changes.publish(changes)
            self._wake()

        self._runner.run(Lane.DISK, lambda _job: self._outbox.retry_now(), done, scope=self.scope)

    def act(self, entry_id: str) -> None:
        """The deed of a row."""
        entry = next((item for item in self.board.entries if item.id == entry_id), None)
        if entry is None:
            return
        deed = deed_of(entry)
        if deed is Deed.CANCEL:
            self._view.confirm_cancel(entry, lambda: self._cancel(entry.id))
        elif deed is Deed.ASK:
            self.retry_now()
        elif deed is Deed.MEND:
            self._navigation.open("editor", entry.submission.draft_id)
        elif deed is Deed.RECEIPT:
            self._view.show_receipt(entry)

    def open_draft(self, entry_id: str) -> None:
        """The draft behind an entry."""
        entry = next((item for item in self.board.entries if item.id == entry_id), None)
        if entry is not None:
            self._navigation.open("editor", entry.submission.draft_id)

    def _cancel(self, entry_id: str) -> None:
        def done(changes: Changes) -> None:
            self._changes.publish(changes)
            self._view.say_taken_back()

        self._runner.run(Lane.DISK, lambda _job: self._outbox.cancel(entry_id), done, scope=self.scope)

    def _on_loaded(self, board: Board) -> None:
        self.board = board
        self._view.show_board(board)

    def _on_changes(self, changes: Changes) -> None:
        if changes.outbox or changes.connection:
            self.reload()
