"""Background work: plain functions in lanes of threads; ONE queued signal of ONE QObject brings every result back."""

from __future__ import annotations

import itertools
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from editor_app.core.errors import EditorError
from editor_app.services.ports import Job, Lane, Scope

T = TypeVar("T")
WORKERS = {Lane.DISK: 1, Lane.NET: 4, Lane.CPU: 1}


class _Courier(QObject):
    """Lives on the GUI thread; the only QObject that worker threads ever touch, and only by emitting."""

    delivered = Signal(object)


@dataclass(eq=False, slots=True)
class _Task:
    """One job: what the worker sees (`cancelled`, `report`) and what the GUI thread keeps about it."""

    number: int
    lane: Lane
    work: Callable[[Job], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[EditorError], None] | None
    progress: Callable[[int, int, str], None] | None
    scope: Scope | None
    key: tuple[int, str] | None
    post: Callable[[_Task], None]
    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    told: tuple[int, int, str] | None = None
    finished: bool = False
    result: Any = None
    error: BaseException | None = None

    @property
    def cancelled(self) -> bool:
        return self.stop.is_set() or (self.scope is not None and self.scope.closed)

    def cancel(self) -> None:
        self.stop.set()

    def report(self, done: int, total: int, text: str = "") -> None:
        """From the worker; only the newest report is delivered, so that a fast loop cannot flood the GUI thread."""
        with self.lock:
            waiting = self.told is not None
            self.told = (done, total, text)
        if not waiting and self.progress is not None:
            self.post(self)

    def take_report(self) -> tuple[int, int, str] | None:
        with self.lock:
            told, self.told = self.told, None
        return told


class BackgroundRunner:
    """services.ports.Runner for the real window.

    `on_error` gets an EditorError for which the caller gave no `failed`. A scope that is closed, a job that was cancelled and a
    job that is not the newest of its topic deliver nothing. Disk and net work runs to its end unless it is cancelled (a save is
    a save); cpu work is cancelled when a newer job of its topic comes.
    """

    def __init__(self, on_error: Callable[[EditorError], None]) -> None:
        self._on_error = on_error
        self._courier = _Courier()
        self._courier.delivered.connect(self._on_delivered, Qt.ConnectionType.QueuedConnection)
        self._pools = {lane: ThreadPoolExecutor(count, thread_name_prefix=f"lane-{lane}") for lane, count in WORKERS.items()}
        self._numbers = itertools.count(1)
        self._newest: dict[tuple[int, str], _Task] = {}
        self._open: set[_Task] = set()
        self._closed = False

    @property
    def busy(self) -> int:
        """How many jobs have not been delivered yet."""
        return len(self._open)

    def run(
        self,
        lane: Lane,
        work: Callable[[Job], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[EditorError], None] | None = None,
        *,
        progress: Callable[[int, int, str], None] | None = None,
        scope: Scope | None = None,
        topic: str = "",
    ) -> Job:
        """See services.ports.Runner.run; call it on the GUI thread."""
        key = (id(scope), topic) if topic else None
        task = _Task(next(self._numbers), lane, work, done, failed, progress, scope, key, self._post)
        if self._closed:
            task.cancel()
            return task
        if key is not None:
            older = self._newest.get(key)
            if older is not None and lane is Lane.CPU:
                older.cancel()
            self._newest[key] = task
        self._open.add(task)
        self._pools[lane].submit(self._work, task)
        return task

    def from_worker(self, lane: Lane, work: Callable[[], T], seconds: float = 30.0) -> T:
        """For code that already runs in another lane: run `work` in `lane` and wait for it. Never call it on the GUI thread."""
        return self._pools[lane].submit(work).result(timeout=seconds)

    def close(self, disk_seconds: float = 10.0) -> bool:
        """Deliver nothing more; drain the disk lane so that every save asked for is on disk. False when time ran out."""
        self._closed = True
        for task in self._open:
            task.done = task.failed = task.progress = None
        for task in self._open:
            if task.lane is not Lane.DISK:
                task.cancel()
        for lane in (Lane.NET, Lane.CPU):
            self._pools[lane].shutdown(wait=False, cancel_futures=True)
        last: Future[None] = self._pools[Lane.DISK].submit(lambda: None)
        try:
            last.result(timeout=disk_seconds)
        except TimeoutError:
            self._pools[Lane.DISK].shutdown(wait=False)
            return False
        self._pools[Lane.DISK].shutdown(wait=True)
        return True

    def _work(self, task: _Task) -> None:
        if task.stop.is_set():
            task.finished = True
            self._post(task)
            return
        try:
            task.result = task.work(task)
        except BaseException as error:  # noqa: BLE001 everything must reach the GUI thread: errors as errors, bugs as bugs
            task.error = error
        task.finished = True
        self._post(task)

    def _post(self, task: _Task) -> None:
        try:
            self._courier.delivered.emit(task)
        except RuntimeError:  # the application is gone; nobody is left to tell
            return

    @Slot(object)
    def _on_delivered(self, task: _Task) -> None:
        told = task.take_report()
        wanted = self._wanted(task)
        if told is not None and wanted and task.progress is not None:
            task.progress(*told)
        if not task.finished or task not in self._open:
            return
        self._open.discard(task)
        if task.key is not None and self._newest.get(task.key) is task:
            del self._newest[task.key]
        self._settle(task, wanted)

    def _wanted(self, task: _Task) -> bool:
        if self._closed or task.stop.is_set() or (task.scope is not None and task.scope.closed):
            return False
        return task.key is None or self._newest.get(task.key) is task

    def _settle(self, task: _Task, wanted: bool) -> None:
        error = task.error
        if error is not None and not isinstance(error, EditorError):
            sys.excepthook(type(error), error, error.__traceback__)
        elif not wanted:
            return
        elif isinstance(error, EditorError):
            (task.failed or self._on_error)(error)
        elif task.done is not None:
            task.done(task.result)
