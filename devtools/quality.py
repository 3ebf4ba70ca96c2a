"""The checks: lint, types, floors, tests. Each step is named as it runs, and all failures are told at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from devtools.environment import ROOT, say

_LONGEST_STEP = 50 * 60  # seconds; a step that hangs is a failure, not a night
_QUICK = "not portal and not postgres and not secret_service and not browser and not display"


def pytest(python: Path, arguments: Sequence[str]) -> int:
    """Run pytest alone with these arguments."""
    return _call([str(python), "-m", "pytest", *arguments])


def quick(python: Path) -> int:
    """Lint, types, floors and the tests that need nothing but Python."""
    return _steps([*_static(python), ("tests (quick part)", [str(python), "-m", "pytest", "-q", "-m", _QUICK])])


def everything(python: Path) -> int:
    """All checks and all tests."""
    tests = [*_display(), str(python), "-m", "pytest", "-q", "--durations=15", "-o", "console_output_style=count"]
    return _steps([*_static(python), ("tests", tests)])


def _static(python: Path) -> list[tuple[str, list[str]]]:
    return [
        ("lint", [str(python), "-m", "ruff", "check", "."]),
        ("format", [str(python), "-m", "ruff", "format", "--check", "."]),
        ("types", [str(python), "-m", "mypy"]),
        ("floors", [str(python.with_name("lint-imports"))]),
    ]


def _display() -> list[str]:
    if os.environ.get("DISPLAY") or not shutil.which("xvfb-run"):
        return []
    return ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24"]


def _steps(steps: Sequence[tuple[str, list[str]]]) -> int:
    failed = []
    for name, command in steps:
        say(f"== {name}")
        started = time.monotonic()
        code = _call(command)
        say(f"== {name}: {'ok' if code == 0 else f'FAILED ({code})'}, {time.monotonic() - started:.0f} s")
        if code != 0:
            failed.append(name)
    say("All checks passed." if not failed else "Failed: " + ", ".join(failed))
    return 1 if failed else 0


def _call(command: Sequence[str]) -> int:
    try:
        return subprocess.run(list(command), cwd=ROOT, timeout=_LONGEST_STEP, check=False).returncode
    except subprocess.TimeoutExpired:
        say(f"no end after {_LONGEST_STEP // 60} minutes")
        return 124
