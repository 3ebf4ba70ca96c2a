"""Where the shipped data (rules, kinds, icons, themes, translations) lies: source tree, wheel or frozen program."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def resources_dir() -> Path:
    """The folder that holds `rules/`, `kinds/`, `icons/`, `themes/`, `i18n/`, `practice/`.

    Raises FileNotFoundError when the installation is incomplete.
    """
    package = Path(__file__).resolve().parent.parent
    candidates = [package.parent / "resources", package / "_resources"]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        candidates.insert(0, Path(frozen) / "resources")
    for candidate in candidates:
        if (candidate / "kinds").is_dir():
            return candidate
    raise FileNotFoundError("resources are missing: looked in " + ", ".join(map(str, candidates)))


def resource_path(*parts: str) -> Path:
    """The path of one shipped resource, for example `resource_path("kinds", "notice.toml")`."""
    return resources_dir().joinpath(*parts)
