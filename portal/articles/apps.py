"""App: the page tree and the articles."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Pages of the district and its articles."""

    name = "portal.articles"
    label = "articles"
    verbose_name = "稿件"
