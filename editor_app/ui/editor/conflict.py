"""Somebody else's version is on the portal: both versions side by side, and the decision between them. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent
from editor_app.core.diff import Run, diff_text
from editor_app.core.draft import Draft, RevisionKind
from editor_app.core.errors import EditorError
from editor_app.core.review import PortalRevision
from editor_app.services.ports import Lane, Runner, Scope
from editor_app.ui.editor.history import compare
from editor_app.ui.editor.ports import Adopting, EditorView, Fetched, RevisionRow, Rival, Surroundings

SECTION, KIND = "section", "kind"
Deed = Callable[[str, Any], tuple[Draft, Changes]]


class ConflictHost(Protocol):
    """The presenter of the open draft."""

    @property
    def draft(self) -> Draft | None: ...
    def content(self) -> ArticleContent: ...
    def when_saved(self, then: Callable[[bool], None]) -> None:
        """Write what is not written, then tell whether it is on disk."""
        ...

    def conflict_changed(self) -> None: ...
    def conflict_decided(self, draft: Draft, changes: Changes, theirs: bool) -> None: ...


class ConflictDesk:
    """`present`: the last submission met a version that is not ours. `fetching`: that version is on its way."""

    def __init__(
        self, view: EditorView, adopting: Adopting, around: Surroundings, runner: Runner, scope: Scope, host: ConflictHost
    ) -> None:
        self._view, self._adopting, self._around = view, adopting, around
        self._runner, self._scope, self._host = runner, scope, host
        self._fetched: Fetched | None = None
        self.present = self.fetching = False

    def forget(self) -> None:
        """Another draft is open now; what is on its way for the former one is dropped when it comes."""
        self._fetched, self.present, self.fetching = None, False, False

    def load(self, draft_id: str) -> None:
        """Find out whether the draft is in conflict."""

        def told(present: bool) -> None:
            if present is not self.present:
                self.present = present
                self._host.conflict_changed()

        self._runner.run(
            Lane.DISK,
            lambda _job: self._adopting.in_conflict(draft_id),
            told,
            self._view.tell_error,
            scope=self._scope,
            topic="conflict",
        )

    def look(self) -> None:
        """Fetch the portal's version with its files and show it beside the one in the window."""
        draft = self._host.draft
        if draft is None or not self.present or self.fetching:
            return
        self._set_fetching(True)

        def failed(error: EditorError) -> None:
            if self._waits_for(draft.id):
                self._not_fetched(error)

        def fetched(answer: Fetched) -> None:
            if self._waits_for(draft.id):
                self._compare(draft, answer)

        self._runner.run(Lane.NET, lambda _job: self._adopting.fetch(draft.id), fetched, failed, scope=self._scope, topic="look")

    def keep_mine(self) -> None:
        """My text stays and takes the place of theirs with the next submission."""
        self._decide(self._adopting.keep_mine, theirs=False)

    def take_theirs(self) -> None:
        """Their text comes into the draft; mine stays in its history."""
        self._decide(self._adopting.take_theirs, theirs=True)

    def later(self) -> None:
        """Nothing is decided; the banner stays."""
        self._fetched = None

    def _waits_for(self, draft_id: str) -> bool:
        return self.fetching and self._host.draft is not None and self._host.draft.id == draft_id

    def _compare(self, draft: Draft, fetched: Fetched) -> None:
        mine, around = self._host.content(), self._around

        def shown(rival: Rival) -> None:
            if not self._waits_for(draft.id):
                return
            self._fetched = fetched
            self._set_fetching(False)
            self._view.show_conflict(rival)

        self._runner.run(
            Lane.CPU,
            lambda _job: rival_of(fetched, mine, draft.updated_at, around),
            shown,
            self._not_fetched,
            scope=self._scope,
        )

    def _not_fetched(self, error: EditorError) -> None:
        self._set_fetching(False)
        self._view.tell_error(error, self.look)

    def _set_fetching(self, fetching: bool) -> None:
        self.fetching = fetching
        self._host.conflict_changed()

    def _decide(self, deed: Deed, *, theirs: bool) -> None:
        draft, fetched, self._fetched = self._host.draft, self._fetched, None
        if draft is None or fetched is None:
            return

        def decided(answer: tuple[Draft, Changes]) -> None:
            self.present = False
            self._host.conflict_decided(*answer, theirs=theirs)
            (self._view.tell_took_theirs if theirs else self._view.tell_kept_mine)()

        def go_on(saved: bool) -> None:
            if saved:
                self._runner.run(
                    Lane.DISK, lambda _job: deed(draft.id, fetched), decided, self._view.tell_error, scope=self._scope
                )

        self._host.when_saved(go_on)


def rival_of(fetched: Fetched, mine: ArticleContent, mine_saved_at: str, around: Surroundings) -> Rival:
    """What differs from the portal's version to mine; section and kind by their names."""
    revision, theirs = fetched.status.revision, fetched.content
    assert revision is not None
    comparison = compare(_row(revision), theirs, mine)
    return Rival(
        author=revision.author,
        submitted_at=revision.submitted_at,
        state=fetched.status.article.state,
        mine_saved_at=mine_saved_at,
        alike=theirs == mine,
        comparison=replace(comparison, fields=(*_places(theirs, mine, around), *comparison.fields)),
    )


def _row(revision: PortalRevision) -> RevisionRow:
    return RevisionRow(revision.id, revision.number, RevisionKind.BEFORE_SUBMIT, revision.submitted_at, "")


def _places(theirs: ArticleContent, mine: ArticleContent, around: Surroundings) -> list[tuple[str, tuple[Run, ...]]]:
    sections = {item.code: item.name for item in around.sections}
    kinds = {code: kind.label.in_language(around.language) for code, kind in around.kinds.items()}
    found = []
    for place, names, old, new in (
        (SECTION, sections, theirs.section, mine.section),
        (KIND, kinds, theirs.kind, mine.kind),
    ):
        if old != new:
            found.append((place, tuple(diff_text(_named(names, old), _named(names, new)))))
    return found


def _named(names: Mapping[str, str], code: str) -> str:
    return names.get(code, code)
