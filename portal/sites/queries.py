"""What the public pages show, as few queries each. Everything here is public: live and not withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from editor_app.core.kind import shipped_kinds
from editor_app.core.organisation import UnitType
from portal.articles.models import ArticlePage, HomePage, SectionPage, UnitPage
from portal.organisation.models import Section, Unit

PER_PAGE = 20
WORTH_A_BLOCK = 3  # a section with fewer articles stands in the list of the newest only
NAV_KINDS = ("news", "notice", "policy", "guide", "appointment", "meeting", "overview")


@dataclass(frozen=True)
class Place:
    """A page of the tree as a link: its name, its address and what it belongs to."""

    name: str
    url: str
    about: str = ""
    section: Section | None = None
    unit: Unit | None = None


@dataclass
class SiteMap:
    """All units' and sections' pages with their addresses: two queries, once per request."""

    request: HttpRequest
    _by_code: dict[str, Place] = field(default_factory=dict)

    @cached_property
    def home(self) -> HomePage | None:
        """The district's home page."""
        return HomePage.objects.live().first()

    @cached_property
    def home_url(self) -> str:
        """Its address."""
        return (self.home.get_url(self.request) if self.home else None) or "/"

    @cached_property
    def units(self) -> list[Place]:
        """Sub-sites in the district's order."""
        pages = UnitPage.objects.live().filter(unit__active=True).select_related("unit").order_by("unit__order", "unit__code")
        return [Place(page.unit.short_name, _url(page, self.request), page.unit.name, unit=page.unit) for page in pages]

    @cached_property
    def sections(self) -> list[Place]:
        """Sections of the district and of all units in order."""
        pages = SectionPage.objects.live().filter(section__active=True).select_related("section")
        ordered = pages.order_by("section__order", "section__code")
        return [
            Place(page.section.name, _url(page, self.request), page.section.description, section=page.section) for page in ordered
        ]

    @cached_property
    def sections_by_code(self) -> dict[str, Place]:
        """Sections by code."""
        return {place.section.code: place for place in self.sections if place.section is not None}

    @cached_property
    def units_by_code(self) -> dict[str, Place]:
        """Sub-sites by the unit's code."""
        return {place.unit.code: place for place in self.units if place.unit is not None}

    def sections_of(self, unit_code: str | None) -> list[Place]:
        """Sections of one unit's sub-site, or of the district for None."""
        return [place for place in self.sections if place.section is not None and place.section.unit_id == unit_code]

    def first_of_kind(self, kind: str) -> Place | None:
        """The district's first section whose usual kind is `kind`: where "more" leads."""
        district = self.sections_of(None)
        return next((place for place in district if place.section is not None and place.section.default_kind == kind), None)

    @cached_property
    def navigation(self) -> list[Place]:
        """The bar of the district's pages: one section per kind."""
        found = (self.first_of_kind(kind) for kind in NAV_KINDS)
        return [place for place in found if place is not None]

    def units_of(self, *types: UnitType) -> list[Place]:
        """Sub-sites of some types of unit."""
        wanted = {unit_type.value for unit_type in types}
        return [place for place in self.units if place.unit is not None and place.unit.type in wanted]


def _url(page: UnitPage | SectionPage | ArticlePage, request: HttpRequest) -> str:
    return page.get_url(request) or page.url_path


def site_map(request: HttpRequest) -> SiteMap:
    """The request's map, made when first asked for."""
    found = getattr(request, "portal_site_map", None)
    if not isinstance(found, SiteMap):
        found = SiteMap(request)
        request.portal_site_map = found  # type: ignore[attr-defined]
    return found


def public_articles() -> QuerySet[ArticlePage]:
    """Articles that anybody may read, newest first, without their bodies."""
    articles = ArticlePage.objects.live().filter(withdrawn_at__isnull=True)
    return articles.select_related("section", "unit").defer("body").order_by("-published_at", "-id")


@dataclass(frozen=True)
class HomeData:
    """The lists of the home page. `lead` is the newest news with a picture, not repeated in `news`."""

    lead: ArticlePage | None
    news: list[ArticlePage]
    notices: list[ArticlePage]
    policies: list[ArticlePage]
    guides: list[ArticlePage]
    unit_news: list[ArticlePage]


def home_data() -> HomeData:
    """Five queries, whatever the number of articles."""
    district = Q(section__unit__isnull=True)
    articles = public_articles()
    news = list(articles.filter(district, kind="news")[:12])
    lead = next((article for article in news if first_image(article)), None)
    return HomeData(
        lead=lead,
        news=[article for article in news if article is not lead][:9],
        notices=list(articles.filter(district, kind="notice")[:7]),
        policies=list(articles.filter(kind="policy")[:5]),
        guides=list(articles.filter(kind="guide")[:7]),
        unit_news=list(articles.filter(~district, kind="news")[:10]),
    )


@dataclass(frozen=True)
class UnitData:
    """The lists of a sub-site: the newest of the unit, wherever they stand, and its own sections that hold several."""

    latest: list[ArticlePage]
    blocks: list[tuple[Place, list[ArticlePage]]]
    overview: ArticlePage | None


def unit_data(unit: Unit, places: Iterable[Place]) -> UnitData:
    """One query: the unit's newest articles."""
    newest = list(public_articles().filter(unit=unit)[:150])
    own: dict[str, list[ArticlePage]] = {}
    for article in newest:
        if article.section.unit_id is not None:
            own.setdefault(article.section_id, []).append(article)
    blocks = [(place, own.get(place.section.code, [])[:8]) for place in places if place.section is not None]
    return UnitData(
        latest=[article for article in newest if article.kind != "overview"][:10],
        blocks=[(place, listed) for place, listed in blocks if len(listed) >= WORTH_A_BLOCK],
        overview=next((article for article in newest if article.kind == "overview"), None),
    )


def section_articles(section: Section) -> QuerySet[ArticlePage]:
    """Everything public of a section."""
    return public_articles().filter(section=section)


def neighbours(page: ArticlePage) -> tuple[ArticlePage | None, ArticlePage | None]:
    """The next older and the next newer article of the same section."""
    if page.published_at is None:
        return None, None
    articles = public_articles().filter(section_id=page.section_id).exclude(pk=page.pk)
    older = articles.filter(published_at__lt=page.published_at).first()
    newer = articles.filter(published_at__gt=page.published_at).order_by("published_at", "id").first()
    return older, newer


def first_image(article: ArticlePage) -> dict[str, object] | None:
    """The article's first picture as its JSON row."""
    return next((item for item in article.attachments if item.get("role") == "image"), None)


def kind_label(code: str) -> str:
    """A kind's Chinese name."""
    kind = shipped_kinds().get(code)
    return kind.label.zh if kind else code
