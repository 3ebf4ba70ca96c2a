"""The self-test of the program, run from source; `dev.py package` runs the same inside the built one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editor_app import selftest, selftest_work

ROOT = Path(__file__).resolve().parents[2]


def _run(report: Path, code: str = "") -> tuple[int, dict[str, Any]]:
    start = ["-c", code] if code else ["-m", "editor_app"]
    done = subprocess.run(
        [sys.executable, *start, "--selftest", str(report), "--home", str(report.parent)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=90,
        check=False,
    )
    assert report.is_file(), done.stderr.decode()
    return done.returncode, json.loads(report.read_text(encoding="utf-8"))


def test_it_passes_from_source_and_says_what_it_saw(tmp_path: Path) -> None:
    code, said = _run(tmp_path / "report.json")
    assert (code, said["failed"]) == (0, [])
    assert said["program"]["frozen"] is False
    assert said["rules"]["count"] > 100
    assert said["qt"]["platform"] == "offscreen"
    assert {"store", "page", "documents", "http", "keyring_helper", "tls", "translations"} <= set(said)


def test_a_missing_part_fails_it_and_is_named(tmp_path: Path) -> None:
    """As in a build that lost a library."""
    code = "import sys\nsys.modules['mammoth'] = None\nfrom editor_app.__main__ import main\nsys.exit(main(sys.argv[1:]))\n"
    status, said = _run(tmp_path / "report.json", code)
    assert status == 1
    assert said["failed"] == ["documents"]
    assert "mammoth" in said["documents"]["error"]


def _no_helper() -> list[str]:
    return [sys.executable, "-c", "raise SystemExit(3)"]


def _mute_helper() -> list[str]:
    return [sys.executable, "-c", "print('{}')"]


@pytest.mark.parametrize("helper", [_no_helper, _mute_helper])
def test_a_keyring_helper_that_does_not_answer_is_a_failure(
    helper: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor_app.keyring_client.command", helper)
    with pytest.raises(RuntimeError, match="helper"):
        selftest_work.keyring_helper()


def test_a_built_program_needs_its_translations_compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "i18n").mkdir()
    (tmp_path / "i18n" / "editor_zh_CN.ts").write_text("<TS/>", encoding="utf-8")
    monkeypatch.setattr("editor_app.core.resources.resource_path", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(RuntimeError, match="compiled"):
        selftest_work.translations(frozen=True)


def test_the_report_goes_to_standard_output_without_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert selftest.run(None) == 0
    assert json.loads(capsys.readouterr().out)["portal"]["reachable"] is None
