"""Bytes of attached files: to the public for live articles, to signed-in people through the API."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from editor_app.core.content import Attachment
from portal.articles.models import ArticlePage
from portal.articles.revisions import ArticleRevision
from portal.uploads.files import storage
from portal.uploads.models import StoredFile

# Shown in the browser; everything else is downloaded, so that nothing uploaded ever runs as a page of ours.
_INLINE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp"})


def attachment_of(article: ArticlePage, sha256: str) -> Attachment | None:
    """The attachment with these bytes in the newest, the live or any other revision of the article."""
    for content in (article.newest_revision.content if article.newest_revision else None, article.content):
        for item in content.attachments if content is not None else ():
            if item.sha256 == sha256:
                return item
    for revision in ArticleRevision.objects.filter(article=article).select_related("revision").iterator(20):
        for item in revision.content.attachments:
            if item.sha256 == sha256:
                return item
    return None


def file_response(item: Attachment, *, inline: bool) -> FileResponse:
    """The bytes under their readable name. Raises Http404 when the storage has lost them."""
    stored = StoredFile(sha256=item.sha256)
    try:
        source = storage().open(stored.storage_name)
    except FileNotFoundError as error:
        raise Http404(item.sha256) from error
    shown = inline and item.media_type in _INLINE
    media_type = (
        item.media_type if item.media_type in _INLINE or item.media_type == "application/pdf" else "application/octet-stream"
    )
    response = FileResponse(source, as_attachment=not shown, filename=item.name, content_type=media_type)
    response.headers["ETag"] = f'"{item.sha256}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def public_file(request: HttpRequest, article: str, attachment: str, name: str = "") -> HttpResponseBase:
    """A file of the live text of a live article."""
    page = ArticlePage.objects.filter(uuid=article, live=True).first()
    item = page.content.attachment(attachment) if page is not None else None
    if item is None:
        raise Http404
    response = file_response(item, inline=item.is_image)
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
