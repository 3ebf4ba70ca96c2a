"""Rows of the database as the JSON of the wire."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.models import User
from portal.articles.models import ArticlePage
from portal.articles.revisions import ArticleRevision
from portal.review.models import AuditEntry, ReviewComment, ReviewTask
from portal.review.queues import why_not


def stamp(moment: dt.datetime | None) -> str:
    """ISO 8601 with milliseconds and offset; "" for None."""
    return timezone.localtime(moment).isoformat(timespec="milliseconds") if moment is not None else ""


def public_url(request: HttpRequest, article: ArticlePage) -> str:
    """The absolute public address; "" while nothing stands there."""
    if not article.live and not article.withdrawn:
        return ""
    url = article.get_url(request)
    return request.build_absolute_uri(url) if url else ""


def article_json(request: HttpRequest, article: ArticlePage) -> dict[str, Any]:
    """ArticleSummary. Needs unit and section loaded."""
    return {
        "id": str(article.uuid),
        "title": article.draft_title,
        "section": article.section_id,
        "section_name": article.section.name,
        "kind": article.kind,
        "unit": article.unit_id,
        "unit_name": article.unit.short_name,
        "state": article.state,
        "stage": article.stage_name,
        "author": article.author_name,
        "updated_at": stamp(article.changed_at),
        "published_at": stamp(article.published_at),
        "public_url": public_url(request, article),
        "live": article.live,
        "etag": article.etag,
    }


def revision_line(revision: ArticleRevision) -> dict[str, Any]:
    """A revision without its text."""
    return {
        "id": str(revision.pk),
        "number": revision.number,
        "content_hash": revision.content_hash,
        "submitted_at": stamp(revision.created_at),
        "author": revision.author_name,
    }


def revision_json(revision: ArticleRevision | None) -> dict[str, Any] | None:
    """PortalRevision; needs Wagtail's row loaded."""
    return None if revision is None else {**revision_line(revision), "content": revision.content.to_dict()}


def comment_json(comment: ReviewComment) -> dict[str, Any]:
    """Comment."""
    return {
        "id": str(comment.pk),
        "author": comment.author_name,
        "at": stamp(comment.at),
        "text": comment.text,
        "part": comment.part,
        "quote": comment.quote,
        "start": comment.start,
        "end": comment.end,
        "resolved": comment.resolved_at is not None,
    }


def comments_json(article: ArticlePage) -> list[dict[str, Any]]:
    """All remarks, oldest first."""
    return [comment_json(row) for row in ReviewComment.objects.filter(article=article)]


def history_json(uuid: UUID) -> list[dict[str, str]]:
    """The record of an article, oldest first."""
    return [
        {
            "at": stamp(row.at),
            "actor": row.actor_name,
            "action": row.action,
            "stage": row.stage,
            "text": row.text,
            "revision_id": row.revision_id,
            "content_hash": row.content_hash,
        }
        for row in AuditEntry.objects.filter(article_uuid=uuid)
    ]


def task_json(request: HttpRequest, user: User, task: ReviewTask) -> dict[str, Any]:
    """ReviewTask. Needs the submission with its revision, the article with unit and section, and who claimed it."""
    submission = task.submission
    reason = why_not(user, task)
    return {
        "id": str(task.pk),
        "article": article_json(request, task.article),
        "stage_name": task.name,
        "stage_position": task.position,
        "stage_total": len(submission.stages),
        "submitted_by": submission.author_name,
        "submitted_at": stamp(submission.submitted_at),
        "due_at": stamp(task.due_at),
        "claimed_by": task.claimed_by.shown_name if task.claimed_by is not None else "",
        "revision_id": str(submission.revision_id),
        "content_hash": submission.revision.content_hash,
        "may_decide": not reason,
        "why_not": reason,
    }


def articles_json(request: HttpRequest, articles: Iterable[ArticlePage]) -> list[dict[str, Any]]:
    """Several ArticleSummary."""
    return [article_json(request, article) for article in articles]
