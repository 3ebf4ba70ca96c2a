"""Putting an article into Wagtail's tree and adding revisions to it, with the few statements that this needs."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Page, Revision

from editor_app.core.content import ArticleContent
from portal.accounts.models import User
from portal.articles.models import ArticlePage, SectionPage
from portal.articles.revisions import ArticleRevision
from portal.articles.search_terms import SearchTerms, packed
from portal.articles.shape import write_content
from portal.problems import Problem
from portal.review.record import save_columns


def slug_of(uuid: UUID) -> str:
    """The last part of the address: set by us, so that equal titles cost nothing and addresses tell nothing."""
    return hashlib.sha256(uuid.bytes).hexdigest()[:16]


def create_article(user: User, uuid: UUID, content: ArticleContent) -> ArticlePage:
    """A new page, not live, below its section's page. Raises Problem 403 when the section has no page."""
    parent = SectionPage.objects.filter(section_id=content.section).first()
    if parent is None:
        raise Problem(403, "section_not_writable", content.section)
    page = ArticlePage(
        uuid=uuid,
        slug=slug_of(uuid),
        live=False,
        has_unpublished_changes=True,
        owner=user,
        author=user,
        author_name=user.shown_name,
        unit=user.unit,
        locale_id=parent.locale_id,
        changed_at=timezone.now(),
    )
    write_content(page, content)
    page._is_site_root = False  # spares Wagtail the look at every Site
    parent.add_child(instance=page)
    return page


def add_revision(article: ArticlePage, user: User, content: ArticleContent, *, submitted: bool) -> ArticleRevision:
    """A new revision with `content`. The page's own columns follow only while nothing of it was ever public."""
    now = timezone.now()
    public = article.public_revision_id is not None
    shown = article.content if public else None
    title = article.title
    write_content(article, content)
    row = Revision(
        content_type=ContentType.objects.get_for_model(ArticlePage),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(article.pk),
        user=user,
        created_at=now,
        content=_page_json(article),
        object_str=content.title,
    )
    row.save(force_insert=True)
    revision = ArticleRevision(
        article=article,
        revision=row,
        number=_next_number(article),
        content_hash=content.content_hash,
        author=user,
        author_name=user.shown_name,
        submitted=submitted,
        created_at=now,
    )
    revision.save(force_insert=True)
    article.newest_revision, article.latest_revision, article.latest_revision_created_at = revision, row, now
    article.has_unpublished_changes = True
    columns = ["newest_revision", "latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"]
    if shown is None:
        columns += ["title", "section", "kind", "field_values", "body", "attachments"]
    else:
        write_content(article, shown)
        article.title, article.draft_title = title, content.title
    save_columns(article, *columns)
    terms = packed(content.title, content.body, *content.fields.values())
    if revision.number == 1:
        SearchTerms(article=article, newest=terms).save(force_insert=True)
    else:
        SearchTerms.objects.filter(pk=article.pk).update(newest=terms)
    return revision


def _next_number(article: ArticlePage) -> int:
    newest = article.newest_revision
    return 1 if newest is None else newest.number + 1


def _page_json(article: ArticlePage) -> dict[str, Any]:
    """What Wagtail's serializable_data() gives, without asking the database for the comments we do not use."""
    data: dict[str, Any] = get_serializable_data_for_fields(article)
    data["wagtail_admin_comments"] = []
    return data
