"""Units, sections, people and the page tree of the made-up district."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.hashers import make_password

from editor_app.core.organisation import StageKind
from portal.accounts.models import User
from portal.articles.models import HomePage
from portal.articles.tree import ensure_home
from portal.organisation.models import Section, SectionStage, Unit
from portal.practice.library import Library

_STAGE_NAMES = {
    StageKind.UNIT.value: "单位审核",
    StageKind.DEPARTMENT.value: "主管部门审核",
    StageKind.CENTRE.value: "信息中心终审",
}
_STAGE_DAYS = {StageKind.UNIT.value: 1, StageKind.DEPARTMENT.value: 2, StageKind.CENTRE.value: 1}
_TOWNSHIPS = ("township", "subdistrict")


def make_units(library: Library) -> dict[str, Unit]:
    """Units by code, in the order of the file."""
    return {
        row["code"]: Unit.objects.create(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            type=row["type"],
            order=index * 10,
            address=row["address"],
            phone=row["phone"],
            introduction=row["intro"],
        )
        for index, row in enumerate(library.district["units"], 1)
    }


def make_sections(library: Library, units: Mapping[str, Unit]) -> list[Section]:
    """Sections with their stages and writers."""
    return [_section(row, index * 10, units) for index, row in enumerate(library.sections, 1)]


def _section(row: Mapping[str, Any], order: int, units: Mapping[str, Unit]) -> Section:
    owner = units.get(row.get("owner", ""))
    section = Section(
        code=row["code"],
        name=row["name"],
        unit=owner,
        department=units.get(row.get("department", "")),
        kinds=row["kinds"],
        default_kind=row["kinds"][0],
        all_units=owner is None and row["writers"] == ["*"],
        description=row["about"],
        order=order,
    )
    section.full_clean(exclude=["writers"])
    if owner is None and not section.all_units:
        section.writers.set(list(_writers(row["writers"], units)))
    section.stages.set(
        [
            SectionStage(kind=kind, name=_STAGE_NAMES[kind], working_days=_STAGE_DAYS[kind], sort_order=position)
            for position, kind in enumerate(row["stages"])
        ]
    )
    section.save()
    return section


def _writers(names: Iterable[str], units: Mapping[str, Unit]) -> Iterable[Unit]:
    """Unit codes and types ("township" covers sub-districts)."""
    for name in names:
        types = _TOWNSHIPS if name == "township" else (name,)
        if name in units:
            yield units[name]
        yield from (unit for unit in units.values() if unit.type in types)


def make_people(library: Library, units: Mapping[str, Unit]) -> dict[str, User]:
    """Accounts by user name. Their practice passwords are public, so one hash each for the two of them is enough."""
    hashes = {key: make_password(library.people[key]) for key in ("password", "first_password")}
    people = {}
    for row in library.people["people"]:
        roles = set(row["roles"])
        administrator = "administrator" in roles
        person = User(
            username=row["username"],
            display_name=row["name"],
            unit=units[row["unit"]],
            is_officer="officer" in roles,
            is_unit_reviewer="unit_reviewer" in roles,
            is_centre_reviewer="centre_reviewer" in roles,
            is_administrator=administrator,
            is_staff=administrator,
            is_superuser=administrator,
            must_change_password=bool(row.get("must_change")),
            password=hashes["first_password" if row.get("must_change") else "password"],
        )
        person.save()
        people[person.username] = person
    return people


def make_home(library: Library) -> HomePage:
    """The district's home page; units and sections get their pages when they are saved (portal.articles.signals)."""
    district = library.district
    home = ensure_home(district["name"])
    home.introduction = f"{district['name']}门户网站，发布政务动态、政策文件、通知公告和办事指南。"
    home.contact = f"地址：{district['address']}　电话：{district['phone']}　办公时间：{district['hours']}"
    home.save()
    return home
