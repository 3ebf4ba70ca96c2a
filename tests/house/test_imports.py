"""What the window loads before it can be used. Untimed: a list of modules, so it holds on a slow computer too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.store_factory import signed_in_home

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    # file formats and text
    "PIL",
    "mammoth",
    "pypdf",
    "olefile",
    "markdown",
    "nh3",
    "defusedxml",
    # network and secrets
    "requests",
    "urllib3",
    "tusclient",
    "http",
    "ssl",
    "truststore",
    "cryptography",
    "keyring",
    "subprocess",
    # our own: the engine and its rules, readers of files, HTTP
    "editor_app.content",
    "editor_app.rules",
    "editor_app.api.client",
    # screens that are not shown
    "editor_app.ui.editor",
    "editor_app.ui.review",
    "editor_app.ui.settings",
    "editor_app.ui.sign_in",
    "editor_app.ui.widgets.article_list",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules of a signed-in window with drafts at the moment it is usable."""
    folder = tmp_path_factory.mktemp("start")
    home, report = folder / "home", folder / "report.json"
    signed_in_home(home, 20)
    command = [sys.executable, "-m", "editor_app", "--home", str(home), "--measure-startup", str(report)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    said = json.loads(report.read_text(encoding="utf-8"))
    assert said["place"] == "today", "the account of the store is not the one that is open"
    return frozenset(said["modules"])


def test_the_report_is_that_of_the_whole_window(loaded: frozenset[str]) -> None:
    """Else the tests below would pass for a window that never came."""
    assert {"PySide6.QtWidgets", "editor_app.ui.main_window", "editor_app.ui.today.view", "editor_app.store.account"} <= loaded


@pytest.mark.parametrize("name", HEAVY)
def test_nothing_heavy_is_loaded_before_the_window_is_usable(loaded: frozenset[str], name: str) -> None:
    found = sorted(module for module in loaded if module == name or module.startswith(name + "."))
    assert not found, "imported before the first paint: " + ", ".join(found[:5])


def test_the_rules_are_read_right_after_the_window_is_there(tmp_path: Path) -> None:
    """What is put off until after the first paint does come: the status line names the rules without a key being pressed."""
    code = """
import sys
from editor_app.app import program

class Program(program.Program):
    def _settle_in(self):
        status = self.context.status
        status.changed.connect(lambda: status.pack_version and self._application.quit())
        super()._settle_in()

    def finish(self, code):
        print(self.context.status.pack_version)
        return super().finish(code)

program.Program = Program
from editor_app.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
    home = tmp_path / "home"
    signed_in_home(home, 1)
    arguments = ["--home", str(home), "--measure-startup", str(tmp_path / "report.json"), "20000"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.strip()
