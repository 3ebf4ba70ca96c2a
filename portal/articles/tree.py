"""The page tree follows the organisation: a home page, a sub-site for each unit, a list for each section."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from portal.articles.models import HomePage, SectionPage, UnitPage
from portal.organisation.models import Section, Unit


@transaction.atomic
def ensure_home(title: str = "", host: str = "localhost", port: int = 80) -> HomePage:
    """The home page; the first call makes it (in place of Wagtail's welcome page) and the one Site that shows it."""
    home = HomePage.objects.first()
    if home is not None:
        return home
    root = Page.get_first_root_node()
    for welcome in Page.objects.child_of(root):
        welcome.delete()
    root.refresh_from_db()
    home = HomePage(title=title or settings.PORTAL_NAME, slug="home", show_in_menus=False)
    root.add_child(instance=home)
    Site.objects.all().delete()
    Site.objects.create(hostname=host, port=port, root_page=home, is_default_site=True, site_name=home.title)
    return home


def ensure_unit_page(unit: Unit) -> UnitPage:
    """The unit's sub-site at /<code>/."""
    page = UnitPage.objects.filter(unit=unit).first()
    if page is None:
        page = UnitPage(title=unit.name, slug=unit.code, unit=unit)
        ensure_home().add_child(instance=page)
    elif page.title != unit.name:
        page.title = page.draft_title = unit.name
        page.save(clean=False)
    return page


def ensure_section_page(section: Section) -> SectionPage:
    """The section's list, below its unit's sub-site or below the home page, at /…/<code>/."""
    page = SectionPage.objects.filter(section=section).first()
    if page is None:
        page = SectionPage(title=section.name, slug=section.code, section=section)
        parent: Page = ensure_unit_page(section.unit) if section.unit is not None else ensure_home()
        parent.add_child(instance=page)
    elif page.title != section.name:
        page.title = page.draft_title = section.name
        page.save(clean=False)
    return page
