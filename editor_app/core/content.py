"""What an article holds: the one form that is drafted, frozen, sent, reviewed and published. Its hash names it everywhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

ATTACHMENT_SCHEME = "attachment:"
"""Body links and images point to attachments as `attachment:<Attachment.id>`; who renders resolves them."""


class Role(StrEnum):
    """What an attached file is to the article."""

    FILE = "file"  # a form or document, listed below the text and downloadable
    IMAGE = "image"  # shown in the text where `![alt](attachment:ID)` stands


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an article. The bytes live in a content-addressed store under `sha256` (hex, lower case).

    `name` is the name a person reads (any Unicode, no path); `size` is in bytes; `width`, `height` in pixels for images, else 0.
    """

    id: str  # 8 to 32 characters of a-z0-9, unique within the article
    role: Role
    name: str
    sha256: str
    size: int
    media_type: str
    alt: str = ""
    caption: str = ""
    width: int = 0
    height: int = 0

    @property
    def is_image(self) -> bool:
        """True for images of the body."""
        return self.role is Role.IMAGE


@dataclass(frozen=True, slots=True)
class ArticleContent:
    """Title, section and kind codes, field values, Markdown body, attachments in the order shown."""

    title: str = ""
    section: str = ""
    kind: str = "news"
    fields: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    attachments: tuple[Attachment, ...] = ()

    def attachment(self, attachment_id: str) -> Attachment | None:
        """The attachment with that id, or None."""
        return next((item for item in self.attachments if item.id == attachment_id), None)

    @property
    def files(self) -> tuple[Attachment, ...]:
        """Attachments that are listed for download."""
        return tuple(item for item in self.attachments if item.role is Role.FILE)

    @property
    def images(self) -> tuple[Attachment, ...]:
        """Attachments that are pictures of the body."""
        return tuple(item for item in self.attachments if item.role is Role.IMAGE)

    def to_dict(self) -> dict[str, Any]:
        """JSON form, the one on the wire and in the store."""
        return {
            "title": self.title,
            "section": self.section,
            "kind": self.kind,
            "fields": {key: value for key, value in sorted(self.fields.items()) if value},
            "body": self.body,
            "attachments": [
                {
                    "id": item.id,
                    "role": item.role.value,
                    "name": item.name,
                    "sha256": item.sha256,
                    "size": item.size,
                    "media_type": item.media_type,
                    "alt": item.alt,
                    "caption": item.caption,
                    "width": item.width,
                    "height": item.height,
                }
                for item in self.attachments
            ],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ArticleContent:
        """Inverse of to_dict. Raises KeyError, TypeError or ValueError for a foreign shape."""
        return cls(
            title=str(data["title"]),
            section=str(data["section"]),
            kind=str(data["kind"]),
            fields={str(key): str(value) for key, value in dict(data.get("fields") or {}).items()},
            body=str(data["body"]),
            attachments=tuple(
                Attachment(
                    id=str(item["id"]),
                    role=Role(item["role"]),
                    name=str(item["name"]),
                    sha256=str(item["sha256"]),
                    size=int(item["size"]),
                    media_type=str(item["media_type"]),
                    alt=str(item.get("alt", "")),
                    caption=str(item.get("caption", "")),
                    width=int(item.get("width", 0)),
                    height=int(item.get("height", 0)),
                )
                for item in data.get("attachments") or ()
            ),
        )

    @property
    def content_hash(self) -> str:
        """SHA-256 (hex) of the canonical JSON: sorted keys, no spaces, UTF-8, LF line ends. Client and portal compute it alike."""
        data = self.to_dict()
        data["body"] = data["body"].replace("\r\n", "\n").replace("\r", "\n")
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
