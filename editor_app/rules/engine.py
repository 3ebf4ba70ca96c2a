"""Checks an article against a rule pack. No I/O, no clock but for its own budget; a Checker belongs to one thread."""

from __future__ import annotations

import datetime as dt
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from editor_app.core.content import ArticleContent, Attachment
from editor_app.core.document import Block, Document, Span
from editor_app.core.finding import BODY, TITLE, Finding, attachment_part, field_part
from editor_app.rules.article import Article, CheckContext, Found
from editor_app.rules.checks import ARTICLE_CHECKS
from editor_app.rules.examples import plain_document
from editor_app.rules.facts import Facts, facts_of
from editor_app.rules.model import BLOCK_SCOPES, Rule, RulePack, Scope
from editor_app.rules.scan import BUDGET_SECONDS, Hit, Runner, Scanner, scanners

_CONTEXT = 10
"""Characters kept on either side of a finding."""
_PER_ATTACHMENT = 5
"""Findings of one rule shown per attachment; the last one tells how many there are."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Findings by part (title, fields, body, attachments) and place; ids of rules that could not run; the time it took."""

    findings: tuple[Finding, ...]
    not_checked: tuple[str, ...]
    pack_version: str
    milliseconds: float


_Inside = tuple[Hit, str, str, str]
"""Hit, place, matched text, context."""


class _Entry(NamedTuple):
    hits: tuple[Hit, ...]
    facts: Facts | None


_Key = tuple[str, str, tuple[Span, ...]]


class Checker:
    """Remembers what it found in each text of the last article, so that a further check looks only at what changed."""

    def __init__(self, pack: RulePack) -> None:
        """Raises BrokenPack when a rule names a check, validator or fix that this program does not have."""
        self.pack = pack
        self._date: dt.date | None = None
        self._scanners: dict[Scope, Scanner] = {}
        self._runners: list[Runner] = []
        self._article_rules: list[Rule] = []
        self._cache: dict[_Key, _Entry] = {}
        self._attachments: dict[str, tuple[Sequence[tuple[str, str]], list[_Inside]]] = {}
        self._fresh: dict[_Key, _Entry] = {}
        self._entries: list[tuple[Block, _Entry]] = []

    def check(self, content: ArticleContent, document: Document, context: CheckContext) -> CheckResult:
        """Every finding of every rule in force on `context.today`. `document` is the parsed `content.body`."""
        began = time.perf_counter()
        self._prepare(context.today)
        self._fresh = {}
        findings = [*self._parts(content), *self._body(document)]
        facts = [(block, entry.facts) for block, entry in self._entries if entry.facts is not None]
        article = Article(content, document, context, facts)
        findings.extend(self._marks(article))
        findings.extend(self._files(article))
        stopped = list(self._rules_of_article(article, findings))
        self._cache = self._fresh
        kept = {attachment.sha256 for attachment in content.attachments}
        self._attachments = {sha256: known for sha256, known in self._attachments.items() if sha256 in kept}
        stopped.extend(runner.rule.id for runner in self._runners if runner.stopped)
        if any(runner.stopped for runner in self._runners):
            self._cache, self._attachments = {}, {}
        stopped.extend(_unread(content, context, self._article_rules))
        order = {TITLE: 0, BODY: 2}
        unique = {(item.rule, item.part, item.place, item.start, item.end, item.text): item for item in findings}
        ordered = sorted(
            unique.values(),
            key=lambda item: (order.get(item.part, 1 if item.part.startswith("field:") else 3), item.part, item.start, item.rule),
        )
        milliseconds = (time.perf_counter() - began) * 1000
        return CheckResult(tuple(ordered), tuple(sorted(set(stopped))), self.pack.version, milliseconds)

    def _prepare(self, today: dt.date) -> None:
        if self._date != today:
            rules = [rule for rule in self.pack.rules if rule.in_force(today)]
            text_rules = [rule for rule in rules if rule.check not in ARTICLE_CHECKS]
            self._scanners, self._runners = scanners(text_rules, list(Scope))
            self._article_rules = [rule for rule in rules if rule.check in ARTICLE_CHECKS]
            self._cache, self._attachments, self._date = {}, {}, today
        for runner in self._runners:
            runner.spent, runner.stopped = 0.0, False

    def _entry(self, scope: Scope, text: str, spans: tuple[Span, ...] = (), block: Block | None = None) -> _Entry:
        key = (scope.value, text, spans)
        entry = self._fresh.get(key) or self._cache.get(key)
        if entry is None:
            entry = _Entry(self._scanners[scope].scan(text, spans), facts_of(block) if block is not None else None)
        self._fresh[key] = entry
        return entry

    def _parts(self, content: ArticleContent) -> Iterator[Finding]:
        for part, scope, text in (
            (TITLE, Scope.TITLE, content.title),
            *((field_part(code), Scope.FIELD, value) for code, value in content.fields.items()),
        ):
            for hit in self._entry(scope, text).hits if text else ():
                yield _finding(hit, part, text, hit.start, hit.end)

    def _body(self, document: Document) -> Iterator[Finding]:
        source = document.source
        self._entries = []
        for block in document.blocks:
            entry = self._entry(BLOCK_SCOPES[block.kind], block.text, block.spans, block)
            self._entries.append((block, entry))
            for hit in entry.hits:
                start, end = block.to_source(hit.start, hit.end)
                yield _finding(hit, BODY, block.text, start, end, source[start:end])
        for hit in self._scanners[Scope.SOURCE].scan_source(source):
            yield _finding(hit, BODY, source, hit.start, hit.end)

    def _marks(self, article: Article) -> Iterator[Finding]:
        """Addresses of links and images, words of links, alternative texts."""
        for block, span in article.links():
            start, end = block.to_source(span.start, span.end)
            label = block.text[span.start : span.end]
            for scope, text in ((Scope.LINK_TARGET, span.target), (Scope.LINK_TEXT, label)):
                for hit in self._entry(scope, text).hits:
                    yield _finding(hit, BODY, block.text, start, end, article.document.source[start:end], shown=text, whole=True)
        for image in article.images:
            alt = article.alt_text(image)
            whole = article.document.source[image.start : image.end]
            for scope, text in ((Scope.IMAGE_TARGET, image.target), (Scope.IMAGE_ALT, alt)):
                for hit in self._entry(scope, text).hits:
                    if scope is Scope.IMAGE_ALT and hit.end > hit.start and text == image.alt:
                        start = image.alt_start + hit.start
                        yield _finding(hit, BODY, text, start, start + hit.end - hit.start)
                    else:
                        yield _finding(hit, BODY, whole, image.start, image.end, whole, shown=text, whole=True)

    def _files(self, article: Article) -> Iterator[Finding]:
        for attachment in article.content.attachments:
            part = attachment_part(attachment.id)
            for scope, place, text in (
                (Scope.ATTACHMENT_NAME, "name", attachment.name),
                (Scope.CAPTION, "caption", attachment.caption),
            ):
                for hit in self._entry(scope, text).hits if text else ():
                    yield _finding(hit, part, text, hit.start, hit.end, place=place)
            texts = article.context.attachment_texts.get(attachment.id, ())
            yield from self._inside(part, attachment, texts)

    def _inside(self, part: str, attachment: Attachment, texts: Sequence[tuple[str, str]]) -> Iterator[Finding]:
        known = self._attachments.get(attachment.sha256)
        if known is None or (known[0] is not texts and known[0] != texts):
            known = texts, list(_hits_inside(self._scanners[Scope.ATTACHMENT_TEXT], texts))
            self._attachments[attachment.sha256] = known
        hits = known[1]
        totals: dict[str, int] = {}
        for hit, *_ in hits:
            totals[hit.rule.id] = totals.get(hit.rule.id, 0) + 1
        shown: dict[str, int] = {}
        for hit, place, matched, context in hits:
            shown[hit.rule.id] = shown.get(hit.rule.id, 0) + 1
            if shown[hit.rule.id] <= _PER_ATTACHMENT:
                total = totals[hit.rule.id]
                more = f"（此附件中共{total}处）" if total > _PER_ATTACHMENT else ""
                yield Finding(
                    hit.rule.id, hit.rule.slug, hit.rule.severity, _message(hit.rule, matched, hit.fixes, hit.note) + more, part,
                    0, 0, matched, context, (), hit.rule.why, hit.rule.source_label, place,
                )  # fmt: skip

    def _rules_of_article(self, article: Article, findings: list[Finding]) -> Iterator[str]:
        """Append to `findings`; yield the rules that were over their budget."""
        for rule in self._article_rules:
            if rule.kinds and article.content.kind not in rule.kinds:
                continue
            began = time.perf_counter()
            for found in ARTICLE_CHECKS[rule.check](article, rule.options):
                findings.append(_article_finding(rule, found, article.document.source))
                if time.perf_counter() - began > BUDGET_SECONDS:
                    yield rule.id
                    break


def check_text(text: str, pack: RulePack | None = None, today: dt.date | None = None) -> CheckResult:
    """Check plain text (no markup: each line is a paragraph) with the shipped pack unless another is given."""
    from editor_app.rules.pack import shipped_pack  # the pack proves its examples with this engine

    context = CheckContext(today or dt.date.today())
    return Checker(pack or shipped_pack()).check(ArticleContent(body=text), plain_document(text), context)


def _finding(
    hit: Hit,
    part: str,
    around: str,
    start: int,
    end: int,
    text: str | None = None,
    *,
    shown: str = "",
    place: str = "",
    whole: bool = False,
) -> Finding:
    """`around` is the text that holds the hit; fixes are offered only where the source reads exactly like it.

    `whole` says that the finding speaks of a link or an image as such: its context is the neighbourhood in `around`.
    """
    rule = hit.rule
    matched = shown if whole else around[hit.start : hit.end]
    context = around[:80] if whole else around[max(0, hit.start - _CONTEXT) : hit.end + _CONTEXT]
    stands = matched if text is None else text
    fixes = () if whole or stands != matched else hit.fixes
    return Finding(
        rule.id, rule.slug, rule.severity, _message(rule, matched, hit.fixes, hit.note), part,
        start, end, stands, context, fixes, rule.why, rule.source_label, place,
    )  # fmt: skip


def _article_finding(rule: Rule, found: Found, source: str) -> Finding:
    start, end, text, context, fixes = found.start, found.end, found.text, "", found.fixes
    if found.block is not None:
        block = found.block
        matched = block.text[start:end]
        context = block.text[max(0, start - _CONTEXT) : end + _CONTEXT]
        start, end = block.to_source(start, end)
        text = source[start:end]
        fixes = fixes if text == matched else ()
    elif found.part == BODY and end > start:
        text = source[start:end]
        context = source[max(0, start - _CONTEXT) : end + _CONTEXT]
    return Finding(
        rule.id, rule.slug, rule.severity, _message(rule, text, fixes, found.note), found.part,
        start, end, text, context, fixes, rule.why, rule.source_label, found.place,
    )  # fmt: skip


def _message(rule: Rule, text: str, fixes: Sequence[str], note: str) -> str:
    message = rule.message
    if "{" not in message:
        return message
    return message.replace("{fix}", fixes[0] if fixes else "").replace("{note}", note).replace("{text}", text)


def _hits_inside(scanner: Scanner, texts: Sequence[tuple[str, str]]) -> Iterator[_Inside]:
    """Scan all texts of an attachment in one go; yield hit, place, the matched text and its context."""
    starts: list[int] = []
    length = 0
    for _, text in texts:
        starts.append(length)
        length += len(text) + 1
    joined = "\n".join(text for _, text in texts)
    for hit in scanner.scan(joined):
        index = bisect_right(starts, hit.start) - 1
        place, text = texts[index]
        start, end = hit.start - starts[index], hit.end - starts[index]
        if end <= len(text):
            yield hit, place, text[start:end], text[max(0, start - _CONTEXT) : end + _CONTEXT]


def _unread(content: ArticleContent, context: CheckContext, rules: Sequence[Rule]) -> Iterator[str]:
    """Rules that need what the inspection of the attached files read, when it is not there."""
    for rule in rules:
        known = {"attachment_columns": context.attachment_texts, "attachment_review": context.attachment_notes}.get(rule.check)
        if known is not None and any(file.id not in known for file in content.files):
            yield rule.id
