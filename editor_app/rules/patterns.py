"""Reads the parse tree of an expression: is every repetition bounded, and what must a text hold for it to match?"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

_parser: Any = importlib.import_module("re._parser")
MAX_REPEAT = 400
"""Largest upper bound of one repetition; the product of nested ones may not pass _MAX_PRODUCT."""
_MAX_PRODUCT = 4_000
_MAX_STRINGS = 64
_MAX_GROUPS = 3
_FEW = 12
LONG_NUMBER = 8
"""Digits in a row that make a long number; most texts hold none."""
BLANKS = " \t\u3000"
"""What may stand before the first character of a line."""
FLAGS = re.MULTILINE | re.ASCII
"""^ and $ at line ends; \\d, \\w and \\s mean ASCII."""

# The 400 commonest characters of official texts, commonest first.
_COMMON = (
    "，的、。人和法国行第条民定十业有政应以会当规理者务关一管部发工生或用设建制机作产经门保中地本全；不进市对事在员主二大公合展其实三动）"
    "（区要等家施化上为责资处提加方体五可出社重权安成构依府物级年同及品位四开改监照代力单下院由能自新强他护持共得职任利所时通组并期农学"
    "分服治高企内标委技表性证立水准各防育济金信是取教境织按款收议项活营情度推查报文外个基向件违相与六交场决现据律调使入义量划支程质运办"
    "面计百科险海审平七案督环供于检过增域术商元罚系求源未八费予造告0反正长执专特导结接请受采明统放备协1日九万村财范革目负“益前后批息2"
    "承效点意之”电投态指需到根我集预确道具善原县况障城式措领医好严坚创限害常完申从健节列止续军污格种税解形置给数口优记价：染融核书必整"
    "消复路际华除党策直了起步将土转多担适控更助刑促知章间别流就犯乡卫排销令被们选总食评修验研励居名举罪参约配省许疗易因心深算察传例测究"
    "损养料次果非变布号"
)
_FREQUENCY = {char: 0.3 / (rank + 8) for rank, char in enumerate(_COMMON)} | dict.fromkeys("0123456789", 0.01)
_FREQUENCY |= {".": 0.004, "%": 0.004}
_RARE = 0.00005
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_DIGITS = frozenset("0123456789")
_NOTHING: frozenset[str] = frozenset()


class Gate(NamedTuple):
    """A condition that every text with a match fulfils: one literal of each group, a character of `ranges`, a long number, a line
    whose first character that is not blank is one of `heads`.

    The first group is the rarest, the one to look for first. An empty gate lets everything through.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()
    long_number: bool = False
    heads: frozenset[str] = frozenset()

    def passes(self, text: str, first: int = 0) -> bool:
        """The groups from `first` on; what else is asked is asked of a text once for all rules."""
        for group in self.groups[first:]:
            for literal in group:
                if literal in text:
                    break
            else:
                return False
        return True


OPEN = Gate()
"""Lets everything through."""


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The expression with the flags that all rules share."""
    return re.compile(pattern, FLAGS)


def check_pattern(pattern: str) -> None:
    """Raise re.error for an expression that is not well formed and ValueError for one with an unbounded repetition."""
    _check_bounds(_parser.parse(pattern, FLAGS), 1)


def gate_of(pattern: str) -> Gate:
    """The gate of an expression that passes check_pattern."""
    tree = _parser.parse(pattern, FLAGS)
    if tree.state.flags & re.IGNORECASE:
        return OPEN
    nodes = _flat(tree)
    groups = sorted(set(_groups(nodes)), key=lambda group: (cost(group), sorted(group)))
    ranges = next((found for name, argument in nodes if (found := _wide_ranges(name, argument))), ())
    useful = groups[:1] + [group for group in groups[1:] if len(group) <= _FEW][: _MAX_GROUPS - 1]
    literals = tuple(tuple(sorted(group)) for group in useful)
    return Gate(literals, ranges, _longest_number(nodes) >= LONG_NUMBER, _line_heads(nodes))


def cost(group: Iterable[str]) -> float:
    """How often a text is expected to hold one of these literals, roughly per character."""
    return sum(rarity(min(literal, key=rarity)) * 0.2 ** (len(literal) - 1) for literal in group)


def rarity(char: str) -> float:
    """Expected share of `char` among the characters of official text; small for rare ones."""
    return _FREQUENCY.get(char, _RARE)


def rarest_pair(literal: str) -> str:
    """The two neighbouring characters of `literal` that are least expected; a single character as it is."""
    pairs = [literal[at : at + 2] for at in range(max(1, len(literal) - 1))]
    return min(pairs, key=lambda pair: rarity(pair[0]) * rarity(pair[-1]))


_Node = tuple[str, Any]


def _flat(tree: Any) -> list[_Node]:
    """The nodes of a sequence, with plain groups opened."""
    nodes: list[_Node] = []
    for operator, argument in tree:
        name = str(operator)
        if name == "SUBPATTERN":
            nodes.extend(_flat(argument[3]))
        elif name == "ATOMIC_GROUP":
            nodes.extend(_flat(argument))
        else:
            nodes.append((name, argument))
    return nodes


def _check_bounds(tree: Any, product: int) -> None:
    for name, argument in _flat(tree):
        if name in _REPEATS:
            high = int(argument[1])
            if high > MAX_REPEAT or product * high > _MAX_PRODUCT:
                raise ValueError(f"a repetition needs an upper bound of at most {MAX_REPEAT}")
            _check_bounds(argument[2], product * max(high, 1))
        else:
            for inner in _children(name, argument):
                _check_bounds(inner, product)


def _children(name: str, argument: Any) -> Sequence[Any]:
    if name == "BRANCH":
        return list(argument[1])
    if name in ("ASSERT", "ASSERT_NOT"):
        return [argument[1]]
    if name == "GROUPREF_EXISTS":
        return [part for part in argument[1:] if part is not None]
    return []


def _groups(nodes: Sequence[_Node]) -> Iterator[frozenset[str]]:
    """Every group that any match of the sequence must satisfy; what stands side by side is joined into longer literals."""
    run = _NOTHING
    for name, argument in nodes:
        strings = _strings(name, argument)
        if strings == {""}:  # asserts stand between characters and take none
            if name == "ASSERT":
                inner = _flat(argument[1])
                yield from _groups(inner)
                ahead = _sequence_strings(inner) if argument[0] > 0 else _NOTHING
                if run and ahead and len(run) * len(ahead) <= _MAX_STRINGS:
                    yield _joined(run, ahead)
        elif strings:
            if run and len(run) * len(strings) <= _MAX_STRINGS:
                run = _joined(run, strings)
                continue
            if run:
                yield run
            run = strings
        elif name in _REPEATS and int(argument[0]) >= 1:
            inner = _flat(argument[2])
            unit = _sequence_strings(inner)
            if unit:
                yield from _repeated(run, unit, int(argument[0]))
            else:
                if run:
                    yield run
                yield from _groups(inner)
            run = unit  # the last round stands right before what follows
        else:
            if run:
                yield run
            run = _NOTHING
            yield from _alternatives(name, argument)
    if run:
        yield run


def _repeated(run: frozenset[str], unit: frozenset[str], rounds: int) -> Iterator[frozenset[str]]:
    strings = run or unit
    for _ in range(rounds if run else rounds - 1):
        if len(strings) * len(unit) > _MAX_STRINGS:
            break
        strings = _joined(strings, unit)
    yield strings


def _alternatives(name: str, argument: Any) -> Iterator[frozenset[str]]:
    if name == "BRANCH":
        best = [min(_groups(_flat(branch)), key=cost, default=_NOTHING) for branch in argument[1]]
        union = _NOTHING.union(*best)
        if all(best) and len(union) <= 4 * _MAX_STRINGS:
            yield union


def _joined(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    return frozenset(head + tail for head in left for tail in right)


def _strings(name: str, argument: Any) -> frozenset[str]:
    """All strings that this node can stand for; empty when they are too many or not known."""
    if name == "LITERAL":
        return frozenset(chr(argument))
    if name == "IN":
        return _chars(argument)
    if name in ("ASSERT", "ASSERT_NOT", "AT"):
        return frozenset({""})
    if name == "BRANCH":
        parts = [_sequence_strings(_flat(branch)) for branch in argument[1]]
        union = _NOTHING.union(*parts)
        return union if all(parts) and "" not in union and len(union) <= _MAX_STRINGS else _NOTHING
    if name in _REPEATS and int(argument[0]) == int(argument[1]) == 1:
        return _sequence_strings(_flat(argument[2]))
    return _NOTHING


def _sequence_strings(nodes: Sequence[_Node]) -> frozenset[str]:
    strings = frozenset({""})
    for name, argument in nodes:
        following = _strings(name, argument)
        if not following or len(strings) * len(following) > _MAX_STRINGS:
            return _NOTHING
        strings = _joined(strings, following)
    return strings if "" not in strings else _NOTHING


def _chars(items: Any) -> frozenset[str]:
    chars: set[str] = set()
    for operator, value in items:
        if str(operator) == "LITERAL":
            chars.add(chr(value))
        elif str(operator) == "RANGE" and value[1] - value[0] < _MAX_STRINGS:
            chars.update(map(chr, range(value[0], value[1] + 1)))
        elif str(operator) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            chars |= _DIGITS
        else:
            return _NOTHING
    return frozenset(chars) if len(chars) <= _MAX_STRINGS else _NOTHING


def _wide_ranges(name: str, argument: Any) -> tuple[tuple[int, int], ...]:
    """Ranges of a set too large to be listed, if none of its characters is common."""
    while name in _REPEATS and int(argument[0]) >= 1:
        inner = _flat(argument[2])
        if len(inner) != 1:
            return ()
        name, argument = inner[0]
    if name != "IN" or _chars(argument):
        return ()
    ranges = []
    for operator, value in argument:
        if str(operator) == "RANGE":
            ranges.append((int(value[0]), int(value[1])))
        elif str(operator) == "LITERAL":
            ranges.append((int(value), int(value)))
        else:
            return ()
    common = any(low <= ord(char) <= high for char in _FREQUENCY for low, high in ranges)
    return () if common else tuple(ranges)


def _longest_number(nodes: Sequence[_Node]) -> int:
    """The least number of digits in a row that a match must hold."""
    longest = current = 0
    for name, argument in nodes:
        digits = _digits(name, argument)
        if digits is None:
            inner = [_longest_number(_flat(branch)) for branch in argument[1]] if name == "BRANCH" else [0]
            longest, current = max(longest, current, min(inner)), 0
        else:
            current += digits
    return max(longest, current)


def _digits(name: str, argument: Any) -> int | None:
    """Least length of a node that stands for digits only; None when it can stand for anything else."""
    if name in ("ASSERT", "ASSERT_NOT", "AT"):
        return 0
    if name == "LITERAL":
        return 1 if chr(argument) in _DIGITS else None
    if name == "IN":
        chars = _chars(argument)
        return 1 if chars and chars <= _DIGITS else None
    if name in _REPEATS:
        inner = [_digits(*node) for node in _flat(argument[2])]
        return None if None in inner else int(argument[0]) * sum(item for item in inner if item is not None)
    if name == "BRANCH":
        lengths = [[_digits(*node) for node in _flat(branch)] for branch in argument[1]]
        if any(None in branch for branch in lengths):
            return None
        return min(sum(item for item in branch if item is not None) for branch in lengths)
    return None


def _line_heads(nodes: Sequence[_Node]) -> frozenset[str]:
    """What a line must begin with, for expressions that begin with ^ and blanks."""
    if not nodes or nodes[0][0] != "AT" or str(nodes[0][1]) != "AT_BEGINNING":
        return _NOTHING
    return (_first_chars(nodes[1:]) or _NOTHING) - frozenset(BLANKS)


def _first_chars(nodes: Sequence[_Node]) -> frozenset[str] | None:
    """Characters that a match of the sequence can begin with; None when they are not known."""
    found: frozenset[str] = _NOTHING
    for name, argument in nodes:
        if name in ("ASSERT", "ASSERT_NOT", "AT"):
            continue
        optional = name in _REPEATS and int(argument[0]) == 0
        if name in _REPEATS:
            chars = _first_chars(_flat(argument[2]))
        elif name == "BRANCH":
            parts = [_first_chars(_flat(branch)) for branch in argument[1]]
            chars = None if None in parts else _NOTHING.union(*(part for part in parts if part is not None))
        else:
            chars = _strings(name, argument) or None
        if chars is None:
            return None
        found |= chars
        if not optional:
            return found
    return None
