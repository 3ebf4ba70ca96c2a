"""A review desk of the portal, in memory: queue, cases, claims, decisions bound to a revision and its hash."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from editor_app.core.content import ArticleContent, Attachment
from editor_app.core.errors import Conflict, EditorError, NotFound
from editor_app.core.finding import Finding, Severity, Waiver
from editor_app.core.review import (
    ArticleSummary,
    Comment,
    HistoryEntry,
    PortalRevision,
    ReturnReason,
    ReviewCase,
    ReviewState,
    ReviewTask,
)

ME = "刘芳"


def revision(number: int, content: ArticleContent) -> PortalRevision:
    return PortalRevision(f"r{number}", number, content.content_hash, "2026-11-23T09:00:00+08:00", "林晓梅", content)


@dataclass
class Desk:
    """ports.Reviewing. `trouble` is raised by the next call and then forgotten; `keys` would be the decisions that counted."""

    folder: Path
    cases: dict[str, ReviewCase] = field(default_factory=dict)
    trouble: list[EditorError] = field(default_factory=list)
    decisions: list[tuple[str, str, str, str]] = field(default_factory=list)
    calls: int = 0

    def add(
        self,
        name: str,
        new: ArticleContent,
        old: ArticleContent | None = None,
        *,
        unit: str = "青河镇",
        section: str = "通知公告",
        due_at: str = "",
        claimed_by: str = "",
        may_decide: bool = True,
        why_not: str = "",
        position: int = 3,
        comments: tuple[Comment, ...] = (),
        findings: tuple[Finding, ...] = (),
        waivers: tuple[Waiver, ...] = (),
        history: tuple[HistoryEntry, ...] = (),
        live: ArticleContent | None = None,
    ) -> ReviewCase:
        present = revision(3 if old else 1, new)
        article = ArticleSummary(
            f"a-{name}",
            new.title,
            new.section,
            section,
            new.kind,
            "u",
            unit,
            ReviewState.IN_REVIEW,
            "终审",
            "林晓梅",
            "2026-11-23T09:00:00+08:00",
            "",
            "",
            live is not None,
            "e1",
        )
        task = ReviewTask(
            name,
            article,
            "终审",
            position,
            3,
            "林晓梅",
            "2026-11-23T09:00:00+08:00",
            due_at,
            claimed_by,
            present.id,
            present.content_hash,
            may_decide,
            why_not,
        )
        case = ReviewCase(
            task,
            present,
            revision(1, live) if live else None,
            revision(2, old) if old else None,
            revision(2, old) if old else None,
            findings,
            waivers,
            comments,
            history,
        )
        self.cases[name] = case
        return case

    def _called(self) -> None:
        self.calls += 1
        if self.trouble:
            raise self.trouble.pop(0)

    def queue(self) -> tuple[ReviewTask, ...]:
        self._called()
        return tuple(case.task for case in self.cases.values())

    def case(self, task_id: str) -> ReviewCase:
        self._called()
        if task_id not in self.cases:
            raise NotFound()
        return self.cases[task_id]

    def _claimed(self, task_id: str, name: str) -> ReviewTask:
        self._called()
        case = self.case(task_id)
        if name and case.task.claimed_by not in ("", name):
            raise Conflict()
        self.cases[task_id] = replace(case, task=replace(case.task, claimed_by=name))
        return self.cases[task_id].task

    def claim(self, task_id: str) -> ReviewTask:
        return self._claimed(task_id, ME)

    def release(self, task_id: str) -> ReviewTask:
        return self._claimed(task_id, "")

    def _decide(self, task_id: str, revision_id: str, content_hash: str, what: str, state: ReviewState) -> ArticleSummary:
        self._called()
        case = self.case(task_id)
        if (revision_id, content_hash) != (case.revision.id, case.revision.content_hash):
            raise Conflict()
        del self.cases[task_id]
        self.decisions.append((task_id, revision_id, content_hash, what))
        return replace(
            case.task.article, state=state, public_url="https://portal.example/1" if state is ReviewState.PUBLISHED else ""
        )

    def approve(self, task_id: str, revision_id: str, content_hash: str, comment: str = "") -> ArticleSummary:
        return self._decide(task_id, revision_id, content_hash, "approve", ReviewState.PUBLISHED)

    def send_back(self, task_id: str, revision_id: str, content_hash: str, reason: ReturnReason, text: str) -> ArticleSummary:
        return self._decide(task_id, revision_id, content_hash, f"{reason.value}: {text}", ReviewState.RETURNED)

    def comment(self, article_id: str, text: str, part: str = "body", quote: str = "", start: int = 0, end: int = 0) -> None:
        self._called()
        name = article_id.removeprefix("a-")
        case = self.cases[name]
        made = Comment(f"c{len(case.comments)}", ME, "2026-11-23T10:00:00+08:00", text, part, quote, start, end)
        self.cases[name] = replace(case, comments=(*case.comments, made))

    def fetch_attachment(
        self, article_id: str, attachment: Attachment, progress: Callable[[int], None] = lambda done: None
    ) -> Path:
        self._called()
        progress(attachment.size)
        return self.folder / attachment.sha256


def in_days(days: float) -> str:
    return (dt.datetime.now().astimezone() + dt.timedelta(days=days)).isoformat()


def warning(text: str, body: str) -> Finding:
    at = body.index(text)
    return Finding("F302", "f302", Severity.WARNING, "引文未标注来源", "body", at, at + len(text), text, text)
