"""Remarks at a place in the text, and marking them as done."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.articles.access import visible_to
from portal.articles.models import ArticlePage
from portal.problems import Problem
from portal.review.models import ReviewComment
from portal.review.record import audit, note


def comment(user: User, uuid: UUID, text: str, part: str, quote: str, start: int, end: int) -> ReviewComment:
    """Inside a transaction. Who sees the article may remark on its newest revision. Raises Problem 404, 409 conflict (no text yet)."""
    article = _locked(user, uuid)
    if article.newest_revision is None:
        raise Problem(409, "conflict", "there is no text to remark on")
    row = ReviewComment(
        article=article,
        revision=article.newest_revision,
        author=user,
        author_name=user.shown_name,
        text=text,
        part=part,
        quote=quote,
        start=start,
        end=max(start, end),
    )
    row.save(force_insert=True)
    note(article, [audit(article, user, "commented", stage=article.stage_name, text=text, revision=article.newest_revision)])
    return row


def resolve_comment(user: User, uuid: UUID, comment_id: UUID) -> ReviewComment:
    """Mark as done; doing it twice changes nothing. Raises Problem 404."""
    with transaction.atomic():
        article = _locked(user, uuid)
        row = ReviewComment.objects.filter(article=article, pk=comment_id).first()
        if row is None:
            raise Problem(404, "not_found")
        if row.resolved_at is None:
            row.resolved_at, row.resolved_by_name = timezone.now(), user.shown_name
            row.save(update_fields=["resolved_at", "resolved_by_name"])
            note(article, [audit(article, user, "resolved", text=row.text)])
    return row


def _locked(user: User, uuid: UUID) -> ArticlePage:
    article = (
        ArticlePage.objects.filter(visible_to(user), uuid=uuid)
        .select_related("newest_revision")
        .select_for_update(of=("self",))
        .first()
    )
    if article is None:
        raise Problem(404, "not_found")
    return article
