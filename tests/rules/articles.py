"""Short ways to an article and its findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from editor_app.content.parse import parse
from editor_app.core.content import ArticleContent
from editor_app.core.finding import BODY, TITLE, Finding
from editor_app.rules.article import CheckContext
from editor_app.rules.engine import Checker, CheckResult
from editor_app.rules.model import Rule, RulePack
from editor_app.rules.pack import shipped_pack

TODAY = dt.date(2026, 11, 23)


def only(*ids: str) -> RulePack:
    """The shipped pack with these rules alone."""
    pack = shipped_pack()
    rules = tuple(rule for rule in pack.rules if rule.id in ids)
    assert len(rules) == len(ids)
    return RulePack(pack.version, pack.sha256, rules)


def check(content: ArticleContent | str, pack: RulePack, context: CheckContext | None = None) -> CheckResult:
    """Check with the real Markdown parser."""
    article = ArticleContent(body=content) if isinstance(content, str) else content
    return Checker(pack).check(article, parse(article.body), context or CheckContext(TODAY))


def findings(content: ArticleContent | str, *ids: str, context: CheckContext | None = None) -> tuple[Finding, ...]:
    """Findings of these rules."""
    return check(content, only(*ids), context).findings


def part_text(content: ArticleContent, part: str) -> str:
    """The source text of a part that fixes can change."""
    if part == TITLE:
        return content.title
    if part == BODY:
        return content.body
    return content.fields[part.removeprefix("field:")]


def fixed(content: ArticleContent, finding: Finding, fix: str) -> ArticleContent:
    """The article with `fix` in the finding's place; everything else stays."""
    text = part_text(content, finding.part)
    assert text[finding.start : finding.end] == finding.text
    text = text[: finding.start] + fix + text[finding.end :]
    if finding.part == TITLE:
        return replace(content, title=text)
    if finding.part == BODY:
        return replace(content, body=text)
    return replace(content, fields={**content.fields, finding.part.removeprefix("field:"): text})


def with_fixes(items: Sequence[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each fix of each finding."""
    return ((finding, fix) for finding in items for fix in finding.fixes)


def single(rule: Rule) -> RulePack:
    """A pack of one rule."""
    return RulePack("test", "", (rule,))
