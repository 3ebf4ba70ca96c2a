"""`render`: the HTML that the portal publishes for a Markdown file."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from editor_app.cli.commands import FAILED, FINE
from editor_app.cli.files import CannotRead, complain, read_text, split_title, write_file
from editor_app.cli.importing import REPORT
from editor_app.content.page import render_standalone
from editor_app.content.render import ResolvedAttachment, render
from editor_app.core.content import ArticleContent


def render_file(path: Path, out: Path | None, *, page: bool) -> int:
    """Write the HTML to `out` or stdout. Pictures of an imported article are found by the report.json beside it."""
    try:
        text = read_text(path)
        pictures = _pictures(path.parent / REPORT)
        if page:
            article = split_title(text)
            html = render_standalone(ArticleContent(title=article.title, body=article.body), pictures.get)
        else:
            html = render(text, pictures.get)
        if out is not None:
            write_file(out, html.encode("utf-8", "replace"))
        else:
            sys.stdout.write(html)
    except CannotRead as problem:
        complain(str(problem))
        return FAILED
    return FINE


def _pictures(report: Path) -> Mapping[str, ResolvedAttachment]:
    """Pictures by id; none when there is no report or it is not ours."""
    try:
        entries = json.loads(report.read_text(encoding="utf-8"))["pictures"]
        return {
            str(item["id"]): ResolvedAttachment(
                str(item["file"]), Path(str(item["file"])).name, str(item["media_type"]), 0, alt=str(item["alt"])
            )
            for item in entries
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {}
