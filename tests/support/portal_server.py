"""The real practice portal in a child process: for contract tests, stories and the tour. Same port and data after stop and start."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent.parent


class PortalDidNotStart(RuntimeError):
    """The child ended or said nothing in time; holds what it wrote to stderr."""


@dataclass(frozen=True, slots=True)
class PracticeAccount:
    """A made-up person that can sign in."""

    username: str
    password: str
    description: str


class LivePortal:
    """`with LivePortal() as portal: portal.url`. stop() ends the process and keeps the data; start() serves them again at the same url."""

    def __init__(self, data: Path | None = None, *, port: int = 0, seconds: float = 120.0) -> None:
        self._own = tempfile.TemporaryDirectory(prefix="live-portal-") if data is None else None
        self.data = Path(self._own.name) if self._own is not None else data or Path()
        self._port, self._seconds = port or free_port(), seconds
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """http://127.0.0.1:PORT, the same for the object's whole life."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def running(self) -> bool:
        """Is the child alive?"""
        return self._child is not None and self._child.poll() is None

    def start(self) -> LivePortal:
        """Returns once the portal has answered. The first start ever builds the template (about 20 s), later ones take 2 s."""
        if self.running:
            return self
        command = [sys.executable, "-m", "portal.practice", "--data", str(self.data), "--port", str(self._port), "--with-parent"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PORTAL_"))}
        errors = (self.data / "stderr.log").open("ab")
        with errors:
            self._child = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
            )
        self._wait()
        return self

    def stop(self) -> None:
        """End the process (its stdin is closed: it finishes what it is doing); kill it when it does not."""
        child, self._child = self._child, None
        if child is None:
            return
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.close()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        child.stdout.close()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
        self.stop()

    def close(self) -> None:
        """Stop, and remove the data when they are ours."""
        self.stop()
        if self._own is not None:
            self._own.cleanup()

    def health(self) -> dict[str, Any]:
        """GET /health."""
        with urlopen(f"{self.url}/api/v1/health", timeout=10) as answer:
            return dict(json.loads(answer.read()))

    def accounts(self) -> list[PracticeAccount]:
        """The practice accounts with their first passwords."""
        return [PracticeAccount(**item) for item in self.health()["practice_accounts"]]

    def __enter__(self) -> LivePortal:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _wait(self) -> None:
        """The child prints one JSON line when it has answered itself over the wire."""
        child = self._child
        assert child is not None
        assert child.stdout is not None
        end = time.monotonic() + self._seconds
        line = b""
        while not line.endswith(b"\n"):
            if time.monotonic() > end or child.poll() is not None:
                said = (self.data / "stderr.log").read_text(encoding="utf-8", errors="replace")[-4000:]
                self.stop()
                raise PortalDidNotStart(said)
            if select.select([child.stdout], [], [], 0.5)[0]:
                line += os.read(child.stdout.fileno(), 4096)
        assert json.loads(line)["url"] == self.url


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
