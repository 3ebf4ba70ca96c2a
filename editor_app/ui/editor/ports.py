"""What the editor screen asks of the services (Protocols) and of its own window (EditorView). No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent, Attachment
from editor_app.core.diff import Run
from editor_app.core.draft import Draft, DraftState, Remote, Revision, RevisionKind
from editor_app.core.errors import EditorError
from editor_app.core.finding import Finding, Waiver
from editor_app.core.kind import FieldProblem, Kind
from editor_app.core.organisation import Limits, Section
from editor_app.core.outbox import OutboxEntry
from editor_app.core.review import ArticleStatus, ArticleSummary, Comment, ReviewState
from editor_app.ui.editor.body import BodyEditor
from editor_app.ui.editor.saving import SaveState

Looks = Mapping[str, Any]
"""What was seen in each attachment, by its id; passed on from Attaching to Checking as it is."""
"""Attachment id -> (place, text) pairs read out of the file."""


class RevisionLine(Protocol):
    """One line of a draft's history, newest first."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def kind(self) -> RevisionKind: ...
    @property
    def saved_at(self) -> str: ...
    @property
    def name(self) -> str: ...


class Drafting(Protocol):
    """Drafts on this computer; every call belongs on the disk lane."""

    def load(self, draft_id: str) -> Draft: ...
    def save(
        self, draft_id: str, content: ArticleContent, kind: RevisionKind = RevisionKind.AUTOSAVE
    ) -> tuple[Draft, Changes]: ...
    def history(self, draft_id: str) -> Sequence[RevisionLine]: ...
    def revision(self, revision_id: str) -> Revision: ...
    def restore(self, draft_id: str, revision_id: str) -> tuple[Draft, Changes]: ...
    def name_revision(self, revision_id: str, name: str) -> object: ...
    def save_waiver(self, draft_id: str, finding: Finding, reason: str, by: str) -> tuple[Draft, Changes]:
        """An empty reason takes the waiver back."""
        ...


class InspectionReason(Protocol):
    """Why a file was let through with a remark, or refused."""

    @property
    def code(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def place(self) -> str: ...


class Inspected(Protocol):
    """What was seen inside a file; `verdict` is ok | warn | block."""

    @property
    def type(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def reasons(self) -> Sequence[InspectionReason]: ...


class AttachedFile(Protocol):
    """A file that is in the store now."""

    @property
    def attachment(self) -> Attachment: ...
    @property
    def inspection(self) -> Inspected: ...


class Attaching(Protocol):
    """Files into the store: looked at on the cpu lane, copied on the disk lane."""

    def prepare_file(self, path: Path, name: str = "") -> Any: ...
    def prepare_image_bytes(self, data: bytes, name: str) -> Any: ...
    def keep(self, prepared: Any) -> AttachedFile: ...
    def path(self, attachment: Attachment) -> Path: ...
    def looks_of(self, content: ArticleContent) -> Looks: ...


class CheckAnswer(Protocol):
    """Findings in the order of the article."""

    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def not_checked(self) -> tuple[str, ...]: ...
    @property
    def pack_version(self) -> str: ...


class BlockingAnswer(Protocol):
    """What stands between the draft and submission."""

    @property
    def errors(self) -> Sequence[Finding]: ...
    @property
    def need_reason(self) -> Sequence[Finding]: ...
    @property
    def field_problems(self) -> Sequence[FieldProblem]: ...


class Checking(Protocol):
    """The rules; cpu lane."""

    def check(self, content: ArticleContent, attachments: Looks, today: dt.date, section_name: str = "") -> CheckAnswer: ...
    def blocking(
        self, content: ArticleContent, result: Any, waivers: Sequence[Waiver], limits: Limits | None = None
    ) -> BlockingAnswer: ...


class Submitting(Protocol):
    """Checks once more exactly what goes out, freezes and queues; disk lane. NotReady (a NotAllowed) carries `blocking`."""

    def submit(self, draft_id: str, content: ArticleContent, waivers: Sequence[Waiver]) -> OutboxEntry: ...


class Publishing(Protocol):
    """What the portal knows of my article, and taking it back."""

    def status(self, article_id: str) -> ArticleStatus:
        """[net] Remarks and record."""
        ...

    def push_recall(self, draft: Draft) -> ArticleSummary:
        """[net] Take it back before it is decided; Conflict when it was decided meanwhile."""
        ...

    def save_summary(self, summary: ArticleSummary) -> Changes:
        """[disk] Bring the draft here to what the portal answered."""
        ...


class Fetched(Protocol):
    """The portal's version of an article, with its files."""

    @property
    def status(self) -> ArticleStatus: ...
    @property
    def content(self) -> ArticleContent: ...


class Adopting(Protocol):
    """The way out of a conflict: look at the portal's version, then one of the two decisions."""

    def in_conflict(self, draft_id: str) -> bool:
        """[disk] Did the last submission meet somebody else's version?"""
        ...

    def fetch(self, article_id: str) -> Fetched:
        """[net] Their content and files."""
        ...

    def keep_mine(self, draft_id: str, fetched: Any) -> tuple[Draft, Changes]:
        """[disk] My text goes on, based on their version."""
        ...

    def take_theirs(self, draft_id: str, fetched: Any) -> tuple[Draft, Changes]:
        """[disk] Their text comes into the draft; mine stays in its history."""
        ...


@dataclass(frozen=True, slots=True)
class EditorServices:
    """Everything the screen works with. `inspect` looks into a stored file again (path, name) [cpu]; `cancel_queued`
    takes a submission that still waits in the outbox back [disk], NotAllowed once it is being sent; `saved_status` is the last
    fetched one [disk]; `refused` are the findings the portal sent with its last refusal of this draft [disk]."""

    drafting: Drafting
    attaching: Attaching
    checking: Checking
    submitting: Submitting
    publishing: Publishing
    adopting: Adopting
    cancel_queued: Callable[[str], Changes]
    saved_status: Callable[[str], ArticleStatus | None]
    refused: Callable[[str], tuple[Finding, ...]]
    inspect: Callable[[Path, str], Inspected]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Who writes where: from the profile, the downloaded sections and the shipped kinds."""

    person: str
    unit: str
    sections: tuple[Section, ...]
    kinds: Mapping[str, Kind]
    limits: Limits = field(default_factory=Limits)
    language: str = "zh"


# ---- what the window is told to show


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as listed; `reason` is filled when it is kept. `key` is the anchor, numbered when it occurs again."""

    key: str
    finding: Finding
    reason: str = ""
    by: str = ""

    @property
    def kept(self) -> bool:
        """A person answered for it."""
        return bool(self.reason)


@dataclass(frozen=True, slots=True)
class FindingList:
    """All rows, errors first, and what the check could not look at."""

    rows: tuple[FindingRow, ...] = ()
    not_checked: tuple[str, ...] = ()
    current: str = ""
    checked: bool = False

    def count(self, severity: str) -> int:
        """Rows of that severity that nobody answered for."""
        return sum(1 for row in self.rows if row.finding.severity == severity and not row.kept)


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file of the article as listed; `used` tells whether the text refers to it."""

    attachment: Attachment
    verdict: str = "ok"
    reasons: tuple[tuple[str, str], ...] = ()  # English source sentence (context "errors"), place
    used: bool = True


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A line of the history panel."""

    id: str
    number: int
    kind: RevisionKind
    saved_at: str
    name: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """An older state against the present one. `files` are (attachment name, added | removed | changed)."""

    row: RevisionRow
    title: tuple[Run, ...]
    fields: tuple[tuple[str, tuple[Run, ...]], ...]
    body: tuple[Run, ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """The version on the portal that is not ours. `comparison` goes from theirs to mine; its fields may also be section and kind.

    `state` tells where theirs stands; `alike`: both are word for word the same.
    """

    author: str
    submitted_at: str
    state: ReviewState
    mine_saved_at: str
    alike: bool
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class TextCount:
    """Chinese characters, Latin words and numbers, and all characters that are not spaces."""

    chinese: int = 0
    words: int = 0
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the article stands; the window makes chip, banner and buttons of it."""

    state: DraftState
    editable: bool
    remote: Remote
    correction: bool = False  # a published or withdrawn article that is being changed
    may_recall: bool = False
    comments: tuple[Comment, ...] = ()
    conflict: bool = False  # somebody else's version is on the portal and nobody has decided
    fetching: bool = False  # that version is on its way here


@dataclass(frozen=True, slots=True)
class SubmitReport:
    """The submit sheet: what blocks, what needs a reason, which fields (also title, section, kind, body, attachments)."""

    errors: tuple[FindingRow, ...] = ()
    need_reason: tuple[FindingRow, ...] = ()
    fields: tuple[FieldProblem, ...] = ()
    stages: tuple[str, ...] = ()
    section: str = ""
    correction: bool = False

    @property
    def clean(self) -> bool:
        """May it be submitted as it stands?"""
        return not (self.errors or self.need_reason or self.fields)


@dataclass(frozen=True, slots=True)
class PageContent:
    """The rendered page: pieces of HTML (one per block) and the attachments that pictures come from."""

    pieces: tuple[str, ...]
    images: Mapping[str, Attachment] = field(default_factory=dict)


class EditorView(Protocol):
    """The window, as the presenters see it."""

    @property
    def body(self) -> BodyEditor: ...
    def show_title(self, title: str) -> None: ...
    def show_choices(
        self, sections: Sequence[tuple[str, str]], section: str, kinds: Sequence[tuple[str, str]], kind: str
    ) -> None: ...
    def show_fields(self, kind: Kind, values: Mapping[str, str]) -> None: ...
    def show_field_problems(self, problems: Sequence[FieldProblem]) -> None: ...
    def show_standing(self, standing: Standing) -> None: ...
    def show_saving(self, state: SaveState, saved_at: str, error: EditorError | None) -> None: ...
    def show_findings(self, findings: FindingList) -> None: ...
    def show_count(self, count: TextCount) -> None: ...
    def show_page(self, page: PageContent) -> None: ...
    def show_attachments(self, rows: Sequence[AttachmentRow]) -> None: ...
    def show_attaching(self, name: str, done: int, total: int) -> None:
        """Progress of files being added; done == total ends it."""
        ...

    def show_history(self, rows: Sequence[RevisionRow]) -> None: ...
    def show_comparison(self, comparison: Comparison) -> None: ...
    def show_conflict(self, rival: Rival) -> None: ...
    def show_submit(self, report: SubmitReport) -> None: ...
    def close_submit(self) -> None: ...
    def ask_reason(self, row: FindingRow, done: Callable[[str], None]) -> None: ...
    def select_title(self, start: int, end: int) -> None: ...
    def select_field(self, code: str, start: int, end: int) -> None: ...
    def select_attachment(self, attachment_id: str) -> None: ...
    def replace_in_title(self, start: int, end: int, text: str) -> None: ...
    def replace_in_field(self, code: str, start: int, end: int, text: str) -> None: ...
    def tell_stale_fix(self) -> None:
        """The words of the finding are gone; the check runs again."""
        ...

    def tell_attachment_refused(self, name: str, error: EditorError) -> None: ...
    def tell_too_many(self, name: str, most: int) -> None: ...
    def tell_removed(self, name: str, undo: Callable[[], None]) -> None: ...
    def tell_submitted(self, entry: OutboxEntry) -> None: ...
    def tell_recalled(self) -> None: ...
    def tell_restored(self, number: int) -> None: ...
    def tell_kept_mine(self) -> None: ...
    def tell_took_theirs(self) -> None: ...
    def tell_error(self, error: EditorError, retry: Callable[[], None] | None = None) -> None: ...
