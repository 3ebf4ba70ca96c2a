"""The portal's JSON <-> our words. What does not follow the description becomes PortalBroken, never a KeyError."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from editor_app.api.failures import NO_ANSWER
from editor_app.core.errors import PortalBroken
from editor_app.core.outbox import Receipt, Submission
from editor_app.core.review import ArticleSummary, FeedPage, ReviewTask
from editor_app.core.transfer import PortalHealth, RulePackFiles

T = TypeVar("T")


def read(what: str, convert: Callable[[Any], T], data: Any) -> T:
    """`convert(data)`, or PortalBroken naming `what` when the shape is foreign."""
    try:
        return convert(data)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise PortalBroken(detail=f"{what}: {type(error).__name__}: {error}"[:300], code=NO_ANSWER) from error


def many(convert: Callable[[Any], T], key: str = "items") -> Callable[[Any], tuple[T, ...]]:
    """A reader of {key: [...]}."""
    return lambda data: tuple(convert(item) for item in data[key])


def health(data: Any) -> PortalHealth:
    """GET /health."""
    if data["practice"] not in (True, False):
        raise ValueError("practice is not a truth value")
    return PortalHealth(
        name=str(data["name"]),
        version=str(data["version"]),
        practice=data["practice"],
        server_time=str(data["server_time"]),
        practice_accounts=tuple(
            (str(item["username"]), str(item["password"]), str(item.get("description", "")))
            for item in data.get("practice_accounts") or ()
        )
        if data["practice"]
        else (),
    )


def rule_pack(data: Any, etag: str) -> RulePackFiles:
    """GET /rule-pack."""
    return RulePackFiles(
        version=str(data["version"]),
        sha256=str(data["sha256"]),
        etag=etag,
        files={str(name): str(text) for name, text in dict(data["files"]).items()},
    )


def feed_page(data: Any) -> FeedPage:
    """GET /changes."""
    return FeedPage(
        cursor=str(data["cursor"]),
        articles=tuple(ArticleSummary.from_dict(item) for item in data["articles"]),
        gone=tuple(str(item) for item in data.get("gone") or ()),
        tasks_changed=bool(data.get("tasks_changed", False)),
        pack_version=str(data.get("pack_version") or ""),
        more=bool(data.get("more", False)),
        reset=bool(data.get("reset", False)),
        server_time=str(data.get("server_time") or ""),
    )


def submission(item: Submission) -> dict[str, Any]:
    """The body of POST /articles/{id}/submit."""
    return {
        "content": item.content.to_dict(),
        "content_hash": item.content_hash,
        "waivers": [waiver.to_dict() for waiver in item.waivers],
        "pack_version": item.pack_version,
    }


def receipt_for(article_id: str) -> Callable[[Any], Receipt]:
    """A reader of a receipt that insists on being for that article: a proxy's stale answer must not count as ours."""

    def convert(data: Any) -> Receipt:
        receipt = Receipt.from_dict(data)
        if receipt.article != article_id:
            raise ValueError("the receipt is for another article")
        return receipt

    return convert


def summary(data: Any) -> ArticleSummary:
    """{article: ...} or the summary itself."""
    return ArticleSummary.from_dict(inner(data, "article"))


def task(data: Any) -> ReviewTask:
    """{task: ...} or the task itself."""
    return ReviewTask.from_dict(inner(data, "task") if "stage_name" not in data else data)


def inner(data: Any, key: str) -> Any:
    """`data[key]` where the portal wraps its answer, else `data`."""
    return data[key] if isinstance(data, Mapping) and isinstance(data.get(key), Mapping) else data


def quoted(etag: str) -> str:
    """An entity tag as If-Match wants it, whether or not it is quoted already."""
    return '"' + etag.removeprefix("W/").strip('"') + '"'
