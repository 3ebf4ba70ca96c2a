"""The one group of Wagtail's that we use. Officers and reviewers hold no right in Wagtail at all; theirs follow from role and unit."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_migrate, post_save
from wagtail.models import GroupPagePermission, Page

from portal.accounts.models import User

ADMINISTRATORS = "信息中心管理员"
_MODELS = {
    "organisation": ("unit", "section", "sectionstage"),
    "accounts": ("user",),
}
_READ = ("view_auditentry", "view_submission", "view_signin", "view_device")


def connect() -> None:
    """Keep the group and its members right after migrations and whenever a person is saved."""
    post_migrate.connect(_on_migrated, dispatch_uid="portal.groups")
    post_save.connect(_on_user_saved, sender=User, dispatch_uid="portal.groups.user")


def ensure_administrators() -> Group:
    """The group: the admin's door, units, sections, people, reading the records, reading the page tree. No publish_page, for nobody."""
    group, _ = Group.objects.get_or_create(name=ADMINISTRATORS)
    wanted = Permission.objects.filter(codename__in=["access_admin", *_READ])
    for app, models in _MODELS.items():
        names = [f"{verb}_{model}" for model in models for verb in ("add", "change", "view")]
        wanted |= Permission.objects.filter(content_type__app_label=app, codename__in=names)
    group.permissions.set(wanted)
    root = Page.get_first_root_node()
    change = Permission.objects.filter(content_type__app_label="wagtailcore", codename="change_page").first()
    if root is not None and change is not None:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=change)
    # Wagtail's own "Moderators" and "Editors" come with publish and edit rights at the root: nobody shall get them by accident.
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()
    return group


def _on_migrated(app_config: Any, **_: Any) -> None:
    if app_config.label == "wagtailadmin":  # its permissions are made by now, and it comes after ours
        ensure_administrators()


def _on_user_saved(instance: User, raw: bool = False, **_: Any) -> None:
    if raw:
        return
    group = Group.objects.filter(name=ADMINISTRATORS).first()
    if group is not None and instance.is_administrator != instance.groups.filter(pk=group.pk).exists():
        (instance.groups.add if instance.is_administrator else instance.groups.remove)(group)
