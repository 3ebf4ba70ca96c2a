"""Checks in code, beyond the examples of their rules."""

from __future__ import annotations

import pytest

from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.rules.article import CheckContext
from editor_app.rules.marks import lonely_marks
from editor_app.rules.near_miss import NearMissScanner
from editor_app.rules.validators import is_bank_card, is_identity_number, is_luhn
from editor_app.rules.words import WordScanner
from tests.rules.articles import TODAY, findings


@pytest.mark.parametrize(
    ("number", "real"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("110105194912310021", False),
        ("110105194902310020", False),
        ("1101051949123100", False),
    ],
)
def test_identity_numbers(number: str, real: bool) -> None:
    assert is_identity_number(number) is real


def test_card_numbers() -> None:
    assert is_luhn("6222021234567890128")
    assert is_bank_card("6222 0212 3456 7890 128")
    assert not is_bank_card("6222021234567890127")
    assert not is_luhn("62220212３4567890128")


@pytest.mark.parametrize(
    "slip",
    [
        "中华人民共合国",
        "中华人名共和国",
        "中华人民和国",
        "中华人人民共和国",
        "中华民人共和国",
        "中国人民共和国",
        "中华人共民和国",
    ],
)
def test_a_single_slip_is_a_near_miss(slip: str) -> None:
    scanner = NearMissScanner(["中华人民共和国"], lengths=True)
    text = f"热爱{slip}的人"
    found = [text[start:end] for start, end, _ in scanner.find(text)]
    assert found == [slip]


@pytest.mark.parametrize(
    "text", ["中华人民共和国", "在中华人民共和国成立", "中华人民", "中华人民解放", "民共和国", "中华人民共和", "中华大地共和国"]
)
def test_no_near_miss(text: str) -> None:
    assert not list(NearMissScanner(["中华人民共和国"], lengths=True).find(text))


def test_words_of_one_place_the_longest_wins() -> None:
    scanner = WordScanner([("检查院", 1), ("检查院长", 2), ("查院", 3)])
    assert sorted(scanner.find("检查院长与检查院")) == [(0, "检查院长", 2), (1, "查院", 3), (5, "检查院", 1), (6, "查院", 3)]


def test_lonely_marks() -> None:
    assert lonely_marks("“三农”（含《条例》）") == ()
    assert [item.at for item in lonely_marks("“三农（含）")] == [0]
    assert [item.mark for item in lonely_marks("“交叉（错”位）")] == ["（", "）"]
    assert lonely_marks("1）登记2）审核") == ()


def test_numbering_by_level() -> None:
    good = "一、甲\n\n（一）子\n\n1.丙\n\n2.丁\n\n（二）丑\n\n1.戊\n\n二、乙\n\n（一）寅"
    assert not findings(good, "STR-07")
    (gap,) = findings(good.replace("2.丁", "3.丁"), "STR-07")
    assert gap.fixes == ("2",)
    assert "序号不连续" in gap.message
    (twice,) = findings(good.replace("二、乙", "一、乙") + "\n\n二、卯\n\n二、辰", "STR-07")
    assert "重复" in twice.message


def test_numbering_of_articles_starts_anew() -> None:
    assert not findings("第一条 范围：\n\n（一）甲；\n\n（二）乙。\n\n第二条 例外：\n\n（四）丁。", "STR-07")


def test_a_blank_form_is_no_leak() -> None:
    blank = "| 姓名 | 身份证号 | 联系电话 |\n|---|---|---|\n|  |  |  |\n| 张某 |  |  |\n"
    assert not findings(blank, "PRI-05")
    filled = blank + "| 李某 | 110105194912310021 | 13800138000 |\n"
    assert [item.text for item in findings(filled, "PRI-05")] == ["身份证号", "联系电话"]


def test_sheets_are_read_by_their_header() -> None:
    form = Attachment("form0001", Role.FILE, "名单.xlsx", "a" * 64, 10, "")
    content = ArticleContent(body="名单见附件。", attachments=(form,))
    rows = [("Sheet1!A1", "2026年补贴名单"), ("Sheet1!A2", "姓名"), ("Sheet1!B2", "身份证号码"), ("Sheet1!C2", "开户银行账号")]
    masked = [*rows, ("Sheet1!A3", "张某"), ("Sheet1!B3", "35*************123")]
    shown = [*rows, ("Sheet1!A3", "张某"), ("Sheet1!B3", "11010519491231002X")]
    assert not findings(content, "PRI-10", context=CheckContext(TODAY, {"form0001": masked}))
    (item,) = findings(content, "PRI-10", context=CheckContext(TODAY, {"form0001": shown}))
    assert (item.part, item.place) == ("attachment:form0001", "Sheet1!B2")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("申请表见附件。", True),
        ("详见附件1《任务表》。", True),
        ("（附件2）", True),
        ("附件费用自理。", False),
        ("附件：任务分工表", True),
        ("请按照本通知附件要求填报。", True),
        ("报名表见[附件1](https://www.example.gov.cn/a.doc)。", False),
    ],
)
def test_attachments_that_are_named(body: str, found: bool) -> None:
    assert bool(findings(body, "DOC-12")) is found


def test_sets_are_listed_in_order() -> None:
    assert findings("“四个自信”：理论自信、道路自信、制度自信、文化自信。", "POL-06")
    assert not findings("“四个自信”：道路自信、理论自信、制度自信、文化自信。", "POL-06")
    assert not findings("增强“四个意识”，（见第三章）", "POL-06")


def test_weekdays() -> None:
    (item,) = findings("2026年11月23日（星期二）上午", "NUM-04")
    assert (item.text, item.fixes) == ("二", ("一",))
    assert not findings("2026年11月22日（星期天）", "NUM-04")
    assert findings("1900年2月29日", "NUM-04")
    assert not findings("2000年2月29日", "NUM-04")
