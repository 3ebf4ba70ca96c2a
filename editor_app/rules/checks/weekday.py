"""A date and the weekday beside it must agree, and 29 February needs a leap year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.rules.checks.slip import Slip
from editor_app.rules.patterns import Gate

_NAMES = "一二三四五六日"
_WITH_DAY = re.compile(
    r"((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日[ \u3000]{0,4}(?:上午|下午|晚)?[（(]?[ ]?(?:星期|周|礼拜)([一二三四五六日天])"
)
_LEAP_DAY = re.compile(r"((?:19|20)\d{2})年0?2月29日")
GATE = Gate((("星期", "（周", "日周", "日 周", "礼拜", "(周", "午周", "月29日"),))


def find(text: str, options: Mapping[str, Any]) -> Iterator[Slip]:
    """Yield the wrong weekday, or the date that does not exist."""
    for match in _WITH_DAY.finditer(text):
        try:
            right = _NAMES[dt.date(int(match[1]), int(match[2]), int(match[3])).weekday()]
        except ValueError:  # a date that does not exist is another rule's business
            continue
        if right != match[4].replace("天", "日"):
            yield Slip(match.start(4), match.end(4), (right,), f"当天是星期{right}")
    for match in _LEAP_DAY.finditer(text):
        year = int(match[1])
        if year % 4 or (year % 100 == 0 and year % 400):
            yield Slip(match.start(), match.end(), (), f"{year}年不是闰年，2月没有29日")
