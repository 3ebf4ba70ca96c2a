"""The change log that clients read with a cursor, and the stored answers of repeated requests."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class ChangeEntry(models.Model):
    """One change. Ids grow in the order of commits (portal.sync.log), so a cursor never skips a row."""

    CHANGED, GONE, RESET, REFERENCE = "changed", "gone", "reset", "reference"
    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=20)
    article_uuid = models.UUIDField(null=True, blank=True)
    unit_code = models.CharField(max_length=40, blank=True)
    queues = models.CharField(max_length=300, blank=True)  # ",centre,unit:a01," review queues that it touches
    user = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )  # RESET of one account

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["unit_code", "id"], name="change_unit")]

    def __str__(self) -> str:
        return f"{self.id} {self.action}"


class IdempotentRequest(models.Model):
    """What was answered under an idempotency key of an account: stored in the transaction that did the work."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    etag = models.CharField(max_length=80, blank=True)
    receipt = models.JSONField(null=True, blank=True)  # of submissions: found again by GET /receipts/{key}
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_key_once")]

    def __str__(self) -> str:
        return str(self.key)


class Installation(models.Model):
    """One row: a random word made with the database, so that cursors of another database are recognised."""

    epoch = models.CharField(max_length=16)

    def __str__(self) -> str:
        return self.epoch
