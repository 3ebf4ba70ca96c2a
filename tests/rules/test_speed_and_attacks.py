"""No input makes a rule slow, and gating never hides a match."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.content.parse import parse
from editor_app.core.content import ArticleContent
from editor_app.rules.article import CheckContext
from editor_app.rules.engine import Checker
from editor_app.rules.examples import plain_document
from editor_app.rules.model import RuleKind, Scope
from editor_app.rules.pack import shipped_pack
from editor_app.rules.patterns import OPEN, check_pattern, compile_pattern, gate_of
from editor_app.rules.scan import Runner, Scanner
from tests.rules.articles import TODAY

SIZE = 20_000
ATTACKS = {
    "digits": "1",
    "chinese": "政",
    "spaces": " ",
    "wide spaces": "\u3000",
    "newlines": "\n",
    "commas": "，",
    "stops": "。",
    "dots": ".",
    "letters": "a",
    "quotes": "“",
    "straight quotes": '"',
    "brackets": "（",
    "half brackets": "(",
    "title marks": "《",
    "stars": "*",
    "hyphens": "-",
    "dashes": "—",
    "tags": "<a ",
    "years": "2026年",
    "dates": "2026年5月6日（星期",
    "numbers": "一、",
    "terms": "中华人民",
    "addresses": "http://a",
    "annexes": "附件：1.",
}
RULES = shipped_pack().rules
RUNNERS = [Runner(rule) for rule in RULES if rule.pattern or rule.words]


@pytest.mark.parametrize("name", ATTACKS)
def test_every_expression_withstands_the_attack(name: str) -> None:
    text = (ATTACKS[name] * SIZE)[:SIZE]
    for runner in RUNNERS:
        began = time.process_time()
        if runner.rule.pattern:
            sum(1 for _ in compile_pattern(runner.rule.pattern).finditer(text))
        else:
            Scanner([runner]).scan(text)
        assert time.process_time() - began < 0.5, runner.rule.id


@pytest.mark.parametrize("name", ATTACKS)
def test_the_whole_check_withstands_the_attack(name: str) -> None:
    text = (ATTACKS[name] * SIZE)[:SIZE]
    content = ArticleContent(title=text[:2000], body=text, fields={"contact": text})
    began = time.process_time()
    result = Checker(shipped_pack()).check(content, plain_document(text), CheckContext(TODAY))
    assert time.process_time() - began < 3
    assert result.not_checked == ()


def test_twice_the_text_takes_about_twice_the_time() -> None:
    def seconds(size: int) -> float:
        text = ("会议强调，要落实责任（含网格员），2026年5月6日前完成4.5%的任务，联系电话0000-8880001。\n" * size)[: size * 40]
        checker = Checker(shipped_pack())
        best = 9.0
        for number in range(3):
            body = f"{text}{number}"
            document = plain_document(body)
            began = time.process_time()
            checker.check(ArticleContent(body=body), document, CheckContext(TODAY))
            best = min(best, time.process_time() - began)
        return best

    assert seconds(8000) < 8 * max(seconds(2000), 0.002)


def ungated(text: str) -> set[tuple[str, int, int]]:
    found = set()
    for runner in RUNNERS:
        if Scope.PARAGRAPH in runner.rule.scopes:
            open_runner = Runner(runner.rule)
            found |= {(hit.rule.id, hit.start, hit.end) for hit in scan_all(open_runner, text)}
    return found


def scan_all(runner: Runner, text: str) -> list[object]:
    if runner.rule.kind is RuleKind.SUBSTITUTION:
        return list(Scanner([runner]).scan(text))
    runner.gate = OPEN
    return list(Scanner([runner]).scan(text))


FRAGMENTS = sorted({str(example.data.get("text", "")) for rule in RULES for example in (*rule.bad, *rule.good)} - {""})
CHECKER = Checker(shipped_pack())
WHOLE = Scanner([runner for runner in RUNNERS if Scope.PARAGRAPH in runner.rule.scopes])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(FRAGMENTS), st.text("，。、一二〇0123 \n年月日（）(){}“”《》国政", max_size=8)), max_size=4
    )
)
def test_gating_hides_nothing(parts: list[str]) -> None:
    text = "".join(parts)
    gated = {(hit.rule.id, hit.start, hit.end) for hit in WHOLE.scan(text)}
    assert gated == ungated(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12)), max_size=5))
def test_any_text_is_checked_without_failure(parts: list[str]) -> None:
    body = "\n\n".join(parts)
    content = ArticleContent(title=body[:40], body=body)
    for finding in CHECKER.check(content, parse(body), CheckContext(TODAY)).findings:
        text = body if finding.part == "body" else content.title
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.start == finding.end or text[finding.start : finding.end] == finding.text


@pytest.mark.parametrize("pattern", ["a*", "a+", "(?:ab)+", "a{1,500}", "(?:a{1,90}){1,90}", "(?=a+)b", "(?:a|b*)c"])
def test_unbounded_expressions_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError):
        check_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        ("截止到?(?=目前|今天)", ("截止目前", "截止今天")),
        ("(?:台湾|香港)人", ("台湾人", "香港人")),
        ("[一二]、", ("一、", "二、")),
        ("。{2,9}", ("。。",)),
        ("a?b", ("b",)),
        ("(?<=甲)乙", ("甲乙",)),
    ],
)
def test_gates(pattern: str, groups: tuple[str, ...]) -> None:
    gate = gate_of(pattern)
    assert all(any(wanted.startswith(literal) or literal in wanted for wanted in groups) for literal in gate.groups[0])


def test_gates_of_long_numbers_and_lines() -> None:
    assert gate_of(r"(?<!\d)1[3-9]\d{9}(?!\d)").long_number
    assert not gate_of(r"\d{1,9}元").long_number
    assert gate_of(r"^[ \t]{0,9}[一二]、").heads == {"一", "二"}
    assert gate_of("[\ue000-\uf8ff]").ranges == ((0xE000, 0xF8FF),)
    assert gate_of("(?:甲|.)") == gate_of(".")
