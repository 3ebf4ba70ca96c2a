"""Which columns of a list of people must not be published; shared by the checks of tables and of attached sheets."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SENSITIVE = re.compile(
    r"(?:公民)?身份证(?:件)?(?:号码?)?|身份号码|证件号码?|银行(?:卡|账)?(?:卡|账|帐)号|(?:银行)?卡号|联系电话|联系方式|手机(?:号码?)?|电话(?:号码)?"
    r"|家庭(?:详细)?(?:住|地)址|详细(?:住|地)址|现?住址"
)
_PERSON = re.compile(r"(?:(?:学生|申请人|户主|姓名|监护人|家长|患者|本人|受助人|人员)\S{0,4})?姓名|户主|申请人|学生|人员名单")
_ADDRESS = re.compile(r"住址|地址")
_STRONG = re.compile(r"身份|证件|卡号|[账帐]号")
_MASKED = re.compile(r"[*＊×xX]{3,}|^[/\-—无]{0,3}$")


def sensitive_columns(header: Sequence[str]) -> list[int]:
    """Indices of the columns that hold personal data; empty unless the table is a list of people."""
    names = ["".join(cell.split()) for cell in header]
    if not any(_PERSON.fullmatch(name) for name in names):
        return []
    return [index for index, name in enumerate(names) if _SENSITIVE.fullmatch(name.partition("（")[0])]


def is_unmasked(header: str, value: str) -> bool:
    """True when a filled cell shows the personal datum itself: digits that are not masked, or a detailed address."""
    value = value.strip()
    if not value or _MASKED.search(value):
        return False
    if _ADDRESS.search(header):
        return bool(re.search(r"\d{1,4}(?:号|室|栋|幢|单元)|组", value))
    digits = sum(char.isdigit() for char in value)
    return digits >= (15 if _STRONG.search(header) else 11)
