"""The background runner with real threads."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from editor_app.core.errors import DiskFull, EditorError
from editor_app.services.ports import Job, Lane
from editor_app.ui.seams import LocalScope
from editor_app.ui.tasks import WORKERS, BackgroundRunner


@pytest.fixture
def errors() -> list[EditorError]:
    return []


@pytest.fixture
def runner(qapp: object, errors: list[EditorError]) -> Iterator[BackgroundRunner]:
    made = BackgroundRunner(errors.append)
    yield made
    made.close()


def idle(qtbot: QtBot, runner: BackgroundRunner) -> None:
    qtbot.waitUntil(lambda: runner.busy == 0, timeout=5000)


def test_work_leaves_the_gui_thread_and_the_result_comes_back_onto_it(qtbot: QtBot, runner: BackgroundRunner) -> None:
    seen: list[tuple[str, bool]] = []
    gui = QThread.currentThread()
    runner.run(
        Lane.DISK,
        lambda _job: threading.current_thread().name,
        lambda name: seen.append((name, QThread.currentThread() is gui)),
    )
    idle(qtbot, runner)
    assert seen[0][0].startswith("lane-disk")
    assert seen[0][1]


def test_the_disk_lane_does_one_thing_at_a_time_in_order(qtbot: QtBot, runner: BackgroundRunner) -> None:
    inside: list[int] = []
    order: list[int] = []
    most = 0

    def work(number: int) -> None:
        nonlocal most
        inside.append(number)
        most = max(most, len(inside))
        order.append(number)
        inside.remove(number)

    for number in range(200):
        runner.run(Lane.DISK, lambda _job, number=number: work(number))
    idle(qtbot, runner)
    assert most == 1
    assert order == list(range(200))
    assert WORKERS[Lane.NET] == 4


def test_net_work_runs_side_by_side(qtbot: QtBot, runner: BackgroundRunner) -> None:
    meeting = threading.Barrier(4, timeout=5)
    for _ in range(4):
        runner.run(Lane.NET, lambda _job: meeting.wait())
    idle(qtbot, runner)
    assert not meeting.broken


def test_an_error_without_a_listener_goes_to_the_message_bar(
    qtbot: QtBot, runner: BackgroundRunner, errors: list[EditorError]
) -> None:
    def fail(_job: Job) -> None:
        raise DiskFull()

    told: list[EditorError] = []
    runner.run(Lane.DISK, fail)
    runner.run(Lane.DISK, fail, failed=told.append)
    idle(qtbot, runner)
    assert [type(error) for error in errors] == [DiskFull]
    assert [type(error) for error in told] == [DiskFull]


def test_a_bug_reaches_the_excepthook_even_when_the_screen_is_gone(
    qtbot: QtBot, runner: BackgroundRunner, errors: list[EditorError], monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: bugs.append(kind))
    scope = LocalScope()

    def bug(_job: Job) -> None:
        raise ZeroDivisionError

    runner.run(Lane.CPU, bug, failed=errors.append, scope=scope)
    scope.close()
    idle(qtbot, runner)
    assert bugs == [ZeroDivisionError]
    assert errors == []


def test_results_of_a_closed_screen_are_dropped(qtbot: QtBot, runner: BackgroundRunner) -> None:
    scope, seen = LocalScope(), []
    gate = threading.Event()
    runner.run(Lane.NET, lambda _job: gate.wait(5), seen.append, scope=scope)
    scope.close()
    gate.set()
    idle(qtbot, runner)
    assert seen == []


def test_only_the_newest_of_a_topic_is_delivered(qtbot: QtBot, runner: BackgroundRunner) -> None:
    scope, seen = LocalScope(), []
    gate = threading.Event()
    runner.run(Lane.NET, lambda _job: (gate.wait(5), "old")[1], seen.append, scope=scope, topic="search")
    runner.run(Lane.NET, lambda _job: "new", seen.append, scope=scope, topic="search")
    qtbot.waitUntil(lambda: seen == ["new"])
    gate.set()
    idle(qtbot, runner)
    assert seen == ["new"]


def test_superseded_checks_are_not_even_begun_but_saves_are(qtbot: QtBot, runner: BackgroundRunner) -> None:
    begun: list[str] = []
    gate = threading.Event()
    for lane in (Lane.CPU, Lane.DISK):
        runner.run(lane, lambda _job: gate.wait(5))
    for number in range(5):
        runner.run(Lane.CPU, lambda _job, n=number: begun.append(f"check {n}"), topic="check")
        runner.run(Lane.DISK, lambda _job, n=number: begun.append(f"save {n}"), topic="save")
    gate.set()
    idle(qtbot, runner)
    assert [name for name in begun if name.startswith("check")] == ["check 4"]
    assert [name for name in begun if name.startswith("save")] == [f"save {n}" for n in range(5)]


def test_a_cancelled_job_is_told_and_delivers_nothing(qtbot: QtBot, runner: BackgroundRunner) -> None:
    seen: list[object] = []
    started, stopped = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        started.set()
        while not job.cancelled:
            stopped.wait(0.001)

    job = runner.run(Lane.NET, work, seen.append)
    assert started.wait(5)
    job.cancel()
    idle(qtbot, runner)
    assert seen == []


def test_progress_keeps_up_without_flooding(qtbot: QtBot, runner: BackgroundRunner) -> None:
    told: list[int] = []
    finished: list[object] = []

    def work(job: Job) -> None:
        for number in range(20_000):
            job.report(number, 20_000)

    runner.run(Lane.CPU, work, finished.append, progress=lambda done, _total, _text: told.append(done))
    idle(qtbot, runner)
    assert finished == [None]
    assert told == sorted(told)
    assert told[-1] == 19_999
    assert len(told) < 20_000


def test_closing_drains_the_disk_lane(qapp: object) -> None:
    saved: list[int] = []
    runner = BackgroundRunner(lambda error: None)
    for number in range(50):
        runner.run(Lane.DISK, lambda _job, n=number: saved.append(n))
    assert runner.close()
    assert saved == list(range(50))
    assert runner.run(Lane.DISK, lambda _job: saved.append(99)).cancelled
    assert 99 not in saved


def test_closing_does_not_wait_for_ever_for_a_stuck_disk(qapp: object) -> None:
    gate = threading.Event()
    runner = BackgroundRunner(lambda error: None)
    runner.run(Lane.DISK, lambda _job: gate.wait(20))
    try:
        assert not runner.close(disk_seconds=0.02)
    finally:
        gate.set()


def test_progress_is_shown_while_the_work_still_runs(qtbot: QtBot, runner: BackgroundRunner) -> None:
    seen = threading.Event()

    def work(job: Job) -> bool:
        job.report(1, 2)
        return seen.wait(5)

    answers: list[bool] = []
    runner.run(Lane.NET, work, answers.append, progress=lambda _done, _total, _text: seen.set())
    idle(qtbot, runner)
    assert answers == [True]


class Bell(QObject):
    rang = Signal(object)


def test_five_thousand_signal_emits_survive(qapp: object) -> None:
    """PySide6 6.12.0 on Python 3.11 aborted after about 570."""
    bell, heard = Bell(), []
    bell.rang.connect(heard.append)
    for number in range(5_000):
        bell.rang.emit({"number": number})
    assert len(heard) == 5_000


def test_five_thousand_results_cross_the_threads(qtbot: QtBot, runner: BackgroundRunner) -> None:
    seen: list[int] = []
    for number in range(5_000):
        runner.run(Lane.NET, lambda _job, n=number: n, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 5_000, timeout=20_000)
    assert sorted(seen) == list(range(5_000))
