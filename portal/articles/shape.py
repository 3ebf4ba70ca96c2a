"""ArticleContent on one side, Wagtail's columns and revision JSON on the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from editor_app.core.content import ArticleContent

if TYPE_CHECKING:
    from portal.articles.models import ArticlePage


def content_of_page(page: ArticlePage) -> ArticleContent:
    """The text in the page's own columns."""
    return ArticleContent.from_dict(
        {
            "title": page.title,
            "section": page.section_id,
            "kind": page.kind,
            "fields": page.field_values,
            "body": page.body,
            "attachments": page.attachments,
        }
    )


def content_of_revision(data: Mapping[str, Any]) -> ArticleContent:
    """The text in the JSON of a Wagtail revision of an article."""
    return ArticleContent.from_dict(
        {
            "title": data["title"],
            "section": data["section"],
            "kind": data["kind"],
            "fields": data["field_values"],
            "body": data["body"],
            "attachments": data["attachments"],
        }
    )


def write_content(page: ArticlePage, content: ArticleContent) -> None:
    """Put `content` into the page's own columns (not saved)."""
    data = content.to_dict()
    page.title = content.title
    page.draft_title = content.title
    page.section_id = content.section
    page.kind = content.kind
    page.field_values = data["fields"]
    page.body = content.body
    page.attachments = data["attachments"]
