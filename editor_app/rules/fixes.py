"""Replacements that a template cannot express. Each takes the match and gives the text that should stand there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_FULL_WIDTH = str.maketrans(",;:?!.()", "，；：？！。（）")
_DIGITS = {char: index for index, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0, "o": 0, "Ｏ": 0, "0": 0}
_RADICALS = dict(zip("⻬⻰⻛⻋⻅⻆⻉⻓⻔⻘⻚⻢⻤⻥⻦⻩⻄⺠⻝⻣", "齐龙风车见角贝长门青页马鬼鱼鸟黄西民食骨", strict=True))
"""Radicals that Unicode normalisation leaves alone."""


def mask_identity_number(match: re.Match[str]) -> str:
    """35*************123."""
    text = match[0]
    return text[:2] + "*" * (len(text) - 5) + text[-3:]


def mask_mobile(match: re.Match[str]) -> str:
    """138****8000."""
    return match[0][:3] + "****" + match[0][-4:]


def mask_card(match: re.Match[str]) -> str:
    """The first and last four digits stay."""
    digits = match[0].replace(" ", "").replace("-", "")
    return digits[:4] + "*" * (len(digits) - 8) + digits[-4:]


def mask_more(match: re.Match[str]) -> str:
    """An identity number that was masked too little, in the required form."""
    return match[0][:2] + "*" * 13 + match[0][-3:]


def full_width(match: re.Match[str]) -> str:
    """Half-width punctuation as its Chinese counterpart."""
    return match[0].translate(_FULL_WIDTH)


def half_width(match: re.Match[str]) -> str:
    """Full-width letters and digits as ASCII."""
    return unicodedata.normalize("NFKC", match[0])


def plain_han(match: re.Match[str]) -> str:
    """Radicals and compatibility forms as the characters they stand for."""
    return "".join(_RADICALS.get(char) or unicodedata.normalize("NFKC", char) for char in match[0])


def arabic_date(match: re.Match[str]) -> str:
    """二〇二六年五月六日 -> 2026年5月6日; groups 1 to 3 are year, month and day."""
    year = "".join(str(_DIGITS[char]) for char in match[1])
    return f"{year}年{chinese_number(match[2])}月{chinese_number(match[3])}日"


def chinese_number(text: str) -> int:
    """一 to 九十九 as a number. Raises KeyError for anything else."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def circle_zero(match: re.Match[str]) -> str:
    """〇 in place of its lookalikes."""
    return re.sub("[○零ＯOo0]", "〇", match[0])


def without_zero(match: re.Match[str]) -> str:
    """05月06日 -> 5月6日."""
    return re.sub(r"(?<!\d)0(?=\d[月日])", "", match[0])


def straight_to_curly(match: re.Match[str]) -> str:
    """A pair of straight quotes as curly ones."""
    return "“" + match[0][1:-1] + "”"


FIX_FUNCTIONS: dict[str, Callable[[re.Match[str]], str]] = {
    function.__name__: function
    for function in (
        mask_identity_number,
        mask_mobile,
        mask_card,
        mask_more,
        full_width,
        half_width,
        plain_han,
        arabic_date,
        circle_zero,
        without_zero,
        straight_to_curly,
    )
}
