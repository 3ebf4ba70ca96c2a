from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("wagtail")

from tests.practice.conftest import portal, template
from tests.practice.running import ROOT, Portal

__all__ = ["hostile", "portal", "template"]


@pytest.fixture(scope="session")
def hostile(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Portal, dict[str, str]]]:
    """A portal of its own in which one article is hostile in each of its texts; (portal, addresses)."""
    data = tmp_path_factory.mktemp("hostile") / "data"
    with Portal(data, template) as running:
        made = subprocess.run(
            [sys.executable, "-m", "tests.portal_site.hostile"],
            cwd=ROOT,
            env=os.environ | {"PORTAL_DATA": str(data), "DJANGO_SETTINGS_MODULE": "portal.settings.practice"},
            check=True,
            stdout=subprocess.PIPE,
            timeout=120,
        )
        yield running, json.loads(made.stdout.splitlines()[-1])
