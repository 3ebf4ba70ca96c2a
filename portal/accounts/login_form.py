"""Sign-in form of Wagtail's admin, under the same limit of wrong passwords as the API."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from wagtail.admin.forms.auth import LoginForm


class AdminLoginForm(LoginForm):
    """Counts wrong passwords by allauth's limits, so that the admin is no way round the lock-out."""

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError when locked out or wrong."""
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if username is not None and password:
            self.user_cache = get_adapter(self.request).authenticate(self.request, username=username, password=password)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data
