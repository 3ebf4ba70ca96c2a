"""Keep a draft on the portal without handing it in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from editor_app.core.content import ArticleContent
from editor_app.core.review import ReviewState
from portal.accounts.models import User
from portal.articles.access import check_match, locked_article, require_officer, require_own_unit
from portal.articles.checking import check_draft
from portal.articles.models import ArticlePage
from portal.articles.store import add_revision, create_article
from portal.problems import Problem
from portal.review.record import audit, conclude


def save_draft(user: User, uuid: UUID, content: ArticleContent, if_match: str, if_none_match: str) -> tuple[ArticlePage, bool]:
    """Save `content` as the article's newest revision; (article, was it made now).

    Raises Problem 403 (no officer, other unit, section), 404, 409 not_submittable while in review, 412, 422, 428.
    """
    require_officer(user)
    check_draft(user, content)
    with transaction.atomic():
        article = locked_article(user, uuid)
        if article is not None:
            require_own_unit(user, article)
        check_match(article, if_match, if_none_match)
        created = article is None
        if article is None:
            article = create_article(user, uuid, content)
        if article.state == ReviewState.IN_REVIEW.value:
            raise Problem(409, "not_submittable", "it is in review")
        if article.locked:
            raise Problem(409, "article_locked")
        revision = add_revision(article, user, content, submitted=False)
        conclude(article, [audit(article, user, "saved", revision=revision)])
    return article, created
