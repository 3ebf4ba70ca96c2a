"""Runs the rules that look at one piece of text at a time. An expression runs only where the literals it needs stand."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from editor_app.core.document import Span, SpanKind
from editor_app.rules.checks import TEXT_CHECKS
from editor_app.rules.fixes import FIX_FUNCTIONS
from editor_app.rules.model import BrokenPack, Rule, RuleKind, Scope
from editor_app.rules.near_miss import NearMissScanner
from editor_app.rules.patterns import compile_pattern, rarity
from editor_app.rules.validators import VALIDATORS
from editor_app.rules.words import WordScanner

BUDGET_SECONDS = 0.25
"""What one rule may use in one check; a rule that needs more is stopped and reported as not checked."""
_ADDRESS = re.compile(r"(?:https?://|www\.)[A-Za-z0-9./?=&%_#~:@+,;!$'()*-]{1,400}|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{3,100}")


class Hit(NamedTuple):
    """A match in one text: offsets into that text, replacements best first, and words for the message's {note}."""

    rule: Rule
    start: int
    end: int
    fixes: tuple[str, ...] = ()
    note: str = ""


class Runner:
    """One rule with its expression (compiled when first needed) and the time it has used in this check."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.spent = 0.0
        self.stopped = False
        self._pattern: re.Pattern[str] | None = None
        self._near = NearMissScanner(rule.words) if rule.kind is RuleKind.NEAR_MISS else None
        self._accepts = VALIDATORS[rule.validator] if rule.validator else None
        self.gate = self._near.gate if self._near else TEXT_CHECKS[rule.check].gate if rule.check else rule.gate

    def run(self, text: str, chars: Set[str]) -> list[Hit]:
        """All hits in `text`; nothing once the time budget is used up."""
        if self.stopped:
            return []
        began = time.perf_counter()
        hits = list(self._hits(text, chars))
        self.spent += time.perf_counter() - began
        self.stopped = self.spent > BUDGET_SECONDS
        return hits

    def _hits(self, text: str, chars: Set[str]) -> Iterator[Hit]:
        rule = self.rule
        if self._near is not None:
            for start, end, term in self._near.find(text, chars):
                yield Hit(rule, start, end, (term,), term)
        elif rule.check:
            for slip in TEXT_CHECKS[rule.check].find(text, rule.options):
                yield Hit(rule, slip.start, slip.end, slip.fixes, slip.note)
        else:
            yield from self._matches(text)

    def _matches(self, text: str) -> Iterator[Hit]:
        if self._pattern is None:
            self._pattern = compile_pattern(self.rule.pattern)
        for match in self._pattern.finditer(text):
            if self._accepts is None or self._accepts(match[0]):
                yield Hit(self.rule, match.start(), match.end(), self._fixes(match))

    def _fixes(self, match: re.Match[str]) -> tuple[str, ...]:
        if self.rule.fix_function:
            fixed = FIX_FUNCTIONS[self.rule.fix_function](match)
            return (fixed,) if fixed != match[0] else ()
        return tuple(match.expand(template) for template in self.rule.fix)


class Scanner:
    """All rules of one scope, behind one index: rare character -> rules that cannot match without it."""

    def __init__(self, runners: Sequence[Runner]) -> None:
        words: list[tuple[str, tuple[Rule, str]]] = []
        self._always: list[Runner] = []
        self._table: dict[str, list[Runner]] = {}
        self.runners: list[Runner] = []
        for runner in runners:
            if runner.rule.kind is RuleKind.SUBSTITUTION:
                words.extend((wrong, (runner.rule, right)) for wrong, right in runner.rule.words.items())
                continue
            self.runners.append(runner)
            if not runner.gate:
                self._always.append(runner)
                continue
            for char in {min(literal, key=rarity) for literal in runner.gate[0]}:
                self._table.setdefault(char, []).append(runner)
        self._triggers = frozenset(self._table)
        self._words = WordScanner(words)

    def scan(self, text: str, spans: Sequence[Span] = ()) -> tuple[Hit, ...]:
        """Hits in order of their place. Wording rules say nothing inside addresses and inline code."""
        chars = set(text)
        hits = [
            Hit(rule, start, start + len(word), (right,) if right else ())
            for start, word, (rule, right) in self._words.find(text, chars)
        ]
        asked: set[int] = set()
        for char in chars & self._triggers:
            for runner in self._table[char]:
                if id(runner) not in asked:
                    asked.add(id(runner))
                    if _passes(runner.gate, text):
                        hits.extend(runner.run(text, chars))
        for runner in self._always:
            hits.extend(runner.run(text, chars))
        if not hits:
            return ()
        return tuple(sorted(_kept(hits, text, spans), key=lambda hit: (hit.start, hit.end, hit.rule.id)))


    def scan_source(self, source: str) -> tuple[Hit, ...]:
        """The same for a long text of which no character set is wanted: each gate is asked in turn. Expressions only."""
        hits: list[Hit] = []
        for runner in self.runners:
            if _passes(runner.gate, source):
                hits.extend(runner.run(source, frozenset()))
        return tuple(hits)


def scanners(rules: Sequence[Rule], scopes: Sequence[Scope]) -> tuple[dict[Scope, Scanner], list[Runner]]:
    """A scanner per scope over shared runners. Raises BrokenPack when a rule's data does not fit its kind."""
    runners = []
    for rule in rules:
        try:
            runners.append(Runner(rule))
        except (KeyError, ValueError) as error:
            raise BrokenPack(rule.id, "", str(error)) from error
    return {scope: Scanner([runner for runner in runners if scope in runner.rule.scopes]) for scope in scopes}, runners


def _passes(gate: tuple[tuple[str, ...], ...], text: str) -> bool:
    for group in gate:
        for literal in group:
            if literal in text:
                break
        else:
            return False
    return True


def _kept(hits: list[Hit], text: str, spans: Sequence[Span]) -> Iterator[Hit]:
    protected: list[tuple[int, int]] | None = None
    for hit in hits:
        if hit.rule.exceptions and _excepted(text, hit):
            continue
        if not hit.rule.urls:
            if protected is None:
                protected = _protected(text, spans)
            if any(start < max(hit.end, hit.start + 1) and hit.start < end for start, end in protected):
                continue
        yield hit


def _excepted(text: str, hit: Hit) -> bool:
    """True when an entry of the allow-list covers the match and is longer than it."""
    for allowed in hit.rule.exceptions:
        if len(allowed) <= hit.end - hit.start:
            continue
        at = text.find(allowed, max(0, hit.end - len(allowed)), hit.start + len(allowed))
        if 0 <= at <= hit.start and at + len(allowed) >= hit.end:
            return True
    return False


def _protected(text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    ranges = [(span.start, span.end) for span in spans if span.kind is SpanKind.CODE]
    if "://" in text or "www." in text or "@" in text:
        ranges.extend(match.span() for match in _ADDRESS.finditer(text))
    return ranges


