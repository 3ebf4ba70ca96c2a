"""Quotation marks, brackets and title marks come in pairs and do not cross."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.rules.checks.slip import Slip

_CLOSERS = {"”": "“", "》": "《", "）": "（", "】": "【", "〕": "〔", "〉": "〈"}
_OPENERS = frozenset(_CLOSERS.values())
_MARK = re.compile("[“”《》（）()【】〔〕〈〉]")
_NUMBERED = re.compile(r"[0-9a-zA-Z一二三四五六七八九十①-⑳]$")
GATE = (("“", "”", "《", "》", "（", "）", "【", "】", "〔", "〕", "〈", "〉"),)


def find(text: str, options: Mapping[str, Any]) -> Iterator[Slip]:
    """Yield each mark of `text` that has no partner. A quotation that runs on over several paragraphs opens in each of them."""
    stack: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        mark = "（" if mark == "(" else "）" if mark == ")" else mark
        if mark in _OPENERS:
            stack.append((mark, at))
        elif stack and stack[-1][0] == _CLOSERS[mark]:
            stack.pop()
        elif any(opener == _CLOSERS[mark] for opener, _ in stack):
            while stack[-1][0] != _CLOSERS[mark]:
                yield from _lonely(text, *stack.pop())
            stack.pop()
        elif not _excused(text, mark, at):
            yield Slip(at, at + 1, (), f"“{text[at]}”没有对应的前半")
    for opener, at in stack:
        yield from _lonely(text, opener, at)


def _lonely(text: str, opener: str, at: int) -> Iterator[Slip]:
    if text[at] == "(" or (opener == "“" and text.count("“") - text.count("”") == 1 and _starts_line(text, at)):
        return
    yield Slip(at, at + 1, (), f"“{text[at]}”没有对应的后半")


def _starts_line(text: str, at: int) -> bool:
    return not text[:at].rpartition("\n")[2].strip(" \t\u3000")


def _excused(text: str, mark: str, at: int) -> bool:
    """1） and a half-width ) may stand alone; ” may close a quotation that began in an earlier paragraph."""
    if mark == "）":
        return text[at] == ")" or bool(_NUMBERED.search(text[max(0, at - 1) : at]))
    return mark == "”" and text.count("”") - text.count("“") == 1 and not text[at + 1 :].strip("。；，、！？） \t\u3000")
