"""Build the one-folder program with PyInstaller and let the result prove itself: self-test, then a real window."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


def main() -> int:
    """Build, test, tell the size; the exit code is that of the first step that failed."""
    started = time.monotonic()
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(DIST)]
    build += ["--workpath", str(ROOT / "build" / "pyinstaller"), str(ROOT / "packaging" / "editor_app.spec")]
    if (code := subprocess.run(build, cwd=ROOT, check=False).returncode) != 0:
        return code
    folder = DIST / "unit-editor"
    program = folder / ("unit-editor.exe" if os.name == "nt" else "unit-editor")
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"built {program.relative_to(ROOT)}: {len(files)} files, {size:.0f} MB, {time.monotonic() - started:.0f} s", flush=True)
    with tempfile.TemporaryDirectory() as home:
        report = Path(home) / "selftest.json"
        code = _call([str(program), "--selftest", str(report), "--home", home], QT_QPA_PLATFORM="offscreen")
        print(report.read_text(encoding="utf-8") if report.is_file() else "the self-test wrote no report", flush=True)
        if code != 0:
            return code
        return _open_window(program, Path(home))


def _open_window(program: Path, home: Path) -> int:
    """The real window on a real (or virtual) screen, twice: the second start finds warm files."""
    for start in ("first", "second"):
        ready, begun = home / f"{start}.json", time.time()
        code = _call([*_display(), str(program), "--home", str(home), "--measure-startup", str(ready)])
        if code != 0:
            return code
        said = json.loads(ready.read_text(encoding="utf-8"))
        print(f"window, {start} start: {said['place']} after {said['ready'] - begun:.2f} s (with the screen's own)", flush=True)
    return 0


def _display() -> list[str]:
    needs_one = sys.platform.startswith("linux") and not os.environ.get("DISPLAY")
    return ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24"] if needs_one and shutil.which("xvfb-run") else []


def _call(command: Sequence[str], **extra: str) -> int:
    """Run with a time limit: a windowed program that fails may wait behind a message box for ever."""
    try:
        return subprocess.run(command, env={**os.environ, **extra}, timeout=120, check=False).returncode
    except subprocess.TimeoutExpired:
        print("no answer within 120 s:", *command, flush=True)
        return 124


if __name__ == "__main__":
    sys.exit(main())
