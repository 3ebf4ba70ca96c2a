"""Queue, comparison and decisions, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.errors import Conflict, Unreachable
from editor_app.core.review import ReturnReason
from editor_app.services.ports import Lane
from editor_app.ui.review.page_diff import PageWords
from editor_app.ui.review.ports import Against
from editor_app.ui.review.presenter import ReviewPresenter
from tests.ui.inline_runner import InlineRunner
from tests.ui_editor.fakes import Changed
from tests.ui_review.fakes import ME, Desk, revision


def article(body: str, title: str = "题", **more: Any) -> ArticleContent:
    return ArticleContent(title, "tzgg", "news", {}, body, **more)


class FakeView:
    """Remembers; answers every question with what the test laid ready."""

    def __init__(self) -> None:
        self.shown: dict[str, tuple[Any, ...]] = {}
        self.told: list[str] = []
        self.retry: Callable[[], None] | None = None
        self.approves = True
        self.answer: tuple[ReturnReason, str] = (ReturnReason.FACTS, "数字不对")
        self.remark = "点明范围"

    def __getattr__(self, name: str) -> Callable[..., None]:
        if not name.startswith(("show_", "tell_", "open_", "go_")):
            raise AttributeError(name)

        def remember(*args: Any) -> None:
            self.shown[name] = args
            if name.startswith("tell_"):
                self.told.append(name)

        return remember

    def tell_error(self, error: Any, retry: Callable[[], None] | None = None) -> None:
        self.told.append("tell_error")
        self.retry = retry

    def confirm_approval(self, case: Any, done: Callable[[], None]) -> None:
        if self.approves:
            done()

    def ask_return(self, case: Any, done: Callable[[ReturnReason, str], None]) -> None:
        done(*self.answer)

    def ask_comment(self, quote: str, done: Callable[[str], None]) -> None:
        done(self.remark)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def view():
    return FakeView()


@pytest.fixture
def changes():
    return Changed()


@pytest.fixture
def runner():
    return InlineRunner()


@pytest.fixture
def presenter(view, desk, runner, changes):
    return ReviewPresenter(view, desk, runner, changes, ME, PageWords())


def two(desk: Desk) -> None:
    desk.add("t1", article("统一部署。"), article("统一布署。"))
    desk.add("t2", article("第二件。", "二"))


def test_the_first_case_opens_and_is_compared_with_what_i_last_saw(presenter, view, desk, runner):
    two(desk)
    presenter.enter()
    assert presenter.current == "t1"
    page, against, choices = view.shown["show_page"]
    assert against is Against.LAST_SEEN
    assert page.changes == 1
    assert choices == (Against.LAST_SEEN, Against.PREVIOUS, Against.NOTHING)
    presenter.compare_with(Against.NOTHING)
    assert view.shown["show_page"][0].changes == 0
    assert Lane.DISK not in runner.lanes


def test_a_place_may_name_the_article(presenter, desk):
    two(desk)
    presenter.enter("a-t2")
    assert presenter.current == "t2"


def test_an_unchanged_text_since_last_seen_is_compared_with_the_live_page(presenter, view, desk):
    case = desk.add("t1", article("新"), live=article("旧"))
    desk.cases["t1"] = replace(case, last_seen=case.revision)
    presenter.enter()
    assert view.shown["show_page"][1] is Against.LIVE


def test_approval_names_the_revision_and_hash_on_the_screen_and_the_next_case_opens(presenter, view, desk, changes):
    two(desk)
    seen = desk.cases["t1"].revision
    presenter.enter()
    presenter.approve()
    assert desk.decisions == [("t1", seen.id, seen.content_hash, "approve")]
    assert presenter.current == "t2"
    assert "tell_approved" in view.told
    assert any(change.tasks for change in changes.published)


def test_not_confirmed_is_not_approved(presenter, view, desk):
    two(desk)
    view.approves = False
    presenter.enter()
    presenter.approve()
    assert desk.decisions == []


def test_returned_with_reason_and_text(presenter, desk):
    two(desk)
    presenter.enter()
    presenter.send_back()
    assert desk.decisions[0][3] == "facts: 数字不对"


def test_a_newer_revision_meanwhile_is_never_approved_it_is_shown_instead(presenter, view, desk):
    two(desk)
    presenter.enter()
    newer = revision(4, article("又改过。"))
    case = desk.cases["t1"]
    desk.cases["t1"] = replace(
        case, revision=newer, task=replace(case.task, revision_id=newer.id, content_hash=newer.content_hash)
    )
    presenter.approve()
    assert desk.decisions == []
    assert "tell_changed_meanwhile" in view.told
    assert presenter.case is not None
    assert presenter.case.revision is newer


def test_decided_by_a_colleague_meanwhile_leaves_the_queue(presenter, view, desk):
    two(desk)
    presenter.enter()
    del desk.cases["t1"]
    presenter.approve()
    assert "tell_changed_meanwhile" in view.told
    assert [task.id for task in presenter.tasks] == ["t2"]
    assert presenter.current == "t2"


def test_without_an_answer_the_same_decision_can_be_tried_again(presenter, view, desk):
    two(desk)
    presenter.enter()
    desk.trouble = [Unreachable()]
    presenter.approve()
    assert desk.decisions == []
    assert presenter.current == "t1"
    assert presenter.standing.may_decide
    view.retry()
    assert [what for *_rest, what in desk.decisions] == ["approve"]


def test_while_a_decision_is_under_way_no_second_one_starts(presenter, view, desk, runner):
    two(desk)
    presenter.enter()
    runner.held = True
    view.confirm_approval = lambda case, done: (done(), done())  # a double press on the button
    presenter.approve()
    presenter.approve()
    presenter.send_back()
    assert presenter.standing.why_not == "busy"
    runner.step_all()
    assert len(desk.decisions) == 1


def test_nobody_decides_their_own(presenter, view, desk):
    desk.add("t1", article("我写的"), may_decide=False, why_not="own_submission")
    presenter.enter()
    presenter.approve()
    presenter.send_back()
    assert desk.decisions == []
    assert view.shown["show_standing"][0].why_not == "own_submission"


def test_claim_and_give_back(presenter, view, desk):
    two(desk)
    presenter.enter()
    presenter.claim()
    assert desk.cases["t1"].task.claimed_by == ME
    assert presenter.standing.claimed_by_me
    presenter.claim()
    assert desk.cases["t1"].task.claimed_by == ""


def test_a_colleague_was_first(presenter, view, desk):
    two(desk)
    presenter.enter()
    desk.trouble = [Conflict()]
    presenter.claim()
    assert "tell_changed_meanwhile" in view.told


def test_a_remark_is_anchored_to_the_source(presenter, view, desk):
    body = "各位：\n\n请**统一**部署工作。"
    desk.add("t1", article(body), article(body.replace("部署", "布署")))
    presenter.enter()
    piece = next(index for index, where in enumerate(presenter.page.maps) if where and "统一" in where.block.text)
    shown = "".join(run.text for run in presenter.page.maps[piece].runs)
    presenter.comment("部", (piece, shown.index("部")), (piece, shown.index("部") + 1))
    comment = desk.cases["t1"].comments[0]
    assert (comment.part, comment.quote, body[comment.start : comment.end]) == ("body", "部", "部")
    assert [item.text for item in view.shown["show_case"][0].comments] == ["点明范围"]


def test_a_remark_needs_selected_words(presenter, view, desk):
    two(desk)
    presenter.enter()
    presenter.comment(" ", (3, 0), (3, 0))
    assert view.told == ["tell_nothing_selected"]


def test_attachments_are_fetched_then_opened_or_stored(presenter, view, desk, tmp_path):
    item = Attachment("aaaaaaaa", Role.FILE, "表.xlsx", "f" * 64, 4, "x")
    (tmp_path / item.sha256).write_bytes(b"data")
    desk.add("t1", article("字", attachments=(item,)))
    presenter.enter()
    presenter.open_attachment("aaaaaaaa")
    assert view.shown["open_file"] == (tmp_path / item.sha256,)
    assert view.shown["show_download"] == ("表.xlsx", 4, 4)
    presenter.store_attachment("aaaaaaaa", tmp_path / "copy.xlsx")
    assert (tmp_path / "copy.xlsx").read_bytes() == b"data"
    presenter.store_attachment("aaaaaaaa", tmp_path / "no" / "such" / "folder.xlsx")
    assert view.told[-1] == "tell_not_stored"


def test_the_feed_brings_new_cases_and_the_open_one_stays(presenter, view, desk, changes):
    two(desk)
    presenter.enter()
    presenter.step(1)
    desk.add("t3", article("第三件", "三"))
    changes.publish(Changes(tasks=True))
    assert [task.id for task in view.shown["show_queue"][0]] == ["t1", "t2", "t3"]
    assert presenter.current == "t2"


def test_an_empty_queue_says_so(presenter, view, desk):
    presenter.enter()
    assert "show_no_case" in view.shown
    desk.add("t1", article("字"))
    presenter.refresh()
    presenter.approve()
    assert view.shown["show_queue"] == ((), "")
