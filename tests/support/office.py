"""One officer's program without its window: every service over a real store, talking to a portal over real HTTP."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from editor_app.api.client import HttpClient
from editor_app.api.portal import HttpPortal
from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.draft import Draft
from editor_app.core.organisation import Account
from editor_app.core.outbox import OutboxEntry
from editor_app.services.adopting import Adopting
from editor_app.services.attaching import Attaching
from editor_app.services.connection import Connection
from editor_app.services.drafting import Drafting
from editor_app.services.outbox import OutboxEngine
from editor_app.services.ports import Clock
from editor_app.services.publishing import Publishing
from editor_app.services.reference import ReferenceData
from editor_app.services.submitting import Submitting
from editor_app.services.syncing import Syncing
from editor_app.services.system_clock import SystemClock
from editor_app.store.account import AccountStore

CONTENT = ArticleContent(
    title="关于开展冬季消防安全检查的通知",
    section="notices",
    kind="notice",
    fields={"issuer": "青河镇人民政府", "date": "2026-11-20"},
    body="各村（社区）：\n\n为做好冬季消防工作，镇政府决定开展消防安全检查。请各村（社区）认真组织，按时报送检查情况。\n",
)


class Office:
    """`portal_url` and `token` connect it; without a token nobody is signed in. Jitter is off."""

    def __init__(
        self,
        folder: Path,
        portal_url: str = "http://127.0.0.1:9",
        token: str = "",
        clock: Clock | None = None,
        account_id: str = "0123456789abcdef",
    ) -> None:
        self.clock: Clock = clock or SystemClock()
        self.account = Account(account_id, portal_url, "zhang", "张晓", "青河镇人民政府", "青河区门户")
        self.store = AccountStore(folder, self.clock.now)
        self.client = HttpClient(portal_url, token, connect_seconds=2, read_seconds=2)
        self.connection = Connection(self.account, HttpPortal(self.client) if token else None)
        self.reference = ReferenceData(self.store)
        self.drafting = Drafting(self.store, account_id, self.clock)
        self.attaching = Attaching(self.store, self.reference.limits)
        self.submitting = Submitting(self.store, self.clock, self.attaching, lambda: self.reference.snapshot)
        self.engine = OutboxEngine(self.store, self.connection, self.clock, jitter=0)
        self.syncing = Syncing(self.store, self.connection, self.reference)
        self.adopting = Adopting(self.store, self.connection, self.reference)
        self.publishing = Publishing(self.store, self.connection)

    def draft(self, title: str = "", files: int = 0, size: int = 1000) -> Draft:
        """A draft with `files` attachments of `size` bytes each, all different."""
        attachments = []
        for number in range(files):
            data = f"{title}{number}".encode().ljust(size, b".")
            sha256 = self.store.blobs.add(data)
            attachments.append(Attachment(f"file{number:04d}", Role.FILE, f"附件{number}.txt", sha256, size, "text/plain"))
        content = dataclasses.replace(CONTENT, title=title or CONTENT.title, attachments=tuple(attachments))
        return self.store.drafts.create(content, self.account.id)

    def queue(self, title: str = "", files: int = 0, size: int = 1000) -> OutboxEntry:
        """A draft put straight into the outbox (the rules are not asked)."""
        draft = self.draft(title, files, size)
        return self.store.outbox.enqueue(draft.id, draft.content, (), "test")

    def entry(self, entry: OutboxEntry) -> OutboxEntry:
        """Its present state."""
        return self.store.outbox.load(entry.id)

    def close(self) -> None:
        """End it properly."""
        self.client.close()
        self.store.close()
