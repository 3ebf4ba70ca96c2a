"""From the window's context to what the editor works with."""

from __future__ import annotations

from pathlib import Path

from editor_app.core.changes import Changes
from editor_app.core.errors import NotAllowed
from editor_app.core.finding import Finding
from editor_app.core.kind import shipped_kinds
from editor_app.core.outbox import OutboxState
from editor_app.ui.context import Services, UiContext
from editor_app.ui.editor.ports import EditorServices, Inspected, Surroundings
from editor_app.ui.words import language

RECENT = 200


def editor_services(services: Services) -> EditorServices:
    """The use cases of the open account, as the editor asks for them."""

    def cancel_queued(draft_id: str) -> Changes:
        entries = [entry for entry in services.outbox.entries(RECENT) if entry.submission.draft_id == draft_id]
        waiting = next((entry for entry in entries if entry.state.waiting), None)
        if waiting is None:
            raise NotAllowed(detail=f"nothing of {draft_id} waits in the outbox")
        return services.outbox.cancel(waiting.id)

    def refused(draft_id: str) -> tuple[Finding, ...]:
        entries = [entry for entry in services.outbox.entries(RECENT) if entry.submission.draft_id == draft_id]
        newest = max(entries, key=lambda entry: entry.created_at, default=None)
        return newest.findings if newest is not None and newest.state is OutboxState.FAILED else ()

    def inspect(path: Path, name: str) -> Inspected:
        from editor_app.content.inspection import inspect_file

        return inspect_file(path, name, services.reference.limits())

    return EditorServices(
        drafting=services.drafting,
        attaching=services.attaching,
        checking=services.checking,
        submitting=services.submitting,
        publishing=services.publishing,
        adopting=services.adopting,
        cancel_queued=cancel_queued,
        saved_status=services.reference.status,
        refused=refused,
        inspect=inspect,
    )


def surroundings(context: UiContext) -> Surroundings:
    """Who writes where."""
    profile = context.profile
    return Surroundings(
        person=profile.display_name,
        unit=profile.unit.name,
        sections=context.services.reference.snapshot.sections,
        kinds=shipped_kinds(),
        limits=profile.limits,
        language=language(),
    )
