"""The log file: rotated, small, without secrets and without the text of articles."""

from __future__ import annotations

import logging
import logging.handlers
import sys

from editor_app.core.redaction import RedactingFilter
from editor_app.paths import log_dir


def configure_logging() -> None:
    """Write warnings and worse of all, and information of our own, to the log folder; without a folder to standard error."""
    handler: logging.Handler
    try:
        handler = logging.handlers.RotatingFileHandler(
            log_dir() / "editor.log", maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(RedactingFilter())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("editor_app").setLevel(logging.INFO)
