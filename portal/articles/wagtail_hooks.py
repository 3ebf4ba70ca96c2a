"""Articles in Wagtail's admin: a list with filters, for reading. What is public changes through review only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageTitleColumn
from wagtail.admin.views.pages.listing import GenericPageFilterSet, IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from portal.articles.models import ArticlePage

_REFUSED = "稿件只能通过采编客户端经审核修改；已发布的稿件请用“撤稿”。"


class ArticleFilter(GenericPageFilterSet):
    """By unit, section and state."""

    class Meta:
        model = ArticlePage
        fields = ["state", "unit", "section", "kind"]


class ArticleIndex(IndexView):
    """Newest first; nobody adds articles here."""

    default_ordering = "-changed_at"
    header_buttons: list[Any] = []


class ArticleListing(PageListingViewSet):
    """All articles."""

    icon = "doc-full"
    menu_label = "稿件"
    menu_order = 105
    add_to_admin_menu = True
    model = ArticlePage
    index_view_class = ArticleIndex
    filterset_class = ArticleFilter
    columns = [
        PageTitleColumn("title", label="标题", sort_key="title", classname="title"),
        Column("unit", label="单位", accessor=lambda page: page.unit.short_name),
        Column("section", label="栏目", accessor=lambda page: page.section.name),
        Column("state", label="状态", accessor=lambda page: page.get_state_display(), sort_key="state"),
        Column("stage_name", label="环节"),
        Column("author_name", label="作者"),
        DateColumn("changed_at", label="更新", sort_key="changed_at"),
    ]


@hooks.register("register_admin_viewset")
def article_listing() -> ArticleListing:
    """Adds the list."""
    return ArticleListing("articles")


def _refuse(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not isinstance(page.specific_deferred, ArticlePage) and page.specific_class is not ArticlePage:
        return None
    messages.error(request, _REFUSED)
    return HttpResponseRedirect(reverse("articles:index"))


@hooks.register("before_edit_page")
def no_edit(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An article can be looked at, not changed."""
    return _refuse(request, page) if request.method == "POST" else None


@hooks.register("before_delete_page")
def no_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Articles stay for the record. A page above articles cannot go either."""
    if ArticlePage.objects.descendant_of(page).exists():
        messages.error(request, "此页面下还有稿件，不能删除。")
        return HttpResponseRedirect(reverse("wagtailadmin_explore", args=[page.pk]))
    return _refuse(request, page)


def _register(*names: str) -> None:
    handler: Callable[..., HttpResponse | None] = lambda request, page, *_: _refuse(request, page)  # noqa: E731
    for name in names:
        hooks.register(name, handler)


_register("before_publish_page", "before_unpublish_page", "before_move_page", "before_copy_page")


@hooks.register("before_bulk_action")
def no_bulk(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Nor many at once."""
    pages = [item for item in objects if isinstance(item, Page)]
    below = any(ArticlePage.objects.descendant_of(page, inclusive=True).exists() for page in pages)
    if not below:
        return None
    messages.error(request, _REFUSED)
    return HttpResponseRedirect(reverse("articles:index"))


@hooks.register("construct_page_action_menu")
def no_buttons(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """No save and publish buttons on an article."""
    if isinstance(context.get("page"), ArticlePage):
        menu_items[:] = []
