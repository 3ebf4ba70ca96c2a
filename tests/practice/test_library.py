"""The made-up district as data: complete, consistent, and clean under the shipped rules."""

from __future__ import annotations

import collections
import datetime as dt
import re
from pathlib import Path

import pytest

from editor_app.content.inspection import inspect_file
from editor_app.content.parse import parse
from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.finding import Severity
from editor_app.core.kind import field_problems, shipped_kinds
from editor_app.core.organisation import Limits
from editor_app.rules.engine import CheckContext, Checker
from editor_app.rules.pack import shipped_pack
from editor_app.rules.validators import is_identity_number
from portal.practice.documents import MEDIA_TYPES, letter, sheet_of_paper, workbook
from portal.practice.library import PUBLISHED, RETURNED, WAITING, Library, Story, overview_stories
from portal.practice.pictures import SCENES, draw

TODAY = dt.date(2026, 11, 24)


def all_stories(library: Library) -> list[Story]:
    return [*library.stories, *overview_stories(library)]


def content_of(library: Library, story: Story) -> ArticleContent:
    section = next(row for row in library.sections if row["code"] == story.text("section"))
    rows = [(Role.IMAGE, row) for row in story.head.get("images", [])] + [(Role.FILE, row) for row in story.head.get("files", [])]
    attachments = tuple(
        Attachment(row["id"], role, row["name"], "0" * 64, 1, "", row.get("alt", ""), row.get("caption", ""))
        for role, row in rows
    )
    fields = {key: str(value) for key, value in story.head.get("fields", {}).items()}
    kind = story.text("kind") or section["kinds"][0]
    return ArticleContent(story.text("title"), section["code"], kind, fields, story.body, attachments)


def test_the_district_is_as_large_as_promised(library: Library) -> None:
    types = collections.Counter(unit["type"] for unit in library.district["units"])
    assert types["township"] + types["subdistrict"] == 8
    assert types["department"] == 12
    assert types["centre"] == 1
    assert 55 <= len(library.sections) <= 65
    assert len(library.people["people"]) >= 30
    assert {len(section["stages"]) for section in library.sections} == {1, 2, 3}
    states = collections.Counter(story.state for story in all_stories(library))
    assert states[PUBLISHED] >= 40
    assert 4 <= states[RETURNED] <= 6
    assert 8 <= states[WAITING] <= 10
    published = {content_of(library, story).kind for story in all_stories(library) if story.state == PUBLISHED}
    assert published == set(shipped_kinds())


def test_everything_named_exists(library: Library) -> None:
    units = {unit["code"] for unit in library.district["units"]}
    people = {person["username"]: person for person in library.people["people"]}
    sections = {section["code"] for section in library.sections}
    assert len(sections) == len(library.sections)
    assert not units & {
        section["code"] for section in library.sections if not section.get("owner")
    }  # both stand below the home page
    assert {person["unit"] for person in people.values()} == units
    for unit in units - {"centre"}:
        roles = [set(person["roles"]) for person in people.values() if person["unit"] == unit]
        assert any("officer" in held for held in roles), unit
        assert any("unit_reviewer" in held for held in roles), unit
    for story in all_stories(library):
        if story.text("base"):
            assert story.text("base") in {other.name for other in library.stories}
        else:
            assert story.text("section") in sections, story.name
            assert story.text("unit") in units, story.name
        assert {row["by"] for row in story.head.get("comments", [])} <= set(people)
    assert {row["username"] for row in library.offered_accounts()} <= set(people)


def test_each_section_holds_something(library: Library) -> None:
    filled = {story.text("section") for story in all_stories(library) if story.state == PUBLISHED and not story.text("withdrawn")}
    assert {section["code"] for section in library.sections} - filled == set()


def test_no_real_person_can_be_meant(library: Library) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(library.folder.rglob("*")) if path.is_file())
    assert re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", text) == []
    assert [number for number in re.findall(r"\d{17}[\dXx]", text) if is_identity_number(number)] == []
    assert set(re.findall(r"(?<!\d)(0\d{2,3})-\d{7}", text)) == {"0600"}  # an area code that is not in use


def test_passwords_satisfy_the_portal(library: Library) -> None:
    for key in ("password", "first_password"):
        assert len(library.people[key]) >= 10
        assert not library.people[key].isdigit()
    assert library.people["password"] != library.people["first_password"]
    assert library.password_of("linxiaomei") == library.people["first_password"]
    with pytest.raises(KeyError):
        library.password_of("nobody")


def test_no_article_breaks_a_rule(library: Library) -> None:
    checker, kinds = Checker(shipped_pack()), shipped_kinds()
    for story in all_stories(library):
        if story.text("base"):
            continue
        content = content_of(library, story)
        assert field_problems(kinds[content.kind], content.fields) == [], story.name
        context = CheckContext(TODAY, {}, kinds[content.kind])
        findings = checker.check(content, parse(content.body), context).findings
        assert [found for found in findings if found.severity is Severity.ERROR] == [], story.name
        if not story.text("waiver_reason"):
            assert [found for found in findings if found.severity is Severity.WARNING] == [], story.name


def test_some_waiting_articles_carry_a_waiver(library: Library) -> None:
    checker = Checker(shipped_pack())
    waived = [story for story in library.stories if story.text("waiver_reason")]
    assert len(waived) >= 2
    for story in waived:
        content = content_of(library, story)
        findings = checker.check(content, parse(content.body), CheckContext(TODAY)).findings
        assert any(found.severity is Severity.WARNING for found in findings), story.name


def test_files_are_what_they_say(tmp_path: Path) -> None:
    made = {
        "xlsx": workbook("值班表", [["日期", "人数"], ["11月23日", 20]]),
        "docx": letter(["承诺书", "一、不携带火种进入林区。"]),
        "pdf": sheet_of_paper(["任务表", "城关街道    4处"]),
    }
    for extension, data in made.items():
        path = tmp_path / f"file.{extension}"
        path.write_bytes(data)
        found = inspect_file(path, path.name, Limits())
        assert (found.type, found.verdict) == (extension, "ok"), found.reasons
        assert found.media_type == MEDIA_TYPES[extension]
    texts = "".join(text for _, text in inspect_file(tmp_path / "file.pdf", "file.pdf", Limits()).texts)
    assert "城关街道" in texts


def test_pictures_are_the_same_each_time_and_small() -> None:
    for scene in SCENES:
        first = draw(scene, "seed")
        assert first == draw(scene, "seed")
        assert 5_000 < len(first) < 200_000
