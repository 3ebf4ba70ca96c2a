"""What reviewers and officers see of an article on the portal: tasks, comments, history, changes of the feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from editor_app.core.content import ArticleContent
from editor_app.core.finding import Finding, Waiver


class ReviewState(StrEnum):
    """State of an article on the portal."""

    DRAFT = "draft"  # recalled, or saved there and never submitted
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class ReturnReason(StrEnum):
    """Pick list of return reasons; counted for the bulletin."""

    WORDING = "wording"
    FACTS = "facts"
    FORMAT = "format"
    PRIVACY = "privacy"
    SECTION = "section"
    ATTACHMENT = "attachment"
    OTHER = "other"


def split_return_reason(text: str) -> tuple[ReturnReason | None, str]:
    """Reason and text of a `return_reason` (ArticleStatus, Remote), which the portal writes as "facts: which date?"."""
    code, colon, rest = text.partition(":")
    if colon and code in {item.value for item in ReturnReason}:
        return ReturnReason(code), rest.strip()
    return None, text.strip()


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One article of the portal in a list. Times are ISO 8601; `live` tells whether a version of it is public now."""

    id: str
    title: str
    section: str
    section_name: str
    kind: str
    unit: str
    unit_name: str
    state: ReviewState
    stage: str
    author: str
    updated_at: str
    published_at: str
    public_url: str
    live: bool
    etag: str

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ArticleSummary:
        """From the portal's JSON."""
        values: dict[str, Any] = {name: str(data.get(name) or "") for name in cls.__slots__}
        values["state"] = ReviewState(data["state"])
        values["live"] = bool(data.get("live"))
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark at a place of the text (`quote` is the text it was made on; part, start and end as in Finding) or on the whole."""

    id: str
    author: str
    at: str
    text: str
    part: str = ""
    quote: str = ""
    start: int = 0
    end: int = 0
    resolved: bool = False

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Comment:
        """From the portal's JSON."""
        return cls(
            id=str(data["id"]),
            author=str(data["author"]),
            at=str(data["at"]),
            text=str(data["text"]),
            part=str(data.get("part") or ""),
            quote=str(data.get("quote") or ""),
            start=int(data.get("start") or 0),
            end=int(data.get("end") or 0),
            resolved=bool(data.get("resolved", False)),
        )


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of the record. `action`: submitted | approved | returned | published | recalled | withdrawn | commented | claimed."""

    at: str
    actor: str
    action: str
    stage: str = ""
    text: str = ""
    revision_id: str = ""
    content_hash: str = ""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> HistoryEntry:
        """From the portal's JSON."""
        return cls(**{name: str(data.get(name) or "") for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class PortalRevision:
    """A version of the article as the portal keeps it."""

    id: str
    number: int
    content_hash: str
    submitted_at: str
    author: str
    content: ArticleContent

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> PortalRevision:
        """From the portal's JSON."""
        return cls(
            id=str(data["id"]),
            number=int(data["number"]),
            content_hash=str(data["content_hash"]),
            submitted_at=str(data["submitted_at"]),
            author=str(data["author"]),
            content=ArticleContent.from_dict(data["content"]),
        )


@dataclass(frozen=True, slots=True)
class ReviewTask:
    """One line of the review queue. `mine` is False when the viewer may not decide (own submission, claimed by a colleague)."""

    id: str
    article: ArticleSummary
    stage_name: str
    stage_position: int
    stage_total: int
    submitted_by: str
    submitted_at: str
    due_at: str
    claimed_by: str
    revision_id: str
    content_hash: str
    may_decide: bool
    why_not: str = ""  # own_submission | claimed | ""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ReviewTask:
        """From the portal's JSON."""
        return cls(
            id=str(data["id"]),
            article=ArticleSummary.from_dict(data["article"]),
            stage_name=str(data["stage_name"]),
            stage_position=int(data["stage_position"]),
            stage_total=int(data["stage_total"]),
            submitted_by=str(data["submitted_by"]),
            submitted_at=str(data["submitted_at"]),
            due_at=str(data.get("due_at") or ""),
            claimed_by=str(data.get("claimed_by") or ""),
            revision_id=str(data["revision_id"]),
            content_hash=str(data["content_hash"]),
            may_decide=bool(data["may_decide"]),
            why_not=str(data.get("why_not") or ""),
        )


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """Everything the review screen shows (GET /tasks/{id}). Absent comparisons are None: never live, nothing seen before."""

    task: ReviewTask
    revision: PortalRevision
    live: PortalRevision | None
    previous: PortalRevision | None
    last_seen: PortalRevision | None
    findings: tuple[Finding, ...]
    waivers: tuple[Waiver, ...]
    comments: tuple[Comment, ...]
    history: tuple[HistoryEntry, ...]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ReviewCase:
        """From the portal's JSON."""

        def revision(name: str) -> PortalRevision | None:
            return PortalRevision.from_dict(data[name]) if data.get(name) else None

        return cls(
            task=ReviewTask.from_dict(data["task"]),
            revision=PortalRevision.from_dict(data["revision"]),
            live=revision("live"),
            previous=revision("previous"),
            last_seen=revision("last_seen"),
            findings=tuple(Finding.from_dict(item) for item in data["findings"]),
            waivers=tuple(Waiver.from_dict(item) for item in data["waivers"]),
            comments=tuple(Comment.from_dict(item) for item in data["comments"]),
            history=tuple(HistoryEntry.from_dict(item) for item in data["history"]),
        )


@dataclass(frozen=True, slots=True)
class ArticleStatus:
    """GET /articles/{id}: where it stands, its newest revision, remarks and record."""

    article: ArticleSummary
    revision: PortalRevision | None
    comments: tuple[Comment, ...]
    history: tuple[HistoryEntry, ...]
    return_reason: str = ""
    returned_by: str = ""
    returned_at: str = ""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ArticleStatus:
        """From the portal's JSON."""
        return cls(
            article=ArticleSummary.from_dict(data["article"]),
            revision=PortalRevision.from_dict(data["revision"]) if data.get("revision") else None,
            comments=tuple(Comment.from_dict(item) for item in data["comments"]),
            history=tuple(HistoryEntry.from_dict(item) for item in data["history"]),
            return_reason=str(data.get("return_reason") or ""),
            returned_by=str(data.get("returned_by") or ""),
            returned_at=str(data.get("returned_at") or ""),
        )


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of the change feed. `articles` are the newest summaries of what changed since the cursor; `reset` asks to start anew."""

    cursor: str
    articles: tuple[ArticleSummary, ...]
    gone: tuple[str, ...]
    tasks_changed: bool
    pack_version: str
    more: bool
    reset: bool
    server_time: str
