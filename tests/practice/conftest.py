from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("wagtail")

from portal.practice.library import Library
from portal.practice.template import build_template, cached_template
from tests.practice.running import Portal


@pytest.fixture(scope="session")
def template() -> Path:
    """Built once per state of the code, about 20 seconds; the launcher uses the same file."""
    path = cached_template()
    return path if path.is_file() else build_template(path)


@pytest.fixture(scope="session")
def portal(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A practice portal that tests only read."""
    with Portal(tmp_path_factory.mktemp("portal") / "data", template) as running:
        yield running


@pytest.fixture(scope="session")
def library() -> Library:
    return Library()
