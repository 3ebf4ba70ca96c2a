"""The way to review: what still stands in the way, the freeze, and what may be done while it waits."""

from __future__ import annotations

from collections.abc import Callable

from editor_app.core.content import ArticleContent
from editor_app.core.draft import Draft, DraftState
from editor_app.core.errors import EditorError
from editor_app.core.outbox import OutboxEntry
from editor_app.services.ports import Job, Lane, Runner, Scope
from editor_app.ui.editor.checks import finding_rows, waivers_in_use
from editor_app.ui.editor.ports import CheckAnswer, EditorServices, EditorView, SubmitReport, Surroundings


def submit_report(
    services: EditorServices, around: Surroundings, draft: Draft, content: ArticleContent, answer: CheckAnswer
) -> SubmitReport:
    """What the submit sheet shows."""
    blocking = services.checking.blocking(content, answer, draft.waivers, around.limits)
    section = next((item for item in around.sections if item.code == content.section), None)
    return SubmitReport(
        errors=finding_rows(blocking.errors, ()),
        need_reason=finding_rows(blocking.need_reason, ()),
        fields=tuple(blocking.field_problems),
        stages=tuple(stage.name for stage in sorted(section.stages, key=lambda stage: stage.position)) if section else (),
        section=section.name if section else "",
        correction=draft.state in (DraftState.PUBLISHED, DraftState.WITHDRAWN),
    )


class SubmitDesk:
    """Freezes what was checked: the text that the sheet spoke of is the text that is queued, or the sheet comes again."""

    def __init__(
        self,
        view: EditorView,
        services: EditorServices,
        around: Surroundings,
        runner: Runner,
        scope: Scope,
        submitted: Callable[[OutboxEntry], None],
    ) -> None:
        self._view, self._services, self._around = view, services, around
        self._runner, self._scope, self._submitted = runner, scope, submitted
        self._checked: tuple[ArticleContent, CheckAnswer] | None = None
        self.report: SubmitReport | None = None
        self.open = False
        self.busy = False

    def show(self, draft: Draft, content: ArticleContent, answer: CheckAnswer) -> None:
        """Open or renew the sheet."""
        self._checked, self.open = (content, answer), True
        self.report = submit_report(self._services, self._around, draft, content, answer)
        self._view.show_submit(self.report)

    def close(self) -> None:
        """The sheet was closed."""
        self.open = False
        self._checked = None

    def confirm(self, draft: Draft, present: ArticleContent) -> bool:
        """Queue it. False when the text is not the one that was checked: check again first."""
        if self.busy or self._checked is None or self.report is None or not self.report.clean:
            return True
        content, answer = self._checked
        if content != present:
            return False
        waivers = waivers_in_use(draft, finding_rows(answer.findings, draft.waivers))
        self.busy = True

        def work(_job: Job) -> OutboxEntry:
            return self._services.submitting.submit(draft.id, content, waivers)

        def done(entry: OutboxEntry) -> None:
            self.busy = False
            self.close()
            self._view.close_submit()
            self._submitted(entry)

        self._runner.run(Lane.DISK, work, done, self._failed, scope=self._scope)
        return True

    def _failed(self, error: EditorError) -> None:
        self.busy = False
        self._view.tell_error(error)
