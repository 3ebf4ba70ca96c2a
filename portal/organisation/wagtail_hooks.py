"""Units and sections in Wagtail's admin."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.organisation.forms import SectionForm
from portal.organisation.models import Section, Unit


class UnitViewSet(SnippetViewSet):
    """Units."""

    model = Unit
    icon = "home"
    menu_label = "单位"
    list_display = ["name", "short_name", "code", "type", "active"]
    list_filter = ["type", "active"]
    search_fields = ["name", "short_name", "code"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("code"),
        FieldPanel("type"),
        FieldPanel("order"),
        FieldPanel("active"),
        FieldPanel("address"),
        FieldPanel("phone"),
        FieldPanel("introduction"),
    ]


class SectionViewSet(SnippetViewSet):
    """Sections with their stages and the units that may write."""

    model = Section
    icon = "list-ul"
    menu_label = "栏目"
    list_display = ["name", "code", "unit", "department", "default_kind", "active"]
    list_filter = ["unit", "department", "active"]
    search_fields = ["name", "code"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("description"),
        FieldPanel("kinds"),
        FieldPanel("default_kind"),
        MultiFieldPanel(
            [FieldPanel("unit"), FieldPanel("all_units"), FieldPanel("writers"), FieldPanel("department"), FieldPanel("parent")],
            heading="归属与投稿",
        ),
        InlinePanel("stages", heading="审核环节", label="环节", min_num=1, max_num=3),
        FieldPanel("order"),
        FieldPanel("active"),
    ]


Section.base_form_class = SectionForm


class OrganisationGroup(SnippetViewSetGroup):
    """One menu entry for both."""

    items = (UnitViewSet, SectionViewSet)
    menu_label = "单位与栏目"
    menu_icon = "group"
    menu_order = 110


register_snippet(OrganisationGroup)
