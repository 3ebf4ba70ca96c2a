"""Articles: lists, state, drafts on the portal, submission, recall, withdrawal, revisions, record, receipts."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router, Status

from editor_app.core.content import ArticleContent
from portal.accounts.models import User
from portal.api.answers import ArticleBox, ArticlesOut, CommentBox, HistoryOut, ReceiptOut, RevisionOut, RevisionsOut, StatusOut
from portal.api.auth import user_of
from portal.api.conditional import IdempotencyKey, IfMatch, IfNoneMatch, dumped, path_of, required, send
from portal.api.describe import also, problems
from portal.api.schemas import Code, CommentIn, DraftIn, RecallIn, SubmitIn, WithdrawIn, line
from portal.api.shapes import (
    article_json,
    articles_json,
    comment_json,
    comments_json,
    history_json,
    revision_json,
    revision_line,
    stamp,
)
from portal.articles.access import article_for, summaries
from portal.articles.actions.recall import recall
from portal.articles.actions.save_draft import save_draft
from portal.articles.actions.submit import submit
from portal.articles.actions.withdraw import withdraw
from portal.articles.models import ArticlePage
from portal.articles.rendering import preview_html
from portal.articles.revisions import ArticleRevision
from portal.articles.search_terms import matching
from portal.problems import Problem
from portal.review.actions.comment import comment, resolve_comment
from portal.review.models import Submission
from portal.sync.models import IdempotentRequest
from portal.sync.once import Answer, fingerprint, once

router = Router(tags=["articles"])
State = Literal["", "draft", "in_review", "returned", "published", "withdrawn"]
_CHANGE = (401, 403, 404, 409, 412, 413, 422, 428)


@router.get("/articles", response=ArticlesOut, openapi_extra=problems(401, 422))
def list_articles(
    request: HttpRequest,
    state: Annotated[State, Query("")],
    section: Annotated[Code | Literal[""], Query("")],
    q: Annotated[line(100), Query("")],  # type: ignore[valid-type]
    scope: Annotated[Literal["mine", "unit", "all"], Query("unit")],
    page: Annotated[int, Query(1, ge=1, le=10_000)],
    page_size: Annotated[int, Query(50, ge=1, le=100)],
) -> dict[str, Any]:
    """Newest first. scope all: every unit that this account may see (the centre: all)."""
    rows = summaries(user_of(request)).filter(_chosen(user_of(request), scope, state, section))
    if q:
        rows = rows.filter(matching("newest", q))
    rows = rows.order_by("-published_at" if state == "published" else "-changed_at", "-pk")
    items = rows[(page - 1) * page_size : page * page_size]
    return {"items": articles_json(request, items), "total": rows.count(), "page": page}


def _chosen(user: User, scope: str, state: str, section: str) -> Q:
    condition = {"mine": Q(author_id=user.pk), "unit": Q(unit_id=user.unit_id), "all": Q()}[scope]
    if state:
        condition &= Q(live=True) if state == "published" else Q(state=state)
    if section:
        condition &= Q(section_id=section)
    return condition


@router.get("/articles/{uuid:article_id}", response=StatusOut, openapi_extra=problems(401, 404))
def get_article(request: HttpRequest, response: HttpResponse, article_id: UUID) -> dict[str, Any]:
    """Where it stands, its newest revision, remarks and record. ETag: for If-Match."""
    article = article_for(user_of(request), article_id)
    response.headers["ETag"] = article.etag
    returned = Submission.objects.filter(article=article).first()
    shown = returned is not None and returned.state == Submission.RETURNED and article.state == "returned"
    return {
        "article": article_json(request, article),
        "revision": revision_json(article.newest_revision),
        "comments": comments_json(article),
        "history": history_json(article.uuid),
        "return_reason": f"{returned.return_reason}: {returned.return_text}" if shown and returned else "",
        "returned_by": returned.decided_by_name if shown and returned else "",
        "returned_at": stamp(returned.decided_at) if shown and returned else "",
    }


@router.put("/articles/{uuid:article_id}", response={200: ArticleBox, 201: ArticleBox}, openapi_extra=problems(*_CHANGE))
def put_article(
    request: HttpRequest,
    response: HttpResponse,
    article_id: UUID,
    data: Body[DraftIn],
    if_match: IfMatch,
    if_none_match: IfNoneMatch,
) -> Status:
    """Keep a draft on the portal without handing it in."""
    content = ArticleContent.from_dict(dumped(data.content))
    article, created = save_draft(user_of(request), article_id, content, if_match, if_none_match)
    response.headers["ETag"] = article.etag
    return Status(201 if created else 200, {"article": article_json(request, article)})


@router.post("/articles/{uuid:article_id}/submit", response={201: ReceiptOut}, openapi_extra=problems(*_CHANGE))
def submit_article(
    request: HttpRequest,
    response: HttpResponse,
    article_id: UUID,
    data: Body[SubmitIn],
    if_match: IfMatch,
    if_none_match: IfNoneMatch,
    idempotency_key: IdempotencyKey,
) -> Status:
    """Hand in for review: content, its hash, reasons for kept warnings. The portal checks all of it again."""
    body = dumped(data)
    answer = submit(
        user_of(request),
        article_id,
        ArticleContent.from_dict(body["content"]),
        data.content_hash,
        body["waivers"],
        key=required(idempotency_key),
        print_=fingerprint(*path_of(request), body),
        if_match=if_match,
        if_none_match=if_none_match,
    )
    return send(response, answer)


@router.post("/articles/{uuid:article_id}/recall", response=ArticleBox, openapi_extra=problems(*_CHANGE))
def recall_article(
    request: HttpRequest,
    response: HttpResponse,
    article_id: UUID,
    data: Body[RecallIn],
    if_match: IfMatch,
    idempotency_key: IdempotencyKey,
) -> Status:
    """Take the submission back while nobody has taken it up."""
    user = user_of(request)

    def work() -> Answer:
        return _boxed(request, recall(user, article_id, if_match))

    return send(response, once(user, required(idempotency_key), fingerprint(*path_of(request), dumped(data)), work))


@router.post("/articles/{uuid:article_id}/withdraw", response=ArticleBox, openapi_extra=problems(*_CHANGE))
def withdraw_article(
    request: HttpRequest,
    response: HttpResponse,
    article_id: UUID,
    data: Body[WithdrawIn],
    if_match: IfMatch,
    idempotency_key: IdempotencyKey,
) -> Status:
    """Take a public article off the portal."""
    user = user_of(request)

    def work() -> Answer:
        return _boxed(request, withdraw(user, article_id, data.reason, explain=data.explain, if_match=if_match))

    return send(response, once(user, required(idempotency_key), fingerprint(*path_of(request), dumped(data)), work))


def _boxed(request: HttpRequest, article: ArticlePage) -> Answer:
    return Answer(200, {"article": article_json(request, article)}, article.etag)


@router.get("/articles/{uuid:article_id}/revisions", response=RevisionsOut, openapi_extra=problems(401, 404))
def list_revisions(request: HttpRequest, article_id: UUID) -> dict[str, Any]:
    """All revisions that the portal keeps, oldest first."""
    article = article_for(user_of(request), article_id)
    return {"items": [revision_line(row) for row in ArticleRevision.objects.filter(article=article)]}


@router.get("/articles/{uuid:article_id}/revisions/{int:revision_id}", response=RevisionOut, openapi_extra=problems(401, 404))
def get_revision(request: HttpRequest, article_id: UUID, revision_id: int) -> Any:
    """One revision with its text."""
    return revision_json(_revision(user_of(request), article_id, revision_id))


def _revision(user: User, article_id: UUID, revision_id: int) -> ArticleRevision:
    article = article_for(user, article_id)
    if revision_id > 2**62:
        raise Problem(404, "not_found")
    row = ArticleRevision.objects.filter(article=article, pk=revision_id).select_related("revision").first()
    if row is None:
        raise Problem(404, "not_found")
    return row


@router.get("/articles/{uuid:article_id}/history", response=HistoryOut, openapi_extra=problems(401, 404))
def get_history(request: HttpRequest, article_id: UUID) -> dict[str, Any]:
    """The record, oldest first."""
    return {"items": history_json(article_for(user_of(request), article_id).uuid)}


@router.get(
    "/articles/{uuid:article_id}/preview",
    openapi_extra=also(problems(401, 404), 200, "The page as it would be published", "text/html"),
)
def preview(request: HttpRequest, article_id: UUID) -> HttpResponse:
    """The newest revision, rendered by the code that renders the public page."""
    article = article_for(user_of(request), article_id)
    if article.newest_revision is None:
        raise Problem(404, "not_found")
    page = HttpResponse(preview_html(article, article.newest_revision.content), content_type="text/html; charset=utf-8")
    page.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox"
    return page


@router.post(
    "/articles/{uuid:article_id}/comments", response={201: CommentBox}, openapi_extra=problems(401, 404, 409, 413, 422, 428)
)
def add_comment(
    request: HttpRequest, response: HttpResponse, article_id: UUID, data: Body[CommentIn], idempotency_key: IdempotencyKey
) -> Status:
    """A remark on the newest revision."""
    user = user_of(request)

    def work() -> Answer:
        row = comment(user, article_id, data.text, data.part, data.quote, data.start, data.end)
        return Answer(201, {"comment": comment_json(row)})

    return send(response, once(user, required(idempotency_key), fingerprint(*path_of(request), dumped(data)), work))


@router.post(
    "/articles/{uuid:article_id}/comments/{uuid:comment_id}/resolve", response=CommentBox, openapi_extra=problems(401, 404)
)
def resolve(request: HttpRequest, article_id: UUID, comment_id: UUID) -> dict[str, Any]:
    """Mark a remark as done."""
    return {"comment": comment_json(resolve_comment(user_of(request), article_id, comment_id))}


@router.get("/receipts/{uuid:idempotency_key}", response=ReceiptOut, openapi_extra=problems(401, 404))
def get_receipt(request: HttpRequest, idempotency_key: UUID) -> Any:
    """The receipt of a submission whose answer was lost; 404: it was never accepted."""
    row = IdempotentRequest.objects.filter(user_id=user_of(request).pk, key=idempotency_key).exclude(receipt=None).first()
    if row is None:
        raise Problem(404, "not_found")
    return row.receipt
