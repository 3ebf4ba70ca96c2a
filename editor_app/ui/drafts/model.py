"""A draft as a row of the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from editor_app.core.draft import DraftState, DraftSummary
from editor_app.ui import words
from editor_app.ui.i18n import tr

if TYPE_CHECKING:
    from editor_app.ui.widgets.article_list import ListRow


def draft_title(summary: DraftSummary) -> str:
    """The title, or what stands for none."""
    return summary.title.strip() or tr("Drafts", "(no title yet)")


def draft_row(summary: DraftSummary, sections: Mapping[str, str], now: dt.datetime | None = None) -> ListRow:
    """Chip, title, one line of where and what next, when."""
    from editor_app.ui.widgets.article_list import ListRow  # Today needs the lines only, not the long list

    chip, tone = words.draft_state(summary.state)
    return ListRow(
        id=summary.id,
        chip=chip,
        tone=tone,
        title=draft_title(summary),
        detail=draft_line(summary, sections),
        trailing=words.when(summary.updated_at, now),
    )


def draft_line(summary: DraftSummary, sections: Mapping[str, str]) -> str:
    """Section, kind, then what matters in this state."""
    place = words.place(sections.get(summary.section, summary.section), summary.kind)
    if summary.state is DraftState.RETURNED and summary.return_reason:
        return words.join(place, tr("Drafts", "“{reason}”", reason=words.return_reason(summary.return_reason)))
    if summary.state is DraftState.IN_REVIEW:
        number = tr("Drafts", "receipt {number}", number=summary.receipt) if summary.receipt else ""
        return words.join(place, summary.stage, number)
    if summary.state is DraftState.QUEUED:
        return words.join(place, tr("Drafts", "waits in the outbox, is sent by itself"))
    if summary.state is DraftState.EDITING:
        return words.join(place, " ".join(summary.excerpt.split()))
    return place
