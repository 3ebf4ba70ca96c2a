"""Serve the practice portal: waitress on a loopback port, scheduled publishing beside it, an end when the parent ends."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
from _thread import interrupt_main
from collections.abc import Callable
from pathlib import Path
from typing import Any

log = logging.getLogger("portal.practice")
HOST = "127.0.0.1"
SCHEDULE_SECONDS = 60.0


def serve(data: Path, port: int, *, with_parent: bool) -> None:
    """Run until interrupted or, `with_parent`, until stdin closes. Prints one JSON line {"url", "pid"} once the portal answers.

    Raises OSError when the port is taken.
    """
    os.environ["PORTAL_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.practice"
    from waitress.server import create_server

    from portal.practice.template import migrate, needs_migration
    from portal.wsgi import application

    if needs_migration(data):
        migrate(data)
    server: Any = create_server(application, host=HOST, port=port, threads=8, ident=None, clear_untrusted_proxy_headers=True)
    url = f"http://{HOST}:{server.effective_port}"
    stop = threading.Event()

    def end() -> None:
        """As if interrupted at the keyboard; the trigger wakes the loop so that it notices at once."""
        interrupt_main()
        server.pull_trigger()

    threads = [
        _thread("scheduler", lambda: run_scheduler(stop, publish_scheduled)),
        _thread("first answer", lambda: announce(application, url)),
    ]
    if with_parent:
        _thread("parent watch", lambda: watch_parent(end))
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    try:
        server.run()
    finally:
        stop.set()
        for thread in threads:
            thread.join(5)


def _thread(name: str, work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, name=name, daemon=True)
    thread.start()
    return thread


def announce(application: Callable[..., Any], url: str) -> None:
    """Ask over the wire once, then print the line: who reads it finds the portal warm. The port answers before, only slower."""
    from urllib.request import urlopen

    with urlopen(f"{url}/api/v1/health", timeout=60) as answer:
        answer.read()
    sys.stdout.write(json.dumps({"url": url, "pid": os.getpid()}) + "\n")
    sys.stdout.flush()


def watch_parent(end: Callable[[], None]) -> None:
    """Returns after calling `end` when stdin is closed: the parent went away, however it died."""
    while sys.stdin.buffer.read(1024):
        pass
    end()


def run_scheduler(stop: threading.Event, work: Callable[[], None], seconds: float = SCHEDULE_SECONDS) -> None:
    """Call `work` every `seconds` until `stop`; the first time after one interval."""
    while not stop.wait(seconds):
        work()


def publish_scheduled() -> None:
    """Publish and unpublish what is due, by Wagtail's own command. A locked database is tried again the next time."""
    from django.core.management import call_command
    from django.db import DatabaseError, connection

    try:
        call_command("publish_scheduled", verbosity=0)
    except DatabaseError as error:
        log.warning("scheduled publishing waits: %s", error)
    finally:
        connection.close()
