"""Where the data, logs and caches of this computer's user lie. `UNIT_EDITOR_HOME` puts all three under one folder."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "UNIT_EDITOR_HOME"
_NAME = "unit-editor"


def private_folder(path: Path) -> Path:
    """Make the folder (and those above it) if needed, readable by its owner only. Raises OSError.

    On Windows the user's profile folder already has such an access list.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name != "nt":
        path.chmod(0o700)
    return path


def _home() -> Path | None:
    value = os.environ.get(VARIABLE, "").strip()
    return Path(value).expanduser().absolute() if value else None


def data_dir() -> Path:
    """Drafts, attachments, settings: what must not be lost. Made if needed."""
    home = _home()
    return private_folder(home / "data" if home else platformdirs.user_data_path(_NAME, appauthor=False))


def log_dir() -> Path:
    """Log files, made if needed."""
    home = _home()
    return private_folder(home / "logs" if home else platformdirs.user_log_path(_NAME, appauthor=False))


def cache_dir() -> Path:
    """What can be made anew, made if needed."""
    home = _home()
    return private_folder(home / "cache" if home else platformdirs.user_cache_path(_NAME, appauthor=False))
