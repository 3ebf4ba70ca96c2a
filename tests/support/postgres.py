"""A throw-away PostgreSQL cluster on a loopback port. `python -m tests.support.postgres -- COMMAND…` runs a command against one.

The server refuses to run as root: then it runs as the user "postgres" (of the Debian package), whose folder it also is.
"""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType

from tests.support.portal_server import free_port

SERVER_USER = "postgres"


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl of the newest server installed, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("pg_ctl")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


class Cluster:
    """`with Cluster() as cluster:` a running server; `cluster.environment` is what the portal's test settings read."""

    def __init__(self) -> None:
        folder = binaries()
        if folder is None:
            raise RuntimeError("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
        self._bin = folder
        self._as_root = hasattr(os, "geteuid") and os.geteuid() == 0
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))

    @property
    def environment(self) -> dict[str, str]:
        """Variables for a child process."""
        return {
            "PORTAL_TEST_DATABASE": "postgres",
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGUSER": SERVER_USER,
            "PGDATABASE": "postgres",
        }

    def start(self) -> Cluster:
        """Create and start. Raises subprocess.CalledProcessError with the server's words on stderr."""
        if self._as_root:
            shutil.chown(self.folder, SERVER_USER)
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", SERVER_USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-D", data, "-w", "-l", str(self.folder / "log"), "-o", options, "start")
        return self

    def stop(self) -> None:
        """Stop and remove."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Cluster:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        command = [str(self._bin / program), *arguments]
        if self._as_root:
            command = ["runuser", "-u", SERVER_USER, "--", *command]
        subprocess.run(command, check=check, cwd="/", stdout=subprocess.DEVNULL)


def main() -> int:
    """Run the command after `--` (default: the portal's tests) with a fresh cluster; its exit code."""
    command = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else [sys.executable, "-m", "pytest", "tests/portal", "-q"]
    with Cluster() as cluster:
        sys.stderr.write(f"PostgreSQL on port {cluster.port}, run by {SERVER_USER if os.geteuid() == 0 else getpass.getuser()}\n")
        return subprocess.run(command, env=os.environ | cluster.environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
