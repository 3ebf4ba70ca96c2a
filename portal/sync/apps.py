"""App: the change log and the answers kept under idempotency keys."""

from django.apps import AppConfig


class SyncConfig(AppConfig):
    """Change log and idempotency."""

    name = "portal.sync"
    label = "sync"
    verbose_name = "同步"
