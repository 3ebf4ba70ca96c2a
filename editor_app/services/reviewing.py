"""Reviewing (审核): queue, one case, decisions. Decisions need the network and name the revision and hash that were seen."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from editor_app.core.content import Attachment
from editor_app.core.errors import NotAllowed, PortalBroken, PortalError, RateLimited, Unauthorized, Unreachable
from editor_app.core.finding import BODY
from editor_app.core.review import ArticleSummary, ReturnReason, ReviewCase, ReviewTask
from editor_app.services.connection import Connection

T = TypeVar("T")


class Intentions:
    """Idempotency keys of decisions. The same decision tried again after a lost answer keeps its key; an answer ends it."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, ...], str] = {}
        self._lock = threading.Lock()

    def carry_out(self, what: tuple[str, ...], call: Callable[[str], T]) -> T:
        """Run `call` with the key of `what`."""
        with self._lock:
            key = self._keys.setdefault(what, str(uuid.uuid4()))
        try:
            result = call(key)
        except (Unreachable, PortalBroken, RateLimited, Unauthorized):
            raise
        except PortalError:
            self._done(what)
            raise
        self._done(what)
        return result

    def _done(self, what: tuple[str, ...]) -> None:
        with self._lock:
            self._keys.pop(what, None)


class Reviewing:
    """The review queue of the signed-in account. `cache` is a folder for attachments that were opened."""

    def __init__(self, connection: Connection, cache: Path) -> None:
        self._connection = connection
        self._cache = cache
        self._intentions = Intentions()

    def queue(self) -> tuple[ReviewTask, ...]:
        """[net] What waits, the portal's order."""
        return self._connection.portal().tasks()

    def case(self, task_id: str) -> ReviewCase:
        """[net] Everything the review screen shows. Raises NotFound when it was decided meanwhile."""
        return self._connection.portal().case(task_id)

    def claim(self, task_id: str) -> ReviewTask:
        """[net] Take it up, so that colleagues see who reads it. Raises Conflict when a colleague was first."""
        return self._connection.portal().claim(task_id)

    def release(self, task_id: str) -> ReviewTask:
        """[net] Give it back."""
        return self._connection.portal().release(task_id)

    def approve(self, task_id: str, revision_id: str, content_hash: str, comment: str = "") -> ArticleSummary:
        """[net] Approve exactly the revision that was seen. Raises Conflict when there is a newer one or it was decided."""
        portal = self._connection.portal()
        return self._intentions.carry_out(
            ("approve", task_id, revision_id, content_hash, comment),
            lambda key: portal.approve(task_id, revision_id, content_hash, comment, key),
        )

    def send_back(self, task_id: str, revision_id: str, content_hash: str, reason: ReturnReason, text: str) -> ArticleSummary:
        """[net] Return it with a reason. Raises NotAllowed without a text."""
        if not text.strip():
            raise NotAllowed("Say what is to be changed", "The officer sees this text.")
        portal = self._connection.portal()
        return self._intentions.carry_out(
            ("return", task_id, revision_id, content_hash, reason.value, text),
            lambda key: portal.send_back(task_id, revision_id, content_hash, reason, text.strip(), key),
        )

    def comment(self, article_id: str, text: str, part: str = BODY, quote: str = "", start: int = 0, end: int = 0) -> None:
        """[net] Remark at a place of the text."""
        if not text.strip():
            raise NotAllowed("The remark is empty")
        portal = self._connection.portal()
        self._intentions.carry_out(
            ("comment", article_id, part, quote, str(start), str(end), text),
            lambda key: portal.comment(article_id, text.strip(), part, quote, start, end, key),
        )

    def cached(self, attachment: Attachment) -> Path:
        """[any] Where an opened attachment of the article lies or will lie; its name ends as the attachment's does."""
        suffix = Path(attachment.name).suffix.lower()
        safe = suffix if suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) <= 6 else ""
        return self._cache / attachment.sha256[:2] / f"{attachment.sha256}{safe}"

    def fetch_attachment(
        self, article_id: str, attachment: Attachment, progress: Callable[[int], None] = lambda done: None
    ) -> Path:
        """[net] Download an attachment once; the file's hash is that of the article. Raises PortalError."""
        target = self.cached(attachment)
        if not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            self._connection.portal().download(article_id, attachment.sha256, target, progress)
        return target
