"""The officer's program of the kill test: saves, submits, sends, follows the portal, until somebody kills it.

Run as a module it is a nursery: everything is imported once, then a child is forked for each JSON line on stdin
({store, portal, token, seed, steps, crash_at}); what a child has got acknowledged it writes to stdout before it goes on.
"""

from __future__ import annotations

import dataclasses
import json
import os
import random
import re
import sys
from pathlib import Path
from typing import Any

from editor_app.core.draft import DraftQuery, DraftState
from editor_app.core.errors import EditorError, NotAllowed
from editor_app.services import kill_points
from tests.support.office import CONTENT, Office

_MOST_DRAFTS = 8
NUMBER = re.compile(r"第(\d+)稿")


def tell(what: str, **members: Any) -> None:
    """One line, handed to the system before the next step."""
    os.write(1, (json.dumps({"what": what, **members}) + "\n").encode())


class Officer:
    """Does one random thing after another."""

    def __init__(self, task: dict[str, Any]) -> None:
        self._chance = random.Random(task["seed"])
        self._office = Office(Path(task["store"]), task["portal"], task["token"])
        self._office.engine.recover()

    def work(self, steps: int) -> None:
        """`steps` things, then the end."""
        for _ in range(steps):
            self._chance.choice((self._save, self._save, self._submit, self._send, self._send, self._follow))()
        self._office.close()

    def finish(self) -> None:
        """Send everything that waits; the portal is well again."""
        for _ in range(200):
            self._office.engine.retry_now()
            if self._office.engine.step() is None:
                break
        self._office.close()

    def _editable(self) -> list[str]:
        states = (DraftState.EDITING, DraftState.RETURNED)
        return [item.id for item in self._office.drafting.list(DraftQuery(states=states))]

    def _save(self) -> None:
        known = self._office.drafting.list(DraftQuery())
        editable = self._editable()
        if not editable and len(known) >= _MOST_DRAFTS:
            return
        if len(known) < _MOST_DRAFTS and (not editable or self._chance.random() < 0.3):
            draft = self._office.draft(
                f"第0稿 关于检查的通知 {self._chance.random()}", files=self._chance.randrange(3), size=90_000
            )
        else:
            draft = self._office.drafting.load(self._chance.choice(editable))
        found = NUMBER.search(draft.content.title)
        number = int(found[1] if found else 0) + 1
        content = dataclasses.replace(draft.content, title=f"第{number}稿 {CONTENT.title} {draft.id[:8]}")
        self._office.drafting.save(draft.id, content)
        tell("saved", draft=draft.id, number=number)

    def _submit(self) -> None:
        editable = self._editable()
        if editable:
            draft = self._office.drafting.load(self._chance.choice(editable))
            entry = self._office.store.outbox.enqueue(draft.id, draft.content, (), "test")
            tell("submitted", entry=entry.id, key=entry.idempotency_key)

    def _send(self) -> None:
        self._office.engine.retry_now()
        self._office.engine.step()

    def _follow(self) -> None:
        try:
            self._office.syncing.sync()
        except NotAllowed:
            raise
        except EditorError as error:
            tell("not followed", why=type(error).__name__)


def _child(task: dict[str, Any]) -> None:
    os.environ.pop(kill_points.VARIABLE, None)
    if task.get("crash_at"):
        os.environ[kill_points.VARIABLE] = task["crash_at"]
    officer = Officer(task)
    if task["steps"]:
        officer.work(task["steps"])
    else:
        officer.finish()


def main() -> None:
    """The nursery."""
    for line in sys.stdin:
        task = json.loads(line)
        pid = os.fork()
        if pid == 0:
            try:
                _child(task)
            except BaseException as error:
                tell("crash", why=f"{type(error).__name__}: {error} {getattr(error, 'detail', '')}")
                raise
            finally:
                sys.stderr.flush()
                os._exit(0 if sys.exc_info()[0] is None else 3)
        tell("born", pid=pid)
        _, status = os.waitpid(pid, 0)
        tell("ended", status=status)


if __name__ == "__main__":
    main()
