"""What the banner says about where an article stands."""

from __future__ import annotations

from dataclasses import dataclass

from editor_app.core.draft import DraftState
from editor_app.ui.editor.ports import Standing
from editor_app.ui.i18n import tr
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.words import join, return_reason, when


@dataclass(frozen=True, slots=True)
class BannerWords:
    """`actions` are of recall, correct, open_page, look."""

    tone: Tone
    title: str
    detail: str = ""
    actions: tuple[str, ...] = ()


def banner_words(standing: Standing) -> BannerWords | None:
    """None while an article is simply being written."""
    remote = standing.remote
    if standing.conflict and standing.state.editable:
        return _conflict_words(standing.fetching)
    if standing.state is DraftState.QUEUED:
        return BannerWords(
            Tone.ACCENT,
            tr("Editor", "Waiting in the outbox"),
            tr("Editor", "It is sent by itself as soon as the portal can be reached. The text waits unchanged."),
            ("recall",),
        )
    if standing.state is DraftState.IN_REVIEW:
        where = tr("Editor", "Now with: {stage}", stage=remote.stage) if remote.stage else ""
        number = tr("Editor", "Receipt {number}", number=remote.receipt) if remote.receipt else ""
        return BannerWords(Tone.ACCENT, tr("Editor", "In review; the text waits unchanged"), join(where, number), ("recall",))
    if standing.state is DraftState.RETURNED:
        return BannerWords(
            Tone.ERROR,
            join(tr("Editor", "Returned"), remote.returned_by, when(remote.returned_at)),
            return_reason(remote.return_reason),
        )
    if standing.state is DraftState.PUBLISHED and not standing.correction:
        return BannerWords(
            Tone.OK,
            join(tr("Editor", "Published"), when(remote.published_at)),
            remote.public_url,
            ("correct", "open_page") if remote.public_url else ("correct",),
        )
    if standing.state is DraftState.WITHDRAWN and not standing.correction:
        return BannerWords(Tone.NEUTRAL, tr("Editor", "Withdrawn from the public pages"), "", ("correct",))
    if standing.correction:
        return BannerWords(
            Tone.ACCENT,
            tr("Editor", "You are writing a correction"),
            tr("Editor", "The live page stays as it is until the correction is approved."),
        )
    return None


def _conflict_words(fetching: bool) -> BannerWords:
    title = tr("Editor", "The portal has another version of this article")
    if fetching:
        return BannerWords(Tone.WARNING, title, tr("Editor", "Fetching the portal's version…"))
    safe = tr(
        "Editor", "Nothing was overwritten: your text is safe here, theirs on the portal. Look at both, decide, submit again."
    )
    return BannerWords(Tone.WARNING, title, safe, ("look",))
