"""The one way an article's change is concluded: version, columns, a line of the record and of the change log, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from wagtail.models import Page

from portal.accounts.models import User
from portal.articles.models import ArticlePage
from portal.articles.revisions import ArticleRevision
from portal.review.models import AuditEntry
from portal.sync.log import log_article

_PAGE_COLUMNS = frozenset(field.name for field in Page._meta.local_fields)


def save_columns(article: ArticlePage, *names: str) -> None:
    """Write these columns, one statement for each of the two tables; none of Wagtail's housekeeping is concerned by them."""
    for model, chosen in (
        (Page, [name for name in names if name in _PAGE_COLUMNS]),
        (ArticlePage, [name for name in names if name not in _PAGE_COLUMNS]),
    ):
        if chosen:
            attributes = [model._meta.get_field(name).attname for name in chosen]  # ids, so that nothing is loaded
            values = {name: getattr(article, name) for name in attributes}
            model._base_manager.filter(pk=article.pk).update(**values)


def audit(
    article: ArticlePage,
    actor: User,
    action: str,
    *,
    stage: str = "",
    text: str = "",
    revision: ArticleRevision | None = None,
) -> AuditEntry:
    """A line of the record, not yet written."""
    return AuditEntry(
        article_uuid=article.uuid,
        unit_code=article.unit_id,
        actor=actor,
        actor_name=actor.shown_name,
        action=action,
        stage=stage,
        text=text,
        revision_id=str(revision.pk) if revision is not None else "",
        content_hash=revision.content_hash if revision is not None else "",
    )


def conclude(article: ArticlePage, entries: Iterable[AuditEntry], *changed: str, queues: Iterable[str] = ()) -> None:
    """Count the version (ETag) up, write the `changed` columns, the lines of the record and, last, the change log."""
    article.version += 1
    article.changed_at = timezone.now()
    save_columns(article, "version", "changed_at", *changed)
    note(article, entries, queues=queues)


def note(article: ArticlePage, entries: Iterable[AuditEntry], *, queues: Iterable[str] = ()) -> None:
    """Record and announce what leaves text and state alone (a claim, a remark): the ETag stays, so no author's next step is refused."""
    AuditEntry.objects.bulk_create(list(entries))
    log_article(article, queues)
