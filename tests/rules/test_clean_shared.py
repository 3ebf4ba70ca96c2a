"""False alarms on published work reports, where they lie beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.core.content import ArticleContent
from editor_app.core.finding import Severity
from editor_app.rules.article import CheckContext
from editor_app.rules.engine import Checker
from editor_app.rules.examples import plain_document
from editor_app.rules.pack import shipped_pack
from tests.rules.articles import TODAY

pytestmark = pytest.mark.shared
FOLDER = Path(__file__).parents[3] / "shared" / "data" / "clean_text"
MOST = 0.3
"""Errors and warnings per 10,000 characters."""


def test_clean_text_is_left_alone() -> None:
    if not FOLDER.is_dir():
        pytest.skip("the clean texts are not beside the project")
    checker = Checker(shipped_pack())
    characters, objections = 0, []
    for path in sorted(FOLDER.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        characters += len(text)
        result = checker.check(ArticleContent(body=text), plain_document(text), CheckContext(TODAY))
        objections += [item for item in result.findings if item.severity is not Severity.SUGGESTION]
    assert characters > 100_000
    assert len(objections) / characters * 10_000 <= MOST, [(item.rule, item.context) for item in objections]
