"""/articles and /receipts: status, submission, recall, withdrawal, remarks."""

from __future__ import annotations

from urllib.parse import quote

from editor_app.api import wire
from editor_app.api.client import HttpClient
from editor_app.core.errors import NotFound
from editor_app.core.outbox import Receipt, Submission
from editor_app.core.review import ArticleStatus, ArticleSummary

PAGE_SIZE = 50


def path(article_id: str, *rest: str) -> str:
    """/articles/{id}/..."""
    return "/".join(["/articles", quote(article_id, safe=""), *(quote(part, safe="") for part in rest)])


def status(client: HttpClient, article_id: str) -> ArticleStatus:
    """Where it stands, its newest revision, remarks and record."""
    return wire.read("article", ArticleStatus.from_dict, client.get(path(article_id)).data)


def published(client: HttpClient, query: str, page: int) -> tuple[ArticleSummary, ...]:
    """One page of published articles, newest first."""
    params: dict[str, str | int] = {"state": "published", "scope": "unit", "page": page, "page_size": PAGE_SIZE}
    if query:
        params["q"] = query
    return wire.read("articles", wire.many(ArticleSummary.from_dict), client.get("/articles", params).data)


def submit(client: HttpClient, submission: Submission, idempotency_key: str) -> Receipt:
    """Hand in a frozen revision: the first one only if the portal has none, a later one only on top of the one it is based on."""
    headers = {"Idempotency-Key": idempotency_key}
    if submission.base_etag:
        headers["If-Match"] = wire.quoted(submission.base_etag)
    else:
        headers["If-None-Match"] = "*"
    answer = client.post(path(submission.draft_id, "submit"), wire.submission(submission), headers)
    return wire.read("receipt", wire.receipt_for(submission.draft_id), answer.data)


def receipt(client: HttpClient, idempotency_key: str) -> Receipt | None:
    """What became of a request with that key; None when the portal never saw it through."""
    try:
        answer = client.get(f"/receipts/{quote(idempotency_key, safe='')}")
    except NotFound:
        return None
    return wire.read("receipt", Receipt.from_dict, answer.data)


def recall(client: HttpClient, article_id: str, etag: str, idempotency_key: str) -> ArticleSummary:
    """Take a submission back."""
    answer = client.post(path(article_id, "recall"), {}, _change(etag, idempotency_key))
    return wire.read("article", wire.summary, answer.data)


def withdraw(client: HttpClient, article_id: str, reason: str, etag: str, idempotency_key: str) -> ArticleSummary:
    """Take a published article off the public pages."""
    answer = client.post(path(article_id, "withdraw"), {"reason": reason}, _change(etag, idempotency_key))
    return wire.read("article", wire.summary, answer.data)


def comment(
    client: HttpClient, article_id: str, text: str, part: str, quoted: str, start: int, end: int, idempotency_key: str
) -> None:
    """Remark at a place of the text."""
    body = {"text": text, "part": part, "quote": quoted, "start": start, "end": end}
    client.post(path(article_id, "comments"), body, {"Idempotency-Key": idempotency_key})


def _change(etag: str, idempotency_key: str) -> dict[str, str]:
    return {"Idempotency-Key": idempotency_key, "If-Match": wire.quoted(etag)}
