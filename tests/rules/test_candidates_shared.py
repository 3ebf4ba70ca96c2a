"""The catalogue of candidates, where it lies beside the project: its examples hold for every rule built; the rest is named."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from editor_app.content.parse import parse
from editor_app.core.finding import Severity
from editor_app.rules.engine import Checker
from editor_app.rules.examples import article_of
from editor_app.rules.model import Example, Rule
from editor_app.rules.pack import shipped_pack
from tests.rules.articles import single

pytestmark = pytest.mark.shared
CATALOGUE = Path(__file__).parents[3] / "shared" / "data" / "rules" / "candidates.json"

LATER = {
    "STR-09": "needs the headings of a document told apart from sentences; flags clean statutes",
    "PUN-11": "flags clean reports (1.4 per 10,000 characters)",
    "PUN-14": "belongs to the full pairing of marks",
    "PUN-19": "flags clean reports",
    "PUN-21": "flags clean captions and lists",
    "PUN-22": "flags clean news (16 per 10,000 characters)",
    "NUM-17": "sums of tables: a check of its own",
    "WRD-06": "needs the full table of variant words",
    "WRD-18": "the typo model",
    "WRD-19": "needs the table of standard characters",
    "COL-01": "freshness of a section is not in the article",
    "COL-02": "freshness of a section is not in the article",
    "COL-03": "freshness of a section is not in the article",
    "COL-04": "an empty section is not in the article",
    "COL-05": "freshness of the home page is not in the article",
    "COL-07": "needs the date of publication and the section's history",
    "COL-08": "needs the published interpretations",
    "COL-09": "needs the titles already published",
    "COL-10": "the kinds' required fields are checked by core.kind.field_problems",
}

COMPANIONS = {
    "POL-01": ("POL-22",),
    "WRD-15": ("WRD-21",),
    "WRD-17": ("WRD-20",),
    "LNK-01": ("LNK-12",),
    "HYG-05": ("HYG-09",),
    "PRI-03": ("PRI-12",),
}
"""One candidate, two kinds of rule."""

SEVERITIES = {
    "PUN-01": (Severity.SUGGESTION, "half-width commas stand in published statutes too often for a warning yet"),
}

IMAGE = {"id": "pic00001", "name": "a.jpg", "role": "image"}
CASES: Mapping[str, tuple[list[Any], list[Any]]] = {
    "DOC-12": (["名单见附件"], ["附件费用自理"]),
    "DOC-13": (
        [{"body": "附件：1.甲\n2.乙\n3.丙", "attachments": ["甲.docx", "乙.docx"]}],
        [{"body": "附件：甲", "attachments": ["甲.docx"]}],
    ),
    "DOC-14": (
        [{"title": "关于做好防汛工作", "kind": "notice"}],
        [{"title": "关于做好防汛工作的通知", "kind": "notice"}],
    ),
    "DOC-16": (["某镇召开防汛会议。"], ["防汛，我们准备好了吗？"]),
    "DOC-18": (
        [{"fields": {"date": "2026-06-01"}, "today": "2026-05-06"}],
        [{"fields": {"date": "2026-05-06"}, "today": "2026-05-06"}],
    ),
    "STR-07": (["一、甲\n\n三、丙"], ["一、甲\n\n| 一、 | 三、 |\n|---|---|\n| 1 | 2 |\n\n二、乙"]),
    "STR-08": (["（一）甲\n\n一、乙"], ["一、甲\n\n1.乙"]),
    "STR-10": ([{"body": ""}], [{"body": "![一图读懂](attachment:pic00001)", "attachments": [IMAGE]}]),
    "STR-11": (
        ["会议强调，各村各部门要提高政治站位，压实防汛责任，落实二十四小时值班制度，确保人民群众生命财产安全。\n\n" * 2],
        ["附件\n\n附件", "联系人：张某\n\n联系人：张某"],
    ),
    "PUN-02": (["新增长点;推动转型"], ["&nbsp;中文"]),
    "PUN-12": (["《关于防汛的通知"], ["1）2）列表序号", "表情:)"]),
    "WRD-09": (["加强了了解的的工作"], ["实实在在", "和和美美", "为了了解情况"]),
    "POL-02": (["省委书记杜家豪"], ["村民杜家豪"]),
    "POL-06": (["“四个意识”：大局、政治、核心、看齐"], ["增强“四个意识”"]),
    "POL-17": (["书记亲自带队"], []),
    "POL-19": (["屌爆了"], ["“撕”字"]),
    "POL-21": (["![青河镇地图](attachment:pic00001)"], ["![思维导图](attachment:pic00001)"]),
    "PRI-01": (["11010519491231002X"], ["110105194912310021"]),
    "PRI-05": (["| 姓名 | 身份证号 | 联系电话 |\n|---|---|---|\n"], ["| 姓名 | 村组 | 金额 |\n|---|---|---|\n"]),
    "PRI-06": (["阳光小区3号楼2单元501室"], ["人民路12号"]),
    "PRI-10": (
        [
            {
                "body": "见附件",
                "attachments": ["a.xlsx"],
                "texts": {
                    "attach01": [["S!A1", "姓名"], ["S!B1", "身份证号"], ["S!A2", "张某"], ["S!B2", "110105194912310021"]],
                },
            }
        ],
        [{"body": "见附件", "attachments": ["a.xlsx"], "texts": {"attach01": [["S!A1", "户数"], ["S!A2", "301"]]}}],
    ),
    "LNK-02": (["![图](C:\\Users\\a.jpg)"], ["![图](images/a.jpg)"]),
    "LNK-05": (["[公告](https://abc.com)"], ["[公告](https://www.gov.cn)"]),
    "LNK-06": ([{"attachments": ["新建文件夹.exe"]}], [{"attachments": ["2026年名单.xlsx"]}]),
    "LNK-07": (["![图](missing.jpg)"], [{"body": "![图](attachment:pic00001)", "attachments": [IMAGE]}]),
    "LNK-08": (["![图](https://mmbiz.qpic.cn/x)"], ["![图](images/a.jpg)"]),
    "LNK-09": (['<img src="data:image/png;base64,AAAA">'], ["data:text/plain"]),
    "LNK-10": (['<a style="display:none" href="x">'], ["display:block"]),
    "ACC-03": (["## 甲\n\n#### 乙"], ["## 甲\n\n### 乙"]),
    "ACC-05": (["|  |  |\n|---|---|\n| 青河镇 | 12 |"], ["| 单位 | 件数 |\n|---|---|\n| 青河镇 | 12 |"]),
    "ACC-06": (
        [{"body": "![长图](attachment:pic00001)", "attachments": [IMAGE]}],
        [{"body": "![一图读懂](attachment:pic00001)\n\n" + "文字版内容" * 12, "attachments": [IMAGE]}],
    ),
    "COL-06": (["来源："], ["来源：新华社"]),
    "HYG-08": (
        [{"body": "见附件", "attachments": ["a.docx"], "notes": {"attach01": [["comments", ""]]}}],
        [{"body": "见附件", "attachments": ["a.docx"], "notes": {"attach01": []}}],
    ),
    "SEC-07": (["某镇关于拨付资金的请示"], ["对请示的批复"]),
}


def catalogue() -> list[dict[str, Any]]:
    if not CATALOGUE.exists():
        pytest.skip("the catalogue of candidates is not beside the project")
    return list(json.loads(CATALOGUE.read_text(encoding="utf-8")))


def rules_of(candidate: str) -> list[Rule]:
    pack = shipped_pack()
    return [rule for rule in map(pack.rule, (candidate, *COMPANIONS.get(candidate, ()))) if rule is not None]


def hits(rules: list[Rule], data: Any) -> list[str]:
    found = []
    for rule in rules:
        content, context = article_of(Example({"text": data} if isinstance(data, str) else data), rule)
        result = Checker(single(rule)).check(content, parse(content.body), context)
        found += [item.text for item in result.findings]
    return found


def test_what_is_left_for_later_is_named() -> None:
    ids = {item["id"] for item in catalogue()}
    built = {item for item in ids if rules_of(item)}
    assert ids - built == set(LATER)


def test_blocking_and_silent_warning_rules_are_built() -> None:
    for item in catalogue():
        silent = all(hits <= 0.02 for hits in (item.get("clean_hits_per_10k") or {}).values())
        if item["severity"].startswith("block") or (item["severity"] == "warn" and silent and item["regex"]):
            assert item["id"] not in LATER or item["id"].startswith("COL-"), item["id"]


def test_severities() -> None:
    words = {"block": Severity.ERROR, "warn": Severity.WARNING, "hint": Severity.SUGGESTION, "block/warn": Severity.ERROR}
    for item in catalogue():
        for rule in rules_of(item["id"])[:1]:
            wanted = SEVERITIES[rule.id][0] if rule.id in SEVERITIES else words[item["severity"]]
            assert rule.severity is wanted, rule.id


def test_what_must_be_flagged_is_flagged() -> None:
    missed = []
    for item in catalogue():
        rules = rules_of(item["id"])
        for example in CASES[item["id"]][0] if item["id"] in CASES else [item["must_flag"]]:
            if rules and not hits(rules, example):
                missed.append((item["id"], example))
    assert not missed


def test_what_must_not_be_flagged_is_not() -> None:
    wrong = []
    for item in catalogue():
        rules = rules_of(item["id"])
        for example in CASES[item["id"]][1] if item["id"] in CASES else item["must_not_flag"].split("；"):
            if found := hits(rules, example):
                wrong.append((item["id"], example, found))
    assert not wrong
