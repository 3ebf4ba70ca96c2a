"""App: submissions, review tasks, comments, the record."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Stages, tasks, comments and the append-only record."""

    name = "portal.review"
    label = "review"
    verbose_name = "审核"
