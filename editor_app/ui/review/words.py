"""Words of the review screen for codes: due dates, reasons why one may not decide, actions of the record, comparisons."""

from __future__ import annotations

import datetime as dt

from editor_app.core import clock
from editor_app.core.review import ReviewTask
from editor_app.ui.i18n import tr
from editor_app.ui.review.page_diff import PageWords
from editor_app.ui.review.ports import Against, Standing
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.words import day


def due_chip(due_at: str, now: dt.datetime | None = None) -> tuple[str, Tone]:
    """Overdue and today are red, tomorrow is amber, later days are quiet; "" without a due time."""
    moment, present = clock.parse(due_at), now or clock.now()
    if moment is None:
        return "", Tone.NEUTRAL
    if moment < present:
        return tr("Review", "Overdue"), Tone.ERROR
    moment = moment.astimezone(present.tzinfo)
    days = (moment.date() - present.date()).days
    if days == 0:
        return tr("Review", "Today"), Tone.ERROR
    if days == 1:
        return tr("Review", "Tomorrow"), Tone.WARNING
    return day(moment, present.date()), Tone.NEUTRAL


def due_today(task: ReviewTask, now: dt.datetime | None = None) -> bool:
    """Late, or due before midnight."""
    return due_chip(task.due_at, now)[1] is Tone.ERROR


def why_not(standing: Standing) -> str:
    """The sentence beside buttons that cannot be pressed."""
    if standing.why_not == "own_submission":
        return tr("Review", "You submitted this yourself; somebody else decides.")
    if standing.why_not == "claimed":
        return tr("Review", "{name} has claimed this and decides.", name=standing.claimed_by)
    if standing.why_not == "loading":
        return tr("Review", "Being fetched…")
    if standing.why_not == "busy":
        return tr("Review", "Being sent…")
    return "" if standing.may_decide else tr("Review", "You may look at this, but not decide.")


def against_words(against: Against) -> str:
    """What the page is compared with."""
    return {
        Against.LAST_SEEN: tr("Review", "Changes since I last saw it"),
        Against.LIVE: tr("Review", "Changes against the live page"),
        Against.PREVIOUS: tr("Review", "Changes against the previous submission"),
        Against.NOTHING: tr("Review", "Without changes marked"),
    }[against]


def action_chip(action: str) -> tuple[str, Tone]:
    """A line of the record."""
    return {
        "submitted": (tr("Review", "Submitted"), Tone.ACCENT),
        "approved": (tr("Review", "Approved"), Tone.OK),
        "returned": (tr("Review", "Returned"), Tone.ERROR),
        "published": (tr("Review", "Published"), Tone.OK),
        "recalled": (tr("Review", "Recalled"), Tone.NEUTRAL),
        "withdrawn": (tr("Review", "Withdrawn"), Tone.WARNING),
        "commented": (tr("Review", "Remark"), Tone.ACCENT),
        "claimed": (tr("Review", "Claimed"), Tone.NEUTRAL),
    }.get(action, (action, Tone.NEUTRAL))


def short_hash(content_hash: str) -> str:
    """9f2c…41: enough to compare by eye."""
    return f"{content_hash[:4]}…{content_hash[-2:]}" if len(content_hash) > 8 else content_hash


def page_words() -> PageWords:
    """The page's own few words in the language in use."""
    return PageWords(
        attachments=tr("Review", "Attachments"),
        added=tr("Review", "added"),
        removed=tr("Review", "removed"),
        changed=tr("Review", "content changed"),
        image=tr("Review", "Image"),
        section=tr("Review", "Section"),
    )
