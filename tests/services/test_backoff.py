from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from editor_app.services import backoff, kill_points


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 2), (1, 2), (2, 4), (5, 32), (9, 512), (10, 900), (500, 900)])
def test_it_doubles_up_to_a_quarter_of_an_hour(attempts: int, seconds: float) -> None:
    assert backoff.delay(attempts, jitter=0) == seconds


def test_jitter_spreads_a_quarter_either_way_and_never_over_the_cap() -> None:
    waits = [backoff.delay(3) for _ in range(300)]
    assert 6 <= min(waits) < 7 < 9 < max(waits) <= 10
    assert max(backoff.delay(40) for _ in range(100)) <= backoff.CAP_SECONDS


@pytest.mark.parametrize(("asked", "low", "high"), [(0, 0, 1), (30, 30, 31), (99999, 900, 900), (-5, 0, 1)])
def test_what_the_portal_asks_for_comes_first(asked: float, low: float, high: float) -> None:
    assert low <= backoff.delay(7, asked) <= high


def test_later_is_on_the_wall_clock() -> None:
    assert backoff.later("2026-11-23T08:00:00.000+08:00", 90) == "2026-11-23T08:01:30.000+08:00"


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize(("wanted", "reached"), [("answered", 1), ("answered:3", 3)])
def test_a_kill_point_ends_the_process_at_the_count(wanted: str, reached: int) -> None:
    code = (
        "from editor_app.services.kill_points import reach\n"
        "for number in range(1, 9):\n    reach('claimed')\n    print(number, flush=True)\n    reach('answered')\n"
    )
    environment = {**os.environ, kill_points.VARIABLE: wanted}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(done.stdout.split()) == reached


def test_without_the_variable_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(kill_points.VARIABLE, raising=False)
    for label in kill_points.LABELS:
        kill_points.reach(label)
