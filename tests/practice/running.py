"""A practice portal as the client starts it: a child process on loopback that ends with its standard input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Answer:
    """An HTTP answer, whatever its status."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> object:
        return json.loads(self.body)


class Portal:
    """Start, ask, stop. `seconds` is how long it took until the line with the address came."""

    def __init__(self, data: Path, template: Path, *arguments: str) -> None:
        self.data = data
        self.log = data.with_name(f"{data.name}.log")
        command = [sys.executable, "-m", "portal.practice", "--data", str(data), "--with-parent", *arguments]
        started = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=os.environ | {"PRACTICE_TEMPLATE": str(template)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        self.seconds = time.monotonic() - started
        assert line, self.log.read_text(errors="replace")[-3000:]
        self.line = json.loads(line)
        self.url = str(self.line["url"])

    def get(self, path: str) -> Answer:
        return self.ask(urllib.request.Request(self.url + path))

    def post(self, path: str, body: dict[str, object], **headers: str) -> Answer:
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        return self.ask(request)

    @staticmethod
    def ask(request: urllib.request.Request) -> Answer:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def sign_in(self, username: str, password: str) -> Answer:
        return self.post("/_allauth/app/v1/auth/login", {"username": username, "password": password})

    def stop(self) -> int:
        """Close its standard input, as a parent's death does, and wait."""
        if self.process.stdin is not None and not self.process.stdin.closed:
            self.process.stdin.close()
        if self.process.stdout is not None:
            self.process.stdout.close()
        return self.process.wait(30)

    def __enter__(self) -> Portal:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.stop()
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
