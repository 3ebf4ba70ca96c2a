"""People, the devices they signed in on, and the log of sign-ins."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from editor_app.core.organisation import Limits, Profile, UserRole
from portal.organisation.models import Unit


class User(AbstractUser):
    """A person of a unit. What they may do follows from the four roles and the unit; nobody holds Wagtail's publish right."""

    email = models.EmailField("电子邮箱", blank=True, null=True, unique=True)
    display_name = models.CharField("姓名", max_length=60, blank=True)
    unit = models.ForeignKey(
        Unit, verbose_name="单位", null=True, blank=True, on_delete=models.PROTECT, related_name="people", to_field="code"
    )
    is_officer = models.BooleanField("信息员", default=False)
    is_unit_reviewer = models.BooleanField("单位审核人", default=False)
    is_centre_reviewer = models.BooleanField("信息中心终审", default=False)
    is_administrator = models.BooleanField("信息中心管理员", default=False)
    must_change_password = models.BooleanField("下次登录须修改密码", default=False)

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.shown_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep "no mail address" as NULL, so that the unique index ignores it."""
        self.email = self.email or None
        super().save(*args, **kwargs)

    def set_password(self, raw_password: str | None) -> None:
        """A password a person chose ends the demand to change it; who hands out a first password sets the demand afterwards."""
        super().set_password(raw_password)
        self.must_change_password = False

    @property
    def shown_name(self) -> str:
        """The person's name, else the account name."""
        return self.display_name or self.get_full_name() or self.username

    @property
    def roles(self) -> frozenset[UserRole]:
        """What this person may do."""
        held = {
            UserRole.OFFICER: self.is_officer,
            UserRole.UNIT_REVIEWER: self.is_unit_reviewer,
            UserRole.CENTRE_REVIEWER: self.is_centre_reviewer,
            UserRole.ADMINISTRATOR: self.is_administrator or self.is_superuser,
        }
        return frozenset(role for role, has in held.items() if has)

    @property
    def sees_all_units(self) -> bool:
        """The centre's people see every unit's articles."""
        return self.is_centre_reviewer or self.is_administrator or self.is_superuser

    def to_core(self) -> Profile:
        """The shape of GET /me. Raises ValueError for an account without a unit."""
        if self.unit is None:
            raise ValueError(f"account {self.username} belongs to no unit")
        return Profile(
            username=self.username,
            display_name=self.shown_name,
            unit=self.unit.to_core(),
            roles=self.roles,
            must_change_password=self.must_change_password,
            limits=Limits(**settings.PORTAL_LIMITS),
            portal_name=settings.PORTAL_NAME,
            practice=settings.PORTAL_PRACTICE,
        )


class Device(models.Model):
    """A program that a person signed in with. Only a keyed hash of its token is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    name = models.CharField("名称", max_length=100)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("登录时间", default=timezone.now)
    expires_at = models.DateTimeField("到期时间")
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)

    wagtail_reference_index_ignore = True  # shown as a snippet, refers to nothing that Wagtail tracks

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "设备"
        verbose_name_plural = "设备"

    def __str__(self) -> str:
        return f"{self.name} ({self.user_id})"


class SignIn(models.Model):
    """One attempt to sign in, kept for the record; no password, right or wrong, is stored."""

    at = models.DateTimeField("时间", default=timezone.now, db_index=True)
    username = models.CharField("账号", max_length=150, db_index=True)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="sign_ins")
    address = models.CharField("来源地址", max_length=64, blank=True)
    success = models.BooleanField("成功")

    wagtail_reference_index_ignore = True  # shown as a snippet, refers to nothing that Wagtail tracks

    class Meta:
        ordering = ["-id"]
        verbose_name = "登录记录"
        verbose_name_plural = "登录记录"

    def __str__(self) -> str:
        return f"{self.username} {'+' if self.success else '-'}"
