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
    subprocess.run([str(python), "-m", "devtools.translations"], cwd=ROOT, check=True)


def _fresh(source: Path) -> bool:
    compiled = source.with_suffix(".qm")
    return compiled.is_file() and compiled.stat().st_mtime >= source.stat().st_mtime


def run(python: Path, *, fresh: bool, language: str) -> int:
    """Start the practice portal, open the window on it, end the portal when the window closes."""
    if fresh and DATA.exists():
        shutil.rmtree(DATA)
    DATA.mkdir(parents=True, exist_ok=True)
    say("Starting the practice portal …")
    portal = subprocess.Popen(
        [str(python), "-m", "portal.practice", "--data", str(DATA / "portal"), "--with-parent"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = portal.stdout.readline() if portal.stdout else ""
        if not line:
            raise SetupFailed("The practice portal did not start; its messages stand above.")
        url = json.loads(line)["url"]
        say(f"The practice portal answers at {url}")
        command = [str(python), "-m", "editor_app", "--home", str(DATA / "client"), "--portal", url]
        if language:
            command += ["--language", language]
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    finally:
        if portal.stdin:
            portal.stdin.close()
        try:
            portal.wait(timeout=10)
        except subprocess.TimeoutExpired:
            portal.terminate()
