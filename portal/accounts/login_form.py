"""Sign-in form of Wagtail's admin, under the same limit of wrong passwords and the same second factor as the API."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm
from django import forms
from wagtail.admin.forms.auth import LoginForm


class AdminLoginForm(LoginForm):
    """Counts wrong passwords by allauth's limits and asks for the code of who uses two factors: the admin is no way round either."""

    code = forms.CharField(label="动态验证码", required=False, max_length=20, help_text="启用了两步验证的人员填写")

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError when locked out, wrong, or without the right code."""
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if username is not None and password:
            user = get_adapter(self.request).authenticate(self.request, username=username, password=password)
            if user is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(user)
            self._check_second_factor(user)
            self.user_cache = user
        return self.cleaned_data

    def _check_second_factor(self, user: Any) -> None:
        if not get_mfa_adapter().is_mfa_enabled(user):
            return
        second = AuthenticateForm({"code": self.cleaned_data.get("code") or ""}, user=user)
        if not second.is_valid():
            raise forms.ValidationError("请填写正确的动态验证码。", code="second_factor")
        second.save()
