"""Submitting: a last check of exactly what goes out, then freeze and queue in one transaction. No network is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from editor_app.core import clock as times
from editor_app.core.content import ArticleContent
from editor_app.core.errors import NotAllowed
from editor_app.core.finding import Waiver
from editor_app.core.outbox import OutboxEntry
from editor_app.services.checking import Blocking, Checking
from editor_app.services.ports import Clock

if TYPE_CHECKING:
    from editor_app.services.attaching import Attaching
    from editor_app.services.reference import ReferenceSnapshot
    from editor_app.store.account import AccountStore


class NotReady(NotAllowed):
    """The last check found something that still blocks; `blocking` says what."""

    default_title = "Some points are still open: it was not submitted"
    default_advice = "Everything is saved. Mend what is listed or give a reason, then submit again."

    def __init__(self, blocking: Blocking) -> None:
        super().__init__(detail=", ".join(sorted({item.rule for item in blocking.errors + blocking.need_reason})))
        self.blocking = blocking


class Submitting:
    """Puts drafts into the outbox."""

    def __init__(
        self,
        store: AccountStore,
        clock: Clock,
        attaching: Attaching,
        reference: Callable[[], ReferenceSnapshot],
    ) -> None:
        self._store = store
        self._clock = clock
        self._attaching = attaching
        self._reference = reference
        self._checking = Checking(lambda: reference().pack)

    def check(self, content: ArticleContent, waivers: Sequence[Waiver]) -> Blocking:
        """[disk] What the last check before submission would say now."""
        return self._blocking(content, waivers)[0]

    def submit(self, draft_id: str, content: ArticleContent, waivers: Sequence[Waiver]) -> OutboxEntry:
        """[disk] Freeze `content` as a revision and queue it, or raise NotReady. Pressed twice for the same text: the same entry.

        Raises NotAllowed while an earlier submission is on its way or in review, StorageError when it could not be kept.
        """
        blocking, pack_version = self._blocking(content, waivers)
        if not blocking.clear:
            raise NotReady(blocking)
        return self._store.outbox.enqueue(draft_id, content, tuple(waivers), pack_version)

    def _blocking(self, content: ArticleContent, waivers: Sequence[Waiver]) -> tuple[Blocking, str]:
        known = self._reference()
        section = known.section(content.section)
        result = self._checking.check(
            content, self._attaching.looks_of(content), self._today(), section.name if section else content.section
        )
        return self._checking.blocking(content, result, waivers, known.limits), result.pack_version

    def _today(self) -> dt.date:
        return (times.parse(self._clock.now()) or times.now()).date()
