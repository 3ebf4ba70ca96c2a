"""For tests: the practice profile with quick password hashing; PostgreSQL when PORTAL_TEST_DATABASE=postgres (PGHOST, PGPORT, PGUSER)."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

if "PORTAL_DATA" not in os.environ:
    os.environ["PORTAL_DATA"] = tempfile.mkdtemp(prefix="portal-test-")
    atexit.register(shutil.rmtree, os.environ["PORTAL_DATA"], ignore_errors=True)

from portal.settings.practice import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405  # a file: the threads of a live server share it
if os.environ.get("PORTAL_TEST_DATABASE") == "postgres":
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ.get("PGDATABASE", "postgres"),
            "USER": os.environ.get("PGUSER", "postgres"),
            "PASSWORD": os.environ.get("PGPASSWORD", ""),
            "HOST": os.environ.get("PGHOST", "127.0.0.1"),
            "PORT": os.environ.get("PGPORT", "5432"),
        }
    }
