"""Submissions, the tasks of their stages, comments, what reviewers saw, and the record that only grows."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from editor_app.core.organisation import StageKind
from portal.organisation.models import Unit


class AppendOnly(Exception):
    """Somebody tried to change or remove a line of the record."""


class Submission(models.Model):
    """One revision handed in for review, with the stages that its section had then."""

    IN_REVIEW, APPROVED, RETURNED, RECALLED, WITHDRAWN = "in_review", "approved", "returned", "recalled", "withdrawn"
    STATES = [
        (IN_REVIEW, "审核中"),
        (APPROVED, "已通过"),
        (RETURNED, "已退回"),
        (RECALLED, "已撤回"),
        (WITHDRAWN, "已撤稿"),
    ]
    article = models.ForeignKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="submissions")
    revision = models.OneToOneField("articles.ArticleRevision", on_delete=models.PROTECT, related_name="submission")
    receipt_number = models.CharField("回执号", max_length=20, unique=True)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="submissions")
    author_name = models.CharField("提交人", max_length=60)
    submitted_at = models.DateTimeField("提交时间", default=timezone.now)
    stages = models.JSONField(default=list)  # [{position, kind, name, working_days, unit}] as they were
    waivers = models.JSONField(default=list)
    findings = models.JSONField(default=list)  # warnings and suggestions that the portal's own check found
    pack_version = models.CharField(max_length=60, blank=True)
    is_correction = models.BooleanField("更正", default=False)
    state = models.CharField("状态", max_length=20, choices=STATES, default=IN_REVIEW)
    return_reason = models.CharField("退回原因", max_length=20, blank=True)
    return_text = models.TextField("退回说明", blank=True)
    decided_by_name = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True  # shown as a snippet, refers to nothing that Wagtail tracks

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(state="in_review"), name="one_submission_in_review_per_article"
            )
        ]
        verbose_name = "送审"
        verbose_name_plural = "送审"

    def __str__(self) -> str:
        return self.receipt_number


class ReviewTask(models.Model):
    """One stage of one submission: who may decide, who took it up, what was decided."""

    OPEN, APPROVED, RETURNED, CANCELLED = "open", "approved", "returned", "cancelled"
    STATES = [(OPEN, "待审"), (APPROVED, "通过"), (RETURNED, "退回"), (CANCELLED, "取消")]
    KINDS = [(StageKind.UNIT.value, "单位"), (StageKind.DEPARTMENT.value, "主管部门"), (StageKind.CENTRE.value, "信息中心")]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="tasks")
    article = models.ForeignKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=KINDS)
    name = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", to_field="code")
    state = models.CharField(max_length=20, choices=STATES, default=OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["submission", "position"], name="one_task_per_stage")]
        indexes = [models.Index(fields=["state", "kind", "unit", "created_at"], name="task_queue")]
        verbose_name = "审核任务"
        verbose_name_plural = "审核任务"

    def __str__(self) -> str:
        return f"{self.name} {self.state}"

    @property
    def queue(self) -> str:
        """Name of the queue it stands in: "centre" or "unit:<code>"."""
        return "centre" if self.kind == StageKind.CENTRE.value else f"unit:{self.unit_id}"


class ReviewComment(models.Model):
    """A remark on the article or on a place in it; `part`, `start`, `end` as in a Finding."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="review_comments")
    revision = models.ForeignKey("articles.ArticleRevision", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()
    part = models.CharField(max_length=80, blank=True)
    quote = models.TextField(blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by_name = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["at", "id"]
        verbose_name = "批注"
        verbose_name_plural = "批注"

    def __str__(self) -> str:
        return self.text[:40]


class Reading(models.Model):
    """A reviewer had this revision on the screen; the next case shows what changed since."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("articles.ArticleRevision", on_delete=models.CASCADE, related_name="readings")
    article = models.ForeignKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "revision"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.revision_id}"


class AuditEntry(models.Model):
    """One line of the record. Lines are only added; the database refuses to change or delete them (migration 0002)."""

    at = models.DateTimeField("时间", default=timezone.now)
    article_uuid = models.UUIDField("稿件", db_index=True, null=True)
    unit_code = models.CharField("单位", max_length=40, blank=True)
    actor = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField("操作人", max_length=60)
    action = models.CharField("操作", max_length=30)
    stage = models.CharField("环节", max_length=40, blank=True)
    text = models.TextField("说明", blank=True)
    revision_id = models.CharField("版本", max_length=20, blank=True)
    content_hash = models.CharField("内容摘要", max_length=64, blank=True)

    wagtail_reference_index_ignore = True  # shown as a snippet, refers to nothing that Wagtail tracks

    class Meta:
        ordering = ["id"]
        verbose_name = "操作记录"
        verbose_name_plural = "操作记录"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line. Raises AppendOnly for one that exists already."""
        if not self._state.adding:
            raise AppendOnly("the record only grows")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Always raises AppendOnly."""
        raise AppendOnly("the record only grows")


class ReceiptCounter(models.Model):
    """The last receipt number given out on a day."""

    day = models.DateField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day} {self.last}"
