"""What the API answers: the shapes of editor_app.core as schemas, for the OpenAPI document."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from ninja import Schema


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
