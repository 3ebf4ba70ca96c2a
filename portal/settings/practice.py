"""Practice: SQLite in one folder, made-up people, no mail. The folder is `PORTAL_DATA` (default: ./portal-data)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from portal.settings.base import *  # noqa: F403

DATA_DIR = Path(os.environ.get("PORTAL_DATA", "portal-data")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)


def _secret_key(path: Path) -> str:
    """A random key of this installation, made at the first start and kept beside the data."""
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


SECRET_KEY = _secret_key(DATA_DIR / "secret_key")
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "portal.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = True  # no collectstatic for practice
WHITENOISE_AUTOREFRESH = True  # looks files up when asked instead of scanning them all at the start
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "articles": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files", "base_url": None},
    },
}
UPLOAD_DIR = DATA_DIR / "uploads"

PORTAL_PRACTICE = True
PORTAL_PRACTICE_ACCOUNTS = DATA_DIR / "practice_accounts.json"  # [{username, password, description}], shown by GET /health
PORTAL_NAME = os.environ.get("PORTAL_NAME", "政务信息采编平台（练习）")
