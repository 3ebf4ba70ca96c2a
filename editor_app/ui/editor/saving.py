"""Autosave: when to write, one write at a time, what to say when the disk refuses. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from editor_app.core.changes import Changes
from editor_app.core.content import ArticleContent
from editor_app.core.draft import Draft, RevisionKind
from editor_app.core.errors import EditorError
from editor_app.services.ports import Lane, Runner

PAUSE_SECONDS = 0.8  # after the last change
LONGEST_SECONDS = 5.0  # while somebody types on and on
RETRY_SECONDS = (3.0, 6.0, 12.0, 30.0)


class SaveState(StrEnum):
    """What the header says about saving."""

    SAVED = "saved"
    CHANGED = "changed"
    SAVING = "saving"
    FAILED = "failed"


class Timers(Protocol):
    """Named single-shot timers of the GUI thread; starting a name again restarts it."""

    def start(self, name: str, seconds: float, then: Callable[[], None]) -> None: ...
    def stop(self, name: str) -> None: ...
    def running(self, name: str) -> bool: ...


SaveFunction = Callable[[ArticleContent, RevisionKind], tuple[Draft, Changes]]


class Saver:
    """Keeps the disk less than a second behind the window. Never touches the text, waits while an input method composes."""

    def __init__(
        self,
        runner: Runner,
        timers: Timers,
        save: SaveFunction,
        content: Callable[[], ArticleContent],
        composing: Callable[[], bool],
        told: Callable[[SaveState, EditorError | None], None],
        saved: Callable[[Draft, Changes], None],
    ) -> None:
        self._runner, self._timers, self._save = runner, timers, save
        self._content, self._composing = content, composing
        self._told, self._saved = told, saved
        self.state = SaveState.SAVED
        self._dirty = False
        self._in_flight = False
        self._kind = RevisionKind.AUTOSAVE
        self._tries = 0
        self._after: list[Callable[[bool], None]] = []

    @property
    def clean(self) -> bool:
        """True when the disk holds what the window shows."""
        return not self._dirty and not self._in_flight

    def changed(self) -> None:
        """Something was typed. Constant cost."""
        if not self._dirty:
            self._dirty = True
            self._timers.start("save-longest", LONGEST_SECONDS, self._due)
            if self.state is SaveState.SAVED:
                self._tell(SaveState.CHANGED)
        self._timers.start("save", PAUSE_SECONDS, self._due)

    def composing_ended(self) -> None:
        """The input method has finished; what waited for it may be written."""
        if self._dirty and not self._timers.running("save"):
            self._timers.start("save", PAUSE_SECONDS, self._due)

    def save_now(self, kind: RevisionKind = RevisionKind.MANUAL, then: Callable[[bool], None] | None = None) -> None:
        """Write at once. `then(True)` when the disk holds everything, `then(False)` when it could not be written."""
        if then is not None:
            self._after.append(then)
        if kind is not RevisionKind.AUTOSAVE:
            self._kind, self._dirty = kind, True
        if self._dirty:
            self._start()
        elif not self._in_flight:
            self._finish()

    def stop(self) -> None:
        """No more timers (the screen closes)."""
        for name in ("save", "save-longest", "save-retry"):
            self._timers.stop(name)

    def _due(self) -> None:
        if self._dirty and not self._composing():
            self._start()

    def _start(self) -> None:
        if self._in_flight:
            return  # _done looks at _dirty and goes on
        for name in ("save", "save-longest", "save-retry"):
            self._timers.stop(name)
        content, kind = self._content(), self._kind
        self._dirty, self._in_flight, self._kind = False, True, RevisionKind.AUTOSAVE
        self._tell(SaveState.SAVING)
        # No scope: a save that was begun reports even when the screen is closing.
        self._runner.run(Lane.DISK, lambda _job: self._save(content, kind), self._done, lambda error: self._failed(error, kind))

    def _done(self, result: tuple[Draft, Changes]) -> None:
        self._in_flight, self._tries = False, 0
        self._saved(*result)
        if self._dirty and self._after:
            self._start()
            return
        if self._dirty and not self._timers.running("save"):
            self._timers.start("save", PAUSE_SECONDS, self._due)  # its turn came while the former write was under way
        self._tell(SaveState.CHANGED if self._dirty else SaveState.SAVED)
        if not self._dirty:
            self._finish()

    def _failed(self, error: EditorError, kind: RevisionKind) -> None:
        self._in_flight, self._dirty = False, True
        if kind is not RevisionKind.AUTOSAVE:
            self._kind = kind
        wait = RETRY_SECONDS[min(self._tries, len(RETRY_SECONDS) - 1)]
        self._tries += 1
        self._timers.start("save-retry", wait, self._due)
        self._tell(SaveState.FAILED, error)
        self._finish(False)

    def _finish(self, saved: bool = True) -> None:
        waiting, self._after = self._after, []
        for then in waiting:
            then(saved)

    def _tell(self, state: SaveState, error: EditorError | None = None) -> None:
        self.state = state
        self._told(state, error)
