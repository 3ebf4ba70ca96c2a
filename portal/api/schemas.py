"""The words of the wire with their bounds. Shapes are those of editor_app.core; from them the OpenAPI document is made."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import BaseModel, ConfigDict, StringConstraints

# No control characters but tab, line feed and carriage return: PostgreSQL refuses NUL, and nobody types the others.
CLEAN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
ONE_LINE = r"^[^\x00-\x1f\x7f]*$"


def line(max_length: int, min_length: int = 0) -> Any:
    """Type of a one-line text."""
    return Annotated[str, StringConstraints(max_length=max_length, min_length=min_length, pattern=ONE_LINE)]


def text(max_length: int, min_length: int = 0) -> Any:
    """Type of a text of several lines."""
    return Annotated[str, StringConstraints(max_length=max_length, min_length=min_length, pattern=CLEAN)]


Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Offset = Annotated[int, Field(ge=0, le=10_000_000)]
Cursor = Annotated[str, StringConstraints(max_length=80, pattern=r"^[A-Za-z0-9._-]*$")]
RevisionId = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,17}$")]


class Strict(BaseModel):
    """Requests: unknown members are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid")


class AttachmentIn(Strict):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{8,32}$")]
    role: Literal["file", "image"]
    name: line(120, 1)  # type: ignore[valid-type]
    sha256: Sha256
    size: Annotated[int, Field(ge=0, le=2**40)]
    media_type: line(120)  # type: ignore[valid-type]
    alt: text(500) = ""  # type: ignore[valid-type]
    caption: text(500) = ""  # type: ignore[valid-type]
    width: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    height: Annotated[int, Field(ge=0, le=1_000_000)] = 0


class ContentIn(Strict):
    title: line(200)  # type: ignore[valid-type]
    section: Code
    kind: Code
    fields: Annotated[dict[Code, text(5000)], Field(max_length=60)] = {}  # type: ignore[valid-type]
    body: text(400_000)  # type: ignore[valid-type]
    attachments: Annotated[list[AttachmentIn], Field(max_length=100)] = []


class WaiverIn(Strict):
    rule: line(80)  # type: ignore[valid-type]
    anchor: line(64)  # type: ignore[valid-type]
    message: text(1000)  # type: ignore[valid-type]
    text: text(2000)  # type: ignore[valid-type]
    reason: text(1000)  # type: ignore[valid-type]
    by: line(100)  # type: ignore[valid-type]
    at: line(40)  # type: ignore[valid-type]


class DraftIn(Strict):
    content: ContentIn


class SubmitIn(Strict):
    content: ContentIn
    content_hash: Sha256
    waivers: Annotated[list[WaiverIn], Field(max_length=500)] = []
    pack_version: line(60) = ""  # type: ignore[valid-type]


class RecallIn(Strict):
    pass


class WithdrawIn(Strict):
    reason: text(500, 1)  # type: ignore[valid-type]
    explain: bool = Field(True, description="True: the reason stands at the public address; False: the address only says that it is gone.")


class CommentIn(Strict):
    text: text(4000, 1)  # type: ignore[valid-type]
    part: line(80) = ""  # type: ignore[valid-type]
    quote: text(2000) = ""  # type: ignore[valid-type]
    start: Offset = 0
    end: Offset = 0


class ApproveIn(Strict):
    revision_id: RevisionId
    content_hash: Sha256
    comment: text(4000) = ""  # type: ignore[valid-type]


class ReturnIn(Strict):
    revision_id: RevisionId
    content_hash: Sha256
    reason: Literal["wording", "facts", "format", "privacy", "section", "attachment", "other"]
    text: text(4000, 1)  # type: ignore[valid-type]


class DeviceIn(Strict):
    name: line(100, 1)  # type: ignore[valid-type]


class KnownIn(Strict):
    sha256: Annotated[list[Sha256], Field(max_length=200)]


# Answers from here on.


class ProblemOut(Schema):
    type: str
    title: str
    status: int
    detail: str
    code: str
    findings: list[dict[str, Any]] = []
    fields: list[dict[str, Any]] = []
    items: list[str] = []


class PracticeAccount(Schema):
    username: str
    password: str
    description: str


class HealthOut(Schema):
    name: str
    version: str
    practice: bool
    server_time: str
    pack_version: str
    practice_accounts: list[PracticeAccount] | None = None


class UnitOut(Schema):
    code: str
    name: str
    short_name: str
    type: Literal["township", "subdistrict", "department", "centre"]


class UnitsOut(Schema):
    units: list[UnitOut]


class StageOut(Schema):
    position: int
    kind: Literal["unit", "department", "centre"]
    name: str


class SectionOut(Schema):
    code: str
    name: str
    kinds: list[str]
    stages: list[StageOut]
    writable: bool
    parent: str
    default_kind: str


class SectionsOut(Schema):
    sections: list[SectionOut]


class KindsOut(Schema):
    files: dict[str, str]


class RulePackOut(Schema):
    version: str
    sha256: str
    files: dict[str, str]


class PortalOut(Schema):
    name: str
    practice: bool


class ProfileOut(Schema):
    id: str
    username: str
    display_name: str
    unit: UnitOut
    roles: list[Literal["officer", "unit_reviewer", "centre_reviewer", "administrator"]]
    must_change_password: bool
    limits: dict[str, int]
    portal: PortalOut


class DeviceOut(Schema):
    id: UUID
    name: str
    created_at: dt.datetime
    expires_at: dt.datetime
    last_used_at: dt.datetime | None
    current: bool


class DevicesOut(Schema):
    devices: list[DeviceOut]


class NewDeviceOut(Schema):
    id: UUID
    token: str
    expires_at: dt.datetime


class ArticleOut(Schema):
    id: str
    title: str
    section: str
    section_name: str
    kind: str
    unit: str
    unit_name: str
    state: Literal["draft", "in_review", "returned", "published", "withdrawn"]
    stage: str
    author: str
    updated_at: str
    published_at: str
    public_url: str
    live: bool
    etag: str


class ArticleBox(Schema):
    article: ArticleOut


class ArticlesOut(Schema):
    items: list[ArticleOut]
    total: int
    page: int


class ContentOut(Schema):
    title: str
    section: str
    kind: str
    fields: dict[str, str]
    body: str
    attachments: list[dict[str, Any]]


class RevisionOut(Schema):
    id: str
    number: int
    content_hash: str
    submitted_at: str
    author: str
    content: ContentOut


class RevisionLine(Schema):
    id: str
    number: int
    content_hash: str
    submitted_at: str
    author: str


class RevisionsOut(Schema):
    items: list[RevisionLine]


class CommentOut(Schema):
    id: str
    author: str
    at: str
    text: str
    part: str
    quote: str
    start: int
    end: int
    resolved: bool


class CommentBox(Schema):
    comment: CommentOut


class HistoryLine(Schema):
    at: str
    actor: str
    action: str
    stage: str
    text: str
    revision_id: str
    content_hash: str


class HistoryOut(Schema):
    items: list[HistoryLine]


class StatusOut(Schema):
    article: ArticleOut
    revision: RevisionOut | None
    comments: list[CommentOut]
    history: list[HistoryLine]
    return_reason: str
    returned_by: str
    returned_at: str


class ReceiptOut(Schema):
    number: str
    article: str
    accepted_at: str
    content_hash: str
    stage: str
    etag: str
    revision_id: str


class TaskOut(Schema):
    id: str
    article: ArticleOut
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
    why_not: str


class TaskBox(Schema):
    task: TaskOut


class TasksOut(Schema):
    items: list[TaskOut]


class CaseOut(Schema):
    task: TaskOut
    revision: RevisionOut
    live: RevisionOut | None
    previous: RevisionOut | None
    last_seen: RevisionOut | None
    findings: list[dict[str, Any]]
    waivers: list[dict[str, Any]]
    comments: list[CommentOut]
    history: list[HistoryLine]


class ChangesOut(Schema):
    cursor: str
    articles: list[ArticleOut]
    gone: list[str]
    tasks_changed: bool
    pack_version: str
    more: bool
    reset: bool
    server_time: str


class KnownOut(Schema):
    known: list[str]


class FoundLine(Schema):
    id: str
    title: str
    section_name: str
    unit_name: str
    published_at: str
    public_url: str
    excerpt: str


class SearchOut(Schema):
    items: list[FoundLine]
    total: int
    page: int
