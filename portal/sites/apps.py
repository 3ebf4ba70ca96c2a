"""App: the public pages' templates, tags and styles."""

from django.apps import AppConfig


class SitesConfig(AppConfig):
    """Public pages."""

    name = "portal.sites"
    label = "portal_sites"
    verbose_name = "公众页面"
