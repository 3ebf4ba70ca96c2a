"""The portal's own look at what is handed in: hash, section, fields, files, rules. An old or patched client does not get round it."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone

from editor_app.core.content import ATTACHMENT_SCHEME, ArticleContent
from editor_app.core.finding import Severity
from editor_app.core.kind import FieldProblem, Kind, Label, field_problems, shipped_kinds
from editor_app.core.organisation import Limits
from portal.accounts.models import User
from portal.organisation.access import writable_section
from portal.organisation.models import Section
from portal.problems import Problem
from portal.uploads.inspecting import Inspected, inspect_files

_own = threading.local()  # a Checker belongs to one thread


@dataclass(frozen=True, slots=True)
class Checked:
    """What passed, with the findings that do not block."""

    section: Section
    kind: Kind
    findings: list[dict[str, Any]] = field(default_factory=list)
    pack_version: str = ""


def limits() -> Limits:
    """The portal's limits."""
    return Limits(**settings.PORTAL_LIMITS)


def check_hash(content: ArticleContent, content_hash: str) -> None:
    """Raises Problem 422 when the two do not belong together."""
    if content.content_hash != content_hash:
        raise Problem(422, "content_hash_mismatch")


def check_submission(user: User, content: ArticleContent) -> Checked:
    """Everything but the hash. Raises Problem 403 section_not_writable, 422 fields_refused, missing_files, file_refused, rules_refused."""
    section = writable_section(user, content.section)
    kind = _kind_of(section, content)
    problems = [*_form_problems(kind, content), *field_problems(kind, content.fields), *_attachment_problems(content)]
    if problems:
        raise fields_refused(problems)
    inspected = inspect_files(user, content, limits())
    findings, version = _rule_findings(section, kind, content, inspected)
    if any(finding["severity"] == Severity.ERROR.value for finding in findings):
        raise Problem(422, "rules_refused", findings=findings)
    return Checked(section, kind, findings, version)


def check_draft(user: User, content: ArticleContent) -> Section:
    """A draft kept on the portal only needs a section of ours and bounds. Raises Problem 403 or 422."""
    section = writable_section(user, content.section)
    _kind_of(section, content)
    problems = _attachment_problems(content)
    if problems:
        raise fields_refused(problems)
    return section


def fields_refused(problems: Sequence[FieldProblem]) -> Problem:
    """The problem with one entry per field."""
    return Problem(
        422,
        "fields_refused",
        fields=[
            {"field": item.field, "code": item.code, "message": {"zh": item.message.zh, "en": item.message.en}}
            for item in problems
        ],
    )


def _kind_of(section: Section, content: ArticleContent) -> Kind:
    kind = shipped_kinds().get(content.kind)
    if kind is None or content.kind not in section.kinds:
        label = Label(f"栏目“{section.name}”不接受这种稿件类型", f"The section “{section.name}” does not take this kind")
        raise fields_refused([FieldProblem("kind", "bad_choice", label)])
    return kind


def _form_problems(kind: Kind, content: ArticleContent) -> list[FieldProblem]:
    problems = []
    if not content.title.strip():
        problems.append(FieldProblem("title", "required", Label("请填写标题", "The title must be filled in")))
    if kind.body_required and not content.body.strip():
        problems.append(FieldProblem("body", "required", Label("请填写正文", "The body must be filled in")))
    missing = _unresolved(content)
    if missing:
        names = "、".join(missing[:5])
        label = Label(f"正文引用了不存在的附件：{names}", f"The body refers to missing attachments: {names}")
        problems.append(FieldProblem("body", "missing_attachment", label))
    return problems


def _unresolved(content: ArticleContent) -> list[str]:
    """Ids of attachments that the body shows or links but that are not there, found by the renderer itself."""
    if ATTACHMENT_SCHEME not in content.body:
        return []
    from editor_app.content.render import ResolvedAttachment, render

    missing: dict[str, None] = {}

    def resolve(attachment_id: str) -> ResolvedAttachment | None:
        item = content.attachment(attachment_id)
        if item is None:
            missing[attachment_id] = None
            return None
        return ResolvedAttachment(url="/x", name=item.name, media_type=item.media_type, size=item.size)

    render(content.body, resolve)
    return list(missing)


def _attachment_problems(content: ArticleContent) -> list[FieldProblem]:
    from editor_app.content.names import safe_file_name

    bound, problems = limits(), []
    ids = [item.id for item in content.attachments]
    if len(ids) > bound.max_attachments:
        label = Label(f"附件最多 {bound.max_attachments} 个", f"At most {bound.max_attachments} attachments")
        problems.append(FieldProblem("attachments", "too_long", label))
    if len(ids) != len(set(ids)):
        problems.append(FieldProblem("attachments", "bad_format", Label("附件标识重复", "An attachment id is used twice")))
    if len(content.body) > bound.max_body_chars:
        label = Label(f"正文最多 {bound.max_body_chars} 字", f"The body may have {bound.max_body_chars} characters at most")
        problems.append(FieldProblem("body", "too_long", label))
    for item in content.attachments:
        if safe_file_name(item.name) != item.name:
            label = Label(f"文件名“{item.name}”不能使用", f"The file name “{item.name}” cannot be used")
            problems.append(FieldProblem(f"attachment:{item.id}", "bad_format", label))
        if item.size > bound.max_file_bytes or (item.is_image and item.size > bound.max_image_bytes):
            problems.append(FieldProblem(f"attachment:{item.id}", "too_long", Label("文件过大", "The file is too large")))
    return problems


def _rule_findings(
    section: Section, kind: Kind, content: ArticleContent, inspected: Mapping[str, Inspected]
) -> tuple[list[dict[str, Any]], str]:
    from editor_app.content.parse import parse
    from editor_app.rules.engine import CheckContext

    today: dt.date = timezone.localdate()
    context = CheckContext(
        today=today,
        attachment_texts={item_id: item.texts for item_id, item in inspected.items()},
        attachment_notes={
            item_id: tuple((reason["code"], reason.get("place", "")) for reason in item.reasons)
            for item_id, item in inspected.items()
        },
        kind=kind,
        section_name=section.name,
    )
    result = _checker().check(content, parse(content.body), context)
    return [finding.to_dict() for finding in result.findings], result.pack_version


def _checker() -> Any:
    from editor_app.rules.engine import Checker
    from editor_app.rules.pack import shipped_pack

    pack = shipped_pack()
    if getattr(_own, "sha256", "") != pack.sha256:
        _own.checker, _own.sha256 = Checker(pack), pack.sha256
    return _own.checker
