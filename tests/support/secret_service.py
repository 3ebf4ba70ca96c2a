"""A real Secret Service for tests: gnome-keyring-daemon in a D-Bus session of its own, away from the user's keyrings.

`with session("unlocked") as environment` gives the variables for a process that is to see it. Modes: unlocked, locked, mute (an
owner of the name that never answers), absent (no bus). As a command: `python -m tests.support.secret_service MODE -- COMMAND...`.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

MODES = ("unlocked", "locked", "mute", "absent")
_LIMIT = 15.0
_SERVICE = "org.freedesktop.secrets"
_ROOT = "/org/freedesktop/secrets"


def missing() -> str:
    """What is not installed, "" when everything is there."""
    wanted = ("dbus-daemon", "dbus-send", "gnome-keyring-daemon")
    return ", ".join(name for name in wanted if shutil.which(name) is None)


@contextmanager
def session(mode: str) -> Iterator[dict[str, str]]:
    """The environment in which the service of that mode is seen; everything ends with the context."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="secret-service-")))
        environment = _environment(home)
        if mode == "absent":
            environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={home}/no-bus"
            yield environment
            return
        environment["DBUS_SESSION_BUS_ADDRESS"] = _start_bus(stack, environment)
        if mode == "mute":
            _start_mute(stack, environment)
        else:
            _start_keyring(stack, environment)
        if mode == "locked":
            _send(environment, "org.freedesktop.Secret.Service.Lock", f"array:objpath:{_ROOT}/collection/login")
        yield environment


def _environment(home: Path) -> dict[str, str]:
    unwanted = ("DISPLAY", "WAYLAND_DISPLAY", "GNOME_KEYRING_CONTROL", "GNOME_KEYRING_PID", "PYTHON_KEYRING_BACKEND")
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    for name, folder in (("XDG_DATA_HOME", "data"), ("XDG_RUNTIME_DIR", "run"), ("XDG_CONFIG_HOME", "config"), ("HOME", "home")):
        (home / folder).mkdir(mode=0o700)
        environment[name] = str(home / folder)
    (home / "data" / "keyrings").mkdir(mode=0o700)
    return environment


def _start_bus(stack: ExitStack, environment: dict[str, str]) -> str:
    bus = _start(stack, ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"], environment)
    assert bus.stdout is not None
    address = bus.stdout.readline().decode().strip()
    if not address:
        raise RuntimeError("no D-Bus session")
    return address


def _start_keyring(stack: ExitStack, environment: dict[str, str]) -> None:
    """The daemon makes its login keyring with the password on stdin and leaves it unlocked."""
    daemon = _start(stack, ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"], environment)
    assert daemon.stdin is not None
    daemon.stdin.write(secrets.token_hex(12).encode())
    daemon.stdin.close()
    end = time.monotonic() + _LIMIT
    while "/collection/" not in _send(environment, "org.freedesktop.Secret.Service.ReadAlias", "string:default"):
        if daemon.poll() is not None or time.monotonic() > end:
            raise RuntimeError("gnome-keyring-daemon did not come up")
        time.sleep(0.05)


def _start_mute(stack: ExitStack, environment: dict[str, str]) -> None:
    mute = _start(stack, [sys.executable, str(Path(__file__).resolve()), "--own-name"], environment)
    assert mute.stdout is not None
    if mute.stdout.readline().strip() != b"owned":
        raise RuntimeError("the mute service did not come up")


def _start(stack: ExitStack, command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def end() -> None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()

    stack.callback(end)
    return process


def _send(environment: dict[str, str], method: str, *arguments: str) -> str:
    """dbus-send's answer, "" for an error. Asks first whether the name has an owner: calling it would start another one."""
    base = ["dbus-send", "--session", "--print-reply"]
    owner = [*base, "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner"]
    found = subprocess.run([*owner, f"string:{_SERVICE}"], env=environment, capture_output=True, text=True, check=False)
    if "true" not in found.stdout:
        return ""
    call = [*base, f"--dest={_SERVICE}", _ROOT, method, *arguments]
    return subprocess.run(call, env=environment, capture_output=True, text=True, check=False).stdout


def own_name() -> None:
    """Own the service's name and answer nothing, until stdin ends."""
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection

    connection = open_dbus_connection(bus="SESSION")
    connection.send_and_get_reply(message_bus.RequestName(_SERVICE))
    print("owned", flush=True)
    sys.stdin.read()


def main() -> int:
    """The command line."""
    if sys.argv[1:] == ["--own-name"]:
        own_name()
        return 0
    parser = argparse.ArgumentParser(prog="python -m tests.support.secret_service")
    parser.add_argument("mode", choices=MODES)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    with session(options.mode) as environment:
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
