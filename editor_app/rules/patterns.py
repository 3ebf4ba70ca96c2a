"""Reads the parse tree of an expression: is every repetition bounded, and which characters can it not match without?

A gate is a conjunction of disjunctions: `(("中",), ("台", "港"))` = the text holds 中 and one of 台, 港. The first group is the
rarest, the one to look for first.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

_parser: Any = importlib.import_module("re._parser")
MAX_REPEAT = 400
"""Largest upper bound of one repetition; the product of nested ones may not pass _MAX_PRODUCT."""
_MAX_PRODUCT = 4_000
_MAX_ALTERNATIVES = 48
_MAX_GROUPS = 4
FLAGS = re.MULTILINE

# The 400 commonest characters of official texts, commonest first.
_COMMON = (
    "，的、。人和法国行第条民定十业有政应以会当规理者务关一管部发工生或用设建制机作产经门保中地本全；不进市对事在员主二大公合展其实三动）"
    "（区要等家施化上为责资处提加方体五可出社重权安成构依府物级年同及品位四开改监照代力单下院由能自新强他护持共得职任利所时通组并期农学"
    "分服治高企内标委技表性证立水准各防育济金信是取教境织按款收议项活营情度推查报文外个基向件违相与六交场决现据律调使入义量划支程质运办"
    "面计百科险海审平七案督环供于检过增域术商元罚系求源未八费予造告0反正长执专特导结接请受采明统放备协1日九万村财范革目负“益前后批息2"
    "承效点意之”电投态指需到根我集预确道具善原县况障城式措领医好严坚创限害常完申从健节列止续军污格种税解形置给数口优记价：染融核书必整"
    "消复路际华除党策直了起步将土转多担适控更助刑促知章间别流就犯乡卫排销令被们选总食评修验研励居名举罪参约配省许疗易因心深算察传例测究"
    "损养料次果非变布"
)
_FREQUENCY = {char: 0.3 / (rank + 8) for rank, char in enumerate(_COMMON)} | dict.fromkeys("0123456789", 0.01)
_RARE = 0.00005


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The expression, with ^ and $ at line ends."""
    return re.compile(pattern, FLAGS)


def gate_of(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Check that every repetition of `pattern` is bounded and return its gate (empty: it may match anywhere).

    Raises re.error for an expression that is not well formed and ValueError for an unbounded one.
    """
    tree = _parser.parse(pattern, FLAGS)
    _check_bounds(tree, 1)
    if tree.state.flags & re.IGNORECASE:
        return ()
    groups = sorted(set(_groups(tree)), key=cost)
    return tuple(tuple(sorted(group)) for group in groups[:_MAX_GROUPS])


def cost(group: Iterable[str]) -> float:
    """How often a text is expected to hold one of these literals, roughly per character."""
    return sum(rarity(min(literal, key=rarity)) * 0.2 ** (len(literal) - 1) for literal in group)


def rarity(char: str) -> float:
    """Expected share of `char` among the characters of official text; small for rare ones."""
    return _FREQUENCY.get(char, _RARE)


def _check_bounds(tree: Any, product: int) -> None:
    for operator, argument in tree:
        name = str(operator)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, high, inner = argument
            if int(high) > MAX_REPEAT or product * int(high) > _MAX_PRODUCT:
                raise ValueError(f"a repetition needs an upper bound of at most {MAX_REPEAT}")
            _check_bounds(inner, product * max(int(high), 1))
        else:
            for inner in _children(name, argument):
                _check_bounds(inner, product)


def _children(name: str, argument: Any) -> Sequence[Any]:
    if name == "SUBPATTERN":
        return [argument[3]]
    if name == "BRANCH":
        return list(argument[1])
    if name in ("ASSERT", "ASSERT_NOT"):
        return [argument[1]]
    if name == "ATOMIC_GROUP":
        return [argument]
    if name == "GROUPREF_EXISTS":
        return [part for part in argument[1:] if part is not None]
    return []


def _groups(tree: Any) -> list[frozenset[str]]:
    """Every group that any match of `tree` must satisfy. Neighbouring literals and small sets are joined into longer literals."""
    found: list[frozenset[str]] = []
    run: frozenset[str] = frozenset()

    def flush() -> None:
        nonlocal run
        if run:
            found.append(run)
        run = frozenset()

    for operator, argument in tree:
        name = str(operator)
        choice = _choice(name, argument)
        if choice and run and len(run) * len(choice) <= _MAX_ALTERNATIVES:
            run = frozenset(left + right for left in run for right in choice)
            continue
        flush()
        if choice:
            run = choice
        else:
            found.extend(_required(name, argument))
    flush()
    return found


def _choice(name: str, argument: Any) -> frozenset[str]:
    """The few characters that may stand for this node, or nothing when there are many or none."""
    if name == "LITERAL":
        return frozenset(chr(argument))
    if name != "IN":
        return frozenset()
    chars: set[str] = set()
    for operator, value in argument:
        if str(operator) == "LITERAL":
            chars.add(chr(value))
        elif str(operator) == "RANGE" and value[1] - value[0] < _MAX_ALTERNATIVES:
            chars.update(map(chr, range(value[0], value[1] + 1)))
        elif str(operator) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            return frozenset()  # \d also means digits of other scripts
        else:
            return frozenset()
    return frozenset(chars) if len(chars) <= _MAX_ALTERNATIVES else frozenset()


def _required(name: str, argument: Any) -> list[frozenset[str]]:
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _groups(argument[2]) if int(argument[0]) >= 1 else []
    if name == "SUBPATTERN":
        return _groups(argument[3])
    if name == "ATOMIC_GROUP":
        return _groups(argument)
    if name == "ASSERT":
        return _groups(argument[1])
    if name == "BRANCH":
        best = [min(_groups(branch), key=cost, default=frozenset[str]()) for branch in argument[1]]
        union = frozenset[str]().union(*best)
        return [union] if all(best) and len(union) <= 4 * _MAX_ALTERNATIVES else []
    return []
