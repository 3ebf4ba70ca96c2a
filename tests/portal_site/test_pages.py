"""The public pages of the made-up district, read over HTTP as a browser without script reads them."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import pytest

from portal.practice.documents import letter
from portal.practice.library import Library
from tests.portal_site.page import Page
from tests.practice.running import Portal

pytestmark = pytest.mark.portal


@pytest.fixture(scope="module")
def crawled(portal: Portal) -> dict[str, Page | None]:
    """Every address that can be reached from the home page in the usual view; None for what is no page."""
    found: dict[str, Page | None] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = portal.get(path)
        assert answer.status == 200, f"{path} -> {answer.status}"
        if not answer.headers["Content-Type"].startswith("text/html"):
            found[path] = None
            continue
        found[path] = page = Page(answer.text)
        for link in page.links:
            target = urlsplit(urljoin(portal.url + path, link))
            assert f"{target.scheme}://{target.netloc}" == portal.url, f"{path} leads out to {link}"
            if "view=large" not in target.query:
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
    return found


def pages(crawled: dict[str, Page | None]) -> dict[str, Page]:
    return {path: page for path, page in crawled.items() if page is not None}


def test_every_link_leads_somewhere(crawled: dict[str, Page | None]) -> None:
    assert len(pages(crawled)) > 150
    assert sum(1 for page in crawled.values() if page is None) > 20  # pictures, forms, styles


def test_every_page_is_well_formed(crawled: dict[str, Page | None]) -> None:
    assert {path: page.faults for path, page in pages(crawled).items() if page.faults} == {}


def test_every_page_has_its_landmarks(crawled: dict[str, Page | None]) -> None:
    for path, page in pages(crawled).items():
        assert ("html", {"lang": "zh-CN"}) in page.elements, path
        assert page.count("main") == 1, path
        assert page.count("footer") == 1, path
        assert page.count("h1") == 1, path
        assert page.count("nav") >= 1, path
        assert page.count("title") == 1, path
        first = page.headings
        assert all(later - earlier <= 1 for earlier, later in pairwise(first)), (path, first)
        assert any(held.get("class") == "skip" and held.get("href") == "#main" for _, held in page.elements), path


def test_titles_tell_pages_apart(crawled: dict[str, Page | None], portal: Portal) -> None:
    titles = [re.findall(r"<title>(.*?)</title>", portal.get(path).text, re.S)[0] for path in list(pages(crawled))[:40]]
    assert len(set(titles)) == len(titles)


def test_the_home_page_shows_each_part(portal: Portal) -> None:
    text = Page(portal.get("/").text).text
    for part in (
        "政务动态",
        "通知公告",
        "政策文件",
        "办事指南",
        "乡镇（街道）子站",
        "部门子站",
        "青河镇",
        "区医保局",
        "练习环境",
    ):
        assert part in text, part
    assert "关于做好2026年冬季森林防火工作的通知" in text
    assert "云政发〔2026〕15号" in text


def test_a_unit_page_shows_the_unit(portal: Portal) -> None:
    text = Page(portal.get("/qinghe/").text).text
    for part in ("青河镇人民政府", "青河镇开展秋季义诊进村活动", "0600-5551301", "村务公开", "返回区门户"):
        assert part in text, part
    assert "白石镇开展石材企业扬尘整治" not in text


def test_an_article_page_shows_everything(portal: Portal) -> None:
    address = article(portal, "/notices/", "关于做好2026年冬季森林防火工作的通知")
    page = Page(portal.get(address).text)
    for part in (
        "发布时间：2026-11-23 15:20",
        "来源：青河镇人民政府",
        "发文字号",
        "青政发〔2026〕18号",
        "2026年11月23日",
        "一、压实防火责任",
        "附件（2）",
    ):
        assert part in page.text, part
    assert re.search(r"森林防火值班安排表\s*XLSX · \d+ KB", page.text)


def test_choice_fields_and_guides_are_shown_in_words(portal: Portal) -> None:
    policy = Page(portal.get(article(portal, "/policies/", "云溪区城区临时停车泊位管理暂行规定")).text).text
    assert "已废止" in policy
    assert "repealed" not in policy
    guide = Page(portal.get(article(portal, "/guides/", "农村宅基地用地建房审批")).text).text
    assert "办理时限" in guide
    assert "20个工作日" in guide


def test_a_correction_is_told(portal: Portal) -> None:
    text = Page(portal.get(article(portal, "/policies/", "云溪区农村宅基地审批管理办法")).text).text
    assert re.search(r"更正本文内容已于2026-09-02 \d\d:\d\d更正", text)
    assert "应当自受理之日起20个工作日内" in text
    assert "应当自受理之日起30个工作日内" not in text


def test_an_attachment_comes_byte_for_byte(portal: Portal) -> None:
    story = next(item for item in Library().stories if item.name == "1123-forest-fire")
    row = next(row for row in story.head["files"] if row["maker"] == "docx")
    page = Page(portal.get(article(portal, "/notices/", "关于做好2026年冬季森林防火工作的通知")).text)
    address = next(link for link in page.links if "/fujian02/" in link)
    answer = portal.get(address)
    assert answer.body == letter(row["lines"])
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "%E6%A3%AE%E6%9E%97" in answer.headers["Content-Disposition"]  # 森林


def test_what_waits_is_not_public(portal: Portal) -> None:
    for section in ("/news/", "/notices/", "/qinghe/qinghe-notices/"):
        text = portal.get(section).text
        assert "城关街道三个老旧小区改造完工" not in text
        assert "关于组织开展老年人免费体检的通知" not in text
        assert "生态护林员补助" not in text
    body = portal.get(article(portal, "/notices/", "关于做好2026年冬季森林防火工作的通知")).text
    assert "20人集中待命" in body  # the waiting correction says 25


def article(portal: Portal, section: str, title: str) -> str:
    """Address of an article, found in its section's list."""
    found = re.search(rf'<a href="([^"]+)">(?:<span[^>]*>[^<]*</span>)?{re.escape(title)}</a>', portal.get(section).text)
    assert found is not None, title
    return found.group(1)
