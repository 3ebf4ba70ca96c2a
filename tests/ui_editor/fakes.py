"""Services with behaviour, in memory, for the presenters and views of the editor."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.draft import Draft, DraftState, Remote, Revision, RevisionKind
from editor_app.core.errors import BadAttachment, Conflict, DiskFull, EditorError, NotAllowed, StorageError, Unreachable
from editor_app.core.finding import BODY, TITLE, Finding, Severity, Waiver, field_part, open_findings
from editor_app.core.kind import field_problems, shipped_kinds
from editor_app.core.organisation import Limits, Section, Stage, StageKind
from editor_app.core.outbox import OutboxEntry, OutboxState, Submission
from editor_app.core.review import ArticleStatus, ArticleSummary, Comment, PortalRevision, ReviewState
from editor_app.ui.editor.ports import EditorServices, Surroundings

SECTIONS = (
    Section(
        "tzgg",
        "通知公告",
        ("notice", "news"),
        (Stage(1, StageKind.UNIT, "单位审核"), Stage(2, StageKind.DEPARTMENT, "归口部门"), Stage(3, StageKind.CENTRE, "终审")),
        True,
        default_kind="notice",
    ),
    Section("zwdt", "政务动态", ("news",), (Stage(1, StageKind.UNIT, "单位审核"),), True),
    Section("bszn", "办事指南", ("guide",), (Stage(1, StageKind.CENTRE, "终审"),), True, default_kind="guide"),
    Section("ldjj", "领导简介", ("overview",), (Stage(1, StageKind.CENTRE, "终审"),), False),
)


def around(language: str = "zh") -> Surroundings:
    return Surroundings("林晓梅", "青河镇人民政府", SECTIONS, shipped_kinds(), Limits(), language)


@dataclass(frozen=True)
class Line:
    id: str
    number: int
    kind: RevisionKind
    saved_at: str
    name: str = ""


class Disk:
    """Drafts and revisions; `broken` makes every write fail as a full disk does."""

    def __init__(self) -> None:
        self.drafts: dict[str, Draft] = {}
        self.revisions: dict[str, list[Revision]] = {}
        self.names: dict[str, str] = {}
        self.broken: EditorError | None = None
        self.saves: list[tuple[ArticleContent, RevisionKind]] = []
        self._clock = dt.datetime(2026, 11, 23, 10, 42, 5, tzinfo=dt.timezone(dt.timedelta(hours=8)))

    def now(self) -> str:
        self._clock += dt.timedelta(seconds=1)
        return self._clock.isoformat()

    def put(self, draft: Draft) -> Draft:
        self.drafts[draft.id] = draft
        self._revise(draft.id, draft.content, RevisionKind.MANUAL)
        return draft

    def load(self, draft_id: str) -> Draft:
        if draft_id not in self.drafts:
            raise StorageError(detail="no such draft")
        return self.drafts[draft_id]

    def save(self, draft_id: str, content: ArticleContent, kind: RevisionKind = RevisionKind.AUTOSAVE) -> tuple[Draft, Changes]:
        if self.broken is not None:
            raise self.broken
        draft = self.load(draft_id)
        if not draft.state.editable:
            raise NotAllowed(detail="submitted")
        self.saves.append((content, kind))
        self._revise(draft_id, content, kind)
        draft = replace(draft, content=content, updated_at=self.now(), saved_hash=content.content_hash)
        self.drafts[draft_id] = draft
        return draft, Changes(drafts=frozenset({draft_id}))

    def _revise(self, draft_id: str, content: ArticleContent, kind: RevisionKind) -> None:
        kept = self.revisions.setdefault(draft_id, [])
        number = len(kept) + 1
        kept.append(Revision(f"{draft_id}-{number}", draft_id, number, kind, content, content.content_hash, self.now()))

    def history(self, draft_id: str) -> Sequence[Line]:
        return [
            Line(item.id, item.number, item.kind, item.saved_at, self.names.get(item.id, ""))
            for item in reversed(self.revisions[draft_id])
        ]

    def revision(self, revision_id: str) -> Revision:
        return next(item for kept in self.revisions.values() for item in kept if item.id == revision_id)

    def restore(self, draft_id: str, revision_id: str) -> tuple[Draft, Changes]:
        old = self.revision(revision_id)
        self._revise(draft_id, self.drafts[draft_id].content, RevisionKind.BEFORE_RESTORE)
        return self.save(draft_id, old.content, RevisionKind.MANUAL)

    def name_revision(self, revision_id: str, name: str) -> None:
        self.names[revision_id] = name

    def save_waiver(self, draft_id: str, finding: Finding, reason: str, by: str) -> tuple[Draft, Changes]:
        if finding.severity is Severity.ERROR:
            raise NotAllowed("This must be mended; a reason is not enough")
        draft = self.load(draft_id)
        kept = tuple(item for item in draft.waivers if not item.covers(finding))
        if reason.strip():
            kept += (Waiver(finding.rule, finding.anchor, finding.message, finding.text, reason, by, self.now()),)
        self.drafts[draft_id] = replace(draft, waivers=kept)
        return self.drafts[draft_id], Changes(drafts=frozenset({draft_id}))


@dataclass(frozen=True)
class Reason:
    code: str
    message: str
    place: str = ""


@dataclass(frozen=True)
class Seen:
    type: str = "xlsx"
    verdict: str = "ok"
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Stored:
    attachment: Attachment
    inspection: Seen


class Files:
    """Attachments by content; a file named *.exe is refused, a workbook gets a remark."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: dict[str, tuple[tuple[str, str], ...]] = {}
        self._count = 0

    def prepare_file(self, path: Path, name: str = "") -> tuple[str, bytes]:
        if path.suffix == ".exe":
            raise BadAttachment("type_not_allowed", "This type of file is not allowed")
        return name or path.name, path.read_bytes()

    def prepare_image_bytes(self, data: bytes, name: str) -> tuple[str, bytes]:
        return name, data

    def keep(self, prepared: tuple[str, bytes]) -> Stored:
        name, data = prepared
        self._count += 1
        sha256 = hashlib.sha256(data).hexdigest()
        (self.folder / sha256).write_bytes(data)
        image = name.lower().endswith((".png", ".jpg"))
        role = Role.IMAGE if image else Role.FILE
        width, height = (640, 400) if image else (0, 0)
        item = Attachment(
            f"file{self._count:04d}",
            role,
            name,
            sha256,
            len(data),
            "image/png" if image else "application/pdf",
            width=width,
            height=height,
        )
        return Stored(item, self.inspect(Path(name), name))

    def path(self, attachment: Attachment) -> Path:
        return self.folder / attachment.sha256

    def looks_of(self, content: ArticleContent) -> Mapping[str, tuple[tuple[str, str], ...]]:
        return {item.id: self.texts.get(item.sha256, ()) for item in content.attachments}

    def inspect(self, path: Path, name: str) -> Seen:
        if name.endswith(".xlsx"):
            return Seen("xlsx", "warn", (Reason("hidden_sheet", "有隐藏的工作表", "Sheet2"),))
        return Seen(name.rpartition(".")[2], "ok")


@dataclass(frozen=True)
class Answer:
    findings: tuple[Finding, ...]
    not_checked: tuple[str, ...] = ()
    pack_version: str = "2026.11"


@dataclass(frozen=True)
class Blocking:
    errors: tuple[Finding, ...]
    need_reason: tuple[Finding, ...]
    field_problems: tuple[Any, ...]


_RULES: tuple[tuple[str, str, Severity, str, Callable[[str], tuple[str, ...]]], ...] = (
    ("W101", "布署", Severity.ERROR, "“布署”应为“部署”", lambda words: ("部署",)),
    ("P201", r"1[3-9]\d{9}", Severity.ERROR, "正文出现手机号码", lambda words: (f"{words[:3]}****{words[-4:]}",)),
    ("F301", r"\[20\d\d\]", Severity.WARNING, "发文字号应使用六角括号〔〕", lambda words: (f"〔{words[1:-1]}〕",)),
    ("F302", "三、强化", Severity.WARNING, "序号不连续：一、之后是三、", lambda words: ("二、强化",)),
    ("S401", "气侯", Severity.SUGGESTION, "可能是“气候变化”", lambda words: ("气候",)),
)


class Rules:
    """A few rules over title, fields and body."""

    def __init__(self) -> None:
        self.checks = 0

    def check(self, content: ArticleContent, attachment_texts: Any, today: dt.date, section_name: str = "") -> Answer:
        self.checks += 1
        parts = [
            (TITLE, content.title),
            *((field_part(code), text) for code, text in content.fields.items()),
            (BODY, content.body),
        ]
        found = []
        for part, text in parts:
            for rule, pattern, severity, message, fixes in _RULES:
                for match in re.finditer(pattern, text):
                    start, end = match.span()
                    context = text[max(0, start - 8) : end + 8].replace("\n", " ")
                    found.append(
                        Finding(
                            rule,
                            rule.lower(),
                            severity,
                            message,
                            part,
                            start,
                            end,
                            match.group(),
                            context,
                            fixes(match.group()),
                            why="为什么",
                            source="GB/T 15834",
                        )
                    )
        for attachment_id, texts in attachment_texts.items():
            for place, text in texts:
                if re.search(r"\d{17}[\dX]", text):
                    found.append(
                        Finding("P202", "p202", Severity.ERROR, "附件含身份证号", f"attachment:{attachment_id}", place=place)
                    )
        return Answer(tuple(found))

    def blocking(
        self, content: ArticleContent, result: Answer, waivers: Sequence[Waiver], limits: Limits | None = None
    ) -> Blocking:
        left = open_findings(result.findings, tuple(waivers))
        return Blocking(
            tuple(item for item in left if item.severity is Severity.ERROR),
            tuple(item for item in left if item.severity is Severity.WARNING),
            tuple(field_problems(shipped_kinds()[content.kind], content.fields)),
        )


@dataclass
class Portal:
    """Remarks and recall; `away` is what a call raises."""

    disk: Disk
    comments: tuple[Comment, ...] = ()
    away: EditorError | None = None
    outbox: dict[str, OutboxEntry] = field(default_factory=dict)
    refusals: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    def submit(self, draft_id: str, content: ArticleContent, waivers: Sequence[Waiver]) -> OutboxEntry:
        self.disk.save(draft_id, content, RevisionKind.BEFORE_SUBMIT)
        revision = self.disk.revisions[draft_id][-1]
        submission = Submission(
            f"s-{draft_id}", draft_id, revision.id, content, content.content_hash, tuple(waivers), "2026.11", "", self.disk.now()
        )
        entry = OutboxEntry(f"e-{draft_id}", "a", submission, "key", OutboxState.QUEUED, self.disk.now())
        self.outbox[draft_id] = entry
        self.disk.drafts[draft_id] = replace(self.disk.drafts[draft_id], state=DraftState.QUEUED)
        return entry

    def cancel_queued(self, draft_id: str) -> Changes:
        if self.outbox[draft_id].state is not OutboxState.QUEUED:
            raise NotAllowed(detail="being sent")
        self.disk.drafts[draft_id] = replace(self.disk.drafts[draft_id], state=DraftState.EDITING)
        return Changes(drafts=frozenset({draft_id}))

    def summary(self, draft: Draft, state: ReviewState) -> ArticleSummary:
        return ArticleSummary(
            draft.id,
            draft.content.title,
            "tzgg",
            "通知公告",
            "notice",
            "qhz",
            "青河镇",
            state,
            "",
            "林晓梅",
            "",
            "",
            "",
            False,
            "e1",
        )

    def status(self, article_id: str) -> ArticleStatus:
        if self.away is not None:
            raise self.away
        return ArticleStatus(self.summary(self.disk.load(article_id), ReviewState.RETURNED), None, self.comments, ())

    def saved_status(self, article_id: str) -> ArticleStatus | None:
        return None

    def push_recall(self, draft: Draft) -> ArticleSummary:
        if self.away is not None:
            raise self.away
        if draft.state is not DraftState.IN_REVIEW:
            raise Conflict()
        return self.summary(draft, ReviewState.DRAFT)

    def save_summary(self, summary: ArticleSummary) -> Changes:
        self.disk.drafts[summary.id] = replace(self.disk.drafts[summary.id], state=DraftState.EDITING)
        return Changes(drafts=frozenset({summary.id}))


@dataclass
class Theirs:
    """services.adopting.FetchedArticle."""

    status: ArticleStatus
    content: ArticleContent


@dataclass
class Rivalry:
    """Adopting: `theirs` are the portal's versions of drafts in conflict, `standing` where they stand there."""

    disk: Disk
    portal: Portal
    theirs: dict[str, ArticleContent] = field(default_factory=dict)
    standing: ReviewState = ReviewState.RETURNED
    fetches: int = 0

    def in_conflict(self, draft_id: str) -> bool:
        return draft_id in self.theirs

    def fetch(self, article_id: str) -> Theirs:
        self.fetches += 1
        if self.portal.away is not None:
            raise self.portal.away
        content = self.theirs[article_id]
        revision = PortalRevision("31", 2, content.content_hash, "2026-11-23T09:30:00+08:00", "陈立新", content)
        summary = self.portal.summary(self.disk.load(article_id), self.standing)
        return Theirs(ArticleStatus(summary, revision, (), ()), content)

    def keep_mine(self, draft_id: str, fetched: Theirs) -> tuple[Draft, Changes]:
        del self.theirs[draft_id]
        revision = fetched.status.revision
        assert revision is not None
        remote = replace(self.disk.load(draft_id).remote, etag="theirs", content_hash=revision.content_hash)
        self.disk.drafts[draft_id] = replace(self.disk.load(draft_id), remote=remote)
        return self.disk.load(draft_id), Changes(drafts=frozenset({draft_id}))

    def take_theirs(self, draft_id: str, fetched: Theirs) -> tuple[Draft, Changes]:
        self.disk._revise(draft_id, self.disk.load(draft_id).content, RevisionKind.BEFORE_RESTORE)
        self.disk.save(draft_id, fetched.content, RevisionKind.MANUAL)
        return self.keep_mine(draft_id, fetched)


class World:
    """One of everything."""

    def __init__(self, folder: Path) -> None:
        self.disk, self.files, self.rules = Disk(), Files(folder), Rules()
        self.portal = Portal(self.disk)
        self.rivalry = Rivalry(self.disk, self.portal)
        self.services = EditorServices(
            drafting=self.disk,
            attaching=self.files,
            checking=self.rules,
            submitting=self.portal,
            publishing=self.portal,
            adopting=self.rivalry,
            cancel_queued=self.portal.cancel_queued,
            saved_status=self.portal.saved_status,
            refused=lambda draft_id: self.portal.refusals.get(draft_id, ()),
            inspect=self.files.inspect,
        )

    def draft(self, body: str = "", title: str = "", state: DraftState = DraftState.EDITING, **more: Any) -> Draft:
        content = ArticleContent(
            title=title,
            section=more.pop("section", "tzgg"),
            kind=more.pop("kind", "notice"),
            fields=more.pop("fields", {}),
            body=body,
            attachments=tuple(more.pop("attachments", ())),
        )
        remote: Remote = more.pop("remote", Remote())
        return self.disk.put(Draft(more.pop("id", "d1"), "a", state, content, "", self.disk.now(), remote=remote, **more))


class Changed:
    """seams.Broadcast."""

    def __init__(self) -> None:
        self.published: list[Changes] = []
        self._listeners: list[Callable[[Changes], None]] = []

    def publish(self, changes: Changes) -> None:
        self.published.append(changes)
        for listener in list(self._listeners):
            listener(changes)

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)


class HandTimers:
    """saving.Timers that a test winds by hand."""

    def __init__(self) -> None:
        self.clock = 0.0
        self._due: dict[str, tuple[float, Callable[[], None]]] = {}

    def start(self, name: str, seconds: float, then: Callable[[], None]) -> None:
        self._due[name] = (self.clock + seconds, then)

    def stop(self, name: str) -> None:
        self._due.pop(name, None)

    def running(self, name: str) -> bool:
        return name in self._due

    def advance(self, seconds: float) -> None:
        until = self.clock + seconds
        while True:
            due = sorted((at, name) for name, (at, _then) in self._due.items() if at <= until)
            if not due:
                self.clock = until
                return
            self.clock, name = due[0]
            _at, then = self._due.pop(name)
            then()


__all__ = ["Changed", "DiskFull", "HandTimers", "Unreachable", "World", "around"]
