"""Files of published articles: addressed by article and SHA-256, so a file is public exactly as long as its article is."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.views.decorators.http import require_safe

from editor_app.core.content import Attachment
from portal.articles.models import ArticlePage

SHOWN_INLINE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp"})


def file_url(article_uuid: UUID, attachment: Attachment) -> str:
    """Public address of an attachment; the name at its end is for people and for the saved file."""
    return reverse("site-file", args=[article_uuid, attachment.sha256, attachment.name.replace("/", "_") or "file"])


@require_safe
def serve_file(request: HttpRequest, article: UUID, sha256: str, name: str) -> HttpResponse:
    """The bytes. Pictures of the text are shown, everything else is saved by the browser. 404 unless the article is public now."""
    page = ArticlePage.objects.live().filter(uuid=article, withdrawn_at__isnull=True).defer("body").first()
    if page is None:
        raise Http404("no such file")
    found = next((item for item in page.content.attachments if item.sha256 == sha256), None)
    if found is None:
        raise Http404("no such file")
    etag = f'"{sha256}"'
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": etag, "Cache-Control": "no-cache"})
    storage = storages["articles"]
    stored = f"{sha256[:2]}/{sha256}"
    if not storage.exists(stored):
        raise Http404("the file is missing in the storage")
    inline = found.is_image and found.media_type in SHOWN_INLINE
    response = FileResponse(storage.open(stored, "rb"), content_type=found.media_type if inline else _download_type(found))
    response["Content-Disposition"] = f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(found.name, safe='')}"
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"  # withdrawn articles take their files with them; 304 keeps it cheap
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _download_type(attachment: Attachment) -> str:
    """The recorded type for documents; whatever a browser might run is sent as plain bytes."""
    known = attachment.media_type.startswith(("application/vnd.", "application/pdf", "application/msword", "application/zip"))
    return attachment.media_type if known else "application/octet-stream"
