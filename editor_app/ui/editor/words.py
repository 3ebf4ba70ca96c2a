"""Words of the editor for codes that presenters speak in: states, kinds of revisions, reasons of refused files, sizes, times."""

from __future__ import annotations

import datetime as dt

from editor_app.core.clock import parse
from editor_app.core.draft import DraftState, RevisionKind
from editor_app.core.finding import Severity
from editor_app.core.review import ReturnReason
from editor_app.ui.i18n import tr
from editor_app.ui.theme.tokens import Tone

SEVERITY_TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.SUGGESTION: Tone.SUGGESTION}


def state_chip(state: DraftState, correction: bool = False) -> tuple[str, Tone]:
    """Word and tone of a state."""
    if correction:
        return tr("Editor", "Correction"), Tone.ACCENT
    return {
        DraftState.EDITING: (tr("Editor", "Draft"), Tone.NEUTRAL),
        DraftState.QUEUED: (tr("Editor", "In the outbox"), Tone.ACCENT),
        DraftState.IN_REVIEW: (tr("Editor", "In review"), Tone.ACCENT),
        DraftState.RETURNED: (tr("Editor", "Returned"), Tone.ERROR),
        DraftState.PUBLISHED: (tr("Editor", "Published"), Tone.OK),
        DraftState.WITHDRAWN: (tr("Editor", "Withdrawn"), Tone.NEUTRAL),
    }[state]


def revision_words(kind: RevisionKind) -> str:
    """Why a revision was kept."""
    return {
        RevisionKind.AUTOSAVE: tr("Editor", "Saved by itself"),
        RevisionKind.MANUAL: tr("Editor", "Saved by you"),
        RevisionKind.BEFORE_SUBMIT: tr("Editor", "Submitted"),
        RevisionKind.NAMED: tr("Editor", "Named version"),
        RevisionKind.BEFORE_RESTORE: tr("Editor", "Before a restore"),
    }[kind]


def reason_words(reason: str) -> str:
    """A return reason of the pick list; unknown ones as they came."""
    words = {
        ReturnReason.WORDING: tr("Review", "Wording"),
        ReturnReason.FACTS: tr("Review", "Facts"),
        ReturnReason.FORMAT: tr("Review", "Form and layout"),
        ReturnReason.PRIVACY: tr("Review", "Personal data"),
        ReturnReason.SECTION: tr("Review", "Wrong section"),
        ReturnReason.ATTACHMENT: tr("Review", "Attachments"),
        ReturnReason.OTHER: tr("Review", "Other"),
    }
    return next((text for code, text in words.items() if code.value == reason), reason)


def file_size(size: int) -> str:
    """1.2 MB, 340 KB, 12 B."""
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.1f} MB"
    return f"{round(size / 1024)} KB" if size >= 1024 else f"{size} B"


def when(stamp: str, today: dt.date | None = None) -> str:
    """A time as people say it: today the hour, else the day too; "" for an empty stamp."""
    moment = parse(stamp)
    if moment is None:
        return ""
    moment = moment.astimezone()
    day = today or dt.datetime.now().astimezone().date()
    if moment.date() == day:
        return moment.strftime("%H:%M")
    if moment.year == day.year:
        return tr("Editor", "{month}/{day} {time}", month=moment.month, day=moment.day, time=moment.strftime("%H:%M"))
    return moment.strftime("%Y-%m-%d %H:%M")


def clock_time(stamp: str) -> str:
    """10:42:05 in local time."""
    moment = parse(stamp)
    return moment.astimezone().strftime("%H:%M:%S") if moment else ""
