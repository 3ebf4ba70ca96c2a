"""Words of the rules: what a rule says, where it looks, what an example is, and what it means for a pack to be broken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from editor_app.core.document import BlockKind
from editor_app.core.errors import EditorError
from editor_app.core.finding import Severity


class RuleKind(StrEnum):
    """How a rule decides. The first four are data only; the others name a check of `rules/checks`."""

    EXISTENCE = "existence"  # an expression that must not match, with an optional validator
    SUBSTITUTION = "substitution"  # wrong word -> right word
    NEAR_MISS = "near_miss"  # almost, but not quite, a fixed term
    CHECKSUM = "checksum"  # an expression whose match must also pass a validator
    CONSISTENCY = "consistency"
    STRUCTURE = "structure"
    METADATA = "metadata"
    ATTACHMENT = "attachment"
    IMAGE = "image"
    LINK = "link"


class Scope(StrEnum):
    """Where a piece of text stands. A rule names scopes or groups of them."""

    TITLE = "title"
    FIELD = "field"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE_HEADER = "table_header"
    TABLE_CELL = "table_cell"
    QUOTE = "quote"
    SIGNATURE = "signature"
    CAPTION = "caption"
    CODE = "code"
    RAW = "raw"
    LINK_TEXT = "link_text"
    LINK_TARGET = "link_target"
    IMAGE_ALT = "image_alt"
    IMAGE_TARGET = "image_target"
    ATTACHMENT_NAME = "attachment_name"
    ATTACHMENT_TEXT = "attachment_text"
    SOURCE = "source"


_LINES = {Scope.PARAGRAPH, Scope.LIST_ITEM, Scope.QUOTE, Scope.SIGNATURE}
_TABLE = {Scope.TABLE_HEADER, Scope.TABLE_CELL}
_PROSE = _LINES | _TABLE | {Scope.TITLE, Scope.HEADING, Scope.CAPTION, Scope.FIELD, Scope.IMAGE_ALT}
SCOPE_GROUPS: dict[str, frozenset[Scope]] = {
    "lines": frozenset(_LINES),
    "table": frozenset(_TABLE),
    "body": frozenset(_LINES | _TABLE | {Scope.HEADING, Scope.CAPTION}),
    "prose": frozenset(_PROSE),
    "everywhere": frozenset(_PROSE | {Scope.CODE, Scope.RAW, Scope.ATTACHMENT_NAME, Scope.ATTACHMENT_TEXT, Scope.LINK_TARGET}),
    "targets": frozenset({Scope.LINK_TARGET, Scope.IMAGE_TARGET}),
}
BLOCK_SCOPES: dict[BlockKind, Scope] = {kind: Scope(kind.value) for kind in BlockKind}


@dataclass(frozen=True, slots=True)
class Example:
    """An article in short form; `place` tells where it stands in the pack. See rules.examples for how it becomes an article."""

    data: Mapping[str, Any]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its TOML entry says. `fix` holds templates (\\1 … are groups, \\0 the match), best first.

    `verified` tells whether the wording of `source` was read in the original; clauses that were not are never quoted.
    `urls` lets an expression match inside addresses and code, where wording rules have no business.
    """

    id: str
    slug: str
    kind: RuleKind
    severity: Severity
    scopes: frozenset[Scope]
    message: str
    why: str = ""
    source: str = ""
    verified: bool = False
    pattern: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    exceptions: tuple[str, ...] = ()
    fix: tuple[str, ...] = ()
    fix_function: str = ""
    validator: str = ""
    check: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    urls: bool = False
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    owner: str = ""
    family: str = ""
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()

    @property
    def source_label(self) -> str:
        """The source as shown to a person, marked while it has not been compared with the original."""
        if not self.source or self.verified:
            return self.source
        return f"{self.source}（原文待核）"

    def in_force(self, today: dt.date) -> bool:
        """True on `today` as far as valid_from and valid_until go."""
        return (self.valid_from is None or self.valid_from <= today) and (self.valid_until is None or today <= self.valid_until)


@dataclass(frozen=True, slots=True)
class RulePack:
    """Rules under one version; `sha256` (hex) is of all files."""

    version: str
    sha256: str
    rules: tuple[Rule, ...]

    def rule(self, rule_id: str) -> Rule | None:
        """The rule with that id, or None."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


class BrokenPack(EditorError):
    """The rule pack is malformed, or one of its own examples does not hold. `rule` and `example` say which."""

    default_title = "The rule pack is damaged and was not taken over"
    default_advice = "The rules that were in use before stay in use. Tell the information centre."

    def __init__(self, rule: str, example: str, message: str) -> None:
        super().__init__(detail=" · ".join(part for part in (rule, example, message) if part))
        self.rule = rule
        self.example = example
        self.message = message
