"""The finish action: puts exactly the reviewed revision on the public page, whatever was saved since."""

from __future__ import annotations

from django.utils import timezone
from wagtail.signals import page_published

from editor_app.core.review import ReviewState
from portal.accounts.models import User
from portal.articles.models import ArticlePage
from portal.articles.search_terms import SearchTerms, packed
from portal.articles.shape import write_content
from portal.problems import Problem
from portal.review.models import AuditEntry, Submission
from portal.review.record import audit

COLUMNS = (
    *("title", "section", "kind", "field_values", "body", "attachments", "state", "stage_name", "live"),
    *("has_unpublished_changes", "public_revision", "live_revision", "first_published_at", "last_published_at"),
    *("published_at", "corrected_at", "withdrawn_at", "withdrawal_note"),
)


def publish(article: ArticlePage, submission: Submission, actor: User) -> AuditEntry:
    """Write the submission's revision into the page's columns (saved by conclude) and return the line for the record.

    Raises Problem 409 stale_revision when the stored text is not what its hash says any more: then nothing may go out.
    """
    revision = submission.revision
    content = revision.content
    if content.content_hash != revision.content_hash:
        raise Problem(409, "stale_revision", "the stored text does not match its hash")
    now = timezone.now()
    draft_title = article.draft_title
    write_content(article, content)
    article.draft_title = draft_title
    article.state, article.stage_name = ReviewState.PUBLISHED.value, ""
    article.live = True
    article.has_unpublished_changes = article.newest_revision_id != revision.pk
    article.public_revision, article.live_revision = revision, revision.revision
    article.corrected_at = now if article.published_at is not None else None
    article.published_at = article.published_at or now
    article.first_published_at = article.first_published_at or now
    article.last_published_at = now
    article.withdrawn_at, article.withdrawal_note = None, ""
    terms = packed(content.title, content.body, *content.fields.values())
    SearchTerms.objects.filter(pk=article.pk).update(public=terms)
    page_published.send(sender=ArticlePage, instance=article, revision=revision.revision)
    return audit(article, actor, "published", text="更正" if submission.is_correction else "", revision=revision)
