"""Sections as an account sees them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from editor_app.core import organisation as core
from portal.accounts.models import User
from portal.organisation.models import Section, Unit
from portal.problems import Problem


def _writable(user: User) -> Q:
    listed = Section.writers.through.objects.filter(section_id=OuterRef("pk"), unit__code=user.unit_id)
    return Q(unit_id=user.unit_id) | Q(unit=None, all_units=True) | Q(Q(unit=None), Exists(listed))


def active_sections() -> QuerySet[Section]:
    """Sections in use, with their stages."""
    return Section.objects.filter(active=True).prefetch_related("stages")


def sections_for(user: User) -> list[core.Section]:
    """All sections of the district and those of the account's own unit, in order; `writable` where its unit may write."""
    writable = set(Section.objects.filter(_writable(user), active=True).values_list("code", flat=True))
    rows = active_sections().filter(Q(unit=None) | Q(unit_id=user.unit_id))
    return [to_core(row, writable=user.is_officer and row.code in writable) for row in rows]


def writable_section(user: User, code: str) -> Section:
    """The section. Raises Problem 403 when the account's unit may not write there, or there is none."""
    section = Section.objects.filter(_writable(user), active=True, code=code).first()
    if section is None:
        raise Problem(403, "section_not_writable", code)
    return section


def stages_of(section: Section, unit: Unit) -> list[dict[str, object]]:
    """The stages a submission of `unit` in `section` goes through, as they are now; without any, the centre decides alone."""
    rows = [{"kind": stage.kind, "name": stage.name, "working_days": stage.working_days} for stage in section.stages.all()] or [
        {"kind": core.StageKind.CENTRE.value, "name": "信息中心终审", "working_days": 1}
    ]
    whose = {core.StageKind.UNIT.value: unit.code, core.StageKind.DEPARTMENT.value: section.department_id or ""}
    rows = [row for row in rows if row["kind"] != core.StageKind.DEPARTMENT.value or section.department_id]
    return [{**row, "position": index, "unit": whose.get(str(row["kind"]), "")} for index, row in enumerate(rows, 1)]


def to_core(section: Section, *, writable: bool) -> core.Section:
    """The word of the field for it."""
    stages = tuple(
        core.Stage(index, core.StageKind(stage.kind), stage.name) for index, stage in enumerate(section.stages.all(), 1)
    )
    return core.Section(
        code=section.code,
        name=section.name,
        kinds=tuple(section.kinds),
        stages=stages,
        writable=writable,
        parent=section.parent_id or "",
        default_kind=section.default_kind,
    )
