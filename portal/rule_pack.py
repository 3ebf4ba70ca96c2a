"""The rule pack that the portal checks by and hands to clients: the one shipped with it."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from editor_app.core.resources import resource_path


def pack_version() -> str:
    """Version of the pack in use."""
    from editor_app.rules.pack import shipped_pack

    return shipped_pack().version


@lru_cache(maxsize=1)
def served_pack() -> dict[str, object]:
    """{version, sha256, files} as clients fetch it."""
    from editor_app.rules.pack import pack_files, shipped_pack

    pack = shipped_pack()
    return {"version": pack.version, "sha256": pack.sha256, "files": dict(pack_files(resource_path("rules")))}


@lru_cache(maxsize=1)
def served_kinds() -> tuple[str, dict[str, str]]:
    """(SHA-256 over all, file name -> TOML) of the article kinds."""
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(resource_path("kinds").glob("*.toml"))}
    digest = hashlib.sha256("\x00".join(f"{name}\x00{text}" for name, text in files.items()).encode()).hexdigest()
    return digest, files
