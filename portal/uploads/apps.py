"""App: files of articles, received by tus and kept under their hash."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Uploads and stored files."""

    name = "portal.uploads"
    label = "uploads"
    verbose_name = "文件"
