"""Passwords: first passwords that the centre hands out, and the rule that a change must be a change."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from portal.accounts.models import User

_LETTERS = "abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else on a slip of paper
_DIGITS = "23456789"


def first_password() -> str:
    """A random password that can be read out over the telephone, about 70 bits."""
    groups = ["".join(secrets.choice(_LETTERS + _DIGITS) for _ in range(5)) for _ in range(3)]
    return "-".join(groups) + secrets.choice(_DIGITS) + secrets.choice(_LETTERS)


class NotTheOldPassword:
    """Validator: the new password differs from the one in use."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError(code password_unchanged)."""
        if user is not None and user.pk and user.has_usable_password() and user.check_password(password):
            raise ValidationError("新密码不能与现在的密码相同。", code="password_unchanged")

    def get_help_text(self) -> str:
        """For forms."""
        return "新密码不能与现在的密码相同。"
