"""The versions of a draft: list, compare with the present, restore, name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent
from editor_app.core.diff import Run, diff_text
from editor_app.core.draft import Draft, Revision
from editor_app.services.ports import Job, Lane, Runner, Scope
from editor_app.ui.editor.ports import Comparison, Drafting, EditorView, RevisionLine, RevisionRow


def compare(row: RevisionRow, old: ArticleContent, new: ArticleContent) -> Comparison:
    """What changed from `old` to `new`; fields that are alike are left out."""
    codes = [code for code in {**old.fields, **new.fields} if old.fields.get(code, "") != new.fields.get(code, "")]
    return Comparison(
        row=row,
        title=tuple(diff_text(old.title, new.title)),
        fields=tuple((code, tuple(diff_text(old.fields.get(code, ""), new.fields.get(code, "")))) for code in codes),
        body=tuple(diff_text(old.body, new.body)),
        files=compare_files(old, new),
    )


def compare_files(old: ArticleContent, new: ArticleContent) -> tuple[tuple[str, str], ...]:
    """(name, added | removed | changed) for attachments that are not the same in both."""
    before = {item.id: item for item in old.attachments}
    after = {item.id: item for item in new.attachments}
    found = [(item.name, "removed") for item in old.attachments if item.id not in after]
    for item in new.attachments:
        if item.id not in before:
            found.append((item.name, "added"))
        elif before[item.id] != item:
            found.append((item.name, "changed"))
    return tuple(found)


class HistoryDesk:
    """Serves the history panel of the open draft."""

    def __init__(
        self,
        view: EditorView,
        drafting: Drafting,
        runner: Runner,
        scope: Scope,
        content: Callable[[], ArticleContent],
        restored: Callable[[Draft, Changes], None],
    ) -> None:
        self._view, self._drafting, self._runner, self._scope = view, drafting, runner, scope
        self._content, self._restored = content, restored
        self.rows: tuple[RevisionRow, ...] = ()

    def load(self, draft_id: str) -> None:
        """Read the list again."""

        def listed(lines: Sequence[RevisionLine]) -> None:
            self.rows = tuple(RevisionRow(line.id, line.number, line.kind, line.saved_at, line.name) for line in lines)
            self._view.show_history(self.rows)

        self._runner.run(
            Lane.DISK,
            lambda _job: self._drafting.history(draft_id),
            listed,
            self._view.tell_error,
            scope=self._scope,
            topic="history",
        )

    def compare(self, revision_id: str) -> None:
        """Show that revision against what stands in the window now."""
        row, present = self._row(revision_id), self._content()
        if row is None:
            return

        def loaded(revision: Revision) -> None:
            self._runner.run(
                Lane.CPU,
                lambda _job: compare(row, revision.content, present),
                self._view.show_comparison,
                self._view.tell_error,
                scope=self._scope,
                topic="compare",
            )

        self._runner.run(
            Lane.DISK, lambda _job: self._drafting.revision(revision_id), loaded, self._view.tell_error, scope=self._scope
        )

    def restore(self, draft_id: str, revision_id: str) -> None:
        """Bring that revision back; the service keeps the present one first. Call it when everything is saved."""
        row = self._row(revision_id)
        if row is None:
            return

        def work(_job: Job) -> tuple[Draft, Changes]:
            return self._drafting.restore(draft_id, revision_id)

        def done(result: tuple[Draft, Changes]) -> None:
            self._restored(*result)
            self._view.tell_restored(row.number)
            self.load(draft_id)

        self._runner.run(Lane.DISK, work, done, self._view.tell_error, scope=self._scope)

    def name(self, draft_id: str, revision_id: str, name: str) -> None:
        """Give a version a name; named ones are kept for good."""
        self._runner.run(
            Lane.DISK,
            lambda _job: self._drafting.name_revision(revision_id, name),
            lambda _result: self.load(draft_id),
            self._view.tell_error,
            scope=self._scope,
        )

    def _row(self, revision_id: str) -> RevisionRow | None:
        return next((row for row in self.rows if row.id == revision_id), None)


def changed(runs: Sequence[Run]) -> bool:
    """True when anything was inserted or deleted."""
    return any(run.op != "same" for run in runs)
