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
from portal.articles.search_terms import matching
from portal.sites.queries import PER_PAGE, public_articles

MAX_QUERY = 80


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Published articles that hold all the words asked for, newest first."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_QUERY]
    found = public_articles().filter(matching("public", query)) if query else public_articles().none()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "sites/search.html", {"query": query, "listing": page})


@require_safe
def sections(request: HttpRequest) -> HttpResponse:
    """Every section and sub-site: the map of the site."""
    return render(request, "sites/sections.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the site can be used with a keyboard, a screen reader or large text."""
    return render(request, "sites/accessibility.html")


def article(request: HttpRequest, path: str, slug: str) -> HttpResponse:
    """The address of an article: 410 with the explanation once it is withdrawn, else Wagtail's page (a withdrawn page is not live to Wagtail)."""
    page = ArticlePage.objects.select_related("section__unit", "unit").filter(slug=slug, withdrawn_at__isnull=False, live=False).first()
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
