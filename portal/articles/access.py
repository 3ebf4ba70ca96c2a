"""Who may see and change which article. Asked by the API, the actions and the admin alike."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from editor_app.core.organisation import StageKind
from portal.accounts.models import User
from portal.articles.models import ArticlePage
from portal.problems import Problem
from portal.review.models import ReviewTask

_TEXT = ("body", "attachments", "field_values")


def visible_to(user: User) -> Q:
    """Condition on articles: the centre sees all, a unit its own, a department's reviewers also what waits or waited for them."""
    if user.sees_all_units:
        return Q()
    own = Q(unit_id=user.unit_id)
    if user.is_unit_reviewer:
        asked = ReviewTask.objects.filter(article=OuterRef("pk"), kind=StageKind.DEPARTMENT.value, unit_id=user.unit_id)
        return own | Q(Exists(asked))
    return own


def summaries(user: User) -> QuerySet[ArticlePage]:
    """Articles that `user` may see, with unit and section, without the text."""
    return ArticlePage.objects.filter(visible_to(user)).select_related("unit", "section").defer(*_TEXT)


def article_for(user: User, uuid: UUID) -> ArticlePage:
    """The article with its text. Raises Problem 404 when there is none or it is not theirs to see."""
    found = (
        ArticlePage.objects.filter(visible_to(user), uuid=uuid)
        .select_related("unit", "section", "newest_revision__revision", "public_revision")
        .first()
    )
    if found is None:
        raise Problem(404, "not_found")
    return found


def locked_article(user: User, uuid: UUID) -> ArticlePage | None:
    """The article, locked until the transaction ends; None when nobody has it. Raises Problem 404 when it is not theirs to see."""
    found = (
        ArticlePage.objects.select_for_update(of=("self",))
        .select_related("unit", "section", "newest_revision")
        .filter(uuid=uuid)
        .first()
    )
    if found is None:
        return None
    if not user.sees_all_units and found.unit_id != user.unit_id:
        raise Problem(404, "not_found")
    return found


def require_officer(user: User) -> None:
    """Raises Problem 403 for who does not write."""
    if not user.is_officer:
        raise Problem(403, "forbidden", "only information officers write and submit")


def require_own_unit(user: User, article: ArticlePage) -> None:
    """Raises Problem 403 for an article of another unit (the centre sees it, but does not write for the unit)."""
    if article.unit_id != user.unit_id:
        raise Problem(403, "forbidden", "the article belongs to another unit")


def check_match(article: ArticlePage | None, if_match: str, if_none_match: str) -> None:
    """The conditions of a change: a new article needs `If-None-Match: *`, a known one `If-Match` with its ETag.

    Raises Problem 428 when the needed header is missing, 412 when it does not hold.
    """
    if not if_match and not if_none_match:
        raise Problem(428, "precondition_required")
    if if_none_match:
        if if_none_match.strip() != "*":
            raise Problem(412, "precondition_failed", "If-None-Match takes only *")
        if article is not None:
            raise Problem(412, "precondition_failed", headers={"ETag": article.etag})
    if if_match and (article is None or if_match.strip() not in ("*", article.etag)):
        raise Problem(412, "precondition_failed", headers={"ETag": article.etag} if article is not None else {})
