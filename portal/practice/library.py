"""The made-up district as data: resources/practice/*.toml and articles/*.md (TOML between +++ lines, then the body)."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from editor_app.core.resources import resource_path

ZONE = ZoneInfo("Asia/Shanghai")
PUBLISHED, WAITING, RETURNED, CORRECTION_WAITING = "published", "waiting", "returned", "correction_waiting"


@dataclass(frozen=True, slots=True)
class Story:
    """One article and what happened to it. `base` names the article that a waiting correction belongs to."""

    name: str
    head: Mapping[str, Any]
    body: str

    @property
    def state(self) -> str:
        """published | waiting | returned | correction_waiting."""
        return str(self.head.get("state", PUBLISHED))

    def text(self, key: str) -> str:
        """A string of the head, "" when absent."""
        return str(self.head.get(key, ""))

    def moment(self, key: str, now: dt.datetime) -> dt.datetime | None:
        """A time of the head; `hours_ago` counts back from `now` so that queues look alive whenever they are made."""
        if self.head.get(key):
            return dt.datetime.fromisoformat(str(self.head[key])).replace(tzinfo=ZONE)
        return now - dt.timedelta(hours=float(self.head["hours_ago"])) if "hours_ago" in self.head else None


@dataclass
class Library:
    """Everything under resources/practice."""

    folder: Path = field(default_factory=lambda: resource_path("practice"))

    @cached_property
    def district(self) -> dict[str, Any]:
        """Name, contact and units."""
        return self._toml("district.toml")

    @cached_property
    def sections(self) -> list[dict[str, Any]]:
        """Sections with owner, kinds, stages and writers."""
        return list(self._toml("sections.toml")["sections"])

    @cached_property
    def people(self) -> dict[str, Any]:
        """People, their passwords and the accounts offered on the sign-in page."""
        return self._toml("people.toml")

    @cached_property
    def stories(self) -> list[Story]:
        """All articles by file name."""
        return [_story(path) for path in sorted((self.folder / "articles").glob("*.md"))]

    def password_of(self, username: str) -> str:
        """The practice password of an account. Raises KeyError for an unknown one."""
        person = next((person for person in self.people["people"] if person["username"] == username), None)
        if person is None:
            raise KeyError(username)
        return str(self.people["first_password" if person.get("must_change") else "password"])

    def offered_accounts(self) -> list[dict[str, str]]:
        """What GET /health shows: username, password, description."""
        return [
            {"username": row["username"], "password": self.password_of(row["username"]), "description": row["description"]}
            for row in self.people["offered"]
        ]

    def _toml(self, name: str) -> dict[str, Any]:
        return tomllib.loads((self.folder / name).read_text(encoding="utf-8"))


def _story(path: Path) -> Story:
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return Story(path.stem, tomllib.loads(head), body.strip() + "\n" if body.strip() else "")


def overview_stories(library: Library) -> list[Story]:
    """An overview page for each unit, from the unit's own data."""
    authors = _first_officers(library.people["people"])
    return [_overview(unit, authors[unit["code"]], index) for index, unit in enumerate(library.district["units"])]


def _first_officers(people: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for person in people:
        if "officer" in person["roles"]:
            found.setdefault(person["unit"], person["username"])
    return found


def _overview(unit: Mapping[str, Any], author: str, index: int) -> Story:
    duties = "\n".join(f"{number}.{duty}；" for number, duty in enumerate(unit["duties"], 1)).rstrip("；") + "。"
    body = (
        f"{unit['intro']}\n\n## 一、主要职责\n\n{duties.replace(chr(10), chr(10) + chr(10))}\n\n## 二、联系方式\n\n"
        f"办公地址：{unit['address']}\n\n联系电话：{unit['phone']}\n\n办公时间：工作日 8:30—12:00，14:00—17:30\n"
    )
    department = unit["type"] in ("department", "centre")
    head = {
        "title": f"{unit['short_name']}{'机构职能' if department else '概况'}",
        "section": f"{unit['code']}-overview",
        "kind": "overview",
        "unit": unit["code"],
        "author": author,
        "published": f"2026-08-{10 + index % 15:02d} {9 + index % 7:02d}:{index * 7 % 60:02d}",
        "fields": {"updated": "2026-07-31", "source": unit["name"]},
    }
    return Story(f"overview-{unit['code']}", head, body)
