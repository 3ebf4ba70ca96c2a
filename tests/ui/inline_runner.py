"""The runner of the tests: work is done at once, or step by step when a test wants to look in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from editor_app.core.errors import EditorError
from editor_app.services.ports import Job, Lane, Scope

T = TypeVar("T")


@dataclass(eq=False)
class InlineJob:
    """One job."""

    lane: Lane
    work: Callable[[Job], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[EditorError], None] | None
    progress: Callable[[int, int, str], None] | None
    scope: Scope | None
    topic: str
    stopped: bool = False

    @property
    def cancelled(self) -> bool:
        return self.stopped or (self.scope is not None and self.scope.closed)

    def cancel(self) -> None:
        self.stopped = True

    def report(self, done: int, total: int, text: str = "") -> None:
        if self.progress is not None and not self.cancelled:
            self.progress(done, total, text)


@dataclass
class InlineRunner:
    """services.ports.Runner. `held=True`: jobs wait until `step()` or `step_all()`, as they would in a lane.

    `lanes` lists the lane of every job, so that a test can prove that nothing ran in the wrong one.
    """

    held: bool = False
    lanes: list[Lane] = field(default_factory=list)
    waiting: list[InlineJob] = field(default_factory=list)
    errors: list[EditorError] = field(default_factory=list)
    _newest: dict[tuple[int, str], InlineJob] = field(default_factory=dict)

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
        job = InlineJob(lane, work, done, failed, progress, scope, topic)
        self.lanes.append(lane)
        if topic:
            self._newest[(id(scope), topic)] = job
        self.waiting.append(job)
        if not self.held:
            self.step_all()
        return job

    def step(self) -> None:
        """Do the oldest job that waits."""
        job = self.waiting.pop(0)
        if job.stopped:
            return
        try:
            result = job.work(job)
        except EditorError as error:
            if self._wanted(job):
                (job.failed or self.errors.append)(error)
            return
        if self._wanted(job) and job.done is not None:
            job.done(result)

    def step_all(self) -> None:
        """Do everything that waits, also what comes of it."""
        while self.waiting:
            self.step()

    def _wanted(self, job: InlineJob) -> bool:
        if job.cancelled:
            return False
        return not job.topic or self._newest.get((id(job.scope), job.topic)) is job
