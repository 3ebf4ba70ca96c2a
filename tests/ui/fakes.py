"""Services with behaviour, held in memory: a made-up township with its drafts, outbox, reviews and published articles."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from editor_app.core import clock
from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent
from editor_app.core.draft import Draft, DraftQuery, DraftState, DraftSummary
from editor_app.core.errors import EditorError, KeyringUnavailable, NotAllowed, StorageError
from editor_app.core.finding import Finding, Severity
from editor_app.core.kind import Kind
from editor_app.core.organisation import Account, Limits, Profile, Section, Stage, StageKind, Unit, UnitType, UserRole
from editor_app.core.outbox import OutboxEntry, OutboxState, Pause, PauseReason, Receipt, Submission
from editor_app.core.review import ArticleSummary, ReviewState, ReviewTask
from editor_app.services.ports import PortalHealth

NOW = dt.datetime(2026, 11, 23, 10, 42, 5, tzinfo=dt.timezone(dt.timedelta(hours=8)))
UNIT = Unit("qinghe", "青河镇人民政府", "青河镇", UnitType.TOWNSHIP)
STAGES = (Stage(1, StageKind.UNIT, "单位审核"), Stage(2, StageKind.CENTRE, "终审"))
SECTIONS = (
    Section("notices", "通知公告", ("notice",), STAGES, True, default_kind="notice"),
    Section("news", "政务动态", ("news", "meeting"), STAGES, True, default_kind="news"),
    Section("guides", "办事指南", ("guide",), STAGES, True, default_kind="guide"),
    Section("leaders", "领导简介", ("overview",), STAGES, True, default_kind="overview"),
    Section("policy", "政策文件", ("policy",), STAGES, False, default_kind="policy"),
)
ACCOUNT = Account(
    "a" * 16, "https://portal.example", "linxm", "林晓梅", UNIT.name, "云溪区政府门户", "d1", "2026-11-23T08:00:00+08:00"
)


def ago(**parts: float) -> str:
    """An ISO time before now."""
    return clock.stamp(clock.now() - dt.timedelta(**parts))


def ahead(**parts: float) -> str:
    """An ISO time after now."""
    return clock.stamp(clock.now() + dt.timedelta(**parts))


def make_profile(*roles: UserRole, practice: bool = False) -> Profile:
    """林晓梅 of 青河镇."""
    chosen = frozenset(roles or (UserRole.OFFICER, UserRole.UNIT_REVIEWER))
    return Profile("linxm", "林晓梅", UNIT, chosen, False, Limits(), "云溪区政府门户", practice)


def make_summary(title: str, state: DraftState = DraftState.EDITING, **more: Any) -> DraftSummary:
    """A row of a list."""
    values: dict[str, Any] = {"section": "notices", "kind": "notice", "updated_at": ago(minutes=5)} | more
    return DraftSummary(id=values.pop("id", str(uuid.uuid4())), state=state, title=title, **values)


@dataclass
class FakeDrafting:
    """Drafts in memory, found by any run of characters in title or excerpt."""

    rows: list[DraftSummary] = field(default_factory=list)
    error: EditorError | None = None
    removed: list[str] = field(default_factory=list)

    def list(self, query: DraftQuery) -> list[DraftSummary]:
        if self.error is not None:
            raise self.error
        found = [row for row in self.rows if self._matches(row, query)]
        found.sort(key=lambda row: row.updated_at, reverse=True)
        return found[query.offset : query.offset + query.limit]

    @staticmethod
    def _matches(row: DraftSummary, query: DraftQuery) -> bool:
        return (
            bool(row.trashed_at) is query.trashed
            and (not query.states or row.state in query.states)
            and query.section in ("", row.section)
            and query.kind in ("", row.kind)
            and query.text.lower() in f"{row.title}{row.excerpt}".lower()
        )

    def counts(self) -> dict[DraftState, int]:
        alive = [row for row in self.rows if not row.trashed_at]
        return {state: sum(row.state is state for row in alive) for state in DraftState}

    def new(self, section: str, kind: Kind, title: str = "") -> Draft:
        return self._keep(ArticleContent(title=title, section=section, kind=kind.code, body=kind.template))

    def load(self, draft_id: str) -> Draft:
        row = self._row(draft_id)
        content = ArticleContent(row.title, row.section, row.kind)
        return Draft(row.id, ACCOUNT.id, row.state, content, row.updated_at, row.updated_at, trashed_at=row.trashed_at)

    def trash(self, draft_id: str) -> Changes:
        if not self._row(draft_id).state.editable:
            raise NotAllowed(detail="in review")
        return self._change(draft_id, trashed_at=clock.stamp())

    def untrash(self, draft_id: str) -> Changes:
        return self._change(draft_id, trashed_at="")

    def remove(self, draft_id: str) -> Changes:
        self.rows.remove(self._row(draft_id))
        self.removed.append(draft_id)
        return Changes(drafts=frozenset({draft_id}))

    def purge_trash(self, days: int = 30) -> Changes:
        gone = [row.id for row in self.rows if row.trashed_at and row.trashed_at <= ago(days=days)]
        return Changes(drafts=frozenset().union(*(self.remove(draft_id).drafts for draft_id in gone)))

    def duplicate(self, draft_id: str) -> Draft:
        row = self._row(draft_id)
        return self._keep(ArticleContent(row.title, row.section, row.kind))

    def read_docx(self, path: Path, limits: Limits) -> Any:
        if self.error is not None:
            raise self.error
        report = SimpleNamespace(kept={"段落": 12, "表格": 1, "图片": 2}, changed={"标题": 3}, dropped={"批注": 1}, messages=())
        return SimpleNamespace(title=path.stem, report=report, lost=("图3.emf",))

    def save_docx(self, read: Any, section: str, kind: str) -> tuple[Draft, Any]:
        return self._keep(ArticleContent(read.title, section, kind)), read.report

    def _row(self, draft_id: str) -> DraftSummary:
        for row in self.rows:
            if row.id == draft_id:
                return row
        raise StorageError(detail=f"no draft {draft_id}")

    def _change(self, draft_id: str, **values: Any) -> Changes:
        row = self._row(draft_id)
        self.rows[self.rows.index(row)] = replace(row, **values)
        return Changes(drafts=frozenset({draft_id}))

    def _keep(self, content: ArticleContent) -> Draft:
        now = clock.stamp()
        row = DraftSummary(str(uuid.uuid4()), DraftState.EDITING, content.title, content.section, content.kind, now)
        self.rows.append(row)
        return Draft(row.id, ACCOUNT.id, row.state, content, now, now)


def make_entry(title: str, state: OutboxState, **more: Any) -> OutboxEntry:
    """An entry of the outbox."""
    content = ArticleContent(title=title, section="news", kind="news")
    made = more.pop("created_at", ago(minutes=11))
    draft = more.pop("draft_id", str(uuid.uuid4()))
    submission = Submission(str(uuid.uuid4()), draft, "r1", content, content.content_hash, (), "2026.11", "", made)
    return OutboxEntry(str(uuid.uuid4()), ACCOUNT.id, submission, str(uuid.uuid4()), state, made, **more)


def make_receipt(number: str = "2026-1123-0046", stage: str = "单位审核") -> Receipt:
    """The portal's word."""
    return Receipt(number, "article", ago(minutes=40), "9f2c" + "0" * 58 + "41", stage, '"3"', "7")


@dataclass
class FakeOutbox:
    """Entries and a pause."""

    items: list[OutboxEntry] = field(default_factory=list)
    pause: Pause = field(default_factory=Pause)
    retried: int = 0

    def entries(self, limit: int = 200) -> list[OutboxEntry]:
        return sorted(self.items, key=lambda entry: entry.created_at, reverse=True)[:limit]

    def status(self) -> Any:
        return SimpleNamespace(waiting=sum(entry.state.waiting for entry in self.items), pause=self.pause)

    def retry_now(self) -> Changes:
        self.retried += 1
        self.pause = Pause()
        return Changes(connection=True)

    def cancel(self, entry_id: str) -> Changes:
        entry = next(item for item in self.items if item.id == entry_id)
        if entry.state is not OutboxState.QUEUED:
            raise NotAllowed("It may have reached the portal already and cannot be taken back here")
        self.items[self.items.index(entry)] = replace(entry, state=OutboxState.CANCELLED)
        return Changes(outbox=frozenset({entry_id}), drafts=frozenset({entry.submission.draft_id}))


def make_article(title: str, state: ReviewState = ReviewState.PUBLISHED, **more: Any) -> ArticleSummary:
    """An article of the portal."""
    number = more.pop("number", 101)
    values: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "section": "news",
        "section_name": "政务动态",
        "kind": "news",
        "unit": UNIT.code,
        "unit_name": UNIT.name,
        "stage": "",
        "author": "林晓梅",
        "updated_at": ago(days=3),
        "published_at": ago(days=3),
        "public_url": f"https://portal.example/qinghe/zwdt/{number}/",
        "live": True,
        "etag": '"1"',
    }
    return ArticleSummary(title=title, state=state, **(values | more))


def make_task(title: str, due_at: str = "", **more: Any) -> ReviewTask:
    """A line of the queue."""
    article = make_article(title, ReviewState.IN_REVIEW, live=False, public_url="", published_at="")
    values: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "stage_name": "单位审核",
        "stage_position": 1,
        "stage_total": 2,
        "submitted_by": "周立",
        "submitted_at": ago(hours=3),
        "claimed_by": "",
        "revision_id": "7",
        "content_hash": "0" * 64,
        "may_decide": True,
    }
    return ReviewTask(article=article, due_at=due_at, **(values | more))


@dataclass
class FakeReviewing:
    """A queue, or a portal that does not answer."""

    tasks: tuple[ReviewTask, ...] = ()
    error: EditorError | None = None

    def queue(self) -> tuple[ReviewTask, ...]:
        if self.error is not None:
            raise self.error
        return self.tasks


@dataclass
class FakePublishing:
    """Published articles; withdrawing one changes its state."""

    articles: list[ArticleSummary] = field(default_factory=list)
    error: EditorError | None = None
    reasons: list[str] = field(default_factory=list)

    def published(self, query: str = "", page: int = 1) -> tuple[ArticleSummary, ...]:
        if self.error is not None:
            raise self.error
        found = [article for article in self.articles if query in article.title]
        return tuple(found[(page - 1) * 50 : page * 50])

    def push_withdraw(self, article_id: str, etag: str, reason: str) -> ArticleSummary:
        if self.error is not None:
            raise self.error
        article = next(item for item in self.articles if item.id == article_id)
        gone = replace(article, state=ReviewState.WITHDRAWN, live=False)
        self.articles[self.articles.index(article)] = gone
        self.reasons.append(reason)
        return gone

    def save_summary(self, summary: ArticleSummary) -> Changes:
        return Changes(drafts=frozenset({summary.id}))


@dataclass
class FakeAdopting:
    """Brings an article onto this computer."""

    drafting: FakeDrafting
    publishing: FakePublishing
    error: EditorError | None = None

    def fetch(self, article_id: str, progress: Callable[[int, int], None] = lambda done, total: None) -> ArticleSummary:
        if self.error is not None:
            raise self.error
        progress(1_000_000, 2_000_000)
        return next(item for item in self.publishing.articles if item.id == article_id)

    def save_new(self, fetched: ArticleSummary) -> tuple[Draft, Changes]:
        row = make_summary(fetched.title, DraftState.PUBLISHED, id=fetched.id, section=fetched.section, kind=fetched.kind)
        self.drafting.rows.append(row)
        return self.drafting.load(row.id), Changes(drafts=frozenset({row.id}))


@dataclass
class FakeAccounts:
    """Accounts of this computer and a portal that knows two passwords."""

    known: list[Account] = field(default_factory=list)
    passwords: dict[str, str] = field(default_factory=lambda: {"linxm": "right-password"})
    must_change: set[str] = field(default_factory=set)
    tokens: dict[str, str] = field(default_factory=dict)
    error: EditorError | None = None
    keyring: KeyringUnavailable | None = None
    portal: PortalHealth = field(default_factory=lambda: PortalHealth("云溪区政府门户", "1.0", False, clock.stamp()))
    signed_out: list[tuple[str, bool]] = field(default_factory=list)

    def list(self) -> list[Account]:
        return list(self.known)

    def health(self, portal_url: str) -> PortalHealth:
        if self.error is not None:
            raise self.error
        return self.portal

    def push_sign_in(self, portal_url: str, username: str, password: str, new_password: str | None = None) -> Any:
        from editor_app.core.errors import PasswordChangeRequired, Refused, Unauthorized

        if self.error is not None:
            raise self.error
        if self.passwords.get(username) != password:
            raise Unauthorized()
        if username in self.must_change:
            if new_password is None:
                raise PasswordChangeRequired()
            if "123" in new_password:
                raise Refused(code="password_too_common")
            self.must_change.discard(username)
            self.passwords[username] = new_password
        account = replace(ACCOUNT, portal_url=portal_url, username=username)
        return SimpleNamespace(
            account=account,
            profile=make_profile(),
            token="secret-token",
            remembered=self.keyring is None,
            keyring_problem=self.keyring,
        )

    def save_sign_in(self, result: Any) -> Changes:
        self.known = [result.account]
        return Changes(account=True)

    def save_used(self, account: Account) -> Changes:
        return Changes(account=True)

    def resume(self, account: Account) -> str | None:
        if self.keyring is not None:
            raise self.keyring
        return self.tokens.get(account.id)

    def push_sign_out(self, account: Account, portal: object) -> Any:
        return SimpleNamespace(account=account, revoked=portal is not None, problem=None)

    def save_sign_out(self, account: Account, wipe: bool) -> Changes:
        self.signed_out.append((account.id, wipe))
        return Changes(account=True)


@dataclass
class FakeReference:
    """What the portal told us."""

    sections: tuple[Section, ...] = SECTIONS

    @property
    def snapshot(self) -> Any:
        return SimpleNamespace(
            sections=self.sections,
            writable_sections=tuple(section for section in self.sections if section.writable),
            limits=Limits(),
        )


@dataclass
class FakeDialogs:
    """Answers by script: `yes` for questions, `text` for texts, `paths` for files; remembers what was asked."""

    yes: bool = True
    text: str | None = "reason"
    paths: Sequence[Path] = ()
    asked: list[str] = field(default_factory=list)

    def confirm(self, title: str, text: str, accept: str, done: Callable[[], None], *, dangerous: bool = False) -> None:
        self.asked.append(title)
        if self.yes:
            done()

    def ask_text(self, title: str, label: str, accept: str, done: Callable[[str], None], **_more: Any) -> None:
        self.asked.append(title)
        if self.text is not None:
            done(self.text)

    def open_files(self, title: str, name_filter: str, done: Callable[[list[Path]], None], *, many: bool = True) -> None:
        self.asked.append(title)
        if self.paths:
            done(list(self.paths))

    def save_file(self, title: str, suggested: str, name_filter: str, done: Callable[[Path], None]) -> None:
        self.asked.append(title)
        if self.paths:
            done(self.paths[0])

    def choose_folder(self, title: str, done: Callable[[Path], None]) -> None:
        self.asked.append(title)
        if self.paths:
            done(self.paths[0])


@dataclass
class FakeMessages:
    """Remembers what was told."""

    errors: list[EditorError] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    toasts: list[tuple[str, Callable[[], None] | None]] = field(default_factory=list)

    def show_error(self, error: EditorError, retry: Callable[[], None] | None = None) -> None:
        self.errors.append(error)

    def show_notice(self, text: str) -> None:
        self.notices.append(text)

    def show_toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        self.toasts.append((text, undo))


@dataclass
class FakeNavigation:
    """Remembers where one went."""

    places: list[tuple[str, str]] = field(default_factory=list)

    def open(self, place: str, argument: str = "") -> None:
        self.places.append((place, argument))

    def back(self) -> None:
        self.places.pop()


@dataclass
class FakeLauncher:
    """A desktop without a file manager, perhaps."""

    works: bool = True
    urls: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)

    def open_url(self, url: str) -> bool:
        self.urls.append(url)
        return self.works

    def open_folder(self, path: Path) -> bool:
        self.folders.append(path)
        return self.works

    def copy(self, text: str) -> None:
        self.copied.append(text)


class PlainBroadcast:
    """seams.Broadcast without Qt."""

    def __init__(self) -> None:
        self.listeners: list[Callable[[Changes], None]] = []
        self.published: list[Changes] = []

    def publish(self, changes: Changes) -> None:
        self.published.append(changes)
        for listener in list(self.listeners):
            listener(changes)

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)


def believable_drafts() -> list[DraftSummary]:
    """A month of a township's information officer."""
    s = make_summary
    reason = "附件名单含身份证号，请处理后再报"
    rows = [
        s(
            "关于做好2026年冬季森林防火工作的通知",
            DraftState.RETURNED,
            return_reason=reason,
            stage="区信息中心",
            updated_at=ago(hours=18),
        ),
        s(
            "青河镇召开秋冬农田水利建设推进会",
            DraftState.RETURNED,
            section="news",
            kind="meeting",
            return_reason="请核对参会人员",
            stage="镇党政办",
            updated_at=ago(hours=2),
        ),
        s(
            "青河镇2026年第三季度民生实事进展",
            section="news",
            kind="news",
            excerpt="今年以来，青河镇聚焦群众急难愁盼，扎实推进十项民生实事",
            updated_at=ago(minutes=3),
        ),
        s(
            "关于公布青河镇村级河长名单的公告",
            DraftState.IN_REVIEW,
            stage="终审（区信息中心）",
            receipt="2026-1123-0047",
            updated_at=ago(hours=5),
        ),
        s(
            "青河镇开展秋季义诊进村活动",
            DraftState.PUBLISHED,
            section="news",
            kind="news",
            public_url="https://portal.example/1",
            updated_at=ago(days=3),
        ),
        s("冬季用电安全提示", DraftState.QUEUED, section="news", kind="news", updated_at=ago(minutes=20)),
        s(
            "青河镇便民服务中心办事指南（城乡居民基本医疗保险参保登记、参保信息变更登记、个人权益记录查询打印等十二个事项合并版）",
            section="guides",
            kind="guide",
            excerpt="事项名称：城乡居民基本医疗保险参保登记",
            updated_at=ago(days=1),
        ),
        s("", section="news", kind="news", excerpt="", updated_at=ago(days=2)),
        s(
            "青河镇2026年低保对象公示",
            updated_at=ago(days=4),
            excerpt="经个人申请、入户调查、民主评议，拟将下列家庭纳入最低生活保障",
        ),
        s("青河镇镇长简介", DraftState.PUBLISHED, section="leaders", kind="overview", updated_at=ago(days=80)),
        s("关于暂停供水的通知", DraftState.WITHDRAWN, updated_at=ago(days=12)),
    ]
    more = [
        "青河镇组织开展消防安全培训",
        "青河镇国庆假期值班安排",
        "关于开展城乡居民养老保险资格认证的通知",
        "青河镇秸秆禁烧工作部署会召开",
        "青河镇举办第五届农民丰收节",
        "关于征集老照片的启事",
        "青河镇人居环境整治月活动启动",
    ]
    rows += [
        s(title, DraftState.PUBLISHED, section="news", kind="news", updated_at=ago(days=14 + 3 * n))
        for n, title in enumerate(more)
    ]
    return rows


def believable_outbox() -> list[OutboxEntry]:
    """One of each."""
    finding = Finding("R1", "id-card", Severity.ERROR, "附件“名单.xlsx”Sheet1!C3:C48 含身份证号")
    return [
        make_entry(
            "冬季用电安全提示", OutboxState.SENDING, created_at=ago(minutes=20), sent_bytes=1_800_000, total_bytes=4_200_000
        ),
        make_entry("青河镇秋季义诊进村", OutboxState.QUEUED, created_at=ago(minutes=11)),
        make_entry("关于公布村级河长名单的公告", OutboxState.UNKNOWN, created_at=ago(minutes=15), attempts=1),
        make_entry("青河镇2026年低保对象公示", OutboxState.FAILED, created_at=ago(hours=2), findings=(finding, finding)),
        make_entry("青河镇召开秋冬农田水利建设推进会", OutboxState.SENT, created_at=ago(minutes=41), receipt=make_receipt()),
        make_entry(
            "青河镇开展秋季义诊进村活动", OutboxState.SENT, created_at=ago(days=3), receipt=make_receipt("2026-1120-0012", "")
        ),
    ]


def paused() -> Pause:
    """The portal does not answer."""
    return Pause(PauseReason.UNREACHABLE, ahead(seconds=80), 3, "The portal cannot be reached", "")


def believable_tasks() -> tuple[ReviewTask, ...]:
    """Two reviews, one overdue."""
    return (
        make_task("青河镇便民服务中心办事指南（医保参保登记）", ahead(hours=6)),
        make_task("关于2026年度优抚对象信息核查的通知", ago(hours=20), submitted_at=ago(days=3)),
    )


def believable_published() -> list[ArticleSummary]:
    """What the public sees."""
    titles = [row.title for row in believable_drafts() if row.state is DraftState.PUBLISHED]
    made = [make_article(title, number=100 + n, published_at=ago(days=3 + 4 * n)) for n, title in enumerate(titles)]
    made[1] = replace(made[1], section="leaders", section_name="领导简介", state=ReviewState.IN_REVIEW)
    made[-1] = replace(made[-1], state=ReviewState.WITHDRAWN, live=False)
    return made
