"""What my unit has published, from the portal: search, open, copy the address, correct, withdraw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from editor_app.core.changes import Changes
from editor_app.core.draft import Draft
from editor_app.core.errors import EditorError, StorageError
from editor_app.core.review import ArticleSummary
from editor_app.services.ports import Job, Lane, Runner
from editor_app.ui.seams import Broadcast, LocalScope, Messages, Navigator

PAGE = 50


class PublishingPort(Protocol):
    """What is used of services.publishing.Publishing."""

    def published(self, query: str = "", page: int = 1) -> tuple[ArticleSummary, ...]: ...
    def push_withdraw(self, article_id: str, etag: str, reason: str) -> ArticleSummary: ...
    def save_summary(self, summary: ArticleSummary) -> Changes: ...


class AdoptingPort(Protocol):
    """What is used of services.adopting.Adopting."""

    def fetch(self, article_id: str, progress: Callable[[int, int], None] = ...) -> Any: ...
    def save_new(self, fetched: Any) -> tuple[Draft, Changes]: ...


class LoadPort(Protocol):
    """What is used of services.drafting.Drafting."""

    def load(self, draft_id: str) -> Draft: ...


class PublishedView(Protocol):
    """What the presenter asks of the window."""

    def show_loading(self) -> None: ...
    def show_rows(self, rows: Sequence[ArticleSummary], more: bool) -> None: ...
    def add_rows(self, rows: Sequence[ArticleSummary], more: bool) -> None: ...
    def show_unavailable(self, error: EditorError) -> None: ...
    def ask_reason(self, article: ArticleSummary, done: Callable[[str], None]) -> None: ...
    def say_withdrawn(self, article: ArticleSummary) -> None: ...
    def show_fetching(self, article: ArticleSummary | None, done: int = 0, total: int = 0) -> None: ...


class PublishedPresenter:
    """One search, the pages fetched so far."""

    def __init__(
        self,
        view: PublishedView,
        publishing: PublishingPort,
        adopting: AdoptingPort,
        drafting: LoadPort,
        runner: Runner,
        changes: Broadcast,
        messages: Messages,
        navigation: Navigator,
    ) -> None:
        self._view = view
        self._publishing = publishing
        self._adopting = adopting
        self._drafting = drafting
        self._runner = runner
        self._changes = changes
        self._messages = messages
        self._navigation = navigation
        self.scope = LocalScope()
        self.query = ""
        self._page = 1
        self._correcting = False

    def start(self) -> None:
        """Shown."""
        self._view.show_loading()
        self.reload()

    def close(self) -> None:
        """The screen goes."""
        self.scope.close()

    def search(self, text: str) -> None:
        """Words to look for."""
        self.query = text.strip()
        self.reload()

    def reload(self) -> None:
        """The first page again."""
        self._page = 1
        query = self.query
        self._runner.run(
            Lane.NET,
            lambda _job: self._publishing.published(query, 1),
            lambda rows: self._view.show_rows(rows, len(rows) >= PAGE),
            self._view.show_unavailable,
            scope=self.scope,
            topic="list",
        )

    def more(self) -> None:
        """The next page."""
        self._page += 1
        query, page = self.query, self._page
        self._runner.run(
            Lane.NET,
            lambda _job: self._publishing.published(query, page),
            lambda rows: self._view.add_rows(rows, len(rows) >= PAGE),
            scope=self.scope,
            topic="list",
        )

    def correct(self, article: ArticleSummary) -> None:
        """Open the draft that is here already, else bring the article onto this computer first."""
        if self._correcting:
            return
        self._correcting = True

        def look(_job: Job) -> Draft | None:
            try:
                return self._drafting.load(article.id)
            except StorageError:
                return None

        self._runner.run(
            Lane.DISK, look, lambda draft: self._on_looked(article, draft), self._on_correct_failed, scope=self.scope
        )

    def withdraw(self, article: ArticleSummary) -> None:
        """Ask for the reason, then ask the portal."""
        self._view.ask_reason(article, lambda reason: self._withdraw(article, reason))

    def _withdraw(self, article: ArticleSummary, reason: str) -> None:
        self._runner.run(
            Lane.NET,
            lambda _job: self._publishing.push_withdraw(article.id, article.etag, reason),
            self._on_withdrawn,
            scope=self.scope,
        )

    def _on_withdrawn(self, summary: ArticleSummary) -> None:
        self._view.say_withdrawn(summary)
        self._runner.run(Lane.DISK, lambda _job: self._publishing.save_summary(summary), self._changes.publish)
        self.reload()

    def _on_looked(self, article: ArticleSummary, draft: Draft | None) -> None:
        if draft is not None and not draft.trashed:
            self._correcting = False
            self._navigation.open("editor", article.id)
            return
        self._view.show_fetching(article)
        self._runner.run(
            Lane.NET,
            lambda job: self._adopting.fetch(article.id, lambda done, total: job.report(done, total)),
            self._on_fetched,
            self._on_correct_failed,
            progress=lambda done, total, _text: self._view.show_fetching(article, done, total),
            scope=self.scope,
        )

    def _on_fetched(self, fetched: Any) -> None:
        self._runner.run(
            Lane.DISK, lambda _job: self._adopting.save_new(fetched), self._on_adopted, self._on_correct_failed, scope=self.scope
        )

    def _on_adopted(self, answer: tuple[Draft, Changes]) -> None:
        draft, changes = answer
        self._correcting = False
        self._view.show_fetching(None)
        self._changes.publish(changes)
        self._navigation.open("editor", draft.id)

    def _on_correct_failed(self, error: EditorError) -> None:
        self._correcting = False
        self._view.show_fetching(None)
        self._messages.show_error(error)
