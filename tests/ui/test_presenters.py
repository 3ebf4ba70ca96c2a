"""Presenters with fakes: no QApplication, work done inline, lanes checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editor_app.core.changes import Changes
from editor_app.core.draft import DraftState
from editor_app.core.errors import BadDocument, CaptivePortal, EditorError, TlsFailure, Unreachable
from editor_app.core.organisation import UserRole
from editor_app.core.outbox import OutboxState, Pause
from editor_app.core.review import ReviewState
from editor_app.services.ports import Lane, PortalHealth
from editor_app.ui.about.presenter import AboutPresenter, Surroundings
from editor_app.ui.context import Fact, Probe
from editor_app.ui.drafts.presenter import PAGE, DraftsPresenter, Starting
from editor_app.ui.outbox.presenter import Deed, OutboxPresenter, board_of, deed_of
from editor_app.ui.published.presenter import PublishedPresenter
from editor_app.ui.settings.presenter import SettingsPresenter
from editor_app.ui.settings_access import Settings
from editor_app.ui.today.presenter import TodayPresenter
from editor_app.ui.trash.presenter import TrashPresenter, days_left
from tests.ui.fakes import (
    ACCOUNT,
    SECTIONS,
    FakeAccounts,
    FakeAdopting,
    FakeDialogs,
    FakeDrafting,
    FakeLauncher,
    FakeMessages,
    FakeNavigation,
    FakeOutbox,
    FakePublishing,
    FakeReference,
    FakeReviewing,
    PlainBroadcast,
    ago,
    ahead,
    believable_drafts,
    make_article,
    make_entry,
    make_profile,
    make_receipt,
    make_summary,
    make_task,
    paused,
)
from tests.ui.inline_runner import InlineRunner


class Recorder:
    """A view that remembers the last arguments of every call and does nothing else."""

    def __init__(self) -> None:
        self.last: dict[str, tuple[Any, ...]] = {}
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_"):
            raise AttributeError(name)

        def call(*args: Any, **more: Any) -> None:
            self.calls.append(name)
            self.last[name] = (*args, *more.values())

        return call


class Kit:
    """Everything around a presenter."""

    def __init__(self) -> None:
        self.runner = InlineRunner()
        self.changes = PlainBroadcast()
        self.messages = FakeMessages()
        self.navigation = FakeNavigation()
        self.dialogs = FakeDialogs()
        self.view = Recorder()


@pytest.fixture
def kit() -> Kit:
    return Kit()


# ---- drafts


def drafts_presenter(kit: Kit, drafting: FakeDrafting) -> DraftsPresenter:
    return DraftsPresenter(kit.view, drafting, FakeReference(), kit.runner, kit.changes, kit.messages, kit.navigation)


def titles(kit: Kit) -> list[str]:
    return [row.title for row in kit.view.last["show_rows"][0]]


def test_two_chinese_characters_find_a_draft(kit: Kit) -> None:
    presenter = drafts_presenter(kit, FakeDrafting(believable_drafts()))
    presenter.start()
    assert kit.view.last["show_counts"] == (18,)
    presenter.search(" 防火 ")
    assert titles(kit) == ["关于做好2026年冬季森林防火工作的通知"]
    assert presenter.narrowed
    assert set(kit.runner.lanes) == {Lane.DISK}


def test_filters_narrow_and_come_off(kit: Kit) -> None:
    presenter = drafts_presenter(kit, FakeDrafting(believable_drafts()))
    presenter.start()
    presenter.filter(DraftState.RETURNED, "news", "")
    assert titles(kit) == ["青河镇召开秋冬农田水利建设推进会"]
    presenter.filter(None, "", "")
    assert len(titles(kit)) == 18


def test_ten_thousand_drafts_come_page_by_page(kit: Kit) -> None:
    drafting = FakeDrafting([make_summary(f"稿件 {n}", updated_at=f"2026-01-01T{n:05}") for n in range(450)])
    presenter = drafts_presenter(kit, drafting)
    presenter.start()
    rows, more = kit.view.last["show_rows"]
    assert (len(rows), more) == (PAGE, True)
    presenter.more(PAGE)
    assert kit.view.last["add_rows"][1] is True
    presenter.more(2 * PAGE)
    rows, more = kit.view.last["add_rows"]
    assert (len(rows), more) == (50, False)


def test_only_the_newest_search_is_shown(kit: Kit) -> None:
    presenter = drafts_presenter(kit, FakeDrafting(believable_drafts()))
    kit.runner.held = True
    presenter.search("防")
    presenter.search("防火")
    presenter.search("义诊")
    kit.runner.step_all()
    assert kit.view.calls.count("show_rows") == 1
    assert titles(kit) == ["青河镇开展秋季义诊进村活动"]


def test_trash_can_be_taken_back_at_once(kit: Kit) -> None:
    drafting = FakeDrafting([make_summary("一"), make_summary("二")])
    presenter = drafts_presenter(kit, drafting)
    presenter.start()
    first = drafting.rows[0].id
    presenter.trash(first)
    assert titles(kit) == ["二"]
    kit.view.last["show_trashed"][1]()
    assert sorted(titles(kit)) == ["一", "二"]


def test_what_is_in_review_does_not_go_to_the_trash(kit: Kit) -> None:
    drafting = FakeDrafting([make_summary("一", DraftState.IN_REVIEW)])
    drafts_presenter(kit, drafting).trash(drafting.rows[0].id)
    assert len(kit.runner.errors) == 1
    assert "show_trashed" not in kit.view.last


def test_a_duplicate_is_opened(kit: Kit) -> None:
    drafting = FakeDrafting([make_summary("一")])
    drafts_presenter(kit, drafting).duplicate(drafting.rows[0].id)
    assert kit.navigation.places == [("editor", drafting.rows[1].id)]


def test_a_gone_screen_hears_nothing(kit: Kit) -> None:
    presenter = drafts_presenter(kit, FakeDrafting([make_summary("一")]))
    presenter.close()
    kit.changes.publish(Changes(drafts=frozenset({"x"})))
    assert kit.view.calls == []


# ---- starting


class StartingRecorder(Recorder):
    def file_dialog_words(self) -> tuple[str, str]:
        return "Open", "*.docx"


def starting(kit: Kit, drafting: FakeDrafting, reference: FakeReference | None = None) -> Starting:
    from editor_app.ui.seams import LocalScope

    kit.view = StartingRecorder()
    return Starting(
        kit.view,
        drafting,
        reference or FakeReference(),
        kit.runner,
        kit.changes,
        kit.dialogs,
        kit.navigation,
        kit.messages,
        LocalScope(),
    )


def test_a_section_of_one_kind_needs_no_question(kit: Kit) -> None:
    drafting = FakeDrafting()
    start = starting(kit, drafting)
    start.new("notices")
    assert "ask_new" not in kit.view.calls
    assert [(row.section, row.kind) for row in drafting.rows] == [("notices", "notice")]
    assert kit.navigation.places == [("editor", drafting.rows[0].id)]


def test_a_section_of_two_kinds_asks(kit: Kit) -> None:
    drafting = FakeDrafting()
    start = starting(kit, drafting)
    start.new("news")
    choices, done = kit.view.last["ask_new"]
    assert [section.code for section in choices.writable] == ["news"]
    done("news", "meeting", "")
    assert drafting.rows[0].kind == "meeting"


def test_without_a_section_it_is_said(kit: Kit) -> None:
    start = starting(kit, FakeDrafting(), FakeReference(sections=(SECTIONS[-1],)))
    start.new()
    assert kit.view.calls == ["say_no_sections"]


def test_a_document_is_read_on_the_cpu_lane_and_kept_on_the_disk_lane(kit: Kit) -> None:
    drafting = FakeDrafting()
    kit.dialogs.paths = [Path("通知.docx")]
    starting(kit, drafting).open_document()
    kit.view.last["ask_import"][2]("notices", "notice")
    assert kit.runner.lanes == [Lane.CPU, Lane.DISK]
    assert drafting.rows[0].title == "通知"
    imported = kit.view.last["show_import_report"][0]
    assert imported.lost_pictures == ("图3.emf",)
    assert imported.dropped == {"批注": 1}


def test_a_document_that_cannot_be_read_leaves_no_draft(kit: Kit) -> None:
    drafting = FakeDrafting(error=BadDocument("encrypted"))
    starting(kit, drafting).import_document(Path("x.docx"))
    kit.view.last["ask_import"][2]("notices", "notice")
    assert [error.code for error in kit.messages.errors if isinstance(error, BadDocument)] == ["encrypted"]
    assert drafting.rows == []
    assert kit.view.calls[-1] in ("hide_progress", "show_progress")


def test_an_import_can_be_cancelled(kit: Kit) -> None:
    drafting = FakeDrafting()
    kit.runner.held = True
    starting(kit, drafting).import_document(Path("x.docx"))
    kit.view.last["ask_import"][2]("notices", "notice")
    kit.view.last["show_progress"][1]()
    kit.runner.step_all()
    assert drafting.rows == []
    assert kit.navigation.places == []


# ---- outbox


def test_the_order_is_the_order_of_work() -> None:
    entries = [
        make_entry("sent", OutboxState.SENT, receipt=make_receipt(), created_at=ago(hours=1)),
        make_entry("failed", OutboxState.FAILED, created_at=ago(hours=2)),
        make_entry("second", OutboxState.QUEUED, created_at=ago(minutes=1)),
        make_entry("first", OutboxState.QUEUED, created_at=ago(minutes=2)),
        make_entry("sending", OutboxState.SENDING, created_at=ago(minutes=9)),
    ]
    board = board_of(entries, Pause(), 3)
    assert [entry.submission.content.title for entry in board.entries] == ["sending", "first", "second", "failed", "sent"]
    assert board.behind == {entries[2].id, entries[3].id}
    assert not board.paused


def test_a_pause_without_anything_waiting_is_not_shown() -> None:
    assert not board_of([], paused(), 0).paused
    assert board_of([make_entry("x", OutboxState.QUEUED)], paused(), 1).paused


@pytest.mark.parametrize(
    ("state", "deed"),
    [
        (OutboxState.QUEUED, Deed.CANCEL),
        (OutboxState.SENDING, Deed.NONE),
        (OutboxState.UNKNOWN, Deed.ASK),
        (OutboxState.FAILED, Deed.MEND),
        (OutboxState.SENT, Deed.NONE),
        (OutboxState.CANCELLED, Deed.NONE),
    ],
)
def test_what_may_have_been_sent_cannot_be_taken_back(state: OutboxState, deed: Deed) -> None:
    assert deed_of(make_entry("x", state)) is deed
    if state is OutboxState.SENT:
        assert deed_of(make_entry("x", state, receipt=make_receipt())) is Deed.RECEIPT


def outbox_presenter(kit: Kit, outbox: FakeOutbox, woken: list[int]) -> OutboxPresenter:
    return OutboxPresenter(kit.view, outbox, kit.runner, kit.changes, kit.navigation, lambda: woken.append(1))


def test_retry_lifts_the_pause_and_wakes_the_sender(kit: Kit) -> None:
    outbox, woken = FakeOutbox([make_entry("x", OutboxState.QUEUED)], paused()), []
    presenter = outbox_presenter(kit, outbox, woken)
    presenter.start()
    assert presenter.board.paused
    presenter.retry_now()
    assert (outbox.retried, woken) == (1, [1])
    assert not presenter.board.paused


def test_taking_back_asks_and_tells(kit: Kit) -> None:
    entry = make_entry("x", OutboxState.QUEUED)
    outbox = FakeOutbox([entry])
    presenter = outbox_presenter(kit, outbox, [])
    presenter.start()
    presenter.act(entry.id)
    assert outbox.items[0].state is OutboxState.QUEUED
    kit.view.last["confirm_cancel"][1]()
    assert outbox.items[0].state is OutboxState.CANCELLED
    assert "say_taken_back" in kit.view.calls


def test_a_refused_entry_opens_its_draft(kit: Kit) -> None:
    entry = make_entry("x", OutboxState.FAILED, draft_id="d7")
    presenter = outbox_presenter(kit, FakeOutbox([entry]), [])
    presenter.start()
    presenter.act(entry.id)
    assert kit.navigation.places == [("editor", "d7")]


# ---- today


def today(
    kit: Kit, *roles: UserRole, reviewing: FakeReviewing | None = None, publishing: FakePublishing | None = None
) -> TodayPresenter:
    return TodayPresenter(
        kit.view,
        FakeDrafting(believable_drafts()),
        FakeOutbox([make_entry("x", OutboxState.FAILED)]),
        reviewing or FakeReviewing(),
        publishing or FakePublishing(),
        FakeReference(),
        make_profile(*roles),
        kit.runner,
        kit.changes,
        kit.navigation,
    )


def test_returned_drafts_wait_for_me_and_are_not_shown_twice(kit: Kit) -> None:
    today(kit, UserRole.OFFICER).start()
    returned, failed, tasks, _ = kit.view.last["show_waiting"]
    assert [row.state for row in returned] == [DraftState.RETURNED] * 2
    assert (len(failed), len(tasks)) == (1, 0)
    recent = kit.view.last["show_recent"][0]
    assert not {row.id for row in returned} & {row.id for row in recent}


def test_tasks_i_may_not_decide_do_not_wait_for_me(kit: Kit) -> None:
    mine, own = make_task("theirs", ahead(hours=2)), make_task("mine", ahead(hours=1), may_decide=False, why_not="own_submission")
    today(kit, UserRole.UNIT_REVIEWER, reviewing=FakeReviewing((own, mine))).start()
    assert [task.article.title for task in kit.view.last["show_waiting"][2]] == ["theirs"]


def test_offline_shows_what_this_computer_has(kit: Kit) -> None:
    away = Unreachable()
    today(kit, reviewing=FakeReviewing(error=away), publishing=FakePublishing(error=away)).start()
    assert kit.view.last["show_recent"][0]
    assert kit.messages.errors == []
    assert kit.runner.errors == []


def test_my_sections_are_those_i_may_write_in_longest_ago_first(kit: Kit) -> None:
    publishing = FakePublishing(
        [
            make_article("a", section="news", published_at="2026-11-20T10:00:00+08:00"),
            make_article("b", section="notices", published_at="2026-05-28T10:00:00+08:00"),
            make_article("c", section="guides", unit="other", published_at="2026-11-01T10:00:00+08:00"),
        ]
    )
    today(kit, UserRole.OFFICER, publishing=publishing).start()
    shown, total = kit.view.last["show_sections"]
    assert total == 4
    assert [item.section.code for item in shown if item.last] == ["notices", "news"]


# ---- published


def published(
    kit: Kit, publishing: FakePublishing, drafting: FakeDrafting, adopting: FakeAdopting | None = None
) -> PublishedPresenter:
    return PublishedPresenter(
        kit.view,
        publishing,
        adopting or FakeAdopting(drafting, publishing),
        drafting,
        kit.runner,
        kit.changes,
        kit.messages,
        kit.navigation,
    )


def test_a_correction_of_a_known_article_opens_its_draft(kit: Kit) -> None:
    article = make_article("义诊")
    drafting = FakeDrafting([make_summary("义诊", DraftState.PUBLISHED, id=article.id)])
    published(kit, FakePublishing([article]), drafting).correct(article)
    assert kit.navigation.places == [("editor", article.id)]
    assert kit.runner.lanes == [Lane.DISK]


def test_a_correction_of_another_computers_article_brings_it_here_first(kit: Kit) -> None:
    article, drafting = make_article("义诊"), FakeDrafting()
    published(kit, FakePublishing([article]), drafting).correct(article)
    assert kit.runner.lanes == [Lane.DISK, Lane.NET, Lane.DISK]
    assert kit.navigation.places == [("editor", article.id)]
    assert drafting.rows[0].state is DraftState.PUBLISHED


def test_a_correction_that_fails_can_be_tried_again(kit: Kit) -> None:
    article, drafting = make_article("义诊"), FakeDrafting()
    publishing = FakePublishing([article])
    adopting = FakeAdopting(drafting, publishing, Unreachable())
    presenter = published(kit, publishing, drafting, adopting)
    presenter.correct(article)
    assert len(kit.messages.errors) == 1
    adopting.error = None
    presenter.correct(article)
    assert kit.navigation.places == [("editor", article.id)]


def test_withdrawing_needs_a_reason_and_is_told_to_the_draft(kit: Kit) -> None:
    article = make_article("供水")
    publishing = FakePublishing([article])
    presenter = published(kit, publishing, FakeDrafting())
    presenter.withdraw(article)
    assert publishing.reasons == []
    kit.view.last["ask_reason"][1]("时间有误")
    assert publishing.reasons == ["时间有误"]
    assert publishing.articles[0].state is ReviewState.WITHDRAWN
    assert kit.changes.published == [Changes(drafts=frozenset({article.id}))]


def test_offline_is_said_in_place_of_the_list(kit: Kit) -> None:
    published(kit, FakePublishing(error=Unreachable()), FakeDrafting()).start()
    assert isinstance(kit.view.last["show_unavailable"][0], Unreachable)


# ---- trash


def test_the_trash_gives_back_and_removes_only_after_the_question(kit: Kit) -> None:
    drafting = FakeDrafting(
        [make_summary("一", trashed_at=ago(days=1)), make_summary("二", trashed_at=ago(days=2)), make_summary("三")]
    )
    presenter = TrashPresenter(kit.view, drafting, kit.runner, kit.changes)
    presenter.start()
    first, second = drafting.rows[0].id, drafting.rows[1].id
    presenter.restore(first)
    assert [row.id for row in kit.view.last["show_rows"][0]] == [second]
    presenter.remove(second)
    assert drafting.removed == []
    kit.view.last["confirm_remove"][1]()
    assert drafting.removed == [second]
    assert kit.view.last["show_rows"][0] == []


def test_emptying_takes_everything_of_the_trash_and_nothing_else(kit: Kit) -> None:
    drafting = FakeDrafting(
        [make_summary("一", trashed_at=ago(days=1)), make_summary("二", trashed_at=ago(minutes=1)), make_summary("三")]
    )
    presenter = TrashPresenter(kit.view, drafting, kit.runner, kit.changes)
    presenter.start()
    presenter.empty()
    kit.view.last["confirm_remove"][1]()
    assert [row.title for row in drafting.rows] == ["三"]


@pytest.mark.parametrize(("days", "left"), [(0, 30), (26, 4), (30, 0), (90, 0), (-5, 30)])
def test_days_left(days: int, left: int) -> None:
    now = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    assert days_left((now - dt.timedelta(days=days)).isoformat(), now) == left
    assert days_left("nonsense", now) == 30


# ---- settings


def settings_presenter(kit: Kit, saved: dict[str, str], seen: list[object]) -> SettingsPresenter:
    settings = Settings({}, saved.__setitem__)
    return SettingsPresenter(
        kit.view, settings, kit.runner, FakeLauncher(), seen.append, lambda theme, percent: seen.append((theme, percent))
    )


def test_choices_take_effect_and_are_kept(kit: Kit) -> None:
    saved: dict[str, str] = {}
    seen: list[object] = []
    presenter = settings_presenter(kit, saved, seen)
    presenter.choose_language("en")
    presenter.choose_theme("dark")
    presenter.choose_text(130)
    assert saved == {"language": "en", "theme": "dark", "text_percent": "130"}
    assert seen == ["en", ("dark", 100), ("dark", 130)]
    with pytest.raises(ValueError, match="theme"):
        presenter.choose_theme("pink")


def sign_out(kit: Kit, outbox: FakeOutbox, accounts: FakeAccounts, *, wipe: bool, portal: object | None) -> list[str]:
    left: list[str] = []
    presenter = settings_presenter(kit, {}, [])
    presenter.sign_out(ACCOUNT, accounts, outbox, lambda: portal, lambda: left.append("left"), kit.changes, wipe=wipe)  # type: ignore[arg-type,return-value]
    if "confirm_sign_out" in kit.view.last:
        kit.view.last["confirm_sign_out"][1]()
    return left


def test_unsent_items_are_never_wiped(kit: Kit) -> None:
    accounts = FakeAccounts()
    assert sign_out(kit, FakeOutbox([make_entry("x", OutboxState.UNKNOWN)]), accounts, wipe=True, portal=object()) == []
    assert kit.view.last["refuse_wipe"] == (1,)
    assert accounts.signed_out == []


def test_signing_out_tells_the_portal_or_says_that_it_could_not(kit: Kit) -> None:
    accounts = FakeAccounts()
    assert sign_out(kit, FakeOutbox(), accounts, wipe=False, portal=object()) == ["left"]
    assert accounts.signed_out == [(ACCOUNT.id, False)]
    assert "say_not_revoked" not in kit.view.calls
    sign_out(kit, FakeOutbox(), accounts, wipe=False, portal=None)
    assert "say_not_revoked" in kit.view.calls


# ---- about


def about(kit: Kit, accounts: FakeAccounts, folder: Path, probes: tuple[Probe, ...] = ()) -> tuple[AboutPresenter, list[str]]:
    copied: list[str] = []
    now = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
    presenter = AboutPresenter(kit.view, accounts, probes, kit.runner, copied.append, lambda: now)
    presenter.start(
        Surroundings("0.1.0", "2026.11", "https://portal.example", folder, "ibus", True, "Noto", False, "offscreen", "6.9.3")
    )
    return presenter, copied


def test_the_diagnosis_tells_clock_fonts_and_probes(kit: Kit, tmp_path: Path) -> None:
    accounts = FakeAccounts(portal=PortalHealth("门户", "1.0", False, "2026-11-23T09:50:00+00:00"))

    def keyring() -> list[Fact]:
        return [Fact("Backend", "SecretService")]

    presenter, copied = about(kit, accounts, tmp_path, (Probe("Password store", Lane.NET, keyring),))
    text = presenter.as_text()
    assert "Clock difference: +600 s (warning)" in text
    assert "Chinese font: Noto (error)" in text
    assert "Backend: SecretService" in text
    presenter.copy_text()
    assert copied == [text]
    assert "secret-token" not in text


@pytest.mark.parametrize(
    ("error", "words"),
    [(TlsFailure(), "certificate not accepted"), (CaptivePortal(), "another page answered"), (Unreachable(), "no answer")],
)
def test_tls_log_in_page_and_no_network_are_told_apart(kit: Kit, tmp_path: Path, error: EditorError, words: str) -> None:
    presenter, _ = about(kit, FakeAccounts(error=error), tmp_path)
    assert f"Portal: {words}" in presenter.as_text()
