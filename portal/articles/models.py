"""The page tree: district home, unit sub-sites, section lists, articles. What stands in an ArticlePage's own columns is the live text."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from editor_app.core.content import ArticleContent
from editor_app.core.review import ReviewState
from portal.articles.revisions import ArticleRevision
from portal.articles.search_terms import SearchTerms
from portal.articles.shape import content_of_page
from portal.organisation.models import Section, Unit
from portal.uploads.models import StoredFile

__all__ = ["ArticlePage", "ArticleRevision", "HomePage", "SearchTerms", "SectionPage", "StoredFile", "UnitPage"]


_LIVE_TEXT = frozenset({"live", "title", "section", "kind", "field_values", "body", "attachments"})


class NotReviewed(PermissionDenied):
    """Somebody tried to publish a text that no reviewer approved."""


class HomePage(Page):
    """The district's portal (main site)."""

    template = "sites/home.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["articles.UnitPage", "articles.SectionPage"]
    introduction = models.TextField("简介", blank=True)
    contact = models.CharField("联系方式", max_length=200, blank=True)
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("contact")]

    class Meta:
        verbose_name = "区门户首页"
        verbose_name_plural = "区门户首页"


class UnitPage(Page):
    """A unit's sub-site; its slug is the unit's code."""

    template = "sites/unit.html"
    parent_page_types: ClassVar[list[str]] = ["articles.HomePage"]
    subpage_types: ClassVar[list[str]] = ["articles.SectionPage"]
    unit = models.OneToOneField(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="page", to_field="code")
    content_panels = [*Page.content_panels, FieldPanel("unit")]

    class Meta:
        verbose_name = "单位子站"
        verbose_name_plural = "单位子站"


class SectionPage(Page):
    """A section's list; its slug is the section's code. Articles are found by their section, wherever they stand in the tree."""

    template = "sites/section.html"
    parent_page_types: ClassVar[list[str]] = ["articles.HomePage", "articles.UnitPage"]
    subpage_types: ClassVar[list[str]] = ["articles.ArticlePage"]
    section = models.OneToOneField(Section, verbose_name="栏目", on_delete=models.PROTECT, related_name="page", to_field="code")
    content_panels = [*Page.content_panels, FieldPanel("section")]

    class Meta:
        verbose_name = "栏目页"
        verbose_name_plural = "栏目页"


class ArticlePage(Page):
    """An article. Only the actions write its columns: at the first submission (not live) and when a reviewed revision is published.

    `title`, `section`, `kind`, `field_values`, `body`, `attachments` are the live text, `public_revision` names the reviewed revision
    they came from. `newest_revision` is what was last sent in; `state` and `stage_name` say where that stands.
    """

    template = "sites/article.html"
    parent_page_types: ClassVar[list[str]] = ["articles.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    show_in_menus_default = False
    search_auto_update = False  # Chinese needs our own terms (portal.articles.search_terms)
    wagtail_reference_index_ignore = True  # files are content-addressed, nothing here points to Wagtail's objects
    exclude_fields_in_copy: ClassVar[list[str]] = ["uuid"]

    STATES = [
        (ReviewState.DRAFT.value, "草稿"),
        (ReviewState.IN_REVIEW.value, "审核中"),
        (ReviewState.RETURNED.value, "已退回"),
        (ReviewState.PUBLISHED.value, "已发布"),
        (ReviewState.WITHDRAWN.value, "已撤稿"),
    ]
    uuid = models.UUIDField("稿件标识", unique=True, editable=False)
    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="articles", to_field="code")
    section = models.ForeignKey(Section, verbose_name="栏目", on_delete=models.PROTECT, related_name="articles", to_field="code")
    kind = models.CharField("稿件类型", max_length=40)
    field_values = models.JSONField("字段", default=dict, blank=True)
    body = models.TextField("正文", blank=True)
    attachments = models.JSONField("附件", default=list, blank=True)  # ArticleContent.to_dict()["attachments"]

    state = models.CharField("状态", max_length=20, choices=STATES, default=ReviewState.DRAFT.value)
    stage_name = models.CharField("环节", max_length=40, blank=True)
    version = models.PositiveIntegerField(default=0)  # of the ETag: counts every change of the article or its review
    author = models.ForeignKey("accounts.User", verbose_name="作者", on_delete=models.PROTECT, related_name="articles")
    author_name = models.CharField("作者姓名", max_length=60)
    public_revision = models.ForeignKey(
        "articles.ArticleRevision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    newest_revision = models.ForeignKey(
        "articles.ArticleRevision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField("更新时间", null=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    corrected_at = models.DateTimeField("更正时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤稿时间", null=True, blank=True)
    withdrawal_note = models.CharField("撤稿说明", max_length=500, blank=True)  # shown on the page in place of the text

    content_panels = [
        MultiFieldPanel(
            [
                FieldPanel("title", read_only=True),
                FieldPanel("state", read_only=True),
                FieldPanel("stage_name", read_only=True),
                FieldPanel("unit", read_only=True),
                FieldPanel("section", read_only=True),
                FieldPanel("kind", read_only=True),
                FieldPanel("author_name", read_only=True),
                FieldPanel("changed_at", read_only=True),
                FieldPanel("published_at", read_only=True),
            ],
            heading="稿件",
        ),
        FieldPanel("field_values", read_only=True),
        FieldPanel("body", read_only=True),
        FieldPanel("attachments", read_only=True),
    ]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = "稿件"
        verbose_name_plural = "稿件"
        indexes = [
            models.Index(fields=["unit", "-changed_at"], name="article_unit_changed"),
            models.Index(fields=["state", "-changed_at"], name="article_state_changed"),
            models.Index(fields=["section", "-published_at"], name="article_section_published"),
            models.Index(fields=["-published_at"], name="article_published"),
        ]

    @property
    def content(self) -> ArticleContent:
        """The text in this page's own columns."""
        return content_of_page(self)

    @property
    def etag(self) -> str:
        """Names this state of the article; changes with every change of the article or its review."""
        return f'"{self.uuid.hex}-{self.version}"'

    @property
    def withdrawn(self) -> bool:
        """Shows an explanation instead of the text."""
        return self.withdrawn_at is not None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new article is checked by its action and has its line in our record: Wagtail's slug search and "create" row are spared.

        Raises NotReviewed when a live text would be written that is not the reviewed one, through whatever door of Wagtail's.
        """
        if self._state.adding:
            kwargs = {"clean": False, "log_action": None} | kwargs
        if self.live and not _LIVE_TEXT.isdisjoint(kwargs.get("update_fields") or _LIVE_TEXT):
            public = ArticleRevision.objects.filter(pk=self.public_revision_id, article_id=self.pk)
            if not public.filter(content_hash=self.content.content_hash).exists():
                raise NotReviewed("this text has not been reviewed")
        super().save(*args, **kwargs)
