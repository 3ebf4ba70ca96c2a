"""Running the rules over a draft, and what stands between it and submission."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.core.content import ArticleContent
from editor_app.core.finding import Finding, Severity, Waiver, open_findings
from editor_app.core.kind import FieldProblem, Kind, Label, field_problems, shipped_kinds
from editor_app.core.organisation import Limits
from editor_app.services.attaching import Look

if TYPE_CHECKING:
    from editor_app.rules.engine import Checker, CheckResult
    from editor_app.rules.pack import RulePack


@dataclass(frozen=True, slots=True)
class Blocking:
    """Why a draft may not be submitted yet: errors, warnings that need a reason, and fields (also "title", "section", "body")."""

    errors: tuple[Finding, ...] = ()
    need_reason: tuple[Finding, ...] = ()
    field_problems: tuple[FieldProblem, ...] = ()

    @property
    def clear(self) -> bool:
        """Nothing stands in the way."""
        return not (self.errors or self.need_reason or self.field_problems)

    @property
    def count(self) -> int:
        """How many things are open."""
        return len(self.errors) + len(self.need_reason) + len(self.field_problems)


class Checking:
    """Confined to one lane: it keeps what it learnt of the last text, so that a re-check after a key press is cheap."""

    def __init__(
        self, pack_provider: Callable[[], RulePack], kinds_provider: Callable[[], Mapping[str, Kind]] = shipped_kinds
    ) -> None:
        self._pack = pack_provider
        self._kinds = kinds_provider
        self._checker: Checker | None = None
        self._made_from: RulePack | None = None

    def check(
        self,
        content: ArticleContent,
        attachments: Mapping[str, Look],
        today: dt.date,
        section_name: str = "",
    ) -> CheckResult:
        """[cpu] All findings of the rule pack in force. `attachments`: what Attaching.looks_of saw, by attachment id."""
        # The engine comes with the first check: the window must not wait for it.
        from editor_app.content.parse import parse
        from editor_app.rules.article import CheckContext
        from editor_app.rules.engine import Checker

        pack = self._pack()
        if self._checker is None or self._made_from is not pack:
            self._checker, self._made_from = Checker(pack), pack
        context = CheckContext(
            today=today,
            attachment_texts={name: look.texts for name, look in attachments.items()},
            attachment_notes={name: look.notes for name, look in attachments.items()},
            kind=self._kinds().get(content.kind),
            section_name=section_name,
        )
        return self._checker.check(content, parse(content.body), context)

    def blocking(
        self, content: ArticleContent, result: CheckResult, waivers: Sequence[Waiver], limits: Limits | None = None
    ) -> Blocking:
        """[any] What must still be done before submission."""
        still_open = open_findings(result.findings, tuple(waivers))
        return Blocking(
            errors=tuple(item for item in still_open if item.severity is Severity.ERROR),
            need_reason=tuple(item for item in still_open if item.severity is Severity.WARNING),
            field_problems=tuple(content_problems(content, self._kinds(), limits or Limits())),
        )


def content_problems(content: ArticleContent, kinds: Mapping[str, Kind], limits: Limits) -> list[FieldProblem]:
    """What is missing or too much in the form itself, with or without rules."""
    problems: list[FieldProblem] = []
    if not content.title.strip():
        problems.append(FieldProblem("title", "required", Label("请填写标题", "The title must be filled in")))
    if not content.section:
        problems.append(FieldProblem("section", "required", Label("请选择栏目", "Choose a section")))
    kind = kinds.get(content.kind)
    if kind is None:
        problems.append(FieldProblem("kind", "unknown", Label("请选择稿件类型", "Choose a kind")))
    else:
        problems.extend(field_problems(kind, content.fields))
        if kind.body_required and not content.body.strip():
            problems.append(FieldProblem("body", "required", Label("请填写正文", "The text must be filled in")))
    if len(content.body) > limits.max_body_chars:
        problems.append(
            FieldProblem(
                "body",
                "too_long",
                Label(f"正文最多 {limits.max_body_chars} 字", f"The text may have {limits.max_body_chars} characters at most"),
            )
        )
    if len(content.attachments) > limits.max_attachments:
        problems.append(
            FieldProblem(
                "attachments",
                "too_many",
                Label(f"附件最多 {limits.max_attachments} 个", f"There may be {limits.max_attachments} attachments at most"),
            )
        )
    return problems
