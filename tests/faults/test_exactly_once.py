"""Killed at every labelled point and at random, over a network that misbehaves: every acknowledged save is there, every
submission is on the portal exactly once. UNIT_EDITOR_KILLS=200 for the long run."""

from __future__ import annotations

import collections
import json
import os
import queue
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from editor_app.core.draft import DraftQuery
from editor_app.core.outbox import OutboxState
from editor_app.services.kill_points import LABELS
from tests.faults.exactly_once_client import NUMBER
from tests.support.fake_portal import FakePortal
from tests.support.faults import Fault, Kind
from tests.support.office import Office

KILLS = int(os.environ.get("UNIT_EDITOR_KILLS", "40"))
ROOT = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the nursery needs fork"),
    pytest.mark.timeout(60 + 5 * KILLS),
]


class Nursery:
    """Starts clients and kills them; `saved` is the newest acknowledged number per draft, `submitted` the acknowledged keys."""

    def __init__(self, store: Path, portal: FakePortal, token: str, seed: int) -> None:
        self._task = {"store": str(store), "portal": portal.url, "token": token}
        self._portal = portal
        self._chance = random.Random(seed)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.exactly_once_client"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.saved: dict[str, int] = {}
        self.submitted: set[str] = set()
        self.killed = collections.Counter[str]()
        self.crashes: list[str] = []

    def run(self, steps: int, crash_at: str = "", kill_after: float | None = None) -> None:
        """One client's life."""
        task = {**self._task, "seed": self._chance.random(), "steps": steps, "crash_at": crash_at}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        born = self._next()
        timer = threading.Timer(kill_after or 0, os.kill, (born["pid"], signal.SIGKILL))
        if kill_after is not None:
            timer.start()
        while True:
            line = self._next()
            if line["what"] == "saved":
                self.saved[line["draft"]] = max(line["number"], self.saved.get(line["draft"], 0))
            elif line["what"] == "submitted":
                self.submitted.add(line["key"])
            elif line["what"] == "crash":
                self.crashes.append(line["why"])
            elif line["what"] == "ended":
                timer.cancel()
                if os.WIFSIGNALED(line["status"]):
                    self.killed[crash_at.partition(":")[0] or "at random"] += 1
                return

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._reader.join(5)
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)

    def _next(self) -> dict[str, Any]:
        # A line cut short by the kill is none: it was not acknowledged.
        while True:
            line = self._lines.get(timeout=60)
            try:
                return dict(json.loads(line))
            except ValueError:
                continue


_TROUBLE = (
    Fault(Kind.RESET_AFTER, "POST", "/submit"),
    Fault(Kind.ERROR_AFTER, "POST", "/submit"),
    Fault(Kind.TRUNCATE, "POST", "/submit"),
    Fault(Kind.RESET_BEFORE, "POST", "/submit"),
    Fault(Kind.RESET_BEFORE, "GET", "/receipts"),
    Fault(Kind.HALF_WRITTEN, "PATCH", "/uploads"),
    Fault(Kind.HTML, "GET", "/changes"),
    Fault(Kind.LOSE_FILES, "POST", "/submit"),
)


def _trouble(portal: FakePortal, chance: random.Random) -> None:
    """The network and the reviewers do what they do."""
    if chance.random() < 0.6:
        fault = chance.choice(_TROUBLE)
        portal.faults.clear()
        portal.script(Fault(fault.kind, fault.method, fault.path))
    with portal.district.lock:
        waiting = [article.id for article in portal.district.articles.values() if article.state == "in_review"]
    for article_id in waiting:
        if chance.random() < 0.7:
            portal.district.send_back(article_id, "请修改")


@pytest.fixture(params=[20261123])
def seed(request: pytest.FixtureRequest) -> int:
    return int(os.environ.get("UNIT_EDITOR_SEED", request.param))


def test_every_save_is_there_and_every_submission_once(tmp_path: Path, seed: int) -> None:
    store, chance = tmp_path / "store", random.Random(seed)
    with FakePortal() as portal:
        nursery = Nursery(store, portal, portal.token(), seed)
        try:
            labels = [label for _ in range(KILLS // 2 // len(LABELS) + 1) for label in LABELS][: KILLS // 2]
            for label in labels:
                _trouble(portal, chance)
                nursery.run(200, crash_at=f"{label}:{chance.randrange(1, 3)}")
            while nursery.killed.total() < KILLS:
                _trouble(portal, chance)
                nursery.run(10_000, kill_after=chance.uniform(0.02, 0.5))
            portal.faults.clear()
            nursery.run(0)
            assert nursery.crashes == []
        finally:
            nursery.close()
        print(f"{KILLS} kills: {dict(nursery.killed)}; {len(nursery.saved)} drafts, {len(portal.district.commits)} submissions")
        _check(Office(store), portal, nursery)


def _check(office: Office, portal: FakePortal, nursery: Nursery) -> None:
    keys = collections.Counter(commit.key for commit in portal.district.commits)
    assert [key for key, count in keys.items() if count > 1] == []
    entries = {entry.idempotency_key: entry for entry in office.store.outbox.entries(10_000)}
    assert nursery.submitted <= set(entries), "an acknowledged submission is gone"
    states = collections.Counter(entry.state for entry in entries.values())
    failed = [entry.error_title for entry in entries.values() if entry.state is OutboxState.FAILED]
    assert states == {OutboxState.SENT: len(entries)}, failed
    assert set(keys) == set(entries), "the portal and this computer disagree about what was submitted"
    for commit in portal.district.commits:
        entry = entries[commit.key]
        assert (entry.submission.content_hash, entry.receipt and entry.receipt.number) == (commit.content_hash, commit.number)
    for draft_id, number in nursery.saved.items():
        found = NUMBER.search(office.store.drafts.load(draft_id).content.title)
        assert found is not None
        assert int(found[1]) >= number, "an acknowledged save is gone"
    assert len(office.drafting.list(DraftQuery())) >= len(nursery.saved)
    assert office.store.check() == []
    assert len(entries) >= KILLS // 10, "the clients got nothing done, so nothing was proved"
    office.close()
