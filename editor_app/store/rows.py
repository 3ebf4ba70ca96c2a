"""Between rows and the words of core: JSON forms of the columns that hold more than one value."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from editor_app.core.content import ArticleContent
from editor_app.core.draft import Draft, DraftState, DraftSummary, Remote, Revision, RevisionKind, RevisionSummary
from editor_app.core.errors import StoreCorrupt
from editor_app.core.finding import Finding, Waiver
from editor_app.core.outbox import OutboxEntry, OutboxState, Receipt, Submission
from editor_app.store.database import Row

T = TypeVar("T")
_EXCERPT = 80
_NOTHING_REMOTE = Remote()
_MARKS = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|\[([^\]\n]*)\]\([^)\n]*\)|^[#>\s|+-]+|[*~^|`]+|^\d{1,3}\.\s", re.M)


def storable(text: str) -> str:
    """The text without lone surrogates, which SQLite cannot keep (contents keep theirs, escaped in JSON)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def to_json(data: Any) -> str:
    """Compact JSON; escaped only where it holds what UTF-8 cannot."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":"))
    return text


def excerpt(body: str) -> str:
    """The first words of a body without its marks, for lists."""
    plain = _MARKS.sub(lambda match: match[1] or " ", body[: _EXCERPT * 8])
    return storable(" ".join(plain.split())[:_EXCERPT])


def _read(text: str, make: Callable[[Any], T]) -> T:
    try:
        return make(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreCorrupt(detail=f"unreadable row: {error!r}") from error


def content_of(text: str) -> ArticleContent:
    """A stored content. Raises StoreCorrupt when it cannot be read."""
    return _read(text, ArticleContent.from_dict)


def saved_content(row: Row) -> ArticleContent:
    """The content of a row with `content` and `content_hash`. Raises StoreCorrupt when it is not what was saved."""
    content = content_of(row["content"])
    if content.content_hash != row["content_hash"]:
        raise StoreCorrupt(detail=f"a saved text has changed: {row['content_hash']}")
    return content


def remote_to_json(remote: Remote) -> str:
    """Only what is known."""
    return to_json({name: value for name in Remote.__slots__ if (value := getattr(remote, name))})


def remote_of(text: str) -> Remote:
    """Inverse of remote_to_json."""
    return _read(text, lambda data: Remote(**{name: str(data.get(name, "")) for name in Remote.__slots__}))


def waivers_to_json(waivers: Sequence[Waiver]) -> str:
    """A list of JSON forms."""
    return to_json([waiver.to_dict() for waiver in waivers])


def waivers_of(text: str) -> tuple[Waiver, ...]:
    """Inverse of waivers_to_json."""
    return _read(text, lambda data: tuple(Waiver.from_dict(item) for item in data))


def draft_of(row: Row) -> Draft:
    """From a row of drafts joined with its newest revision's `content` and `content_hash`."""
    return Draft(
        id=row["id"],
        account_id=row["account_id"],
        state=DraftState(row["state"]),
        content=saved_content(row),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        revision_number=row["revision_number"],
        saved_hash=row["content_hash"],
        remote=remote_of(row["remote"]),
        waivers=waivers_of(row["waivers"]),
        trashed_at=row["trashed_at"],
    )


def draft_summaries_of(found: Sequence[Row]) -> list[DraftSummary]:
    """From rows of drafts."""
    return [_draft_summary_of(row) for row in found]


def _draft_summary_of(row: Row) -> DraftSummary:
    remote = _NOTHING_REMOTE if row["remote"] == "{}" else remote_of(row["remote"])
    return DraftSummary(
        id=row["id"],
        state=DraftState(row["state"]),
        title=row["title"],
        section=row["section"],
        kind=row["kind"],
        updated_at=row["updated_at"],
        excerpt=row["excerpt"],
        stage=remote.stage,
        return_reason=remote.return_reason,
        public_url=remote.public_url,
        receipt=remote.receipt,
        trashed_at=row["trashed_at"],
    )


def revision_of(row: Row) -> Revision:
    """From a row of revisions with its draft's id as `draft_id`."""
    return Revision(
        id=row["id"],
        draft_id=row["draft_id"],
        number=row["number"],
        kind=RevisionKind(row["kind"]),
        content=saved_content(row),
        content_hash=row["content_hash"],
        saved_at=row["saved_at"],
        name=row["name"],
    )


def revision_summary_of(row: Row) -> RevisionSummary:
    """From a row of revisions without content, with `draft_id` and `submitted`."""
    return RevisionSummary(
        id=row["id"],
        draft_id=row["draft_id"],
        number=row["number"],
        kind=RevisionKind(row["kind"]),
        saved_at=row["saved_at"],
        title=row["title"],
        characters=row["characters"],
        content_hash=row["content_hash"],
        name=row["name"],
        submitted=bool(row["submitted"]),
    )


def entry_of(row: Row) -> OutboxEntry:
    """From a row of outbox joined with its submission (prefix s_), revision and draft."""
    submission = Submission(
        id=row["s_id"],
        draft_id=row["draft_id"],
        revision_id=row["revision_id"],
        content=saved_content(row),
        content_hash=row["content_hash"],
        waivers=waivers_of(row["s_waivers"]),
        pack_version=row["pack_version"],
        base_etag=row["base_etag"],
        created_at=row["s_created_at"],
    )
    return OutboxEntry(
        id=row["id"],
        account_id=row["account_id"],
        submission=submission,
        idempotency_key=row["idempotency_key"],
        state=OutboxState(row["state"]),
        created_at=row["created_at"],
        attempts=row["attempts"],
        next_try_at=row["next_try_at"],
        error_title=row["error_title"],
        error_advice=row["error_advice"],
        findings=_read(row["findings"], lambda data: tuple(Finding.from_dict(item) for item in data)),
        receipt=_read(row["receipt"], Receipt.from_dict) if row["receipt"] else None,
        sent_bytes=row["sent_bytes"],
        total_bytes=row["total_bytes"],
        uncertain=bool(row["uncertain"]),
        conflict=bool(row["conflict"]),
    )
