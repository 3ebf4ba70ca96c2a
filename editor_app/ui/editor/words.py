"""Words of the editor for codes that presenters speak in: states, kinds of revisions, return reasons."""

from __future__ import annotations

from editor_app.core.draft import DraftState, RevisionKind
from editor_app.core.finding import Severity
from editor_app.ui.i18n import tr
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.words import draft_state

SEVERITY_TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.SUGGESTION: Tone.SUGGESTION}


def state_chip(state: DraftState, correction: bool = False) -> tuple[str, Tone]:
    """Word and tone of a state."""
    if correction:
        return tr("Editor", "Correction"), Tone.ACCENT
    return draft_state(state)


def revision_words(kind: RevisionKind) -> str:
    """Why a revision was kept."""
    return {
        RevisionKind.AUTOSAVE: tr("Editor", "Saved by itself"),
        RevisionKind.MANUAL: tr("Editor", "Saved by you"),
        RevisionKind.BEFORE_SUBMIT: tr("Editor", "Submitted"),
        RevisionKind.NAMED: tr("Editor", "Named version"),
        RevisionKind.BEFORE_RESTORE: tr("Editor", "Before a restore"),
    }[kind]
