"""`import`: a Word document becomes article.md, pictures/ and report.json."""

from __future__ import annotations

import json
from pathlib import Path

from editor_app.cli.commands import FAILED, FINE
from editor_app.cli.files import CannotRead, complain, write_file
from editor_app.content.docx_import import import_docx
from editor_app.content.names import safe_file_name
from editor_app.core.errors import BadDocument
from editor_app.core.organisation import Limits

PICTURES = "pictures"
REPORT = "report.json"


def import_document(path: Path, out: Path) -> int:
    """Write the article to the folder `out`. 0: done, 2: not possible (a sentence on stderr says why)."""
    try:
        found = import_docx(path, Limits())
        pictures = []
        for image in found.images:
            name = safe_file_name(image.name)
            write_file(out / PICTURES / name, image.data)
            pictures.append({"id": image.id, "file": f"{PICTURES}/{name}", "media_type": image.media_type, "alt": image.alt})
        text = (f"# {found.title}\n\n" if found.title else "") + found.body
        write_file(out / "article.md", text.encode("utf-8"))
        report = {
            "source": path.name,
            "title": found.title,
            "pictures": pictures,
            "kept": dict(found.report.kept),
            "changed": dict(found.report.changed),
            "dropped": dict(found.report.dropped),
            "messages": list(found.report.messages),
        }
        write_file(out / REPORT, (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
    except BadDocument as error:
        complain(f"{path}: {error.title}. {error.advice}")
        return FAILED
    except CannotRead as problem:
        complain(str(problem))
        return FAILED
    return FINE
