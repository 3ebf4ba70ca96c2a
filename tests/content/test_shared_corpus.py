"""The corpus beside the project: nothing raises, nothing takes long."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from editor_app.content.docx_import import import_docx
from editor_app.content.inspection import inspect_file
from editor_app.content.parse import parse
from editor_app.content.render import render
from editor_app.core.errors import BadDocument
from editor_app.core.organisation import Limits

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the project")]


def test_every_file_is_inspected_in_seconds() -> None:
    count = 0
    for path in sorted(CORPUS.rglob("*")):
        if path.is_file():
            started = time.monotonic()
            found = inspect_file(path, path.name, Limits())
            assert found.verdict in ("ok", "warn", "block")
            assert time.monotonic() - started < 10, path.name
            count += 1
    assert count > 500


def test_documents_are_imported_or_refused() -> None:
    paths = sorted(path for folder in ("docx_zh", "docx_tricky") for path in (CORPUS / folder).rglob("*.docx"))
    refused = []
    for path in paths[::8]:
        try:
            found = import_docx(path, Limits())
        except BadDocument:
            refused.append(path.name)
            continue
        parse(found.body)
        render(found.body, lambda _id: None)
    assert len(refused) * 80 < len(paths)


def test_markdown_and_hostile_html_are_rendered() -> None:
    for path in [*(CORPUS / "markdown").rglob("*.md"), *(CORPUS / "html_safety").rglob("*")]:
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert "<script" not in render(text, lambda _id: None).lower()
            for block in parse(text).blocks:
                for char, offset in zip(block.text, block.offsets, strict=False):
                    assert text[offset] == char or text[offset] in "&<", (path.name, block)
