"""Saving a unit or a section makes its page; deleting an article leaves a tombstone; new rights make clients read anew."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_save, pre_delete

from portal.accounts.models import User
from portal.articles.models import ArticlePage
from portal.articles.tree import ensure_section_page, ensure_unit_page
from portal.organisation.models import Section, SectionStage, Unit
from portal.sync.log import log_gone, log_reset


def connect() -> None:
    """Listen."""
    post_save.connect(_on_unit_saved, sender=Unit, dispatch_uid="portal.unit")
    post_save.connect(_on_section_saved, sender=Section, dispatch_uid="portal.section")
    post_save.connect(_on_stage_saved, sender=SectionStage, dispatch_uid="portal.stage")
    m2m_changed.connect(_on_writers_changed, sender=Section.writers.through, dispatch_uid="portal.writers")
    post_save.connect(_on_user_saved, sender=User, dispatch_uid="portal.user")
    pre_delete.connect(_on_article_deleted, sender=ArticlePage, dispatch_uid="portal.article.gone")


def _on_unit_saved(instance: Unit, raw: bool = False, **_: Any) -> None:
    if not raw:
        ensure_unit_page(instance)


def _on_section_saved(instance: Section, raw: bool = False, **_: Any) -> None:
    if not raw:
        ensure_section_page(instance)
        log_reset()


def _on_stage_saved(raw: bool = False, **_: Any) -> None:
    if not raw:
        log_reset()


def _on_writers_changed(action: str, **_: Any) -> None:
    if action.startswith("post_"):
        log_reset()


def _on_user_saved(instance: User, created: bool, update_fields: Any = None, raw: bool = False, **_: Any) -> None:
    signing_in = update_fields is not None and set(update_fields) <= {"last_login", "password"}
    if not raw and not created and not signing_in:
        log_reset(instance)


def _on_article_deleted(instance: ArticlePage, **_: Any) -> None:
    log_gone(instance)
