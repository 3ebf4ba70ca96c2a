"""The change feed's cursor, tombstones and resets; search over Chinese; devices; caching of what rarely changes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts.models import Device, User
from portal.articles.search_terms import packed, query_terms, terms_of
from portal.organisation.models import Section
from portal.sync.models import Installation
from tests.portal.district import Api, District, article_content


def whole_feed(api: Api, cursor: str, limit: int = 2) -> tuple[list[str], str]:
    """Ids in the order read, and the last cursor."""
    found: list[str] = []
    while True:
        page = api.get(f"/changes?cursor={cursor}&limit={limit}").json
        found += [item["id"] for item in page["articles"]]
        cursor = page["cursor"]
        if not page["more"]:
            return found, cursor


def test_first_reading_comes_in_pages_and_then_only_changes(district: District) -> None:
    officer = district.person("officer_a")
    articles = [district.submitted()[0] for _ in range(5)]
    found, cursor = whole_feed(officer, "")
    assert found == articles
    assert whole_feed(officer, cursor)[0] == []
    district.approved_by("reviewer_a", articles[2])
    assert whole_feed(officer, cursor)[0] == [articles[2]]


def test_a_change_during_the_first_reading_is_read_again(district: District) -> None:
    officer = district.person("officer_a")
    articles = [district.submitted()[0] for _ in range(3)]
    page = officer.get("/changes?limit=2").json
    assert (page["more"], page["reset"]) == (True, False)
    district.approved_by("reviewer_a", articles[0])
    found, _ = whole_feed(officer, page["cursor"])
    assert found == [articles[2]]
    _, cursor = whole_feed(officer, page["cursor"])
    again = officer.get(f"/changes?cursor={cursor}").json
    assert [item["id"] for item in again["articles"]] == [articles[0]]


def test_a_deleted_article_leaves_a_tombstone(district: District) -> None:
    from portal.sync.log import log_gone

    officer = district.person("officer_a")
    article, _ = district.submitted()
    cursor = officer.get("/changes").json["cursor"]
    log_gone(district.page(article))
    assert officer.get(f"/changes?cursor={cursor}").json["gone"] == [article]
    assert district.person("officer_b").get(f"/changes?cursor={cursor}").json["gone"] == []


@pytest.mark.parametrize("change", ["role", "section", "writers"])
def test_new_rights_ask_for_a_reset(district: District, change: str) -> None:
    officer, other = district.person("officer_a"), district.person("officer_b")
    cursor, other_cursor = (api.get("/changes").json["cursor"] for api in (officer, other))
    if change == "role":
        user = User.objects.get(username="officer_a")
        user.is_unit_reviewer = True
        user.save()
    elif change == "section":
        Section.objects.get(code="closed").save()
    else:
        from portal.organisation.models import Unit

        Section.objects.get(code="closed").writers.through.objects.create(
            section=Section.objects.get(code="closed"), unit=Unit.objects.get(code="town-a")
        )
        Section.objects.get(code="closed").save()
    page = officer.get(f"/changes?cursor={cursor}").json
    assert (page["reset"], page["cursor"]) == (True, "")
    assert other.get(f"/changes?cursor={other_cursor}").json["reset"] is (change != "role")


def test_cursors_that_are_not_ours(district: District) -> None:
    officer = district.person("officer_a")
    own = officer.get("/changes").json["cursor"]
    epoch = own.split("-")[1]
    for cursor in ("nonsense", "c-another-5", f"c-{epoch}-999999999"):
        assert officer.get(f"/changes?cursor={cursor}").json["reset"] is True, cursor
    Installation.objects.update(epoch="restored")
    assert officer.get(f"/changes?cursor={own}").json["reset"] is True


def test_reviewers_learn_of_their_queue_only(district: District) -> None:
    names = ("reviewer_a", "reviewer_b", "reviewer_d", "centre")
    cursors = {name: district.person(name).get("/changes").json["cursor"] for name in names}
    district.submitted(content=article_content(section="welfare"))

    def told() -> list[str]:
        return [name for name in names if district.person(name).get(f"/changes?cursor={cursors[name]}").json["tasks_changed"]]

    assert told() == ["reviewer_a"]


def test_terms_of_chinese_and_latin() -> None:
    assert terms_of("养老服务 PDF2026") == {"养", "老", "服", "务", "养老", "老服", "服务", "pdf2026"}
    assert query_terms("养老") == ["养老"]
    assert query_terms("雪") == ["雪"]
    assert query_terms("%_'\"") == []
    assert packed("", "") == ""


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("清雪", 1),
        ("雪", 1),
        ("通知 清雪", 1),
        ("道路清扫", 1),
        ("雪清", 0),
        ("扫道", 0),
        ("暴雨", 0),
        ("%", 0),
        ("2026' OR 1=1", 0),
    ],
)
def test_search(district: District, query: str, found: int) -> None:
    district.published()
    district.submitted(
        content=article_content(title="暴雨红色预警的通知", body="请注意防范暴雨，各单位安排人员值班，遇有情况及时报告。")
    )
    from urllib.parse import quote

    reply = Api().get(f"/search?q={quote(query)}")
    assert (reply.status, reply.json["total"]) == (200, found)
    officer = district.person("officer_a")
    assert officer.get(f"/articles?q={quote('暴雨')}").json["total"] == 1
    assert district.person("officer_b").get(f"/articles?q={quote('暴雨')}&scope=all").json["total"] == 0


def test_a_correction_in_review_is_not_found_by_the_public(district: District) -> None:
    article = district.published()
    officer = district.person("officer_a")
    etag = officer.get(f"/articles/{article}").headers["ETag"]
    officer.submit(article, article_content(body="新增的秘密词语“蟋蟀”，审核之前谁也查不到。"), etag=etag)
    assert Api().get("/search?q=蟋蟀").json["total"] == 0
    assert officer.get("/articles?q=蟋蟀").json["total"] == 1
    district.approved_by("reviewer_a", article)
    district.approved_by("centre", article)
    assert Api().get("/search?q=蟋蟀").json["total"] == 1


def test_devices_expire_and_are_revoked(district: District) -> None:
    officer = district.person("officer_a")
    device = Device.objects.get(user=officer.user)
    listed = officer.get("/devices").json["devices"]
    assert [(item["id"], item["current"]) for item in listed] == [(str(device.pk), True)]
    Device.objects.filter(pk=device.pk).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    expired = officer.get("/me")
    assert (expired.status, expired.code) == (401, "unauthorized")
    assert "Bearer" in expired.headers["WWW-Authenticate"]


def test_a_deactivated_person_is_out_at_once(district: District) -> None:
    officer = district.person("officer_a")
    User.objects.filter(username="officer_a").update(is_active=False)
    assert officer.get("/me").status == 401


@pytest.mark.parametrize("path", ["/rule-pack", "/kinds"])
def test_what_rarely_changes_is_sent_once(district: District, path: str) -> None:
    officer = district.person("officer_a")
    first = officer.get(path)
    assert first.status == 200
    assert first.json["files"]
    again = officer.get(path, If_None_Match=first.headers["ETag"])
    assert (again.status, again.content) == (304, b"")


def test_the_served_pack_is_the_one_checked_with(district: District) -> None:
    from editor_app.rules.pack import parse_pack

    served = district.person("officer_a").get("/rule-pack").json
    assert parse_pack(served["files"], verify=False).version == served["version"] == Api().get("/health").json["pack_version"]


def test_profile_has_the_shape_of_the_core(district: District) -> None:
    from editor_app.core.organisation import Profile
    from editor_app.core.organisation import Section as CoreSection

    data = district.person("officer_a").get("/me").json
    profile = Profile.from_dict(data)
    assert (profile.unit.code, profile.can_write, profile.can_review) == ("town-a", True, False)
    sections = [CoreSection.from_dict(item) for item in district.person("officer_a").get("/sections").json["sections"]]
    assert {section.code: section.writable for section in sections} == {
        "notices": True, "quick": True, "welfare": True, "closed": False, "a-life": True,
    }  # fmt: skip
    assert [stage.kind.value for stage in next(s for s in sections if s.code == "welfare").stages] == [
        "unit",
        "department",
        "centre",
    ]


def test_public_pages_carry_the_headers(district: District) -> None:
    article = district.published()
    page = Client().get(district.person("officer_a").get(f"/articles/{article}").json["article"]["public_url"])
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
