"""`python -m portal.settings.alive`: exit 0 when the portal in this container answers (for a container's health check)."""

from __future__ import annotations

import json
import os
import sys
from urllib.error import URLError
from urllib.request import Request, urlopen


def main() -> int:
    """0 when GET /health gives our JSON, else 1."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    port = os.environ.get("PORT", "8000")
    request = Request(f"http://127.0.0.1:{port}/api/v1/health", headers={"Host": host, "X-Forwarded-Proto": "https"})
    try:
        with urlopen(request, timeout=4) as answer:
            return 0 if "pack_version" in json.loads(answer.read()) else 1
    except (URLError, OSError, ValueError):
        return 1


if __name__ == "__main__":
    sys.exit(main())
