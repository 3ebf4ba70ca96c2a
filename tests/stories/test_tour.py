"""The main job against the real practice portal, as `dev.py tour` runs it: exit 0, and everything it promises is there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.portal
@pytest.mark.timeout(400)
@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_tour(tmp_path: Path, language: str, theme: str) -> None:
    command = [sys.executable, "-m", "tour", "--out", str(tmp_path), "--language", language, "--theme", theme]
    environment = {name: value for name, value in os.environ.items() if name != "UNIT_EDITOR_HOME"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=380)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads((tmp_path / "tour.json").read_text(encoding="utf-8"))
    assert set(told) == {"language", "steps", "receipts", "public_urls", "files"}
    assert told["language"] == language
    assert len(told["steps"]) > 25
    for step in told["steps"]:
        assert set(step) == {"name", "seconds", "picture"}
        assert step["seconds"] >= 0
        if step["picture"]:
            picture = (tmp_path / step["picture"]).read_bytes()
            assert picture.startswith(b"\x89PNG")
            assert len(picture) > 5_000
    assert len([step for step in told["steps"] if step["picture"]]) >= 25
    assert len(told["receipts"]) == 1
    assert told["receipts"][0]
    assert [url.startswith("http://127.0.0.1:") for url in told["public_urls"]] == [True]
    names = [item["name"] for item in told["files"]]
    assert [name.rpartition(".")[2] for name in names] == ["jpg", "jpg", "xlsx"]
    assert all(re.fullmatch("[0-9a-f]{64}", item["sha256"]) for item in told["files"])
    assert len({item["sha256"] for item in told["files"]}) == 3
