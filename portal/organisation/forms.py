"""Form of a section in Wagtail's admin: kinds as check boxes instead of JSON."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from editor_app.core.kind import shipped_kinds


def _kinds() -> list[tuple[str, str]]:
    return [(code, kind.label.zh) for code, kind in shipped_kinds().items()]


class SectionForm(WagtailAdminModelForm):
    """Kinds are chosen from the shipped ones."""

    kinds = forms.MultipleChoiceField(label="稿件类型", choices=_kinds, widget=forms.CheckboxSelectMultiple)
    default_kind = forms.ChoiceField(label="默认稿件类型", choices=_kinds)

    def clean(self) -> dict[str, Any]:
        """A stage of the department in charge needs that department."""
        data: dict[str, Any] = super().clean()
        stages = self.formsets["stages"].cleaned_data if self.formsets["stages"].is_valid() else []
        kept = [row for row in stages if row and not row.get("DELETE")]
        if not kept:
            self.add_error(None, "至少要有一个审核环节")
        if len(kept) > 3:
            self.add_error(None, "审核环节最多三个")
        if any(row.get("kind") == "department" for row in kept) and data.get("department") is None:
            self.add_error("department", "有“主管部门审核”环节时须指定主管部门")
        return data
