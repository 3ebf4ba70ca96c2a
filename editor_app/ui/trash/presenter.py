"""The trash: what was removed in the last thirty days, to be put back or removed for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Protocol

from editor_app.core import clock
from editor_app.core.changes import Changes
from editor_app.core.draft import DraftQuery, DraftSummary
from editor_app.services.ports import Lane, Runner
from editor_app.ui.seams import Broadcast, LocalScope

DAYS = 30
SHOWN = 500


class TrashPort(Protocol):
    """What is used of services.drafting.Drafting."""

    def list(self, query: DraftQuery) -> list[DraftSummary]: ...
    def untrash(self, draft_id: str) -> Changes: ...
    def remove(self, draft_id: str) -> Changes: ...
    def purge_trash(self, days: int = DAYS) -> Changes: ...


class TrashView(Protocol):
    """What the presenter asks of the window."""

    def show_rows(self, rows: Sequence[DraftSummary]) -> None: ...
    def confirm_remove(self, rows: Sequence[DraftSummary], done: Callable[[], None]) -> None: ...
    def say_restored(self, row: DraftSummary) -> None: ...


def days_left(trashed_at: str, now: dt.datetime) -> int:
    """Whole days before it goes by itself; never below 0, the full time for a date that cannot be read."""
    moment = clock.parse(trashed_at)
    return DAYS if moment is None else max(0, min(DAYS, DAYS - (now - moment).days))


class TrashPresenter:
    """Restore at once, remove for ever only after a question."""

    def __init__(self, view: TrashView, drafting: TrashPort, runner: Runner, changes: Broadcast) -> None:
        self._view = view
        self._drafting = drafting
        self._runner = runner
        self._changes = changes
        self.scope = LocalScope()
        self.rows: dict[str, DraftSummary] = {}
        self._unsubscribe = changes.subscribe(self._on_changes)

    def start(self) -> None:
        """Shown."""
        self._runner.run(
            Lane.DISK,
            lambda _job: self._drafting.list(DraftQuery(trashed=True, limit=SHOWN)),
            self._on_loaded,
            scope=self.scope,
            topic="list",
        )

    def close(self) -> None:
        """The screen goes."""
        self._unsubscribe()
        self.scope.close()

    def restore(self, draft_id: str) -> None:
        """Back among the drafts."""
        row = self.rows.get(draft_id)
        if row is None:
            return

        def done(changes: Changes) -> None:
            self._view.say_restored(row)
            self._changes.publish(changes)

        self._runner.run(Lane.DISK, lambda _job: self._drafting.untrash(draft_id), done, scope=self.scope)

    def remove(self, draft_id: str) -> None:
        """For ever, after a question."""
        row = self.rows.get(draft_id)
        if row is not None:
            self._view.confirm_remove([row], lambda: self._change(lambda: self._drafting.remove(draft_id)))

    def empty(self) -> None:
        """Everything, after a question."""
        rows = list(self.rows.values())
        if rows:
            self._view.confirm_remove(rows, lambda: self._change(lambda: self._drafting.purge_trash(0)))

    def _change(self, work: Callable[[], Changes]) -> None:
        self._runner.run(Lane.DISK, lambda _job: work(), self._changes.publish, scope=self.scope)

    def _on_loaded(self, rows: list[DraftSummary]) -> None:
        self.rows = {row.id: row for row in rows}
        self._view.show_rows(rows)

    def _on_changes(self, changes: Changes) -> None:
        if changes.drafts:
            self.start()
