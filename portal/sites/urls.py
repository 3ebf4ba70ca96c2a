"""Addresses of public pages that are not in the page tree."""

from __future__ import annotations

from django.urls import path, re_path

from portal.sites import views

urlpatterns = [
    path("search/", views.search, name="site-search"),
    path("sections/", views.sections, name="site-sections"),
    path("accessibility/", views.accessibility, name="site-accessibility"),
    path("theme/article.css", views.article_css, name="site-article-css"),
    re_path(r"^(?P<path>(?:[\w\-]+/)*)(?P<slug>[0-9a-f]{16})/$", views.article),
]
