"""Uploads under way (tus) and the files that came of them, named by their SHA-256."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from portal.organisation.models import Unit


class StoredFile(models.Model):
    """A file of which the portal holds the bytes (storage alias "articles", name xx/<sha256>)."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    inspection = models.JSONField(default=dict, blank=True)  # verdict and reasons, filled when first inspected
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = "文件"

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def storage_name(self) -> str:
        """Name in the storage."""
        return f"{self.sha256[:2]}/{self.sha256}"


class FileOwner(models.Model):
    """A unit that itself uploaded a file; another unit must upload it again, so knowing a hash gives nobody the bytes."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="owners")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", to_field="code")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "unit"], name="file_owner_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.file_id[:12]}"


class Upload(models.Model):
    """An upload under way. The bytes so far lie in UPLOAD_DIR/<id>.part; their count is the offset."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", to_field="code")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    length = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "上传"
        verbose_name_plural = "上传"

    def __str__(self) -> str:
        return f"{self.name} {self.offset}/{self.length}"
