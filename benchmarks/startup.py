"""Start-up: exec to a usable window with 10,000 drafts in the store, beside an empty QMainWindow in the same run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from benchmarks.measure import goal, ratio, row
from tests.support.store_factory import signed_in_home

ROOT = Path(__file__).resolve().parent.parent
DRAFTS = 10_000
_EMPTY = """
import json, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, ready)
def ready():
    open(sys.argv[1], "w").write(json.dumps({"ready": time.time()}))
    QTimer.singleShot(int(sys.argv[2]), application.quit)
window = Window()
window.resize(1366, 768)
window.show()
application.exec()
"""


def run(runs: int) -> dict[str, Any]:
    """Seconds from exec to usable (medians of warm starts, interleaved with the empty window) and resident MB two seconds later."""
    runs = runs or 9
    with tempfile.TemporaryDirectory() as folder, _Display() as environment:
        home = Path(folder) / "home"
        signed_in_home(home, DRAFTS)
        ours_command = ["-m", "editor_app", "--home", str(home), "--language", "zh", "--measure-startup"]
        empty_command = ["-c", _EMPTY]
        ours, empty = [], []
        _start(ours_command, folder, environment)
        _start(empty_command, folder, environment)
        for _ in range(runs):
            empty.append(_start(empty_command, folder, environment)[0])
            ours.append(_start(ours_command, folder, environment)[0])
        memory = [_start(ours_command, folder, environment, linger=2000)[1] for _ in range(3)]
        floor = [_start(empty_command, folder, environment, linger=2000)[1] for _ in range(3)]
    rows = [
        row(f"window usable, {DRAFTS:,} drafts", "s", ours),
        row("empty QMainWindow", "s", empty),
        row("resident memory", "MB", memory),
        row("resident memory, empty QMainWindow", "MB", floor),
    ]
    times = rows[0]["median"] / rows[1]["median"]
    return {
        "name": "startup",
        "rows": rows,
        "ratios": [ratio("window usable", "empty QMainWindow", times)],
        "goals": [
            goal("warm start", "<= 0.5 s", rows[0]["median"], rows[0]["median"] <= 0.5),
            goal("warm start against an empty window", "<= 3", times, times <= 3),
            goal("resident memory", "<= 130 MB", rows[2]["median"], rows[2]["median"] <= 130),
        ],
    }


def _start(command: list[str], folder: str, environment: dict[str, str], linger: int = 0) -> tuple[float, float]:
    """Seconds until the program said it is ready, and its resident megabytes `linger` milliseconds later (0: not measured)."""
    mark = Path(folder) / "ready.json"
    mark.unlink(missing_ok=True)
    extra = [str(mark), str(linger)]
    begun = time.time()
    child = subprocess.Popen([sys.executable, *command, *extra], cwd=ROOT, env=environment)
    memory = 0.0
    if linger:
        while not mark.is_file() and child.poll() is None:
            time.sleep(0.02)
        time.sleep(linger / 1000 * 0.9)
        process = psutil.Process(child.pid)
        memory = sum(part.memory_info().rss for part in (process, *process.children(recursive=True))) / 1e6
    if child.wait(timeout=60) != 0:
        raise RuntimeError(f"exit code {child.returncode}")
    return json.loads(mark.read_text(encoding="utf-8"))["ready"] - begun, memory


class _Display:
    """A virtual screen where there is none."""

    def __enter__(self) -> dict[str, str]:
        self._server: subprocess.Popen[bytes] | None = None
        environment = dict(os.environ)
        # A warm start finds its compiled modules, as on every computer where nobody forbade writing them.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if sys.platform.startswith("linux") and not environment.get("DISPLAY"):
            program = shutil.which("Xvfb")
            if program is None:
                raise RuntimeError("no display: install xvfb")
            read, write = os.pipe()
            self._server = subprocess.Popen(
                [program, "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
                pass_fds=[write],
                stderr=subprocess.DEVNULL,
            )
            os.close(write)
            environment["DISPLAY"] = ":" + os.fdopen(read).readline().strip()
        return environment

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait()
