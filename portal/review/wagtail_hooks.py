"""The record and submissions in Wagtail's admin, to read."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.accounts.models import Device, SignIn
from portal.review.models import AuditEntry, Submission


class ReadOnly(ModelPermissionPolicy):
    """View for those who hold the view permission, nothing else for anybody."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Only "view"."""
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Only when "view" is among them."""
        return "view" in actions and self.user_has_permission(user, "view")


class _Reading(SnippetViewSet):
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = True
    search_backend_name = None


for _model in (AuditEntry, Submission, SignIn, Device):
    register_permission_policy(_model, ReadOnly(_model), exact_class=True)


class AuditViewSet(_Reading):
    """The record."""

    model = AuditEntry
    icon = "history"
    menu_label = "操作记录"
    list_display = ["at", "actor_name", "action", "stage", "unit_code", "article_uuid", "text"]
    list_filter = ["action", "unit_code"]
    search_fields = ["actor_name", "text"]
    ordering = ["-id"]


class SubmissionViewSet(_Reading):
    """Submissions with their receipts."""

    model = Submission
    icon = "tasks"
    menu_label = "送审"
    list_display = ["receipt_number", "article", "author_name", "submitted_at", "state", "return_reason", "decided_by_name"]
    list_filter = ["state", "is_correction", "return_reason"]
    search_fields = ["receipt_number", "author_name"]
    ordering = ["-id"]


class SignInViewSet(_Reading):
    """The sign-in log."""

    model = SignIn
    icon = "login"
    menu_label = "登录记录"
    list_display = ["at", "username", "success", "address"]
    list_filter = ["success"]
    search_fields = ["username"]


class DeviceViewSet(_Reading):
    """Devices of people (the tokens themselves are nowhere)."""

    model = Device
    icon = "mobile-alt"
    menu_label = "设备"
    list_display = ["user", "name", "created_at", "expires_at", "last_used_at", "revoked_at"]
    search_fields = ["name", "user__username"]


class RecordsGroup(SnippetViewSetGroup):
    """One menu entry for all."""

    items = (SubmissionViewSet, AuditViewSet, SignInViewSet, DeviceViewSet)
    menu_label = "记录"
    menu_icon = "clipboard-list"
    menu_order = 120


register_snippet(RecordsGroup)
