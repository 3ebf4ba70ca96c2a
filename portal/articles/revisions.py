"""Revisions of articles as the portal keeps them: Wagtail's Revision row holds the text, ours its number, hash and author."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from editor_app.core.content import ArticleContent


class ArticleRevision(models.Model):
    """One text that was saved on the portal or submitted; never changed afterwards. Its id is the `revision_id` of the API."""

    article = models.ForeignKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="article_revisions")
    revision = models.OneToOneField("wagtailcore.Revision", on_delete=models.PROTECT, related_name="article_revision")
    number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=60)
    submitted = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="article_revision_number")]
        verbose_name = "稿件版本"
        verbose_name_plural = "稿件版本"

    def __str__(self) -> str:
        return f"{self.article_id} #{self.number}"

    @property
    def content(self) -> ArticleContent:
        """The text of this revision."""
        from portal.articles.shape import content_of_revision

        return content_of_revision(self.revision.content)
