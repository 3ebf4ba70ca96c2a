"""Every shipped rule proves itself: its examples hold, with its own reader and with the real parser, and its fixes mend."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from editor_app.content.parse import parse
from editor_app.core.finding import BODY, TITLE, Severity
from editor_app.core.resources import resource_path
from editor_app.rules.engine import Checker
from editor_app.rules.examples import article_of
from editor_app.rules.model import Rule
from editor_app.rules.pack import pack_files, parse_pack, shipped_pack, verify_pack
from tests.rules.articles import fixed, single, with_fixes

RULES = shipped_pack().rules
BY_ID = pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])


@BY_ID
def test_examples_hold(rule: Rule) -> None:
    verify_pack(single(rule))


@BY_ID
def test_examples_hold_with_the_markdown_parser(rule: Rule) -> None:
    checker = Checker(single(rule))
    for wanted, examples in ((True, rule.bad), (False, rule.good)):
        for example in examples:
            content, context = article_of(example, rule)
            found = checker.check(content, parse(content.body), context).findings
            assert bool(found) is wanted, (example.data, found)


@BY_ID
def test_a_fix_removes_its_finding_and_leaves_the_rest(rule: Rule) -> None:
    checker = Checker(single(rule))
    mended = 0
    for example in rule.bad:
        content, context = article_of(example, rule)
        found = checker.check(content, parse(content.body), context).findings
        for finding, fix in with_fixes(found):
            after = fixed(content, finding, fix)
            rest = checker.check(after, parse(after.body), context).findings
            assert len(rest) == len(found) - 1, (finding.text, fix, rest)
            mended += 1
    offers = rule.fix or rule.fix_function or any(rule.words.values()) or rule.kind == "near_miss"
    assert mended or not offers, "a rule with a fix needs an example that shows it"


@BY_ID
def test_findings_lie_inside_their_part(rule: Rule) -> None:
    checker = Checker(single(rule))
    for example in rule.bad:
        content, context = article_of(example, rule)
        for finding in checker.check(content, parse(content.body), context).findings:
            if finding.part == BODY:
                assert content.body[finding.start : finding.end] == finding.text or finding.start == finding.end
            if finding.part == TITLE:
                assert content.title[finding.start : finding.end] == finding.text


@BY_ID
def test_words_for_people(rule: Rule) -> None:
    assert re.search("[一-鿿]", rule.message)
    assert re.search("[一-鿿]", rule.why)
    assert set(re.findall(r"{(\w+)}", rule.message)) <= {"text", "fix", "note"}
    if not rule.verified:
        assert rule.source_label.endswith("（原文待核）") or not rule.source
        assert not re.search(r"第?\d+(?:\.\d+)+条?|§|第\d+条", rule.source), "an unverified clause is not quoted"


def test_the_pack_is_complete() -> None:
    pack = shipped_pack()
    assert pack.version == "2026.11.1"
    assert len(pack.sha256) == 64
    severities = Counter(rule.severity for rule in pack.rules)
    assert all(severities[severity] >= 20 for severity in Severity)


def test_the_pack_served_is_the_pack_read() -> None:
    files = pack_files(resource_path("rules"))
    assert parse_pack(files, verify=False).sha256 == shipped_pack().sha256
