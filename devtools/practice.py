"""Run the application together with a practice portal of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from devtools.environment import ROOT, SetupFailed, say

DATA = ROOT / "build" / "practice"


def build_translations(python: Path) -> None:
    """Compile resources/i18n/*.ts where they are newer than their .qm; the program reads .ts too, only more slowly."""
    sources = sorted((ROOT / "resources" / "i18n").glob("*.ts"))
    if all(_fresh(source) for source in sources):
        return
    code = "from editor_app.ui.i18n.catalogue import build_translations; build_translations()"
    subprocess.run([str(python), "-c", code], cwd=ROOT, check=True)


def _fresh(source: Path) -> bool:
    compiled = source.with_suffix(".qm")
    return compiled.is_file() and compiled.stat().st_mtime >= source.stat().st_mtime


class PracticePortal:
    """A practice portal as a child process on loopback. It keeps its address and its data over stop() and start()."""

    def __init__(self, python: Path, data: Path, port: int = 0) -> None:
        self._python = python
        self._data = data
        self._port = port
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self) -> str:
        """Serve, and wait until it answers; returns its address. Raises SetupFailed."""
        self._data.mkdir(parents=True, exist_ok=True)
        command = [str(self._python), "-m", "portal.practice", "--data", str(self._data), "--with-parent"]
        if self._port:
            command += ["--port", str(self._port)]
        log = self._data / "portal.log"
        with log.open("a", encoding="utf-8") as messages:
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=messages, text=True
            )
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            self.stop()
            last = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-12:])
            raise SetupFailed(f"The practice portal did not start:\n{last}")
        self.url = str(json.loads(line)["url"])
        self._port = int(self.url.rsplit(":", 1)[1])
        return self.url

    def stop(self) -> None:
        """End the process; it ends by itself when its standard input closes."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def __enter__(self) -> PracticePortal:
        if self._process is None:
            self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def keeping_its_address(python: Path, data: Path) -> PracticePortal:
    """A started portal under the address it had last time: accounts and drafts of the window belong to that address.

    Where another program has taken the port meanwhile, a new one is used and said.
    """
    note = data / "port"
    known = int(note.read_text(encoding="utf-8")) if note.is_file() else 0
    portal = PracticePortal(python, data, known)
    try:
        portal.start()
    except SetupFailed:
        if not known:
            raise
        say("Its usual port is taken; it gets another one, and you sign in anew.")
        portal.stop()
        portal = PracticePortal(python, data)
        portal.start()
    note.write_text(portal.url.rsplit(":", 1)[1], encoding="utf-8")
    return portal


def run(python: Path, *, fresh: bool, language: str) -> int:
    """Start the practice portal, open the window on it, end the portal when the window closes."""
    if fresh and DATA.exists():
        shutil.rmtree(DATA)
    say("Starting the practice portal …")
    with keeping_its_address(python, DATA / "portal") as portal:
        say(f"The practice portal answers at {portal.url}")
        command = [str(python), "-m", "editor_app", "--home", str(DATA / "client"), "--portal", portal.url]
        if language:
            command += ["--language", language]
        return subprocess.run(command, cwd=ROOT, check=False).returncode
