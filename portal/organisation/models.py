"""Units, sections with the units that may write in them, and each section's stages."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from editor_app.core import organisation as core
from editor_app.core.kind import shipped_kinds

_CODE = RegexValidator(r"^[a-z0-9][a-z0-9-]{0,39}$", "只能用小写字母、数字和连字符，40 字以内")


class Unit(models.Model):
    """A unit (单位). `code` stands in addresses and never changes."""

    TYPES = [
        (core.UnitType.TOWNSHIP.value, "镇"),
        (core.UnitType.SUBDISTRICT.value, "街道"),
        (core.UnitType.DEPARTMENT.value, "部门"),
        (core.UnitType.CENTRE.value, "信息中心"),
    ]
    code = models.CharField("代码", max_length=40, unique=True, validators=[_CODE])
    name = models.CharField("名称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=40)
    type = models.CharField("类型", max_length=20, choices=TYPES)
    order = models.PositiveIntegerField("顺序", default=100)
    active = models.BooleanField("启用", default=True)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=60, blank=True)
    introduction = models.TextField("简介", blank=True)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = "单位"
        verbose_name_plural = "单位"

    def __str__(self) -> str:
        return self.name

    def to_core(self) -> core.Unit:
        """The word of the field for it."""
        return core.Unit(self.code, self.name, self.short_name, core.UnitType(self.type))


class Section(ClusterableModel):
    """A section (栏目): kinds it takes, who may write in it, the department in charge, its stages.

    A section with a `unit` belongs to that unit's sub-site and only that unit writes in it. Otherwise it is the district's;
    `all_units` opens it to every unit, else `writers` lists them.
    """

    code = models.CharField("代码", max_length=40, unique=True, validators=[_CODE])
    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey(
        "self", verbose_name="上级栏目", null=True, blank=True, on_delete=models.PROTECT, related_name="children", to_field="code"
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name="所属单位子站",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sections",
        to_field="code",
    )
    department = models.ForeignKey(
        Unit,
        verbose_name="主管部门",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sections_in_charge",
        to_field="code",
    )
    kinds = models.JSONField("稿件类型", default=list)
    default_kind = models.CharField("默认稿件类型", max_length=40, default="news")
    all_units = models.BooleanField("各单位均可投稿", default=False)
    writers = ParentalManyToManyField(Unit, verbose_name="可投稿单位", blank=True, related_name="writable_sections")
    description = models.CharField("说明", max_length=300, blank=True)
    order = models.PositiveIntegerField("顺序", default=100)
    active = models.BooleanField("启用", default=True)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = "栏目"
        verbose_name_plural = "栏目"

    def __str__(self) -> str:
        return self.name if self.unit_id is None else f"{self.name}（{self.unit_id}）"

    def clean(self) -> None:
        """Kinds exist, the default is one of them, a section of a unit is not open to others."""
        known = shipped_kinds()
        if not isinstance(self.kinds, list) or not self.kinds or not all(kind in known for kind in self.kinds):
            raise ValidationError({"kinds": f"请从这些类型中选择至少一种：{'、'.join(known)}"})
        if self.default_kind not in self.kinds:
            raise ValidationError({"default_kind": "默认稿件类型须在稿件类型之中"})
        if self.unit_id is not None and self.all_units:
            raise ValidationError({"all_units": "子站栏目只能由所属单位投稿"})
        if self.parent_id is not None and self.parent_id == self.code:
            raise ValidationError({"parent": "上级栏目不能是自己"})


class SectionStage(Orderable):
    """One stage of a section's review. Position counts from 1 in the order given."""

    KINDS = [
        (core.StageKind.UNIT.value, "单位审核"),
        (core.StageKind.DEPARTMENT.value, "主管部门审核"),
        (core.StageKind.CENTRE.value, "信息中心终审"),
    ]
    section = ParentalKey(Section, on_delete=models.CASCADE, related_name="stages")
    kind = models.CharField("由谁审核", max_length=20, choices=KINDS)
    name = models.CharField("环节名称", max_length=40)
    working_days = models.PositiveSmallIntegerField("时限（工作日）", default=1)

    class Meta(Orderable.Meta):
        verbose_name = "审核环节"
        verbose_name_plural = "审核环节"

    def __str__(self) -> str:
        return self.name
