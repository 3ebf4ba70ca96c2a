from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.kill_store import run

KILLS = int(os.environ.get("UNIT_EDITOR_KILLS", "60"))


@pytest.mark.timeout(60 + KILLS * 3)
def test_no_kill_loses_or_doubles_anything(tmp_path: Path) -> None:
    report = run(tmp_path / "root", KILLS)
    assert report.problems == []
    assert report.kills == KILLS
    # The loop proves something only if it did work and was stopped in the middle of it.
    assert report.saves > KILLS
    assert report.entries > KILLS // 4
    assert {"saving", "queueing", "settling"} & report.interrupted.keys()
