"""Autosave: within a second, one write at a time, never while composing, never silent when the disk refuses."""

from editor_app.core.draft import DraftState, RevisionKind
from editor_app.core.errors import DiskFull
from editor_app.services.ports import Lane
from editor_app.ui.editor.saving import SaveState


def states(desk):
    return [args[0] for name, args in desk.view.calls if name == "show_saving"]


def test_saved_less_than_a_second_after_the_last_key(desk):
    desk.open("旧")
    desk.body.type("新")
    desk.timers.advance(0.5)
    desk.body.type("字")
    desk.timers.advance(0.7)
    assert desk.world.disk.saves == []
    desk.timers.advance(0.2)
    assert [(content.body, kind) for content, kind in desk.world.disk.saves] == [("旧新字", RevisionKind.AUTOSAVE)]
    assert states(desk)[-2:] == [SaveState.SAVING, SaveState.SAVED]
    assert any("d1" in changes.drafts for changes in desk.changes.published)


def test_saved_every_five_seconds_while_somebody_types_on(desk):
    desk.open()
    for _ in range(24):
        desk.body.type("字")
        desk.timers.advance(0.5)
    assert [len(content.body) for content, _kind in desk.world.disk.saves] == [10, 20]


def test_opening_alone_writes_nothing(desk):
    desk.open("已有的字")
    desk.timers.advance(60)
    assert desk.world.disk.saves == []


def test_nothing_is_saved_while_an_input_method_composes(desk):
    desk.open()
    desk.body.type("字")
    desk.body.compose(True)
    checks = desk.world.rules.checks
    desk.timers.advance(30)
    assert desk.world.disk.saves == []
    assert desk.world.rules.checks == checks
    desk.body.compose(False)
    desk.timers.advance(1)
    assert [content.body for content, _kind in desk.world.disk.saves] == ["字"]
    assert desk.world.rules.checks > checks


def test_one_write_at_a_time_and_what_came_meanwhile_follows(desk):
    desk.open()
    desk.runner.held = True
    desk.body.type("一")
    desk.timers.advance(1)
    desk.body.type("二")
    desk.timers.advance(1)
    disk = [job for job in desk.runner.waiting if job.lane is Lane.DISK]
    assert len(disk) == 1
    desk.runner.step_all()
    desk.timers.advance(1)
    desk.runner.step_all()
    assert [content.body for content, _kind in desk.world.disk.saves] == ["一", "一二"]


def test_a_full_disk_is_told_the_text_stays_and_saving_goes_on_by_itself(desk):
    desk.open()
    desk.world.disk.broken = DiskFull()
    desk.body.type("重要")
    desk.timers.advance(1)
    state, _at, error = desk.view.shown["show_saving"]
    assert state is SaveState.FAILED
    assert isinstance(error, DiskFull)
    assert desk.body.text() == "重要"
    desk.world.disk.broken = None
    desk.timers.advance(4)
    assert desk.world.disk.saves[-1][0].body == "重要"
    assert desk.view.shown["show_saving"][0] is SaveState.SAVED


def test_closing_saves_what_the_input_method_still_held(desk):
    presenter = desk.open()
    desk.body.compose(True)
    desk.body.type("拼")
    presenter.close()
    assert desk.body.finished == 1
    assert desk.world.disk.saves[-1][0].body == "拼"
    desk.timers.advance(60)
    assert len(desk.world.disk.saves) == 1


def test_flush_tells_whether_it_is_on_disk(desk):
    presenter = desk.open()
    answers = []
    presenter.flush(answers.append)
    desk.body.type("字")
    presenter.flush(answers.append)
    desk.world.disk.broken = DiskFull()
    desk.body.type("字")
    presenter.flush(answers.append)
    assert answers == [True, True, False]


def test_ctrl_s_keeps_a_version_of_its_own(desk):
    presenter = desk.open("字")
    presenter.save_now()
    assert desk.world.disk.saves[-1][1] is RevisionKind.MANUAL
    assert desk.view.shown["show_history"][0][0].kind is RevisionKind.MANUAL


def test_a_submitted_text_is_never_written(desk):
    presenter = desk.open("字", state=DraftState.IN_REVIEW)
    desk.body.type("改")
    presenter.title_changed("改")
    presenter.save_now()
    desk.timers.advance(60)
    assert desk.world.disk.saves == []
    assert desk.body.read_only
