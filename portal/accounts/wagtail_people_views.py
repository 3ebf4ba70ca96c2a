"""Forms and screens for people: name, unit, roles; a password set here is a first password and must be changed."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from portal.accounts.models import User

_OURS = ["display_name", "unit", "is_officer", "is_unit_reviewer", "is_centre_reviewer", "is_administrator"]


class _FirstPasswordMixin:
    """Saving a password for somebody else asks that person to change it."""

    def save(self, commit: bool = True) -> User:
        handed_out = bool(self.cleaned_data.get("password1"))  # type: ignore[attr-defined]
        user: User = super().save(commit=False)  # type: ignore[misc]
        if handed_out:
            user.must_change_password = True
        if commit:
            user.save()
            self.save_m2m()  # type: ignore[attr-defined]
        return user

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()  # type: ignore[misc]
        if data.get("unit") is None and any(data.get(name) for name in _OURS[2:]):
            self.add_error("unit", "有角色的人员必须属于一个单位")  # type: ignore[attr-defined]
        return data


class PeopleCreationForm(_FirstPasswordMixin, UserCreationForm):
    """A new person."""

    email = forms.EmailField(label="电子邮箱", required=False)
    first_name = last_name = None

    class Meta(UserCreationForm.Meta):
        fields = (UserCreationForm.Meta.fields | set(_OURS)) - {"first_name", "last_name"}


class PeopleEditForm(_FirstPasswordMixin, UserEditForm):
    """A known person."""

    email = forms.EmailField(label="电子邮箱", required=False)
    first_name = last_name = None

    class Meta(UserEditForm.Meta):
        fields = (UserEditForm.Meta.fields | set(_OURS)) - {"first_name", "last_name"}


class PeopleViewSet(UserViewSet):
    """Wagtail's user screens with our forms."""

    template_prefix = "accounts/people/"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Our forms."""
        return PeopleEditForm if for_update else PeopleCreationForm
