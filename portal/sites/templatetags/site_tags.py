"""Tags of the public pages: the site map, lists, the rendered article, and links that keep the large-text view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django import template
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from editor_app.content.page import meta_rows
from editor_app.content.render import size_text
from editor_app.core.content import ArticleContent, Attachment
from editor_app.core.kind import shipped_kinds
from editor_app.core.organisation import UnitType
from portal.articles.models import ArticlePage
from portal.articles.rendering import public_body, public_file_url
from portal.organisation.models import Section, Unit
from portal.sites import queries

register = template.Library()
VIEW, LARGE = "view", "large"
BYLINE_FIELDS = ("source", "editor")
WIDE = 36  # a value longer than this gets a row of its own


def _request(context: Mapping[str, Any]) -> HttpRequest:
    request = context["request"]
    assert isinstance(request, HttpRequest)
    return request


def _is_large(request: HttpRequest) -> bool:
    return request.GET.get(VIEW) == LARGE


@register.simple_tag(takes_context=True)
def large_view(context: Mapping[str, Any]) -> bool:
    """True when the page is asked for in large text."""
    return _is_large(_request(context))


@register.simple_tag(takes_context=True)
def keep(context: Mapping[str, Any], url: str, **parameters: object) -> str:
    """`url` with `parameters`, and with the large-text view if this page has it: the view needs neither cookie nor script."""
    return with_query(url, {**parameters, VIEW: LARGE if _is_large(_request(context)) else ""})


@register.simple_tag(takes_context=True)
def other_size(context: Mapping[str, Any]) -> str:
    """This very page in the other text size."""
    request = _request(context)
    return with_query(request.get_full_path(), {VIEW: "" if _is_large(request) else LARGE})


def with_query(url: str, parameters: Mapping[str, object]) -> str:
    """Set query parameters; an empty value removes one."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query)) | {key: str(value) for key, value in parameters.items()}
    return urlunsplit(parts._replace(query=urlencode({key: value for key, value in query.items() if value})))


@register.simple_tag(takes_context=True)
def site_map(context: Mapping[str, Any]) -> queries.SiteMap:
    """Addresses of units and sections."""
    return queries.site_map(_request(context))


@register.simple_tag(takes_context=True)
def article_url(context: Mapping[str, Any], article: ArticlePage) -> str:
    """Address of an article, in the view of this page."""
    request = _request(context)
    return keep(context, article.get_url(request) or article.url_path)


@register.simple_tag
def home_data() -> queries.HomeData:
    """Lists of the home page."""
    return queries.home_data()


@register.simple_tag(takes_context=True)
def townships(context: Mapping[str, Any]) -> list[queries.Place]:
    """Sub-sites of townships and sub-districts."""
    return site_map(context).units_of(UnitType.SUBDISTRICT, UnitType.TOWNSHIP)


@register.simple_tag(takes_context=True)
def departments(context: Mapping[str, Any]) -> list[queries.Place]:
    """Sub-sites of departments and the centre."""
    return site_map(context).units_of(UnitType.DEPARTMENT, UnitType.CENTRE)


@register.simple_tag(takes_context=True)
def sections_of(context: Mapping[str, Any], unit: Unit | None = None) -> list[queries.Place]:
    """Sections of a unit, or the district's."""
    return site_map(context).sections_of(unit.code if unit else None)


@register.simple_tag(takes_context=True)
def unit_place(context: Mapping[str, Any], unit: Unit | None) -> queries.Place | None:
    """The sub-site of a unit."""
    return site_map(context).units_by_code.get(unit.code) if unit else None


@register.simple_tag(takes_context=True)
def section_place(context: Mapping[str, Any], section: Section) -> queries.Place | None:
    """The list page of a section."""
    return site_map(context).sections_by_code.get(section.code)


@register.simple_tag(takes_context=True)
def more_of(context: Mapping[str, Any], kind: str) -> queries.Place | None:
    """The section where more of a kind stands."""
    return site_map(context).first_of_kind(kind)


@register.simple_tag(takes_context=True)
def unit_data(context: Mapping[str, Any], unit: Unit) -> queries.UnitData:
    """Lists of a sub-site."""
    return queries.unit_data(unit, site_map(context).sections_of(unit.code))


@register.simple_tag(takes_context=True)
def listing(context: Mapping[str, Any], section: Section) -> Page[ArticlePage]:
    """The page of a section's list that the address asks for; a number out of range gives the nearest page."""
    return Paginator(queries.section_articles(section), queries.PER_PAGE).get_page(_request(context).GET.get("page"))


@register.simple_tag
def page_numbers(page: Page[ArticlePage]) -> list[int | str]:
    """Numbers to offer, gaps as an ellipsis."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.simple_tag
def neighbours(page: ArticlePage) -> tuple[ArticlePage | None, ArticlePage | None]:
    """Older and newer article."""
    return queries.neighbours(page)


@dataclass(frozen=True)
class MetaRow:
    """A row of the metadata table."""

    label: str
    value: str
    wide: bool


@dataclass(frozen=True)
class FileRow:
    """A file to save: name, address, "XLSX", "24 KB"."""

    name: str
    url: str
    type: str
    size: str


@dataclass(frozen=True)
class ShownArticle:
    """Everything of an article that its page shows."""

    body: SafeString
    rows: list[MetaRow]
    files: list[FileRow]
    source: str
    editor: str


@register.simple_tag
def shown(page: ArticlePage) -> ShownArticle:
    """Render an article: the body sanitised by the content package, everything else as plain text for the template to escape."""
    content = page.content
    source, editor = (content.fields.get(code, "") for code in BYLINE_FIELDS)
    return ShownArticle(
        body=public_body(page),
        rows=_meta(content),
        files=[
            FileRow(item.name.rpartition(".")[0] or item.name, public_file_url(page, item), file_type(item), size_text(item.size))
            for item in content.files
        ],
        source=source or page.unit.name,
        editor=editor,
    )


def _meta(content: ArticleContent) -> list[MetaRow]:
    kind = shipped_kinds().get(content.kind)
    fields = [kind.field(code) for code in BYLINE_FIELDS] if kind else []
    above = {field.label.zh for field in fields if field is not None}
    rows = [(label, value) for label, value in meta_rows(content) if label not in above]
    return [MetaRow(label, value, len(value) > WIDE or "\n" in value) for label, value in rows]


def file_type(item: Attachment) -> str:
    """The extension in capitals, "文件" for a name without one."""
    extension = item.name.rpartition(".")[2] if "." in item.name else ""
    return extension.upper() if extension.isalnum() and len(extension) <= 5 else "文件"


@register.filter
def picture(article: ArticlePage) -> dict[str, Any] | None:
    """The first picture of an article with its address, for the home page."""
    row = queries.first_image(article)
    if row is None:
        return None
    item = ArticleContent.from_dict({"title": "", "section": "", "kind": "", "body": "", "attachments": [row]}).attachments[0]
    return {"url": public_file_url(article, item), "alt": item.alt, "width": item.width, "height": item.height}


@register.filter
def forms(article: ArticlePage) -> int:
    """How many files there are to save."""
    return sum(1 for item in article.attachments if item.get("role") == "file")


@register.filter
def field_of(article: ArticlePage, code: str) -> str:
    """A field's value as people read it: the label of a choice, else the text."""
    value = str(article.field_values.get(code) or "")
    kind = shipped_kinds().get(article.kind)
    field = kind.field(code) if kind else None
    return next((choice.label.zh for choice in field.choices if choice.code == value), value) if field else value


@register.filter
def day(moment: dt.datetime | None) -> str:
    """2026-11-23 in the portal's time."""
    return timezone.localtime(moment).strftime("%Y-%m-%d") if moment else ""


@register.filter
def minute(moment: dt.datetime | None) -> str:
    """2026-11-23 15:20 in the portal's time."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


@register.filter
def initial(name: str) -> str:
    """The character in the square beside a site's name."""
    return name.strip()[:1]


@register.simple_tag
def practice() -> bool:
    """True on a practice portal, which must say so on each page."""
    return bool(settings.PORTAL_PRACTICE)
