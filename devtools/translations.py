"""Compile every resources/i18n/*.ts to .qm with the lrelease that PySide6 brings."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from devtools.environment import ROOT, SetupFailed


def compile_translations() -> None:
    """Write the .qm beside each .ts. Raises SetupFailed with lrelease's words."""
    import PySide6

    package = Path(PySide6.__file__).parent
    names = ("lrelease", "lrelease.exe", "libexec/lrelease", "Qt/libexec/lrelease")
    tool = next((package / name for name in names if (package / name).is_file()), None)
    if tool is None:
        sys.stderr.write("lrelease is not part of this PySide6; the program reads the .ts files itself.\n")
        return
    for source in sorted((ROOT / "resources" / "i18n").glob("*.ts")):
        done = subprocess.run(
            [str(tool), "-silent", str(source), "-qm", str(source.with_suffix(".qm"))],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise SetupFailed(f"{source.name}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    compile_translations()
