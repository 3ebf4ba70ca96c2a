"""Today: what waits for me, what I wrote last, what is on its way, my sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from editor_app.core.changes import Changes
from editor_app.core.draft import DraftQuery, DraftState, DraftSummary
from editor_app.core.errors import EditorError
from editor_app.core.organisation import Profile, Section
from editor_app.core.outbox import OutboxEntry, OutboxState
from editor_app.core.review import ArticleSummary, ReviewTask
from editor_app.services.ports import Job, Lane, Runner
from editor_app.ui.drafts.presenter import ReferencePort
from editor_app.ui.outbox.presenter import Board, OutboxPort, board_of
from editor_app.ui.seams import Broadcast, LocalScope, Navigator

RECENT = 6
WAITING = 6
SECTIONS = 8


class ListPort(Protocol):
    """What is used of services.drafting.Drafting."""

    def list(self, query: DraftQuery) -> list[DraftSummary]: ...
    def counts(self) -> dict[DraftState, int]: ...


class QueuePort(Protocol):
    """What is used of services.reviewing.Reviewing."""

    def queue(self) -> tuple[ReviewTask, ...]: ...


class PublishedPort(Protocol):
    """What is used of services.publishing.Publishing."""

    def published(self, query: str = "", page: int = 1) -> tuple[ArticleSummary, ...]: ...


@dataclass(frozen=True, slots=True)
class Local:
    """What this computer knows."""

    returned: tuple[DraftSummary, ...]
    recent: tuple[DraftSummary, ...]
    board: Board
    drafts: int


@dataclass(frozen=True, slots=True)
class MySection:
    """A section I may write in, and when something of mine was last published there ("" for not known)."""

    section: Section
    last: str


class TodayView(Protocol):
    """What the presenter asks of the window."""

    def show_waiting(
        self, returned: Sequence[DraftSummary], failed: Sequence[OutboxEntry], tasks: Sequence[ReviewTask], unit_names: bool
    ) -> None: ...
    def show_recent(self, rows: Sequence[DraftSummary], names: dict[str, str]) -> None: ...
    def show_outbox(self, board: Board) -> None: ...
    def show_sections(self, sections: Sequence[MySection], total: int) -> None: ...
    def show_counts(self, drafts: int, waiting: int, failed: int, tasks: int) -> None: ...


class TodayPresenter:
    """Loads from the disk at once, from the portal when it answers; what the portal said last stays until it says more."""

    def __init__(
        self,
        view: TodayView,
        drafting: ListPort,
        outbox: OutboxPort,
        reviewing: QueuePort,
        publishing: PublishedPort,
        reference: ReferencePort,
        profile: Profile,
        runner: Runner,
        changes: Broadcast,
        navigation: Navigator,
    ) -> None:
        self._view = view
        self._drafting = drafting
        self._outbox = outbox
        self._reviewing = reviewing
        self._publishing = publishing
        self._reference = reference
        self._profile = profile
        self._runner = runner
        self._changes = changes
        self._navigation = navigation
        self.scope = LocalScope()
        self._local: Local | None = None
        self._tasks: tuple[ReviewTask, ...] = ()
        self._last: dict[str, str] = {}
        self._unsubscribe = changes.subscribe(self._on_changes)

    def start(self) -> None:
        """Shown, or F5."""
        self._show_sections()
        self._load()
        self._fetch_tasks()
        self._fetch_published()

    def close(self) -> None:
        """The screen goes."""
        self._unsubscribe()
        self.scope.close()

    def open_draft(self, draft_id: str) -> None:
        """Into the editor."""
        self._navigation.open("editor", draft_id)

    def open_task(self, task_id: str) -> None:
        """Onto the review screen."""
        self._navigation.open("review", task_id)

    def _load(self) -> None:
        def load(_job: Job) -> Local:
            returned = self._drafting.list(DraftQuery(states=(DraftState.RETURNED,), limit=WAITING))
            recent = self._drafting.list(DraftQuery(limit=RECENT + len(returned)))
            status = self._outbox.status()
            board = board_of(self._outbox.entries(50), status.pause, status.waiting)
            return Local(tuple(returned), tuple(recent), board, sum(self._drafting.counts().values()))

        self._runner.run(Lane.DISK, load, self._on_loaded, scope=self.scope, topic="local")

    def _fetch_tasks(self) -> None:
        if self._profile.can_review:
            self._runner.run(
                Lane.NET, lambda _job: self._reviewing.queue(), self._on_tasks, _ignore, scope=self.scope, topic="tasks"
            )

    def _fetch_published(self) -> None:
        if self._profile.can_write:
            self._runner.run(
                Lane.NET,
                lambda _job: self._publishing.published("", 1),
                self._on_published,
                _ignore,
                scope=self.scope,
                topic="published",
            )

    def _on_loaded(self, local: Local) -> None:
        self._local = local
        names = {section.code: section.name for section in self._reference.snapshot.sections}
        shown = {row.id for row in local.returned}
        recent = [row for row in local.recent if row.id not in shown] or list(local.recent)
        self._view.show_recent(recent[:RECENT], names)
        self._view.show_outbox(local.board)
        self._show_waiting()

    def _on_tasks(self, tasks: tuple[ReviewTask, ...]) -> None:
        self._tasks = tuple(sorted((task for task in tasks if task.may_decide), key=lambda task: task.due_at or "9"))
        self._show_waiting()

    def _on_published(self, articles: tuple[ArticleSummary, ...]) -> None:
        self._last = {}
        for article in articles:
            if article.unit == self._profile.unit.code:
                self._last[article.section] = max(self._last.get(article.section, ""), article.published_at)
        self._show_sections()

    def _show_waiting(self) -> None:
        if self._local is None:
            return
        failed = [entry for entry in self._local.board.entries if entry.state is OutboxState.FAILED]
        centre = self._profile.unit.type.value == "centre"
        self._view.show_waiting(self._local.returned, failed[:WAITING], self._tasks[:WAITING], centre)
        self._view.show_counts(self._local.drafts, self._local.board.waiting, len(failed), len(self._tasks))

    def _show_sections(self) -> None:
        writable = self._reference.snapshot.writable_sections if self._profile.can_write else ()
        mine = [MySection(section, self._last.get(section.code, "")) for section in writable]
        if self._last:
            mine.sort(key=lambda item: item.last)
        self._view.show_sections(mine[:SECTIONS], len(mine))

    def _on_changes(self, changes: Changes) -> None:
        if changes.drafts or changes.outbox or changes.connection:
            self._load()
        if changes.reference:
            self._show_sections()
        if changes.tasks:
            self._fetch_tasks()


def _ignore(_error: EditorError) -> None:
    """Offline: the status line says so already, and what is on this computer is shown."""
