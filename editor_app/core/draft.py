"""Drafts (稿件), their revisions, and the law of their states."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from editor_app.core.content import ArticleContent
from editor_app.core.errors import NotAllowed
from editor_app.core.finding import Waiver


class DraftState(StrEnum):
    """Where the article stands, as this computer knows it."""

    EDITING = "editing"  # only here
    QUEUED = "queued"  # frozen and in the outbox
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"

    @property
    def editable(self) -> bool:
        """May the text be changed now? A published article may: the change becomes a correction."""
        return self in (DraftState.EDITING, DraftState.RETURNED, DraftState.PUBLISHED, DraftState.WITHDRAWN)

    @property
    def submittable(self) -> bool:
        """May it be submitted now?"""
        return self.editable


_MOVES: dict[DraftState, frozenset[DraftState]] = {
    # The portal's word comes without QUEUED when the article was submitted from another computer.
    DraftState.EDITING: frozenset(
        {DraftState.QUEUED, DraftState.IN_REVIEW, DraftState.RETURNED, DraftState.PUBLISHED, DraftState.WITHDRAWN}
    ),
    DraftState.QUEUED: frozenset(
        {DraftState.EDITING, DraftState.RETURNED, DraftState.PUBLISHED, DraftState.WITHDRAWN, DraftState.IN_REVIEW}
    ),
    DraftState.IN_REVIEW: frozenset({DraftState.RETURNED, DraftState.PUBLISHED, DraftState.EDITING, DraftState.WITHDRAWN}),
    DraftState.RETURNED: frozenset({DraftState.QUEUED, DraftState.IN_REVIEW, DraftState.PUBLISHED, DraftState.WITHDRAWN}),
    DraftState.PUBLISHED: frozenset({DraftState.QUEUED, DraftState.WITHDRAWN, DraftState.IN_REVIEW, DraftState.RETURNED}),
    DraftState.WITHDRAWN: frozenset({DraftState.QUEUED, DraftState.IN_REVIEW, DraftState.PUBLISHED, DraftState.RETURNED}),
}


def check_move(old: DraftState, new: DraftState) -> None:
    """Raise NotAllowed unless a draft may go from `old` to `new`; staying is allowed."""
    if old is not new and new not in _MOVES[old]:
        raise NotAllowed(detail=f"draft {old} -> {new}")


class RevisionKind(StrEnum):
    """Why a revision was kept."""

    AUTOSAVE = "autosave"
    MANUAL = "manual"
    BEFORE_SUBMIT = "before_submit"
    NAMED = "named"
    BEFORE_RESTORE = "before_restore"


@dataclass(frozen=True, slots=True)
class Revision:
    """An immutable saved state. `number` counts from 1 within the draft and orders them; times never do."""

    id: str
    draft_id: str
    number: int
    kind: RevisionKind
    content: ArticleContent
    content_hash: str
    saved_at: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Remote:
    """What the portal last said of this article. All empty before the first receipt."""

    etag: str = ""  # the portal revision our text is based on; sent as If-Match
    revision_id: str = ""
    content_hash: str = ""
    receipt: str = ""
    stage: str = ""  # name of the stage it waits at
    public_url: str = ""
    published_at: str = ""
    returned_by: str = ""
    returned_at: str = ""
    return_reason: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on this computer. `id` is a UUID that the portal keeps as the article's identity too."""

    id: str
    account_id: str
    state: DraftState
    content: ArticleContent
    created_at: str
    updated_at: str
    revision_number: int = 0  # of the newest revision
    saved_hash: str = ""
    remote: Remote = field(default_factory=Remote)
    waivers: tuple[Waiver, ...] = ()
    trashed_at: str = ""

    @property
    def trashed(self) -> bool:
        """In the trash?"""
        return bool(self.trashed_at)


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """One row of a list; no body."""

    id: str
    state: DraftState
    title: str
    section: str
    kind: str
    updated_at: str
    excerpt: str = ""
    stage: str = ""
    return_reason: str = ""
    public_url: str = ""
    receipt: str = ""
    trashed_at: str = ""


@dataclass(frozen=True, slots=True)
class RevisionSummary:
    """One line of a draft's history; no body. `characters` counts the body's; `submitted`: a submission was made of it."""

    id: str
    draft_id: str
    number: int
    kind: RevisionKind
    saved_at: str
    title: str
    characters: int
    content_hash: str
    name: str = ""
    submitted: bool = False


@dataclass(frozen=True, slots=True)
class DraftQuery:
    """Which drafts a list shows. Empty `text`, `states`, `section`, `kind` mean any; `trashed` shows the trash instead."""

    text: str = ""
    states: tuple[DraftState, ...] = ()
    section: str = ""
    kind: str = ""
    trashed: bool = False
    limit: int = 200
    offset: int = 0
