"""Writing the change log. Always the last write of a transaction: the lock is held from here to the commit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from portal.sync.locks import lock_change_log
from portal.sync.models import ChangeEntry

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.articles.models import ArticlePage


def log_article(article: ArticlePage, queues: Iterable[str] = ()) -> None:
    """The article changed; `queues` are the review queues that gained, lost or changed a task."""
    _add(ChangeEntry(action=ChangeEntry.CHANGED, article_uuid=article.uuid, unit_code=article.unit_id, queues=_packed(queues)))


def log_gone(article: ArticlePage) -> None:
    """The article is no more (a tombstone for clients)."""
    _add(ChangeEntry(action=ChangeEntry.GONE, article_uuid=article.uuid, unit_code=article.unit_id))


def log_reset(user: User | None = None) -> None:
    """What `user` (None: everybody) may see has changed: clients read everything anew."""
    _add(ChangeEntry(action=ChangeEntry.RESET, user=user))


def _packed(queues: Iterable[str]) -> str:
    names = sorted(set(queues))
    return f",{','.join(names)}," if names else ""


def _add(entry: ChangeEntry) -> None:
    lock_change_log()
    entry.save(force_insert=True)
