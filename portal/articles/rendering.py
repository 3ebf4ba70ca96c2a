"""From Markdown to the page, by the one renderer (editor_app.content.render), and the addresses of attached files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from editor_app.core.content import ArticleContent, Attachment

if TYPE_CHECKING:
    from editor_app.content.render import ResolvedAttachment
    from portal.articles.models import ArticlePage

Resolve = Callable[[str], "ResolvedAttachment | None"]


def public_file_url(article: ArticlePage, item: Attachment) -> str:
    """Where the public fetches an attached file of a live article."""
    return reverse("public-file", args=[article.uuid, item.id]) + quote(item.name)


def resolver(content: ArticleContent, address: Callable[[Attachment], str]) -> Resolve:
    """For the renderer: attachment id -> where it is and what it is."""
    from editor_app.content.render import ResolvedAttachment

    def resolve(attachment_id: str) -> ResolvedAttachment | None:
        item = content.attachment(attachment_id)
        if item is None:
            return None
        return ResolvedAttachment(
            url=address(item),
            name=item.name,
            media_type=item.media_type,
            size=item.size,
            alt=item.alt,
            caption=item.caption,
            width=item.width,
            height=item.height,
        )

    return resolve


def public_body(article: ArticlePage) -> SafeString:
    """The live text as sanitised HTML."""
    from editor_app.content.render import render

    content = article.content
    return mark_safe(render(content.body, resolver(content, lambda item: public_file_url(article, item))))


def preview_html(article: ArticlePage, content: ArticleContent) -> str:
    """A whole page for reviewers and authors; files are fetched through the API."""
    from editor_app.content.page import render_standalone

    def address(item: Attachment) -> str:
        return f"/api/v1/articles/{article.uuid}/files/{item.sha256}"

    return render_standalone(content, resolver(content, address), unit_name=article.unit.name)
