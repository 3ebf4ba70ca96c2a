"""Second looks at a match: is it a real number of its kind? Each takes the matched text and says whether the rule stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def is_identity_number(text: str) -> bool:
    """18-digit citizen identity number with a right check digit (GB 11643-1999) and a birth date that exists."""
    if len(text) != 18 or not text.isascii() or not text[:17].isdigit() or not _is_birth_date(text[6:14]):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=False))
    return _CHECK_DIGITS[total % 11] == text[17].upper()


def looks_like_identity_number(text: str) -> bool:
    """The shape and birth date of an identity number, but a wrong check digit."""
    return (
        len(text) == 18 and text.isascii() and text[:17].isdigit() and _is_birth_date(text[6:14]) and not is_identity_number(text)
    )


def _is_birth_date(digits: str) -> bool:
    try:
        date = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1900 <= date.year <= 2099


def is_luhn(digits: str) -> bool:
    """Check digit of ISO/IEC 7812 over a string of digits."""
    if not (digits.isascii() and digits.isdigit()):
        return False
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_bank_card(text: str) -> bool:
    """A card number by Luhn that is not an identity number; single spaces or hyphens between groups are allowed."""
    digits = text.replace(" ", "").replace("-", "")
    return 16 <= len(digits) <= 19 and is_luhn(digits) and not is_identity_number(digits)


VALIDATORS: dict[str, Callable[[str], bool]] = {
    "identity_number": is_identity_number,
    "like_identity_number": looks_like_identity_number,
    "bank_card": is_bank_card,
}
