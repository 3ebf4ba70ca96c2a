"""The virtual environment and the system libraries: made when missing, left alone when they are right."""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
_PIP = ("install", "--disable-pip-version-check", "--no-input", "--require-hashes")

# Debian packages that PySide6's xcb platform needs beyond a bare system (measured on Debian 12 minbase), and a Chinese font.
WINDOW_PACKAGES = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libegl1",
    "libfontconfig1",
    "libdbus-1-3",
    "libglib2.0-0",
    "fonts-noto-cjk",
)
TEST_PACKAGES = ("xvfb", "xauth", "dbus", "gnome-keyring", "chromium", "postgresql")
PACKAGE_PACKAGES = ("binutils", "xvfb", "xauth")
# The same libraries by the name the loader knows, for systems without dpkg.
_LIBRARIES = ("xcb-cursor", "xcb-icccm", "xcb-keysyms", "xcb-shape", "xcb-xkb", "xkbcommon-x11", "EGL", "fontconfig", "dbus-1")


class SetupFailed(Exception):
    """The environment cannot be made; the text says why and what to do."""


def say(text: str) -> None:
    """One line for the person at the terminal."""
    print(text, flush=True)


def venv_python() -> Path:
    """The interpreter of the project's own environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure_venv(lock: str) -> Path:
    """Make .venv hold exactly what requirements/`lock`.txt pins; returns its interpreter. Does nothing when it already does.

    The larger set ("dev") contains the smaller ("run"), so a run after a test installs nothing. Raises SetupFailed.
    """
    wanted = {name: _digest(name) for name in ("run", "dev")}
    stamp = VENV / "installed-locks.txt"
    present = stamp.read_text(encoding="utf-8").split() if stamp.is_file() else []
    if wanted["dev"] in present or wanted[lock] in present:
        return venv_python()
    if not venv_python().is_file() or present == []:
        say("Setting up .venv (once, about a minute) …")
        venv.EnvBuilder(with_pip=True, clear=VENV.exists()).create(VENV)
    else:
        say("The locked versions have changed: bringing .venv up to date …")
    _quiet(
        [str(venv_python()), "-m", "pip", *_PIP, "-r", str(ROOT / "requirements" / f"{lock}.txt")],
        "The Python packages could not be installed. Is the package index reachable from this computer?",
    )
    stamp.write_text(wanted[lock] + "\n", encoding="utf-8")
    return venv_python()


def _digest(lock: str) -> str:
    text = (ROOT / "requirements" / f"{lock}.txt").read_bytes() + sys.version.encode()
    return hashlib.sha256(text).hexdigest()


def _quiet(command: Sequence[str], failure: str, env: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(command, capture_output=True, text=True, env=None if env is None else dict(env), check=False)
    if done.returncode != 0:
        raise SetupFailed(failure + "\n" + "\n".join((done.stdout + done.stderr).splitlines()[-15:]))


def ensure_system_packages(packages: Iterable[str], required: bool = True) -> bool:
    """Install what is missing (Debian and its kin, as root or with sudo), else print the exact command. True when all is there.

    Raises SetupFailed when something is missing, cannot be installed here, and is `required`.
    """
    if not sys.platform.startswith("linux"):
        return True
    missing = _missing(tuple(packages))
    if not missing:
        return True
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    prefix = _privilege()
    if shutil.which("apt-get") and prefix is not None:
        say("Installing system packages: " + " ".join(missing))
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        try:
            _quiet([*prefix, "apt-get", "update"], "apt-get update failed.", env)
            _quiet([*prefix, *command], "The system packages could not be installed.", env)
            return True
        except SetupFailed as error:
            if required:
                raise
            say(str(error))
            return False
    text = "These system packages are missing. Please run:\n  sudo apt-get update && sudo " + " ".join(command)
    if required:
        raise SetupFailed(text)
    say(text)
    return False


def _privilege() -> list[str] | None:
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return None


def _missing(packages: Sequence[str]) -> list[str]:
    if shutil.which("dpkg-query"):
        done = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages], capture_output=True, text=True, check=False
        )
        present = {line.split()[0] for line in done.stdout.splitlines() if line.endswith(" installed")}
        return [name for name in packages if name not in present]
    if any(name in WINDOW_PACKAGES for name in packages):
        absent = [name for name in _LIBRARIES if ctypes.util.find_library(name) is None]
        if absent:
            return [name for name in packages if name in WINDOW_PACKAGES]
    return []


def has_display() -> bool:
    """Can a window be shown here?"""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
