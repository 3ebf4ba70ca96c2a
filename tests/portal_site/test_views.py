"""Search, paging, large text, missing and withdrawn pages, headers, and hostile texts."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.portal_site.hostile import IMAGE, SCRIPT
from tests.portal_site.page import Page
from tests.practice.running import ROOT, Portal

pytestmark = pytest.mark.portal
Hostile = tuple[Portal, dict[str, str]]


def test_search_finds_two_characters(portal: Portal) -> None:
    page = Page(portal.get(f"/search/?q={quote('防火')}").text)
    assert "关于做好2026年冬季森林防火工作的通知" in page.text
    assert page.faults == []
    assert "没有找到" in Page(portal.get(f"/search/?q={quote('不存在的词语组合')}").text).text
    assert "请在页面上方输入" in Page(portal.get("/search/").text).text


@pytest.mark.parametrize("query", [SCRIPT, IMAGE, "%00", "'; DROP TABLE--", "…" * 300, "\\", "%"])
def test_search_survives_any_query(portal: Portal, query: str) -> None:
    answer = portal.get(f"/search/?q={quote(query)}")
    assert answer.status == 200
    assert Page(answer.text).faults == []


@pytest.mark.parametrize("page", ["0", "-1", "abc", "999999999999", "²", ""])
def test_any_page_number_gives_a_page(portal: Portal, page: str) -> None:
    for address in ("/notices/?", f"/search/?q={quote('青河镇')}&"):
        assert portal.get(f"{address}page={quote(page)}").status == 200


def test_large_text_is_kept_from_page_to_page(portal: Portal) -> None:
    usual = Page(portal.get("/notices/").text)
    switch = next(link for link in usual.links if "view=large" in link)
    large = Page(portal.get(switch).text)
    assert ("html", {"lang": "zh-CN", "class": "large"}) in large.elements
    inner = [link for link in large.links if link.startswith("/") and not link.startswith(("/static/", "/theme/", "/files/"))]
    back = [link for link in inner if "view=large" not in link and link != "/search/"]
    assert set(back) == {"/notices/"}  # the switch back
    assert ("input", {"type": "hidden", "name": "view", "value": "large"}) in large.elements
    css = portal.get("/static/sites/site.css").text
    assert re.search(r"html\.large \{ font-size: 1[23]\d", css)
    assert not re.search(r"font-size: \d+px", css)  # or the larger root would change nothing


def test_a_missing_page_leads_on(portal: Portal) -> None:
    answer = portal.get("/nothing-here/")
    assert answer.status == 404
    page = Page(answer.text)
    assert page.faults == []
    assert "没有找到这个页面" in page.text
    assert "/sections/" in page.links
    assert portal.get("/news/0123456789abcdef/").status == 404


def test_pages_are_sent_with_a_strict_policy(portal: Portal) -> None:
    for path in ("/", "/qinghe/", "/notices/", "/search/", "/nothing-here/"):
        policy = portal.get(path).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path


def test_styles_are_sent_once(portal: Portal) -> None:
    answer = portal.get("/theme/article.css")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    import urllib.request

    again = urllib.request.Request(portal.url + "/theme/article.css", headers={"If-None-Match": answer.headers["ETag"]})
    assert Portal.ask(again).status == 304


def test_hostile_texts_stay_texts(hostile: Hostile) -> None:
    portal, addresses = hostile
    for path in (addresses["hostile"], addresses["gone"], "/", "/news/", "/liulin/", "/meetings/", f"/search/?q={quote('标题')}"):
        answer = portal.get(path)
        page = Page(answer.text)
        faults = [fault for fault in page.faults if "alternative text" not in fault]
        assert faults == [], path
        assert not any(link.lower().startswith(("javascript:", "data:")) for link in page.links), path
        assert ("img", "x") not in {(name, held.get("src")) for name, held in page.elements}, path
    shown = Page(portal.get(addresses["hostile"]).text).text
    assert SCRIPT in shown  # it is there, as text
    assert SCRIPT in Page(portal.get("/liulin/").text).text


def test_hostile_files_are_saved_not_run(hostile: Hostile) -> None:
    portal, addresses = hostile
    page = Page(portal.get(addresses["hostile"]).text)
    files = [link for link in page.links if link.startswith("/files/")]
    assert len(files) == 2
    for link in files:
        answer = portal.get(link)
        assert answer.status == 200
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Type"] in ("image/jpeg", "application/octet-stream")


def test_a_withdrawn_article_says_why_and_keeps_its_text(hostile: Hostile) -> None:
    portal, addresses = hostile
    answer = portal.get(addresses["gone"])
    page = Page(answer.text)
    assert answer.status == 410
    assert "本文已撤回" in page.text
    assert f"原因{SCRIPT}" in page.text
    assert "不再公开的正文" not in answer.text
    assert portal.get(f"/files/{addresses['gone_uuid']}/pic00001/x.jpg").status == 404
    slug = urlsplit(addresses["gone"]).path.split("/")[-2]
    assert portal.get(f"/notices/{slug}/").status == 404  # only at its own address


def test_long_sections_are_paged(hostile: Hostile) -> None:
    portal, _ = hostile
    first = Page(portal.get("/meetings/").text)
    assert "第 1 / 3 页" in first.text
    following = next(held["href"] for _, held in first.elements if held.get("rel") == "next")
    second = Page(portal.get(following).text)
    assert "第 2 / 3 页" in second.text
    assert second.faults == []
    titles = [re.findall(r"第\d+期简报", page.text) for page in (first, second)]
    assert len(titles[0]) == len(titles[1]) == 20
    assert not set(titles[0]) & set(titles[1])
    large = Page(portal.get(f"{following}&view=large").text)
    assert all("view=large" in link for link in large.links if "page=" in link and "view" in link)


def luminance(colour: str) -> float:
    value = colour.lstrip("#")
    value = "".join(char * 2 for char in value) if len(value) == 3 else value
    parts = [int(value[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_keep_wcag_aa() -> None:
    css = Path(ROOT, "portal/sites/static/sites/site.css").read_text(encoding="utf-8")
    token = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", css))
    pairs = [(text, ground) for text in ("text", "muted", "accent", "accent-deep") for ground in ("surface", "ground")]
    pairs += [
        ("accent-deep", "tint"),
        ("ok", "ok-tint"),
        ("warning", "warning-tint"),
        ("error", "error-tint"),
        ("surface", "accent"),
    ]
    weak = {pair: contrast(token[pair[0]], token[pair[1]]) for pair in pairs}
    assert {pair: round(value, 2) for pair, value in weak.items() if value < 4.5} == {}
    assert contrast(token["muted"], "#edf0f3") >= 4.5  # the footer
