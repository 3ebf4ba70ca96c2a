"""The store under sudden death: a writer process saves, queues and settles, tells each finished step on a pipe, and is killed.

`python -m tests.faults.kill_store --kills 200` runs the loop and prints what it found. The writer is a process of its own
(`--writer FOLDER SEED`), so the same steps can run under a tool that replays power cuts.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.draft import DraftState, RevisionKind
from editor_app.core.outbox import OutboxState, Receipt
from editor_app.store.account import AccountStore
from editor_app.store.profile import ProfileStore
from tests.support.store_factory import ACCOUNT, content

ROOT = Path(__file__).resolve().parents[2]
_DRAFTS = 4
_NOW = "2026-11-23T09:00:00+08:00"


def write(root: Path, seed: int, tell: Callable[[dict[str, Any]], None]) -> None:
    """Work without end. Before each step its intent is told, after it the result; the store has promised what was told after."""
    chance = random.Random(seed)
    profile = ProfileStore.open(root)
    store = profile.open_account(ACCOUNT.id)
    store.outbox.recover_interrupted()
    ids = [row.id for row in store.drafts.summaries()]
    while len(ids) < _DRAFTS:
        ids.append(store.drafts.create(content(chance, 300), ACCOUNT.id).id)
    tell({"step": "ready", "drafts": ids})
    count = 0
    while True:
        count += 1
        draft = store.drafts.load(chance.choice(ids))
        if not draft.state.editable:
            _settle(store, chance, tell)
            continue
        text = _edited(store, draft.content, f"第{seed}号第{count}次改", chance)
        kind = chance.choice((RevisionKind.AUTOSAVE, RevisionKind.AUTOSAVE, RevisionKind.MANUAL))
        if chance.random() < 0.25:
            tell({"step": "queueing", "draft": draft.id, "hash": text.content_hash})
            entry = store.outbox.enqueue(draft.id, text, (), "pack")
            told = {"entry": entry.id, "key": entry.idempotency_key, "revision": entry.submission.revision_id}
            tell({"step": "queued", "draft": draft.id, "hash": text.content_hash, **told})
        else:
            tell({"step": "saving", "draft": draft.id, "hash": text.content_hash})
            saved, _ = store.drafts.save_content(draft.id, text, kind)
            number = saved.revision_number
            tell({"step": "saved", "draft": draft.id, "hash": text.content_hash, "number": number, "kind": kind.value})
        if chance.random() < 0.02:
            store.back_up()


def _edited(store: AccountStore, text: ArticleContent, mark: str, chance: random.Random) -> ArticleContent:
    """A sentence more; now and then a new file in the place of the old one."""
    attachments = text.attachments
    if chance.random() < 0.2:
        data = mark.encode() * chance.randint(1, 3000)
        attachments = (Attachment("a1", Role.FILE, "表.txt", store.blobs.add(data), len(data), "text/plain"),)
    return dataclasses.replace(text, title=mark, body=f"{mark}。{text.body}"[:3000], attachments=attachments)


def _settle(store: AccountStore, chance: random.Random, tell: Callable[[dict[str, Any]], None]) -> None:
    """Play the portal for the next entry that is due, and the reviewer for what is in review."""
    entry = store.outbox.claim_next(_NOW)
    if entry is None:
        for row in store.drafts.summaries():
            if row.state is DraftState.IN_REVIEW:
                store.drafts.set_state(row.id, DraftState.RETURNED)
        return
    tell({"step": "settling", "entry": entry.id})
    fate = chance.choice(("sent", "sent", "failed", "retry", "unknown"))
    if fate == "sent":
        sent = entry.submission
        store.outbox.settle_sent(entry.id, Receipt(entry.id[:8], sent.draft_id, _NOW, sent.content_hash, "审核", "e", "1"))
    elif fate == "failed":
        store.outbox.settle_failed(entry.id, "title", "advice")
    elif fate == "retry":
        store.outbox.settle_retry(entry.id, "", "title", "advice")
    else:
        store.outbox.settle_unknown(entry.id, "", "title", "advice")
    tell({"step": "settled", "entry": entry.id, "fate": fate})


@dataclass
class Report:
    """What the loop saw. `problems` must be empty."""

    kills: int = 0
    saves: int = 0
    entries: int = 0
    interrupted: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def run(root: Path, kills: int, seed: int = 1) -> Report:
    """Start the writer, kill it at a random time, check the store; `kills` times over the same store."""
    report, chance, queued = Report(), random.Random(seed), dict[str, dict[str, Any]]()
    for index in range(kills):
        told = _kill_one(root, seed * 1000 + index, chance.uniform(0.0, 0.25))
        report.kills += 1
        report.saves += sum(item["step"] == "saved" for item in told)
        queued.update({item["entry"]: item for item in told if item["step"] == "queued"})
        last = told[-1]["step"] if told else "nothing"
        report.interrupted[last] = report.interrupted.get(last, 0) + 1
        report.problems += [f"kill {index}: {problem}" for problem in check(root, told, queued)]
    report.entries = len(queued)
    return report


def _kill_one(root: Path, seed: int, seconds: float) -> list[dict[str, Any]]:
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.kill_store", "--writer", str(root), str(seed)], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(seconds)  # the random moment is the point of the test
    writer.kill()
    rest = writer.stdout.read()
    writer.stdout.close()
    writer.wait()
    lines = (first + rest).decode().split("\n")[:-1]  # a half written last line was not told
    return [json.loads(line) for line in lines]


def check(root: Path, told: list[dict[str, Any]], queued: dict[str, dict[str, Any]]) -> list[str]:
    """Everything that was promised and is not there. `queued`: every entry ever told, by id."""
    profile = ProfileStore.open(root)
    try:
        if profile.notices:
            return [f"told at opening: {notice.title}" for notice in profile.notices]
        store = profile.open_account(ACCOUNT.id)
        problems = [*(notice.title for notice in store.notices), *store.check()]
        return problems + _check_saves(store, told) + _check_outbox(store, told, queued)
    finally:
        profile.close()


def _check_saves(store: AccountStore, told: list[dict[str, Any]]) -> list[str]:
    problems = []
    for draft_id in {item["draft"] for item in told if "draft" in item}:
        steps = [item for item in told if item.get("draft") == draft_id]
        done = [item for item in steps if item["step"] in ("saved", "queued")]
        draft = store.drafts.load(draft_id)
        allowed = {done[-1]["hash"]} if done else set()
        if steps[-1]["step"] in ("saving", "queueing"):
            allowed.add(steps[-1]["hash"])
            if not done:
                allowed.add(draft.saved_hash)
        if draft.content.content_hash not in allowed:
            problems.append(f"draft {draft_id}: the newest acknowledged text is not there")
        history = {row.content_hash for row in store.revisions.of_draft(draft_id)}
        kept = {item["hash"] for item in done if item.get("kind") == "manual" or item["step"] == "queued"}
        problems += [f"draft {draft_id}: revision {missing[:8]} is gone" for missing in kept - history]
        if draft_id not in store.search.search(draft.content.title):
            problems.append(f"draft {draft_id}: the search does not follow")
        problems += [f"file {item.sha256}" for item in draft.content.attachments if not store.blobs.read(item.sha256)]
    return problems


def _check_outbox(store: AccountStore, told: list[dict[str, Any]], queued: dict[str, dict[str, Any]]) -> list[str]:
    problems = []
    entries = {entry.id: entry for entry in store.outbox.entries(limit=100_000)}
    for entry_id, item in queued.items():
        entry = entries.get(entry_id)
        if entry is None or (entry.idempotency_key, entry.submission.content_hash) != (item["key"], item["hash"]):
            problems.append(f"entry {entry_id} is gone or changed")
    keys = [entry.idempotency_key for entry in entries.values()]
    if len(set(keys)) != len(keys):
        problems.append("a key is there twice")
    if len(entries) - len(queued) not in (0, 1):
        problems.append(f"{len(entries)} entries for {len(queued)} acknowledged ones")
    for entry in entries.values():
        if entry.id not in queued:
            queued[entry.id] = {"key": entry.idempotency_key, "hash": entry.submission.content_hash}
    for item in told:
        if item["step"] == "settled" and item["fate"] in ("sent", "failed"):
            state = entries[item["entry"]].state
            if state is not (OutboxState.SENT if item["fate"] == "sent" else OutboxState.FAILED):
                problems.append(f"entry {item['entry']} was {item['fate']} and is {state}")
    waiting = [entry.submission.draft_id for entry in entries.values() if entry.state.waiting]
    states = {draft_id: store.drafts.load(draft_id).state for draft_id in waiting}
    problems += [f"draft {draft_id} waits but is {state}" for draft_id, state in states.items() if state is not DraftState.QUEUED]
    if len(set(waiting)) != len(waiting):
        problems.append("a draft waits twice")
    return problems


def main() -> int:
    """0 when nothing was lost or doubled."""
    parser = argparse.ArgumentParser(prog="kill_store")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--writer", nargs=2, metavar=("FOLDER", "SEED"))
    options = parser.parse_args()
    if options.writer:
        write(Path(options.writer[0]), int(options.writer[1]), lambda item: print(json.dumps(item), flush=True))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        report = run(Path(folder) / "root", options.kills, options.seed)
    print(json.dumps(dataclasses.asdict(report), ensure_ascii=False, indent=1))
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
