"""App: /api/v1."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The write API."""

    name = "portal.api"
    label = "api"
