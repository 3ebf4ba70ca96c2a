"""Rule packs: TOML files by family -> rules. A malformed pack, or one whose examples do not hold, is refused and says where."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from editor_app.core.finding import Severity
from editor_app.core.resources import resource_path
from editor_app.rules.checks import ARTICLE_CHECKS, TEXT_CHECKS
from editor_app.rules.engine import Checker
from editor_app.rules.examples import article_of, example_document
from editor_app.rules.fixes import FIX_FUNCTIONS
from editor_app.rules.model import SCOPE_GROUPS, BrokenPack, Example, Rule, RuleKind, RulePack, Scope
from editor_app.rules.patterns import check_pattern
from editor_app.rules.validators import VALIDATORS

__all__ = ["BrokenPack", "Rule", "RulePack", "load_pack", "pack_files", "parse_pack", "shipped_pack", "verify_pack"]

_HEAD = "pack.toml"
_ID = re.compile(r"[A-Z]{2,4}-\d{2,3}")
_NEEDED = ("id", "slug", "kind", "severity", "scope", "message", "why", "bad", "good")
_DATA = ("pattern", "words", "terms", "check", "options", "validator", "fix", "fix_function", "exceptions")
_ABOUT = ("source", "verified", "kinds", "urls", "valid_from", "valid_until", "owner")
_KEYS = frozenset((*_NEEDED, *_DATA, *_ABOUT))


def pack_files(folder: Path) -> dict[str, str]:
    """File name -> TOML text of the pack in `folder`, as the portal serves it. Raises OSError or UnicodeDecodeError."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))}


def load_pack(folder: Path, *, verify: bool = True) -> RulePack:
    """Read and parse a pack. Raises BrokenPack, or OSError when the folder cannot be read."""
    try:
        files = pack_files(folder)
    except UnicodeDecodeError as error:
        raise BrokenPack("", "", f"not UTF-8: {error.reason}") from error
    return parse_pack(files, verify=verify)


@lru_cache(maxsize=1)
def shipped_pack() -> RulePack:
    """The pack shipped with the program. Its examples are proved by the tests, so they are not run again at every start."""
    return load_pack(resource_path("rules"), verify=False)


def parse_pack(files: Mapping[str, str], *, verify: bool = True) -> RulePack:
    """Build a pack from its files. Raises BrokenPack naming the rule (and the example, with `verify`) that is wrong."""
    tables: dict[str, dict[str, Any]] = {}
    for name, text in sorted(files.items()):
        try:
            tables[name] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise BrokenPack(name, "", str(error)) from error
    head = tables.pop(_HEAD, None)
    if head is None or not isinstance(head.get("version"), str):
        raise BrokenPack(_HEAD, "", "a pack needs pack.toml with its version")
    allowed = tuple(str(entry) for entry in head.get("allow", ()))
    rules = tuple(rule for name, table in tables.items() for rule in _family(name, table, allowed))
    _check_unique(rules)
    pack = RulePack(head["version"], _digest(files), rules)
    if verify:
        verify_pack(pack)
    return pack


def verify_pack(pack: RulePack) -> None:
    """Run every rule's own examples. Raises BrokenPack for the first that does not hold."""
    for rule in pack.rules:
        checker = Checker(RulePack(pack.version, pack.sha256, (rule,)))
        for wanted, examples in ((True, rule.bad), (False, rule.good)):
            for example in examples:
                try:
                    content, context = article_of(example, rule)
                except (KeyError, TypeError, ValueError) as error:
                    raise BrokenPack(rule.id, example.place, f"the example is not well formed: {error}") from error
                findings = checker.check(content, example_document(content.body), context).findings
                if bool(findings) is not wanted:
                    said = "is not found" if wanted else f"is found: {findings[0].text!r}"
                    raise BrokenPack(rule.id, example.place, f"{dict(example.data)!r} {said}")


def _digest(files: Mapping[str, str]) -> str:
    text = json.dumps(dict(files), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _family(name: str, table: Mapping[str, Any], allowed: tuple[str, ...]) -> Iterator[Rule]:
    entries = table.get("rules")
    if not isinstance(entries, list) or set(table) != {"rules"}:
        raise BrokenPack(name, "", "a family file holds [[rules]] and nothing else")
    for index, entry in enumerate(entries):
        label = str(entry.get("id") or f"{name} rule {index + 1}")
        try:
            yield _rule(entry, name.removesuffix(".toml"), allowed)
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise BrokenPack(label, "", str(error)) from error


def _rule(entry: Mapping[str, Any], family: str, allowed: tuple[str, ...]) -> Rule:
    unknown, missing = set(entry) - _KEYS, [key for key in _NEEDED if not entry.get(key)]
    if unknown or missing:
        raise ValueError(f"unknown: {sorted(unknown)}, missing: {missing}")
    if not _ID.fullmatch(entry["id"]):
        raise ValueError("an id is letters, a hyphen and digits")
    rule = Rule(
        id=entry["id"],
        slug=str(entry["slug"]),
        kind=RuleKind(entry["kind"]),
        severity=Severity(entry["severity"]),
        scopes=_scopes(entry["scope"]),
        message=str(entry["message"]),
        why=str(entry["why"]),
        source=str(entry.get("source", "")),
        verified=bool(entry.get("verified", False)),
        pattern=str(entry.get("pattern", "")),
        words=_words(entry),
        exceptions=(*_strings(entry, "exceptions"), *allowed),
        fix=_strings(entry, "fix"),
        fix_function=str(entry.get("fix_function", "")),
        validator=str(entry.get("validator", "")),
        check=str(entry.get("check", "")),
        options=dict(entry.get("options", {})),
        kinds=frozenset(_strings(entry, "kinds")),
        urls=bool(entry.get("urls", False)),
        valid_from=_date(entry.get("valid_from")),
        valid_until=_date(entry.get("valid_until")),
        owner=str(entry.get("owner", "")),
        family=family,
        bad=_examples(entry, "bad"),
        good=_examples(entry, "good"),
    )
    _check_data(rule)
    return rule


def _check_data(rule: Rule) -> None:
    """A rule must hold what its kind needs, and may name only what this program has."""
    if rule.kind in (RuleKind.SUBSTITUTION, RuleKind.NEAR_MISS):
        if not rule.words or rule.pattern or rule.check:
            raise ValueError(f"{rule.kind} needs words or terms and nothing else")
    elif bool(rule.pattern) == bool(rule.check):
        raise ValueError("either a pattern or a check is needed")
    if rule.kind is RuleKind.CHECKSUM and not rule.validator:
        raise ValueError("checksum needs a validator")
    for name, known in (
        (rule.check, {*ARTICLE_CHECKS, *TEXT_CHECKS}),
        (rule.validator, set(VALIDATORS)),
        (rule.fix_function, set(FIX_FUNCTIONS)),
    ):
        if name and name not in known:
            raise ValueError(f"this program has no {name!r}")
    if rule.pattern:
        check_pattern(rule.pattern)
    for template in rule.fix:
        _check_template(template, rule.pattern)


def _check_template(template: str, pattern: str) -> None:
    groups = [int(number) for number in re.findall(r"\\g<(\d+)>", template)]
    if max(groups, default=0) > pattern.count("("):
        raise ValueError(f"the fix {template!r} names a group that the pattern lacks")


def _words(entry: Mapping[str, Any]) -> dict[str, str]:
    words = {str(wrong): str(right) for wrong, right in dict(entry.get("words", {})).items()}
    return words or dict.fromkeys(_strings(entry, "terms"), "")


def _strings(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key, ())
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Sequence) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"{key} must be a list of strings")
    return tuple(value)


def _scopes(value: object) -> frozenset[Scope]:
    names = [value] if isinstance(value, str) else list(value) if isinstance(value, Sequence) else []
    scopes: set[Scope] = set()
    for name in names:
        scopes |= SCOPE_GROUPS.get(str(name)) or {Scope(str(name))}
    if not scopes:
        raise ValueError("a rule needs a scope")
    return frozenset(scopes)


def _date(value: object) -> dt.date | None:
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    raise TypeError("a date is written 2026-11-23, without quotation marks")


def _examples(entry: Mapping[str, Any], key: str) -> tuple[Example, ...]:
    examples = []
    for index, item in enumerate(entry[key]):
        data = item if isinstance(item, Mapping) else {"text": item} if isinstance(item, str) else None
        if data is None:
            raise TypeError(f"{key}[{index}] must be a string or a table")
        examples.append(Example(data, f"{key}[{index}]"))
    return tuple(examples)


def _check_unique(rules: Sequence[Rule]) -> None:
    ids, slugs = set[str](), set[str]()
    for rule in rules:
        if rule.id in ids or rule.slug in slugs:
            raise BrokenPack(rule.id, "", "this id or slug is there twice")
        ids.add(rule.id)
        slugs.add(rule.slug)
