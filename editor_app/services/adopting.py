"""Bringing an article of the portal onto this computer: my own ones on a new computer, and both sides of a conflict."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent
from editor_app.core.draft import Draft, Remote, RevisionKind
from editor_app.core.errors import NotAllowed, NotFound, PortalBroken
from editor_app.core.review import ArticleStatus
from editor_app.services.connection import Connection
from editor_app.services.reference import ReferenceData
from editor_app.services.standing import LOCAL_STATES, apply_summary

if TYPE_CHECKING:
    from editor_app.store.account import AccountStore


class Folder:
    """A temporary folder that goes with this object, taken over or not."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="unit-editor-"))
        self.remove = weakref.finalize(self, shutil.rmtree, self.path, True)


@dataclass(frozen=True, slots=True)
class FetchedArticle:
    """An article with its newest content, and the folder that holds its files, named by their SHA-256."""

    status: ArticleStatus
    content: ArticleContent
    folder: Folder


class Adopting:
    """fetch [net], then one of the save functions [disk]."""

    def __init__(self, store: AccountStore, connection: Connection, reference: ReferenceData) -> None:
        self._store = store
        self._connection = connection
        self._reference = reference

    def fetch(self, article_id: str, progress: Callable[[int, int], None] = lambda done, total: None) -> FetchedArticle:
        """[net] Content and files of the newest version. `progress` gets bytes. Raises NotFound and other PortalErrors."""
        portal = self._connection.portal()
        status = portal.article(article_id)
        if status.revision is None:
            raise NotFound(detail="the article has no version that can be opened")
        content = status.revision.content
        folder = Folder()
        total, done = sum(item.size for item in content.attachments), 0
        for sha256, size in {item.sha256: item.size for item in content.attachments}.items():
            portal.download(article_id, sha256, folder.path / sha256, _shifted(progress, done, total))
            done += size
        return FetchedArticle(status, content, folder)

    def save_new(self, fetched: FetchedArticle) -> tuple[Draft, Changes]:
        """[disk] A draft with the article's own id. Raises NotAllowed when it is here already."""
        article = fetched.status.article
        if self._store.drafts.find(article.id) is not None:
            raise NotAllowed("This article is on this computer already", detail=article.id)
        self._keep_files(fetched)
        self._store.drafts.create(
            fetched.content,
            self._connection.account_id,
            draft_id=article.id,
            state=LOCAL_STATES[article.state],
            remote=_based_on(Remote(), fetched),
        )
        return self._follow(fetched)

    def in_conflict(self, draft_id: str) -> bool:
        """[disk] Did the last submission meet somebody else's version, and has nobody decided yet?"""
        return self._store.outbox.conflict_of(draft_id) is not None

    def keep_mine(self, draft_id: str, fetched: FetchedArticle) -> tuple[Draft, Changes]:
        """[disk] Conflict: go on with the text here; the next submission replaces what the portal has, knowingly."""
        with self._store.together():
            self._rebase(draft_id, fetched)
            return self._decided(draft_id, fetched)

    def take_theirs(self, draft_id: str, fetched: FetchedArticle) -> tuple[Draft, Changes]:
        """[disk] Conflict: take over the portal's text; the one here stays in the history. Raises NotAllowed while it waits."""
        draft = self._store.drafts.load(draft_id)
        self._keep_files(fetched)
        with self._store.together():
            self._store.drafts.save_content(draft_id, draft.content, RevisionKind.BEFORE_RESTORE)
            self._store.drafts.save_content(draft_id, fetched.content, RevisionKind.MANUAL)
            self._rebase(draft_id, fetched)
            return self._decided(draft_id, fetched)

    def _decided(self, draft_id: str, fetched: FetchedArticle) -> tuple[Draft, Changes]:
        ended = self._store.outbox.end_conflict(draft_id)
        draft, changes = self._follow(fetched)
        return draft, changes | ended

    def _rebase(self, draft_id: str, fetched: FetchedArticle) -> None:
        draft = self._store.drafts.load(draft_id)
        self._store.drafts.set_state(draft_id, draft.state, _based_on(draft.remote, fetched))

    def _follow(self, fetched: FetchedArticle) -> tuple[Draft, Changes]:
        """Bring state and remote of the draft to the portal's word."""
        article = fetched.status.article
        self._reference.save_status(fetched.status)
        changes = apply_summary(self._store, article, fetched.status) | Changes(drafts=frozenset({article.id}))
        return self._store.drafts.load(article.id), changes

    def _keep_files(self, fetched: FetchedArticle) -> None:
        for sha256 in {item.sha256 for item in fetched.content.attachments}:
            kept, _ = self._store.blobs.add_file(fetched.folder.path / sha256)
            if kept != sha256:
                raise PortalBroken(detail="a downloaded file changed on this computer")
        fetched.folder.remove()


def _based_on(old: Remote, fetched: FetchedArticle) -> Remote:
    revision = fetched.status.revision
    assert revision is not None
    return replace(old, etag=fetched.status.article.etag, revision_id=revision.id, content_hash=revision.content_hash)


def _shifted(progress: Callable[[int, int], None], before: int, total: int) -> Callable[[int], None]:
    return lambda sent: progress(before + sent, total)
