"""How the portal's word on an article changes the draft on this computer. One place, used by the feed, recall and withdrawal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.core.changes import Changes
from editor_app.core.draft import DraftState, Remote
from editor_app.core.review import ArticleStatus, ArticleSummary, ReviewState

if TYPE_CHECKING:
    from editor_app.store.account import AccountStore

LOCAL_STATES = {
    ReviewState.DRAFT: DraftState.EDITING,
    ReviewState.IN_REVIEW: DraftState.IN_REVIEW,
    ReviewState.RETURNED: DraftState.RETURNED,
    ReviewState.PUBLISHED: DraftState.PUBLISHED,
    ReviewState.WITHDRAWN: DraftState.WITHDRAWN,
}


def apply_summary(
    store: AccountStore, summary: ArticleSummary, status: ArticleStatus | None = None, *, ours: bool = False
) -> Changes:
    """Save state and remote of the draft. What is queued here keeps waiting: the outbox, not the feed, decides.

    The base for the next submission (etag) moves only when the newest version on the portal is known to be the one sent from
    here: by `status`, or because the change is `ours` (recall, withdrawal). Else the next submission meets a conflict, and
    nobody's text is lost.
    """
    draft = store.drafts.find(summary.id)
    if draft is None or draft.state is DraftState.QUEUED:
        return Changes()
    return store.drafts.set_state(summary.id, LOCAL_STATES[summary.state], _remote(draft.remote, summary, status, ours))


def is_foreign(remote: Remote, status: ArticleStatus) -> bool:
    """Is the newest version on the portal another text than the one this computer sent or took over last?"""
    revision = status.revision
    return revision is not None and revision.content_hash != remote.content_hash


def _remote(old: Remote, summary: ArticleSummary, status: ArticleStatus | None, ours: bool) -> Remote:
    returned = summary.state is ReviewState.RETURNED
    follow = ours or (status is not None and not is_foreign(old, status))
    revision = status.revision if status and follow else None
    return replace(
        old,
        etag=summary.etag or old.etag if follow else old.etag,
        stage=summary.stage,
        public_url=summary.public_url or old.public_url,
        published_at=summary.published_at or old.published_at,
        revision_id=revision.id if revision else old.revision_id,
        return_reason=(status.return_reason if status else old.return_reason) if returned else "",
        returned_by=(status.returned_by if status else old.returned_by) if returned else "",
        returned_at=(status.returned_at if status else old.returned_at) if returned else "",
    )
