"""Addresses: the API, allauth's sign-in, Wagtail's admin, and the public pages for all the rest."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal.api.main import api
from portal.problems import Problem, response_of


def robots(request: HttpRequest) -> HttpResponse:
    """Public pages may be indexed, the rest not."""
    return HttpResponse("User-agent: *\nDisallow: /admin/\nDisallow: /api/\nDisallow: /_allauth/\n", content_type="text/plain")


def no_such_address(request: HttpRequest) -> HttpResponse:
    """Unknown addresses below /api/ are told so at once, instead of being sent on to the page tree."""
    return response_of(Problem(404, "not_found"))


urlpatterns = [
    path("api/v1/", api.urls),
    re_path(r"^api/", csrf_exempt(no_such_address)),
    path("_allauth/", include("allauth.headless.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("robots.txt", robots),
    path("", include("portal.articles.urls")),
    path("", include("portal.sites.urls")),
    path("", include(wagtail_urls)),
]
