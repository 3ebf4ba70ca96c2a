"""Public pages outside the page tree: search, all sections, accessibility, the article style, withdrawn articles."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.views import serve

from editor_app.core.resources import resource_path
from portal.articles.models import ArticlePage
from portal.articles.search import PAGE, public_results

MAX_QUERY = 80


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Published articles that hold all the words asked for; a page number out of range gives the nearest page."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_QUERY]
    wanted = request.GET.get("page", "")
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and 0 < len(wanted) < 6 else 1
    found = public_results(query, max(number, 1))
    if not found.rows and found.total:
        number = found.pages
        found = public_results(query, number)
    listing = Paginator(range(found.total), PAGE).get_page(number)
    return render(request, "sites/search.html", {"query": query, "listing": listing, "rows": found.rows})


@require_safe
def sections(request: HttpRequest) -> HttpResponse:
    """Every section and sub-site: the map of the site."""
    return render(request, "sites/sections.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the site can be used with a keyboard, a screen reader or large text."""
    return render(request, "sites/accessibility.html")


def article(request: HttpRequest, path: str, slug: str) -> HttpResponse:
    """An article's address: 410 with the explanation once it is withdrawn (Wagtail would say 404), else Wagtail's page."""
    page = (
        ArticlePage.objects.select_related("section__unit", "unit")
        .filter(slug=slug, withdrawn_at__isnull=False, live=False)
        .first()
    )
    if page is None or not page.url_path.endswith(f"/{path}{slug}/"):
        return serve(request, f"{path}{slug}/")
    return render(request, "sites/article.html", {"page": page}, status=410)


@lru_cache(maxsize=1)
def _article_css() -> tuple[bytes, str]:
    data = resource_path("themes", "article.css").read_bytes()
    return data, f'"{hashlib.sha256(data).hexdigest()[:32]}"'


@require_safe
def article_css(request: HttpRequest) -> HttpResponse:
    """The style of article bodies, the same file that the client's preview uses."""
    data, etag = _article_css()
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(data, content_type="text/css; charset=utf-8", headers=headers)
