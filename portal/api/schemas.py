"""What the API takes: the shapes of editor_app.core with the bounds of every member."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Field
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
    explain: bool = Field(
        True, description="True: the reason stands at the public address; False: the address only says that it is gone."
    )


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
