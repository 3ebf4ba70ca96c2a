"""Where the data, logs and caches of this computer's user lie. `UNIT_EDITOR_HOME` puts all three under one folder."""

from __future__ import annotations

import os
from pathlib import Path

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


def _place(what: str) -> Path:
    home = _home()
    if home is not None:
        return home / what
    import platformdirs  # needed only without a folder of one's own

    system = platformdirs.PlatformDirs(_NAME, appauthor=False)
    return {"data": system.user_data_path, "logs": system.user_log_path, "cache": system.user_cache_path}[what]


def data_dir() -> Path:
    """Drafts, attachments, settings: what must not be lost. Made if needed."""
    return private_folder(_place("data"))


def log_dir() -> Path:
    """Log files, made if needed."""
    return private_folder(_place("logs"))


def cache_dir() -> Path:
    """What can be made anew, made if needed."""
    return private_folder(_place("cache"))
