"""`inspect`: what attachments really are and what they hide."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from editor_app.cli.commands import FAILED, FINE, FOUND
from editor_app.cli.files import complain
from editor_app.content.inspection import Inspection, inspect_file
from editor_app.core.organisation import Limits


def inspect(files: Sequence[Path], *, as_json: bool) -> int:
    """Inspect each file. 0: none is refused, 1: some is, 2: a file could not be read."""
    limits = Limits()
    results = [(path, inspect_file(path, path.name, limits)) for path in files]
    unread = [path for path, found in results if any(item.code == "not_found" for item in found.reasons)]
    for path in unread:
        complain(f"{path}: the file cannot be read")
    if as_json:
        sys.stdout.write(json.dumps([_to_dict(path, found) for path, found in results], ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(_lines(path, found) for path, found in results))
    if unread:
        return FAILED
    return FOUND if any(found.verdict == "block" for _, found in results) else FINE


def _to_dict(path: Path, found: Inspection) -> dict[str, Any]:
    return {
        "file": str(path),
        "type": found.type,
        "verdict": found.verdict,
        "reasons": [{"code": item.code, "message": item.message, "place": item.place} for item in found.reasons],
        "text_chars": sum(len(text) for _, text in found.texts),
    }


def _lines(path: Path, found: Inspection) -> str:
    lines = [f"{path}: {found.verdict} {found.type or 'unknown type'}\n"]
    lines += [f"  {item.code}: {item.message}{' — ' + item.place if item.place else ''}\n" for item in found.reasons]
    return "".join(lines)
