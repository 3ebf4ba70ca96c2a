"""The list of drafts: search, filters, pages; opening, duplicating, trash; new articles and imported documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from editor_app.core.changes import Changes
from editor_app.core.draft import Draft, DraftQuery, DraftState, DraftSummary
from editor_app.core.errors import EditorError
from editor_app.core.kind import Kind, shipped_kinds
from editor_app.core.organisation import Limits, Section
from editor_app.services.ports import Job, Lane, Runner
from editor_app.ui.seams import Broadcast, Dialogs, LocalScope, Messages, Navigator

PAGE = 200


class DraftingPort(Protocol):
    """What the lists use of services.drafting.Drafting."""

    def new(self, section: str, kind: Kind, title: str = "") -> Draft: ...
    def list(self, query: DraftQuery) -> list[DraftSummary]: ...
    def counts(self) -> dict[DraftState, int]: ...
    def trash(self, draft_id: str) -> Changes: ...
    def untrash(self, draft_id: str) -> Changes: ...
    def duplicate(self, draft_id: str) -> Draft: ...
    def read_docx(self, path: Path, limits: Limits) -> Any: ...
    def save_docx(self, read: Any, section: str, kind: str) -> tuple[Draft, Any]: ...


class Snapshot(Protocol):
    """What is used of services.reference.ReferenceSnapshot."""

    @property
    def sections(self) -> tuple[Section, ...]: ...
    @property
    def writable_sections(self) -> tuple[Section, ...]: ...
    @property
    def limits(self) -> Limits: ...


class ReferencePort(Protocol):
    """What is used of services.reference.ReferenceData; reading the snapshot never waits."""

    @property
    def snapshot(self) -> Snapshot: ...


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters and the new-article dialog offer."""

    sections: tuple[Section, ...] = ()
    writable: tuple[Section, ...] = ()
    kinds: tuple[Kind, ...] = ()
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """What was kept and lost of an imported document."""

    draft: Draft
    kept: dict[str, int]
    changed: dict[str, int]
    dropped: dict[str, int]
    messages: tuple[str, ...]
    lost_pictures: tuple[str, ...]


class DraftsView(Protocol):
    """What the presenter asks of the window."""

    def show_choices(self, choices: Choices) -> None: ...
    def show_rows(self, rows: Sequence[DraftSummary], more: bool) -> None: ...
    def add_rows(self, rows: Sequence[DraftSummary], more: bool) -> None: ...
    def show_counts(self, total: int) -> None: ...
    def show_trashed(self, draft_id: str, undo: Callable[[], None]) -> None: ...


def choices_of(reference: ReferencePort) -> Choices:
    """Sections and kinds, as they are known now."""
    known = reference.snapshot
    names = {section.code: section.name for section in known.sections}
    return Choices(known.sections, known.writable_sections, tuple(shipped_kinds().values()), names)


class DraftsPresenter:
    """State of the list: one query, the pages loaded so far."""

    def __init__(
        self,
        view: DraftsView,
        drafting: DraftingPort,
        reference: ReferencePort,
        runner: Runner,
        changes: Broadcast,
        messages: Messages,
        navigation: Navigator,
    ) -> None:
        self._view = view
        self._drafting = drafting
        self._reference = reference
        self._runner = runner
        self._changes = changes
        self._messages = messages
        self._navigation = navigation
        self.scope = LocalScope()
        self.query = DraftQuery(limit=PAGE)
        self._unsubscribe = changes.subscribe(self._on_changes)

    def start(self) -> None:
        """Shown."""
        self._view.show_choices(choices_of(self._reference))
        self.reload()

    def close(self) -> None:
        """The screen goes."""
        self._unsubscribe()
        self.scope.close()

    def search(self, text: str) -> None:
        """Words to look for; two Chinese characters are enough, one is too."""
        self._set(replace(self.query, text=text.strip()))

    def filter(self, state: DraftState | None, section: str, kind: str) -> None:
        """Narrow the list; None and "" for any."""
        self._set(replace(self.query, states=(state,) if state is not None else (), section=section, kind=kind))

    @property
    def narrowed(self) -> bool:
        """Is anything searched or filtered?"""
        return bool(self.query.text or self.query.states or self.query.section or self.query.kind)

    def reload(self) -> None:
        """The first page again, and the count."""
        query = replace(self.query, offset=0, limit=PAGE + 1)

        def load(_job: Job) -> tuple[list[DraftSummary], int]:
            return self._drafting.list(query), sum(self._drafting.counts().values())

        self._runner.run(Lane.DISK, load, self._on_loaded, scope=self.scope, topic="list")

    def more(self, loaded: int) -> None:
        """The next page."""
        query = replace(self.query, offset=loaded, limit=PAGE + 1)
        self._runner.run(
            Lane.DISK,
            lambda _job: self._drafting.list(query),
            lambda rows: self._view.add_rows(rows[:PAGE], len(rows) > PAGE),
            scope=self.scope,
            topic="list",
        )

    def open(self, draft_id: str) -> None:
        """Into the editor."""
        self._navigation.open("editor", draft_id)

    def duplicate(self, draft_id: str) -> None:
        """A copy, opened."""
        self._runner.run(Lane.DISK, lambda _job: self._drafting.duplicate(draft_id), self._on_made, scope=self.scope)

    def trash(self, draft_id: str) -> None:
        """Into the trash; it can be taken back at once."""

        def done(changes: Changes) -> None:
            self._changes.publish(changes)
            self._view.show_trashed(draft_id, lambda: self._untrash(draft_id))

        self._runner.run(Lane.DISK, lambda _job: self._drafting.trash(draft_id), done, scope=self.scope)

    def _untrash(self, draft_id: str) -> None:
        self._runner.run(Lane.DISK, lambda _job: self._drafting.untrash(draft_id), self._changes.publish)

    def _set(self, query: DraftQuery) -> None:
        if query != self.query:
            self.query = query
            self.reload()

    def _on_loaded(self, answer: tuple[list[DraftSummary], int]) -> None:
        rows, total = answer
        self._view.show_rows(rows[:PAGE], len(rows) > PAGE)
        self._view.show_counts(total)

    def _on_made(self, draft: Draft) -> None:
        self._changes.publish(Changes(drafts=frozenset({draft.id})))
        self.open(draft.id)

    def _on_changes(self, changes: Changes) -> None:
        if changes.reference:
            self._view.show_choices(choices_of(self._reference))
        if changes.drafts:
            self.reload()


class StartingView(Protocol):
    """The dialogs of starting an article."""

    def ask_new(self, choices: Choices, done: Callable[[str, str, str], None]) -> None: ...
    def ask_import(self, path: Path, choices: Choices, done: Callable[[str, str], None]) -> None: ...
    def show_progress(self, name: str, cancel: Callable[[], None]) -> None: ...
    def hide_progress(self) -> None: ...
    def show_import_report(self, imported: Imported) -> None: ...
    def file_dialog_words(self) -> tuple[str, str]: ...
    def say_no_sections(self) -> None: ...


class Starting:
    """Starting an article: empty from a kind's template, or from a Word document. Used by Today and Drafts."""

    def __init__(
        self,
        view: StartingView,
        drafting: DraftingPort,
        reference: ReferencePort,
        runner: Runner,
        changes: Broadcast,
        dialogs: Dialogs,
        navigation: Navigator,
        messages: Messages,
        scope: LocalScope,
    ) -> None:
        self._view = view
        self._drafting = drafting
        self._reference = reference
        self._runner = runner
        self._changes = changes
        self._dialogs = dialogs
        self._navigation = navigation
        self._messages = messages
        self._scope = scope

    def new(self, section: str = "") -> None:
        """Ask for section and kind; with a section of one kind nothing needs asking."""
        choices = choices_of(self._reference)
        if not choices.writable:
            self._view.say_no_sections()
            return
        known = next((item for item in choices.writable if item.code == section), None)
        if known is not None and len(known.kinds) == 1:
            self._make(known.code, known.kinds[0], "")
            return
        offered = choices if known is None else replace(choices, writable=(known,))
        self._view.ask_new(offered, self._make)

    def open_document(self) -> None:
        """Pick a Word document."""
        title, name_filter = self._view.file_dialog_words()
        self._dialogs.open_files(title, name_filter, lambda paths: self.import_document(paths[0]) if paths else None, many=False)

    def import_document(self, path: Path) -> None:
        """Ask where it belongs, then read it."""
        choices = choices_of(self._reference)
        if not choices.writable:
            self._view.say_no_sections()
            return
        self._view.ask_import(path, choices, lambda section, kind: self._read(path, section, kind))

    def _make(self, section: str, kind: str, title: str) -> None:
        made = shipped_kinds().get(kind) or next(iter(shipped_kinds().values()))
        self._runner.run(Lane.DISK, lambda _job: self._drafting.new(section, made, title), self._on_made, scope=self._scope)

    def _read(self, path: Path, section: str, kind: str) -> None:
        limits = self._reference.snapshot.limits
        job = self._runner.run(
            Lane.CPU,
            lambda _job: self._drafting.read_docx(path, limits),
            lambda read: self._keep(read, section, kind),
            self._on_failed,
            scope=self._scope,
        )

        def cancel() -> None:
            job.cancel()
            self._view.hide_progress()

        self._view.show_progress(path.name, cancel)

    def _keep(self, read: Any, section: str, kind: str) -> None:
        def done(answer: tuple[Draft, Any]) -> None:
            draft, report = answer
            self._view.hide_progress()
            self._on_made(draft)
            self._view.show_import_report(
                Imported(
                    draft, dict(report.kept), dict(report.changed), dict(report.dropped), tuple(report.messages), tuple(read.lost)
                )
            )

        self._runner.run(
            Lane.DISK, lambda _job: self._drafting.save_docx(read, section, kind), done, self._on_failed, scope=self._scope
        )

    def _on_failed(self, error: EditorError) -> None:
        self._view.hide_progress()
        self._messages.show_error(error)

    def _on_made(self, draft: Draft) -> None:
        self._changes.publish(Changes(drafts=frozenset({draft.id})))
        self._navigation.open("editor", draft.id)
