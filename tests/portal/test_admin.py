"""Wagtail's admin: what administrators find there, and what nobody can do there."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from portal.accounts.models import User
from portal.articles.models import SectionPage
from portal.organisation.models import Section, Unit
from tests.portal.district import PASSWORD, Api, District


def enter(username: str) -> Client:
    client = Client()
    reply = client.post(reverse("wagtailadmin_login"), {"username": username, "password": PASSWORD})
    assert reply.status_code in (200, 302)
    return client


@pytest.fixture
def superuser(district: District) -> Client:
    User.objects.create_superuser("root", None, PASSWORD)
    return enter("root")


@pytest.mark.parametrize("who", ["root", "admin"])
def test_screens_open(district: District, who: str) -> None:
    User.objects.create_superuser("root", None, PASSWORD)
    article, _ = district.submitted()
    client = enter(who)
    pages = [
        reverse("wagtailadmin_home"),
        reverse("articles:index"),
        "/admin/snippets/organisation/unit/",
        "/admin/snippets/organisation/section/",
        f"/admin/snippets/organisation/section/edit/{Section.objects.get(code='notices').pk}/",
        "/admin/snippets/review/auditentry/",
        "/admin/snippets/review/submission/",
        "/admin/snippets/accounts/signin/",
        "/admin/snippets/accounts/device/",
        "/admin/users/",
        reverse("wagtailusers_users:edit", args=[User.objects.get(username="officer_a").pk]),
        reverse("wagtailadmin_pages:edit", args=[district.page(article).pk]),
        reverse("wagtailadmin_pages:history", args=[district.page(article).pk]),
    ]
    for page in pages:
        reply = client.get(page)
        assert reply.status_code == 200, (page, reply.status_code, reply.headers.get("Location"))
    assert "清雪" in client.get(reverse("articles:index")).content.decode()


@pytest.mark.parametrize("who", ["officer_a", "reviewer_a", "centre"])
def test_others_do_not_get_in(district: District, who: str) -> None:
    reply = enter(who).get(reverse("wagtailadmin_home"))
    assert reply.status_code == 302


def test_nobody_holds_publish(district: District) -> None:
    assert not GroupPagePermission.objects.filter(permission__codename="publish_page").exists()
    holders = Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
    assert not holders.group_set.exists()


@pytest.mark.parametrize("view", ["edit", "delete", "unpublish", "copy"])
def test_not_even_a_superuser_changes_articles_here(district: District, superuser: Client, view: str) -> None:
    article = district.published()
    page = district.page(article)
    reply = superuser.post(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]), {"title": "x", "action-publish": "1"})
    assert reply.status_code == 302
    assert reply.headers["Location"] == reverse("articles:index")
    page.refresh_from_db()
    assert (page.title, page.live) == ("关于做好冬季清雪工作的通知", True)


def test_a_section_is_made_here(district: District) -> None:
    client = enter("admin")
    data = {
        "name": "应急信息", "code": "urgent", "description": "", "kinds": ["notice", "news"], "default_kind": "news", "unit": "",
        "all_units": "on", "department": "", "parent": "", "order": "5", "active": "on", "stages-TOTAL_FORMS": "2",
        "stages-INITIAL_FORMS": "0", "stages-MIN_NUM_FORMS": "1", "stages-MAX_NUM_FORMS": "3",
        "stages-0-kind": "unit", "stages-0-name": "单位审核", "stages-0-working_days": "1", "stages-0-ORDER": "1",
        "stages-1-kind": "centre", "stages-1-name": "终审", "stages-1-working_days": "2", "stages-1-ORDER": "2",
    }  # fmt: skip
    reply = client.post("/admin/snippets/organisation/section/add/", data)
    assert reply.status_code == 302, reply.content.decode()[-3000:]
    section = Section.objects.get(code="urgent")
    assert [stage.kind for stage in section.stages.all()] == ["unit", "centre"]
    assert SectionPage.objects.get(section=section).live
    sections = district.person("officer_a").get("/sections").json["sections"]
    assert next(item for item in sections if item["code"] == "urgent")["writable"]
    assert Api().get("http://testserver/urgent/").status == 200


def test_a_unit_is_made_here(district: District) -> None:
    data = {
        "name": "新河街道办事处",
        "short_name": "新河街道",
        "code": "street-n",
        "type": "subdistrict",
        "order": "9",
        "active": "on",
    }
    assert enter("admin").post("/admin/snippets/organisation/unit/add/", data).status_code == 302
    assert Unit.objects.get(code="street-n").page.live


def test_a_handed_out_password_leads_to_the_account_page(district: District) -> None:
    User.objects.filter(username="admin").update(must_change_password=True)
    reply = enter("admin").get("/admin/snippets/organisation/unit/")
    assert reply.headers["Location"] == reverse("wagtailadmin_account")


def test_a_password_set_here_must_be_changed(district: District) -> None:
    user = User.objects.get(username="officer_b")
    data = {
        "username": "officer_b", "email": "", "display_name": "新名", "unit": user.unit.pk, "is_officer": "on", "is_active": "on",
        "password1": "handed-out-2026", "password2": "handed-out-2026",
    }  # fmt: skip
    data["unit"] = "town-b"
    reply = enter("admin").post(reverse("wagtailusers_users:edit", args=[user.pk]), data)
    assert reply.status_code == 302, reply.content.decode()[-4000:]
    user.refresh_from_db()
    assert (user.must_change_password, user.display_name) == (True, "新名")
    assert user.check_password("handed-out-2026")


def test_the_admin_is_no_way_round_the_lock_out(district: District) -> None:
    client = Client()
    for _ in range(5):
        client.post(reverse("wagtailadmin_login"), {"username": "admin", "password": "wrong"})
    locked = client.post(reverse("wagtailadmin_login"), {"username": "admin", "password": PASSWORD})
    assert locked.status_code == 200, "the form again, not the admin"
    cache.clear()
    assert client.post(reverse("wagtailadmin_login"), {"username": "admin", "password": PASSWORD}).status_code == 302


def test_the_admin_is_no_way_round_the_second_factor(district: District) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(User.objects.get(username="admin"), secret)
    client, form = Client(), {"username": "admin", "password": PASSWORD}
    assert client.post(reverse("wagtailadmin_login"), form).status_code == 200
    assert client.post(reverse("wagtailadmin_login"), {**form, "code": "000000"}).status_code == 200
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    assert client.post(reverse("wagtailadmin_login"), {**form, "code": code}).status_code == 302


def test_commands_for_administrators(district: District) -> None:
    out = io.StringIO()
    call_command("create_account", "lin", "--unit", "town-a", "--role", "officer", "--name", "林某", stdout=out)
    password = out.getvalue().split("password: ")[1].split()[0]
    user = User.objects.get(username="lin")
    assert user.check_password(password)
    assert user.must_change_password
    with pytest.raises(CommandError, match="no unit"):
        call_command("create_account", "x", "--unit", "nowhere", "--role", "officer")
    api = district.person("officer_a")
    call_command("reset_password", "officer_a", stdout=out)
    assert api.get("/me").status == 401
    with pytest.raises(CommandError, match="things need doing"):
        call_command("check_portal", stdout=out)
    assert "区民政局 has no information officer" in out.getvalue()
    call_command("tidy_portal", stdout=out)


def test_check_portal_finds_an_unreviewed_text(district: District) -> None:
    article = district.published()
    page = district.page(article)
    type(page).objects.filter(pk=page.pk).update(body="被改过")
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("check_portal", stdout=out)
    assert f"{article} shows a text that was not reviewed" in out.getvalue()
