"""App: units, sections, stages."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Units (单位), sections (栏目) and their stages (审核环节)."""

    name = "portal.organisation"
    label = "organisation"
    verbose_name = "单位与栏目"
