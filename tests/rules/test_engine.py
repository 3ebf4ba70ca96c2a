"""Places, parts, scopes, allow-list, memory and honesty of the checker."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from editor_app.content.parse import parse
from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.finding import BODY, TITLE, Finding, Severity, Waiver, open_findings
from editor_app.rules import scan
from editor_app.rules.article import CheckContext
from editor_app.rules.engine import Checker, check_text
from editor_app.rules.pack import parse_pack, shipped_pack
from editor_app.rules.validators import is_identity_number, is_luhn
from tests.rules.articles import TODAY, check, findings, fixed

ID_NUMBER = "11010519491231002X"


def sheet(name: str = "名单.xlsx", attachment_id: str = "form0001") -> Attachment:
    return Attachment(attachment_id, Role.FILE, name, "a" * 64, 1000, "application/octet-stream")


def test_places_map_through_markup() -> None:
    body = "## 一、概况\n\n会议*强调*，**统一布署**防汛。\n\n| 项目 | 说明 |\n|---|---|\n| 甲 | 统一布署 |\n"
    found = findings(body, "WRD-02")
    assert [body[item.start : item.end] for item in found] == ["布署", "布署"]
    assert [item.text for item in found] == ["布署", "布署"]
    assert found[0].start < found[1].start


def test_a_match_across_markup_offers_no_fix() -> None:
    body = "开展布**署**工作"
    (item,) = findings(body, "WRD-02")
    assert body[item.start : item.end] == item.text == "布**署"
    assert item.fixes == ()


def test_wording_rules_leave_code_and_addresses_alone() -> None:
    assert not findings("命令 `统一布署` 不变", "WRD-02")
    assert not findings("写信到 todo@TODO.example.cn", "HYG-06")
    assert findings("口令 `11010519491231002X`", "PRI-01")


def test_privacy_looks_everywhere() -> None:
    content = ArticleContent(
        title=f"关于{ID_NUMBER}的公示",
        fields={"contact": ID_NUMBER},
        body=f"名单见附件。\n\n```\n{ID_NUMBER}\n```\n\n[详情](https://www.example.gov.cn/?id={ID_NUMBER})",
        attachments=(sheet(f"{ID_NUMBER}.xlsx"),),
    )
    context = CheckContext(TODAY, attachment_texts={"form0001": [("Sheet1!A1", "姓名"), ("Sheet1!C3", f"号码{ID_NUMBER}")]})
    found = findings(content, "PRI-01", context=context)
    assert {(item.part, item.place) for item in found} == {
        (TITLE, ""),
        ("field:contact", ""),
        (BODY, ""),
        ("attachment:form0001", "Sheet1!C3"),
        ("attachment:form0001", "name"),
    }
    assert len([item for item in found if item.part == BODY]) == 2
    inside = next(item for item in found if item.place == "Sheet1!C3")
    assert inside.text == ID_NUMBER
    assert inside.fixes == ()
    assert [item.part for item in found] == sorted((item.part for item in found), key=_part_order)


def _part_order(part: str) -> int:
    return {TITLE: 0, BODY: 2}.get(part, 1 if part.startswith("field:") else 3)


def test_many_findings_inside_one_attachment_are_summed_up() -> None:
    content = ArticleContent(body="名单见附件。", attachments=(sheet(),))
    texts = [(f"Sheet1!B{row}", f"138001380{row:02}") for row in range(40)]
    found = findings(content, "PRI-02", context=CheckContext(TODAY, attachment_texts={"form0001": texts}))
    assert len(found) == 5
    assert all("共40处" in item.message for item in found)


def test_a_number_is_not_pieced_together_from_neighbouring_cells() -> None:
    content = ArticleContent(body="名单见附件。", attachments=(sheet(),))
    texts = [("Sheet1!A1", "110105194912"), ("Sheet1!B1", "31002X")]
    assert not findings(content, "PRI-01", context=CheckContext(TODAY, attachment_texts={"form0001": texts}))


def test_masks() -> None:
    content = ArticleContent(body=f"张某，{ID_NUMBER}，13800138000，卡号6222021234567890128")
    found = findings(content, "PRI-01", "PRI-02", "PRI-03")
    assert [item.fixes for item in found] == [("11*************02X",), ("138****8000",), ("6222***********0128",)]
    for item in reversed(found):
        content = fixed(content, item, item.fixes[0])
    assert content.body == "张某，11*************02X，138****8000，卡号6222***********0128"
    assert not check(content, shipped_pack()).findings


def test_an_identity_number_is_not_a_bank_card() -> None:
    number = next(
        text
        for serial in range(1000)
        for digit in "0123456789X"
        for text in [f"62010519491231{serial:03}{digit}"]
        if digit != "X" and _valid_both(text)
    )
    assert not findings(f"号码{number}", "PRI-03")
    assert findings(f"号码{number}", "PRI-01")


def _valid_both(text: str) -> bool:
    return is_identity_number(text) and is_luhn(text)


def test_a_longer_allowed_word_covers_the_match() -> None:
    rules = """
[[rules]]
id = "TST-01"
slug = "party"
kind = "existence"
severity = "warning"
scope = ["prose"]
pattern = '''共产'''
exceptions = ["共产党", "产"]
message = "词"
why = "演示"
bad = ["共产"]
good = ["共产党"]
"""
    pack = parse_pack({"pack.toml": 'version = "1"\n', "test.toml": rules})
    found = check("共产，共产党，共产主义", pack).findings
    assert [item.start for item in found] == [0, 7]


def test_rechecks_look_only_at_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    original = scan.Scanner.scan

    def counted(self: scan.Scanner, text: str, spans: tuple[object, ...] = ()) -> tuple[scan.Hit, ...]:
        seen.append(text)
        return original(self, text, spans)  # type: ignore[arg-type]

    monkeypatch.setattr(scan.Scanner, "scan", counted)
    checker = Checker(shipped_pack())
    before = ArticleContent(title="标题", body="第一段统一布署。\n\n第二段内容。\n\n第三段必竟如此。")
    first = checker.check(before, parse(before.body), CheckContext(TODAY))
    seen.clear()
    after = replace(before, body=before.body.replace("第二段内容", "第二段新内容"))
    second = checker.check(after, parse(after.body), CheckContext(TODAY))
    assert seen == ["第二段新内容。"]
    assert [item.text for item in second.findings] == [item.text for item in first.findings] == ["布署", "必竟"]
    assert [item.start for item in second.findings] == [item.start + (item.text == "必竟") for item in first.findings]


def test_a_recheck_equals_a_fresh_check() -> None:
    checker = Checker(shipped_pack())
    bodies = ["一、总则\n\n三、附则", "一、总则\n\n二、附则", "一、总则\n\n按排专人", "", "一、总则\n\n三、附则"]
    for body in bodies:
        content = ArticleContent(body=body)
        again = checker.check(content, parse(body), CheckContext(TODAY)).findings
        assert again == Checker(shipped_pack()).check(content, parse(body), CheckContext(TODAY)).findings


def test_a_waiver_survives_edits_elsewhere_and_ends_with_its_text() -> None:
    def only_warning(body: str) -> Finding:
        (item,) = findings(body, "PRI-02")
        return item

    kept = only_warning("请联系张某13800138000咨询。")
    waiver = Waiver(kept.rule, kept.anchor, kept.message, kept.text, "本人同意公开", "李某", "2026-11-23T10:00:00+08:00")
    moved = only_warning("新增的一段。\n\n请联系张某13800138000咨询。\n\n又一段。")
    assert moved.start != kept.start
    assert open_findings((moved,), (waiver,)) == ()
    changed = only_warning("请联系张某13900139000咨询。")
    assert open_findings((changed,), (waiver,)) == (changed,)


def test_what_could_not_be_read_is_not_called_clean() -> None:
    content = ArticleContent(body="名单见附件。", attachments=(sheet(),))
    assert check(content, shipped_pack()).not_checked == ("HYG-08", "PRI-10")
    read = CheckContext(TODAY, attachment_texts={"form0001": ()}, attachment_notes={"form0001": ()})
    assert check(content, shipped_pack(), read).not_checked == ()


def test_a_rule_over_its_budget_is_stopped_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "BUDGET_SECONDS", 0.0)
    result = check("统一布署。\n\n按排专人。必竟如此。", shipped_pack())
    assert "WRD-03" in result.not_checked
    assert "WRD-02" not in result.not_checked


def test_rules_end_with_their_validity() -> None:
    rules = """
[[rules]]
id = "TST-01"
slug = "old"
kind = "existence"
severity = "warning"
scope = ["prose"]
pattern = '''旧称'''
valid_from = 2026-01-01
valid_until = 2026-12-31
message = "词"
why = "演示"
bad = ["旧称"]
good = ["新称"]
"""
    pack = parse_pack({"pack.toml": 'version = "1"\n', "test.toml": rules})
    checker = Checker(pack)
    counts = [
        len(checker.check(ArticleContent(body="旧称"), parse("旧称"), CheckContext(dt.date(year, 6, 1))).findings)
        for year in (2025, 2026, 2027)
    ]
    assert counts == [0, 1, 0]


def test_alternative_texts_are_checked_in_place() -> None:
    body = "![统一布署会](attachment:pic00001)\n\n正文。"
    image = Attachment("pic00001", Role.IMAGE, "a.jpg", "b" * 64, 10, "image/jpeg")
    content = ArticleContent(body=body, attachments=(image,))
    (item,) = findings(content, "WRD-02")
    assert body[item.start : item.end] == "布署"
    assert fixed(content, item, item.fixes[0]).body.startswith("![统一部署会]")


def test_each_image_is_found_at_its_own_place() -> None:
    body = "![](a.jpg) 文字 ![会场](b.jpg)![](a.jpg)\n\n![](c.jpg)"
    found = findings(body, "ACC-01")
    assert [item.text for item in found] == ["![](a.jpg)", "![](a.jpg)", "![](c.jpg)"]
    assert [body.index("![](a.jpg)"), body.rindex("![](a.jpg)"), body.index("![](c.jpg)")] == [item.start for item in found]


def test_plain_text() -> None:
    result = check_text("第一行\n\n统一布署 *不是强调*\n", today=TODAY)
    (item,) = result.findings
    assert (item.start, item.end, item.severity) == (7, 9, Severity.WARNING)
    assert result.pack_version == shipped_pack().version
    assert result.milliseconds > 0


def test_characters_outside_the_basic_plane_count_once() -> None:
    body = "𠮷镇统一布署"
    (item,) = findings(body, "WRD-02")
    assert (item.start, item.end) == (4, 6)
