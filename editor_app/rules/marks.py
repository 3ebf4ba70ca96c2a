"""Quotation marks, brackets and title marks that find no partner within one text."""

from __future__ import annotations

import re
from typing import NamedTuple

CLOSERS = {"”": "“", "》": "《", "）": "（", "〕": "〔", "〉": "〈"}
_PAIRS = ("“”", "《》", "（）", "()", "〔〕", "〈〉")
_OPENERS = frozenset(CLOSERS.values())
_MARK = re.compile("[“”《》（）()〔〕〈〉]")
_DEEPEST = 30
"""Marks that wait for a partner at one time; the oldest is given up beyond that."""
_MOST = 20
"""Lonely marks of one text that are worth telling."""
_NUMBERED = re.compile(r"[0-9a-zA-Z一二三四五六七八九十①-⑳]")


class LonelyMark(NamedTuple):
    """A mark and its offset; half-width brackets are named by their full-width form."""

    mark: str
    at: int

    @property
    def opens(self) -> bool:
        """True for the first half of a pair."""
        return self.mark in _OPENERS


def lonely_marks(text: str) -> tuple[LonelyMark, ...]:
    """Marks without a partner, in order. 1） and :) are no brackets."""
    if _balanced("".join(_MARK.findall(text))):
        return ()
    stack: list[LonelyMark] = []
    lonely: list[LonelyMark] = []
    for match in _MARK.finditer(text):
        at = match.start()
        mark = {"(": "（", ")": "）"}.get(match[0], match[0])
        if mark in _OPENERS:
            stack.append(LonelyMark(mark, at))
            if len(stack) > _DEEPEST:
                lonely.append(stack.pop(0))
        elif stack and stack[-1].mark == CLOSERS[mark]:
            stack.pop()
        elif any(waiting.mark == CLOSERS[mark] for waiting in stack):
            while stack[-1].mark != CLOSERS[mark]:
                lonely.append(stack.pop())
            stack.pop()
        elif not (mark == "）" and (match[0] == ")" or _NUMBERED.match(text[at - 1 : at]))):
            lonely.append(LonelyMark(mark, at))
    lonely = [item for item in (*lonely, *stack) if text[item.at] != "("]
    return tuple(sorted(lonely, key=lambda item: item.at)[:_MOST])


def _balanced(marks: str) -> bool:
    """True when nothing is left once neighbouring partners are taken out, a few levels deep."""
    for _ in range(3):
        if not marks:
            return True
        for pair in _PAIRS:
            marks = marks.replace(pair, "")
    return not marks
