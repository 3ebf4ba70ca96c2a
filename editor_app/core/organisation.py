"""Units (单位), sections (栏目), stages (审核环节), roles and accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class UnitType(StrEnum):
    """What a unit is."""

    TOWNSHIP = "township"
    SUBDISTRICT = "subdistrict"
    DEPARTMENT = "department"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the district; `code` is stable and stands in addresses."""

    code: str
    name: str
    short_name: str
    type: UnitType


class StageKind(StrEnum):
    """Who decides at a stage."""

    UNIT = "unit"  # reviewers of the unit that wrote it
    DEPARTMENT = "department"  # the department in charge of the section
    CENTRE = "centre"  # the information centre, the last look


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a section's review, `position` from 1."""

    position: int
    kind: StageKind
    name: str


@dataclass(frozen=True, slots=True)
class Section:
    """A column of the portal: the kinds it takes, its stages, and whether this account may write in it."""

    code: str
    name: str
    kinds: tuple[str, ...]
    stages: tuple[Stage, ...]
    writable: bool
    parent: str = ""
    default_kind: str = "news"

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Section:
        """From the portal's JSON."""
        return cls(
            code=str(data["code"]),
            name=str(data["name"]),
            kinds=tuple(str(kind) for kind in data["kinds"]),
            stages=tuple(Stage(int(item["position"]), StageKind(item["kind"]), str(item["name"])) for item in data["stages"]),
            writable=bool(data["writable"]),
            parent=str(data.get("parent") or ""),
            default_kind=str(data.get("default_kind") or "news"),
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON form, as the portal sends it."""
        return {
            "code": self.code,
            "name": self.name,
            "kinds": list(self.kinds),
            "stages": [{"position": stage.position, "kind": stage.kind.value, "name": stage.name} for stage in self.stages],
            "writable": self.writable,
            "parent": self.parent,
            "default_kind": self.default_kind,
        }


class UserRole(StrEnum):
    """What a person may do."""

    OFFICER = "officer"
    UNIT_REVIEWER = "unit_reviewer"
    CENTRE_REVIEWER = "centre_reviewer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Limits:
    """The portal's limits: bytes per file, longest image side in pixels, files per article."""

    max_file_bytes: int = 50 * 1024 * 1024
    max_image_bytes: int = 5 * 1024 * 1024
    max_image_side: int = 1920
    max_attachments: int = 30
    max_body_chars: int = 200_000


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the portal says this account is (GET /me)."""

    username: str
    display_name: str
    unit: Unit
    roles: frozenset[UserRole]
    must_change_password: bool
    limits: Limits
    portal_name: str
    practice: bool = False

    @property
    def can_write(self) -> bool:
        """May draft and submit."""
        return UserRole.OFFICER in self.roles

    @property
    def can_review(self) -> bool:
        """Has a review queue."""
        return bool(self.roles & {UserRole.UNIT_REVIEWER, UserRole.CENTRE_REVIEWER})

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Profile:
        """From the portal's JSON."""
        unit = data["unit"]
        limits = data.get("limits") or {}
        return cls(
            username=str(data["username"]),
            display_name=str(data["display_name"]),
            unit=Unit(str(unit["code"]), str(unit["name"]), str(unit["short_name"]), UnitType(unit["type"])),
            roles=frozenset(UserRole(role) for role in data["roles"]),
            must_change_password=bool(data["must_change_password"]),
            limits=Limits(**{name: int(limits[name]) for name in Limits.__slots__ if name in limits}),
            portal_name=str(data["portal"]["name"]),
            practice=bool(data["portal"].get("practice", False)),
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON form, as the portal sends it."""
        return {
            "username": self.username,
            "display_name": self.display_name,
            "unit": {
                "code": self.unit.code,
                "name": self.unit.name,
                "short_name": self.unit.short_name,
                "type": self.unit.type.value,
            },
            "roles": sorted(role.value for role in self.roles),
            "must_change_password": self.must_change_password,
            "limits": {name: getattr(self.limits, name) for name in Limits.__slots__},
            "portal": {"name": self.portal_name, "practice": self.practice},
        }


@dataclass(frozen=True, slots=True)
class Account:
    """An account on this computer. `id` names its own data folder and its keyring entry; it holds no secret."""

    id: str
    portal_url: str
    username: str
    display_name: str
    unit_name: str
    portal_name: str
    device_id: str = ""
    last_used: str = ""
