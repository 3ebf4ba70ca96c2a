"""Runs the rules that look at one piece of text at a time. An expression runs only where the literals it needs stand."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from editor_app.core.document import Span, SpanKind
from editor_app.rules.checks import TEXT_CHECKS
from editor_app.rules.fixes import FIX_FUNCTIONS
from editor_app.rules.model import BrokenPack, Rule, RuleKind, Scope
from editor_app.rules.near_miss import NearMissScanner
from editor_app.rules.patterns import BLANKS, LONG_NUMBER, OPEN, Gate, compile_pattern, gate_of, rarest_pair, rarity
from editor_app.rules.validators import VALIDATORS
from editor_app.rules.words import WordScanner

BUDGET_SECONDS = 0.25
"""What one rule may use in one check; a rule that needs more is stopped and reported as not checked."""
_ADDRESS = re.compile(r"(?:https?://|www\.)[A-Za-z0-9./?=&%_#~:@+,;!$'()*-]{1,400}|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{3,100}")

_LONG_NUMBER = re.compile(f"[0-9]{{{LONG_NUMBER}}}")


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
        self._near: NearMissScanner | None = None
        if rule.kind is RuleKind.NEAR_MISS:
            self._near = NearMissScanner(rule.words, lengths=bool(rule.options.get("lengths")))
        self._accepts = VALIDATORS[rule.validator] if rule.validator else None
        self.probe = ""
        """A character that every match holds, or nothing."""
        self.gate = self._near.gate if self._near else _gate(rule)
        if self.gate.groups:
            shared = set(self.gate.groups[0][0]).intersection(*self.gate.groups[0])
            self.probe = min(shared, key=rarity, default="")

    @property
    def near(self) -> bool:
        """True for a rule of fixed terms, which wants to know the literals that stand in the text."""
        return self._near is not None

    def run(self, text: str, literals: Sequence[str] | None = None) -> list[Hit]:
        """All hits in `text`; nothing once the time budget is used up."""
        if self.stopped:
            return []
        began = time.thread_time()
        hits = list(self._hits(text, literals))
        self.spent += time.thread_time() - began
        self.stopped = self.spent > BUDGET_SECONDS
        return hits

    def _hits(self, text: str, literals: Sequence[str] | None) -> Iterator[Hit]:
        rule = self.rule
        if self._near is not None:
            for start, end, term in self._near.find(text, literals):
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


def _gate(rule: Rule) -> Gate:
    if rule.check:
        return TEXT_CHECKS[rule.check].gate
    return gate_of(rule.pattern) if rule.pattern else OPEN


_Entry = tuple[tuple[str, ...], Runner | None]
"""The literals that hold a pair of characters (none: the pair is enough), and whose they are (None: words)."""


class Scanner:
    """All rules of one scope, behind one index: pair of characters -> rules that cannot match without a literal with it."""

    def __init__(self, runners: Sequence[Runner]) -> None:
        words: list[tuple[str, tuple[Rule, str]]] = []
        self.runners: list[Runner] = []
        self._always: list[Runner] = []
        self._numbers: list[Runner] = []
        self._ranges: list[Runner] = []
        self._heads: dict[str, list[Runner]] = {}
        self._table: dict[str, list[_Entry]] = {}
        for runner in runners:
            if runner.rule.kind is RuleKind.SUBSTITUTION:
                words.extend((wrong, (runner.rule, right)) for wrong, right in runner.rule.words.items())
            else:
                self.runners.append(runner)
                self._index(runner)
        self._words = WordScanner(words)
        for key in self._words.keys:
            self._table.setdefault(key, []).append(((), None))
        self._keys = frozenset(self._table)
        self._pairs = _pairs_of(self._keys)
        singles = (key for key in self._keys if len(key) == 1)
        self._singles = _char_class(singles, (span for runner in self._ranges for span in runner.gate.ranges))

    def _index(self, runner: Runner) -> None:
        gate = runner.gate
        if gate.heads:
            for char in gate.heads:
                self._heads.setdefault(char, []).append(runner)
        elif gate.long_number:
            self._numbers.append(runner)
        elif gate.ranges:
            self._ranges.append(runner)
        elif gate.groups:
            by_pair: dict[str, list[str]] = {}
            for literal in gate.groups[0]:
                by_pair.setdefault(rarest_pair(literal), []).append(literal)
            for pair, literals in by_pair.items():
                enough = pair in literals and not runner.near
                self._table.setdefault(pair, []).append((() if enough else tuple(literals), runner))
        else:
            self._always.append(runner)

    def scan(self, text: str, spans: Sequence[Span] = ()) -> tuple[Hit, ...]:
        """Hits in order of their place. Wording rules say nothing inside addresses and inline code."""
        runners, keys, terms = self._candidates(text)
        hits = [
            Hit(rule, start, start + len(word), (right,) if right else ())
            for start, word, (rule, right) in self._words.find(text, keys)
        ]
        for runner in runners:
            hits.extend(runner.run(text))
        for runner, literals in terms.items():
            hits.extend(runner.run(text, literals))
        if not hits:
            return ()
        return tuple(sorted(_kept(hits, text, spans), key=lambda hit: (hit.start, hit.end, hit.rule.id)))

    def _candidates(self, text: str) -> tuple[list[Runner], list[str], dict[Runner, list[str]]]:
        """The rules whose gate lets `text` through, the pairs of words in it, and the literals of fixed terms in it."""
        found, words, terms = list(self._always), list[str](), dict[Runner, list[str]]()
        keys = set(self._pairs.findall(text)) if self._pairs else set[str]()
        if self._singles:
            keys.update(self._singles.findall(text))
        for key in keys:
            if key not in self._keys:
                if len(key) == 1:
                    found.extend(runner for runner in self._ranges if _in_ranges(key, runner.gate.ranges) and runner not in found)
                continue
            for literals, runner in self._table[key]:
                if runner is None:
                    words.append(key)
                elif runner.near:
                    if here := [literal for literal in literals or (key,) if literal in text]:
                        terms.setdefault(runner, []).extend(here)
                elif runner not in found and _any_in(literals, text) and runner.gate.passes(text, 1):
                    found.append(runner)
        if self._heads:
            found.extend(self._by_head(text))
        if self._numbers and _LONG_NUMBER.search(text):
            found.extend(runner for runner in self._numbers if runner.gate.passes(text))
        return found, words, terms

    def _by_head(self, text: str) -> list[Runner]:
        heads = {line.lstrip(BLANKS)[:1] for line in text.split("\n")} if "\n" in text else (text.lstrip(BLANKS)[:1],)
        runners = [runner for head in heads for runner in self._heads.get(head, ()) if runner.gate.passes(text)]
        return list(dict.fromkeys(runners)) if len(runners) > 1 else runners

    def scan_source(self, source: str) -> tuple[Hit, ...]:
        """The same for a long text that changes at every key: each gate is asked in turn. Expressions only."""
        return tuple(
            hit for runner in self.runners if runner.probe in source and runner.gate.passes(source) for hit in runner.run(source)
        )


def _char_class(chars: Iterable[str], ranges: Iterable[tuple[int, int]]) -> re.Pattern[str] | None:
    body = "".join(map(re.escape, sorted(chars))) + "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)
    return re.compile(f"[{body}]") if body else None


def _pairs_of(keys: Iterable[str]) -> re.Pattern[str] | None:
    """Finds, overlapping ones too, what is made of the first character of a pair and the second one of a pair."""
    pairs = [key for key in keys if len(key) == 2]
    if not pairs:
        return None
    firsts, seconds = ("".join(sorted({re.escape(pair[at]) for pair in pairs})) for at in (0, 1))
    return re.compile(f"(?=([{firsts}][{seconds}]))")


def _any_in(literals: tuple[str, ...], text: str) -> bool:
    if not literals:
        return True
    for literal in literals:  # noqa: SIM110 - quicker than any() with a generator
        if literal in text:
            return True
    return False


def _in_ranges(char: str, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(low <= ord(char) <= high for low, high in ranges)


def scanners(rules: Sequence[Rule], scopes: Sequence[Scope]) -> tuple[dict[Scope, Scanner], list[Runner]]:
    """A scanner per scope over shared runners. Raises BrokenPack when a rule's data does not fit its kind."""
    runners = []
    for rule in rules:
        try:
            runners.append(Runner(rule))
        except (KeyError, ValueError) as error:
            raise BrokenPack(rule.id, "", str(error)) from error
    return {scope: Scanner([runner for runner in runners if scope in runner.rule.scopes]) for scope in scopes}, runners


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
