"""Two versions of an article: the banner, the look at both, the decision. Without Qt, in the window, and on two computers."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.core.changes import Changes
from editor_app.core.clock import now
from editor_app.core.diff import Op
from editor_app.core.draft import DraftState, RevisionKind
from editor_app.core.errors import DiskFull, Unreachable
from editor_app.core.outbox import OutboxState, Pause
from editor_app.core.review import ReviewState
from editor_app.services.checking import Checking
from editor_app.services.ports import Lane
from editor_app.ui.editor.conflict_sheet import ConflictSheet
from editor_app.ui.editor.view import EditorScreen
from editor_app.ui.editor.wiring import editor_services
from editor_app.ui.outbox.presenter import Deed, board_of, deed_of
from editor_app.ui.outbox.words import entry_line
from tests.support.fake_clock import FakeClock
from tests.support.fake_portal import FakePortal
from tests.support.office import Office
from tests.ui.inline_runner import InlineRunner
from tests.ui_editor.bench import make_context
from tests.ui_editor.fakes import around
from tests.ui_editor.samples import FIELDS, TITLE

MINE, THEIRS = "开头是我的。\n\n结尾。", "开头是别人的。\n\n结尾。"


def in_conflict(desk, **more):
    """An open draft whose submission met another version."""
    state = more.pop("state", DraftState.RETURNED)
    draft = desk.world.draft(MINE, title=TITLE, fields=FIELDS, state=state)
    theirs = dataclasses.replace(draft.content, body=THEIRS, **more)
    desk.world.rivalry.theirs[draft.id] = theirs
    desk.presenter.open(draft.id)
    return desk.presenter, draft.id


def standing(desk):
    return desk.view.shown["show_standing"][0]


# ---- without Qt


def test_the_banner_knows_and_nothing_is_fetched_unasked(desk):
    in_conflict(desk)
    assert (standing(desk).conflict, standing(desk).fetching, standing(desk).editable) == (True, False, True)
    assert desk.world.rivalry.fetches == 0
    desk.presenter.open(desk.world.draft("别的稿件", id="d2").id)
    assert not standing(desk).conflict


def test_a_refusal_while_the_draft_is_open_brings_the_banner(desk):
    presenter = desk.open(MINE, title=TITLE, fields=FIELDS, state=DraftState.QUEUED)
    draft = presenter.draft
    desk.world.rivalry.theirs[draft.id] = dataclasses.replace(draft.content, body=THEIRS)
    desk.world.disk.drafts[draft.id] = dataclasses.replace(draft, state=DraftState.RETURNED)
    desk.changes.publish(Changes(drafts=frozenset({draft.id})))
    assert standing(desk).conflict


def test_looking_fetches_on_the_net_lane_and_compares_theirs_with_mine(desk):
    presenter, _ = in_conflict(desk, section="zwdt", title="别人的标题")
    desk.runner.held = True
    presenter.conflict.look()
    presenter.conflict.look()
    assert standing(desk).fetching
    assert desk.runner.lanes[-1] is Lane.NET
    desk.runner.step_all()
    assert (desk.world.rivalry.fetches, standing(desk).fetching) == (1, False)
    (rival,) = desk.view.shown["show_conflict"]
    assert (rival.author, rival.submitted_at, rival.alike) == ("陈立新", "2026-11-23T09:30:00+08:00", False)
    body = rival.comparison.body
    assert "".join(run.text for run in body if run.op is not Op.INSERT) == THEIRS
    assert "".join(run.text for run in body if run.op is not Op.DELETE) == MINE
    fields = {code: {run.op: run.text for run in runs} for code, runs in rival.comparison.fields}
    assert fields["section"][Op.DELETE] + fields["section"][Op.INSERT] == "政务动态通知公告"


def test_what_is_typed_before_the_decision_is_kept_too(desk):
    presenter, draft_id = in_conflict(desk)
    desk.body.type("又一句。")
    presenter.conflict.look()
    presenter.conflict.keep_mine()
    assert desk.world.disk.load(draft_id).content.body == MINE + "又一句。"
    assert presenter.body_text() == MINE + "又一句。"
    assert (standing(desk).conflict, standing(desk).editable) == (False, True)
    assert standing(desk).remote.etag == "theirs"
    assert desk.view.told[-1][0] == "tell_kept_mine"
    presenter.conflict.keep_mine()
    assert [name for name, _ in desk.view.told].count("tell_kept_mine") == 1


def test_theirs_comes_into_the_window_and_mine_is_a_version(desk):
    presenter, draft_id = in_conflict(desk, title="别人的标题")
    desk.body.type("又一句。")
    presenter.conflict.look()
    presenter.conflict.take_theirs()
    assert (presenter.body_text(), presenter.content().title) == (THEIRS, "别人的标题")
    kept = [item for item in desk.world.disk.revisions[draft_id] if item.kind is RevisionKind.BEFORE_RESTORE]
    assert [item.content.body for item in kept] == [MINE + "又一句。"]
    assert not standing(desk).conflict
    assert desk.view.shown["show_history"][0][1].kind is RevisionKind.BEFORE_RESTORE
    assert presenter.saver.clean
    assert desk.view.told[-1][0] == "tell_took_theirs"


def test_later_decides_nothing(desk):
    presenter, draft_id = in_conflict(desk)
    presenter.conflict.look()
    presenter.conflict.later()
    presenter.conflict.take_theirs()
    assert standing(desk).conflict
    assert desk.world.disk.load(draft_id).content.body == MINE
    presenter.conflict.look()
    assert desk.world.rivalry.fetches == 2


def test_offline_the_look_is_told_and_can_be_tried_again(desk):
    presenter, _ = in_conflict(desk)
    desk.world.portal.away = Unreachable()
    presenter.conflict.look()
    name, (error, retry) = desk.view.told[-1]
    assert (name, type(error)) == ("tell_error", Unreachable)
    assert (standing(desk).conflict, standing(desk).fetching) == (True, False)
    desk.world.portal.away = None
    retry()
    assert "show_conflict" in desk.view.shown


def test_nothing_is_decided_while_the_disk_refuses_my_last_words(desk):
    presenter, draft_id = in_conflict(desk)
    presenter.conflict.look()
    desk.body.type("又一句。")
    desk.world.disk.broken = DiskFull()
    presenter.conflict.keep_mine()
    assert presenter.body_text() == MINE + "又一句。"
    assert (desk.world.rivalry.in_conflict(draft_id), standing(desk).conflict) == (True, True)


def test_a_version_that_comes_after_another_draft_was_opened_is_dropped(desk):
    presenter, _ = in_conflict(desk)
    other = desk.world.draft("别的稿件", id="d2")
    desk.runner.held = True
    presenter.conflict.look()
    fetching = desk.runner.waiting.pop()
    presenter.open(other.id)
    desk.runner.step_all()
    desk.runner.waiting.append(fetching)
    desk.runner.step_all()
    assert "show_conflict" not in desk.view.shown
    assert presenter.body_text() == "别的稿件"


def test_my_text_of_a_published_article_goes_on_as_a_correction(desk):
    presenter, _ = in_conflict(desk, state=DraftState.PUBLISHED)
    assert not standing(desk).editable
    presenter.conflict.look()
    presenter.conflict.keep_mine()
    assert (standing(desk).correction, standing(desk).editable) == (True, True)


# ---- in the window


@pytest.fixture
def make_screen(qtbot, tmp_path: Path):
    made = []

    def make(services, draft_id: str) -> EditorScreen:
        context = make_context(InlineRunner(), tmp_path)
        screen = EditorScreen(context, services, around("en"))
        qtbot.addWidget(screen)
        screen.resize(1170, 700)
        screen.show()
        screen.enter(draft_id)
        made.append(screen)
        return screen

    yield make
    for screen in made:
        screen.dispose()
        screen.context.translation.release()


def look(screen: EditorScreen) -> ConflictSheet:
    (button,) = screen.banner.buttons
    assert button.text() == "Look at both versions"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    (sheet,) = [item for item in screen.findChildren(ConflictSheet) if item.isVisible()]
    return sheet


def test_the_sheet_by_keyboard(qtbot, make_screen, world):
    draft = world.draft(MINE, title=TITLE, fields=FIELDS, state=DraftState.RETURNED)
    world.rivalry.theirs[draft.id] = dataclasses.replace(draft.content, body=THEIRS)
    world.rivalry.standing = ReviewState.IN_REVIEW
    screen = make_screen(world.services, draft.id)
    assert screen.banner.title.text() == "The portal has another version of this article"
    sheet = look(screen)
    qtbot.waitUntil(lambda: not sheet.page.filling)
    assert "别人" in sheet.page.toPlainText()
    assert "我" in sheet.page.toPlainText()
    qtbot.waitUntil(sheet.later.hasFocus)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert world.rivalry.in_conflict(draft.id)
    sheet = look(screen)
    qtbot.waitUntil(sheet.later.hasFocus)
    QTest.keyClick(sheet.later, Qt.Key.Key_Tab)
    assert sheet.take.hasFocus()
    QTest.keyClick(sheet.take, Qt.Key.Key_Space)
    assert screen.source.text() == THEIRS
    assert screen.banner.title.text() != "The portal has another version of this article"


# ---- two computers and a portal


@pytest.fixture
def two_computers(tmp_path: Path):
    """A portal, and two computers of the same officer that both hold the returned article."""
    with FakePortal() as portal:
        clock = FakeClock()
        first = Office(tmp_path / "first", portal.url, portal.token(), clock)
        draft_id = first.queue("关于领取物资的通知").submission.draft_id
        first.engine.step()
        portal.district.send_back(draft_id, "请修改")
        first.syncing.sync()
        second = Office(tmp_path / "second", portal.url, portal.token(), clock)
        second.adopting.save_new(second.adopting.fetch(draft_id))
        yield portal, first, second, draft_id
        first.close()
        second.close()


def hand_in(office: Office, draft_id: str, body: str):
    content = dataclasses.replace(office.store.drafts.load(draft_id).content, body=body)
    entry = office.store.outbox.enqueue(draft_id, content, (), "")
    office.engine.step()
    return office.entry(entry)


class Rooms:
    """What UiContext.services is for wiring: the real services of an office."""

    def __init__(self, office: Office) -> None:
        self.drafting, self.attaching, self.submitting = office.drafting, office.attaching, office.submitting
        self.publishing, self.adopting, self.outbox = office.publishing, office.adopting, office.engine
        self.reference = office.reference
        self.checking = Checking(office.reference.pack)


@pytest.mark.parametrize("mine", [True, False])
def test_two_computers_change_the_same_article(two_computers, make_screen, mine: bool) -> None:
    portal, first, second, draft_id = two_computers
    assert hand_in(first, draft_id, THEIRS).state is OutboxState.SENT
    portal.district.send_back(draft_id, "再改")
    lost = hand_in(second, draft_id, MINE)
    assert (lost.state, lost.conflict, deed_of(lost)) == (OutboxState.FAILED, True, Deed.MEND)
    assert [commit.article for commit in portal.district.commits] == [draft_id] * 2, "nothing was overwritten"
    screen = make_screen(editor_services(Rooms(second)), draft_id)
    sheet = look(screen)
    QTest.mouseClick(sheet.keep if mine else sheet.take, Qt.MouseButton.LeftButton)
    wanted = MINE if mine else THEIRS
    assert screen.source.text() == wanted
    assert second.store.drafts.load(draft_id).content.body == wanted
    texts = [second.drafting.revision(item.id).content.body for item in second.drafting.history(draft_id)]
    assert MINE in texts
    put_away = second.entry(lost)
    assert put_away.state is OutboxState.CANCELLED
    line = entry_line(put_away, board_of([put_away], Pause(), 0), now())
    assert line.startswith("The portal had another version; you have decided since")
    assert not screen.banner.buttons
    again = hand_in(second, draft_id, wanted + "定稿。")
    assert again.state is OutboxState.SENT
    assert second.engine.step() is None
    assert len(portal.district.commits) == 3
    newest = portal.district.articles[draft_id].revisions[-1]
    assert newest["content"]["body"] == wanted + "定稿。"
