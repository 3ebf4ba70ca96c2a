"""What is public, and taking back: the list of published articles, recall before it is taken up, withdrawal (撤稿)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.core.changes import Changes
from editor_app.core.draft import Draft
from editor_app.core.errors import NotAllowed
from editor_app.core.review import ArticleStatus, ArticleSummary
from editor_app.services.connection import Connection
from editor_app.services.reviewing import Intentions
from editor_app.services.standing import apply_summary

if TYPE_CHECKING:
    from editor_app.store.account import AccountStore


class Publishing:
    """Published articles of my unit, and what an officer may still do with a submitted one."""

    def __init__(self, store: AccountStore, connection: Connection) -> None:
        self._store = store
        self._connection = connection
        self._intentions = Intentions()

    def published(self, query: str = "", page: int = 1) -> tuple[ArticleSummary, ...]:
        """[net] Newest first, 50 per page."""
        return self._connection.portal().published(query, page)

    def status(self, article_id: str) -> ArticleStatus:
        """[net] Where an article stands, with remarks and record."""
        return self._connection.portal().article(article_id)

    def push_recall(self, draft: Draft) -> ArticleSummary:
        """[net] Take a submission back before it is decided. Raises Conflict when the portal no longer allows it."""
        portal = self._connection.portal()
        return self._intentions.carry_out(
            ("recall", draft.id, draft.remote.etag), lambda key: portal.recall(draft.id, draft.remote.etag, key)
        )

    def push_withdraw(self, article_id: str, etag: str, reason: str) -> ArticleSummary:
        """[net] Take a published article off the public pages. Raises NotAllowed without a reason."""
        if not reason.strip():
            raise NotAllowed("Say why it is withdrawn", "The reason stays in the record.")
        portal = self._connection.portal()
        return self._intentions.carry_out(
            ("withdraw", article_id, etag, reason), lambda key: portal.withdraw(article_id, reason.strip(), etag, key)
        )

    def save_summary(self, summary: ArticleSummary) -> Changes:
        """[disk] Bring the draft of this article, if there is one here, to what the portal answered."""
        return apply_summary(self._store, summary, ours=True)
