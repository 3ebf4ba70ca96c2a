"""App: the page tree and the articles."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Pages of the district and its articles."""

    name = "portal.articles"
    label = "articles"
    verbose_name = "稿件"

    def ready(self) -> None:
        """Connect the signals."""
        from portal.articles import signals

        signals.connect()
