"""Look the installation over: what would stop people from working, in one list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import GroupPagePermission

from portal.accounts.models import User
from portal.articles.models import ArticlePage, HomePage
from portal.organisation.models import Section, Unit
from portal.rule_pack import pack_version
from portal.uploads.files import storage


class Command(BaseCommand):
    """check_portal"""

    help = "Check database, rules, storage, organisation and public articles; exit 1 when something needs doing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every trouble."""
        troubles = [trouble for check in (_database, _rights, _organisation, _storage, _articles) for trouble in check()]
        for trouble in troubles:
            self.stdout.write(f"- {trouble}")
        if troubles:
            raise CommandError(f"{len(troubles)} things need doing")
        self.stdout.write(
            f"all well: {connection.vendor}, rules {pack_version()}, {ArticlePage.objects.live().count()} public articles"
        )


def _database() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "migrations are waiting: run migrate"
    if connection.vendor == "sqlite" and not settings.PORTAL_PRACTICE:
        yield "SQLite is for practice only"


def _rights() -> Iterator[str]:
    for row in GroupPagePermission.objects.filter(permission__codename="publish_page").select_related("group"):
        yield f"group {row.group.name} holds publish_page: nobody needs it"
    if not User.objects.filter(is_superuser=True, is_active=True).exists():
        yield "nobody is superuser: run createsuperuser"


def _organisation() -> Iterator[str]:
    if HomePage.objects.first() is None:
        yield "there is no home page: create the first unit"
    for unit in Unit.objects.filter(active=True).exclude(type="centre"):
        if not unit.people.filter(is_active=True, is_officer=True).exists():
            yield f"{unit.name} has no information officer"
    reviewed = User.objects.filter(is_active=True)
    for section in Section.objects.filter(active=True).prefetch_related("stages"):
        kinds = {stage.kind for stage in section.stages.all()}
        if not kinds:
            yield f"section {section.code} has no stages: the centre alone decides"
        if "department" in kinds and not reviewed.filter(is_unit_reviewer=True, unit_id=section.department_id).exists():
            yield f"section {section.code}: the department in charge has no reviewer"
        if "centre" in kinds and not reviewed.filter(is_centre_reviewer=True).exists():
            yield f"section {section.code}: nobody reviews for the centre"


def _storage() -> Iterator[str]:
    from django.core.files.base import ContentFile

    try:
        name = storage().save("check/portal", ContentFile(b"check"))
        storage().delete(name)
    except OSError as error:
        yield f"files cannot be stored: {error}"


def _articles() -> Iterator[str]:
    for page in ArticlePage.objects.live().select_related("public_revision").iterator(200):
        if page.public_revision is None or page.content.content_hash != page.public_revision.content_hash:
            yield f"article {page.uuid} shows a text that was not reviewed"
        for item in page.content.attachments:
            if not storage().exists(f"{item.sha256[:2]}/{item.sha256}"):
                yield f"article {page.uuid}: the file {item.name} is missing"
