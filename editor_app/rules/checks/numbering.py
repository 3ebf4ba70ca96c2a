"""Numbers of one level follow each other: no gap, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.rules.article import Article, Found

_FORMS = {1: "{}、", 2: "（{}）", 3: "{}.", 4: "（{}）"}
_DIGITS = "零一二三四五六七八九"


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the label that does not follow. A level starts anew with 1, or below a new number of a higher level."""
    last: dict[int, int] = {}
    for block, facts in article.facts:
        for label in facts.labels:
            before = last.get(label.level) if label.level else None
            if before is not None and label.number not in (1, before + 1) and before <= label.number <= before + 5:
                expected = _spell(label.level, before + 1)
                note = "序号重复" if label.number == before else "序号不连续"
                fix = expected if label.level in (3, 4) else _chinese(before + 1)
                yield Found(block, label.start, label.end, (fix.strip("（）.、"),), f"{note}，应为“{expected}”")
            last[label.level] = label.number
            for deeper in range(label.level + 1, 5):
                last.pop(deeper, None)


def _spell(level: int, number: int) -> str:
    return _FORMS[level].format(_chinese(number) if level < 3 else str(number))


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones or not tens else "")
