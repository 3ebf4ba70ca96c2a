"""Words of the editor for codes that presenters speak in: states, kinds of revisions, return reasons."""

from __future__ import annotations

from editor_app.core.draft import DraftState, RevisionKind
from editor_app.core.errors import DiskFull, EditorError, StorageError
from editor_app.core.finding import Severity
from editor_app.ui.i18n import error_words, tr
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


def refusal_words(name: str, error: EditorError) -> tuple[str, str]:
    """Title and advice for a file that was not added. A store's own words speak of the text, which is not concerned here."""
    if isinstance(error, DiskFull):
        return tr("Editor", "{name}: not added, the disk is full", name=name), tr(
            "Editor", "The text is not concerned. Free some disk space, then add the file again."
        )
    if type(error) is StorageError:
        return tr("Editor", "{name}: not added, it could not be copied", name=name), tr(
            "Editor", "The text is not concerned. Try again, or copy the file to this computer's own disk first."
        )
    title, advice = error_words(error)
    return f"{name}: {title}", advice
