"""An officer's computer: one data folder, the real program on it (started and ended at will), a portal over loopback HTTP."""

from __future__ import annotations

import dataclasses
import logging
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from editor_app.app.arguments import parse
from editor_app.app.program import Program
from editor_app.core.content import ArticleContent
from editor_app.core.draft import Draft, RevisionKind
from editor_app.core.kind import shipped_kinds
from editor_app.core.outbox import OutboxEntry
from editor_app.services.ports import Lane, PortalGate
from editor_app.ui.editor.sheets import SubmitSheet
from editor_app.ui.fatal import FatalSheet
from editor_app.ui.widgets.rail import Rail
from tests.support.fake_portal import FakePortal
from tests.support.memory_keyring import MemoryKeyring
from tour.driver import Driver

USERNAME, PASSWORD = "zhang", "Qinghe-zhang-2026"
CONTROL = Qt.KeyboardModifier.ControlModifier
CONTENT = ArticleContent(
    title="关于开展冬季消防安全检查的通知",
    section="notices",
    kind="notice",
    fields={"issuer": "青河镇人民政府", "date": "2026-11-20"},
    body="各村（社区）：\n\n为做好冬季消防工作，镇政府决定开展消防安全检查。请各村（社区）认真组织，按时报送检查情况。\n",
)


class Ending:
    """What the program is told in place of ending this process."""

    def __init__(self) -> None:
        self.asked = False

    def quit(self) -> None:
        """The program wants to end."""
        self.asked = True


class Watch(logging.Handler):
    """Notes what reaches the crash dialog: a bug ends the story at once."""

    def __init__(self) -> None:
        super().__init__()
        self.reports: list[str] = []
        logging.getLogger("editor_app.crash").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """A bug."""
        self.reports.append(record.getMessage())

    def release(self) -> None:
        """Watch no more."""
        logging.getLogger("editor_app.crash").removeHandler(self)


class WatchfulDriver(Driver):
    """Does not wait on when the program has made a mistake."""

    def __init__(self, application: QApplication, out: Path, watch: Watch) -> None:
        super().__init__(application, out)
        self._watch = watch

    def wait(self, condition: Callable[[], object], what: str, seconds: float = 20.0) -> None:
        """See Driver."""
        super().wait(lambda: self._watch.reports or condition(), what, seconds)
        assert not self._watch.reports, self._watch.reports[0]


class House:
    """`open()` starts the program, `close()` ends it as a person does, `start_anew()` does both. The data stay."""

    def __init__(self, application: QApplication, home: Path, pictures: Path, name: str) -> None:
        self.application, self.home = application, home
        self.keyring = MemoryKeyring()
        self.portal = FakePortal()
        self.portal.district.people[USERNAME].password = PASSWORD
        self.watch = Watch()
        self.driver = WatchfulDriver(application, pictures, self.watch)
        self.ending = Ending()
        self.program: Any = None
        self.language = os.environ.get("STORY_LANGUAGE", "en")
        self._name, self._shots = name, 0
        self._pictures = pictures if "STORY_PICTURES" in os.environ else None

    # ---- the program

    def open(self, gate: PortalGate | None = None) -> None:
        """Start the program and wait for its window."""
        self.start(gate)
        self.driver.wait(lambda: self.program.window is not None and self.program.window.isVisible(), "the window")
        self.driver.window = self.window
        self.window.resize(1366, 768)
        self.window.activateWindow()
        self.settle()

    def start(self, gate: PortalGate | None = None) -> None:
        """Start the program; there may be no window."""
        arguments = parse(["--language", self.language, "--theme", os.environ.get("STORY_THEME", "light")])
        self.ending = Ending()
        self.program = Program(self.ending, arguments, self.keyring, gate)  # type: ignore[arg-type]
        self.program.start()

    def refused(self) -> FatalSheet:
        """Start the program on data that it cannot open; the sheet that says so."""
        self.start()
        sheet: FatalSheet = self.driver.dialog(FatalSheet)
        self.driver.window = sheet
        return sheet

    def close(self) -> int:
        """Close the window as a person does; returns the exit code."""
        program, self.program = self.program, None
        if program is None:
            return 0
        if program.window is not None and not self.ending.asked:
            program.window.close()
            self.driver.wait(lambda: self.ending.asked, "the window to close")
        return self._finish(program)

    def break_off(self) -> None:
        """End the program without asking, for clearing up."""
        program, self.program = self.program, None
        if program is not None:
            self.driver.close_popups()
            self._finish(program)

    def _finish(self, program: Program) -> int:
        code = program.finish(0)
        self.driver.window = None
        for widget in (program.window, getattr(program, "_fatal", None)):
            if widget is not None and isValid(widget):
                for screen in list(getattr(widget, "_screens", {}).values()):
                    screen.dispose()
                widget.hide()
                widget.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        root = logging.getLogger()
        for handler in [item for item in root.handlers if isinstance(item, logging.FileHandler)]:
            root.removeHandler(handler)
            handler.close()
        return code

    # ---- looking

    @property
    def window(self) -> Any:
        """The main window."""
        return self.program.window

    @property
    def screen(self) -> Any:
        """The screen in front."""
        return self.window.current_screen

    @property
    def context(self) -> Any:
        """The window's context: looked at, never driven."""
        return self.program.context

    def words(self) -> str:
        """Everything that labels say now, in all windows that can be seen; line breaks become spaces."""
        found = []
        for top in QApplication.topLevelWidgets():
            if top.isVisible():
                labels = [item for item in top.findChildren(QLabel) if item.isVisible() and item.text()]
                found += [label.text() for label in labels]
        return re.sub(r"\s+", " ", "\n".join(found))

    def says(self, *sentences: str, seconds: float = 20) -> None:
        """Wait until the window says all of this (in English; a run in another language only looks)."""
        if self.language != "en":
            self.settle()
            return
        for sentence in sentences:
            self.driver.wait(lambda sentence=sentence: sentence in self.words(), f"“{sentence}” in: {self.words()}", seconds)

    def picture(self, state: str) -> None:
        """No sentence is cut off; photograph this state for a person to look at, where STORY_PICTURES names a folder."""
        self.driver.wait(lambda: not cut_off(), "all lines of every sentence to be seen", 5)
        if self._pictures is not None:
            self._shots += 1
            self.driver.picture(f"{self._name}-{self._shots}-{state}-{self.language}")

    def settle(self) -> None:
        """Wait until no background work is under way."""
        self.driver.settle(lambda: self.program.runner.busy)

    # ---- doing

    def sign_in(self, username: str = USERNAME, password: str = PASSWORD, url: str = "") -> None:
        """Fill in the sign-in page and press Enter."""
        screen = self.screen
        self.driver.wait(screen.deed.isEnabled, "the sign-in form")
        self.driver.fill(screen.portal, url or self.portal.url)
        self.driver.fill(screen.username, username)
        self.driver.fill(screen.password, password)
        self.driver.key(Qt.Key.Key_Return)

    def signed_in(self) -> None:
        """Sign in and wait until the portal has been heard."""
        self.sign_in()
        self.online()

    def online(self) -> None:
        """Today is in front and the portal has been heard."""
        self.driver.wait(lambda: self.context.session.current is not None, "the account to open")
        self.driver.wait(lambda: self.context.status.connection.state == "online", "the connection")
        self.settle()

    def go(self, place: str) -> None:
        """Press a place of the rail."""
        self.driver.click(next(iter(self.window.findChildren(Rail))).buttons[place])
        self.driver.wait(lambda: self.window.current_place == place, place)
        self.settle()

    def on_disk(self, work: Callable[[], Any]) -> Any:
        """Something of the store, in its lane."""
        return self.program.runner.from_worker(Lane.DISK, work)

    def services(self) -> Any:
        """The use cases of the open account."""
        return self.context.services

    def written(self, content: ArticleContent = CONTENT, **changes: Any) -> Draft:
        """A draft on this computer, not opened."""
        drafting = self.services().drafting

        def work() -> Draft:
            draft = drafting.new(content.section, shipped_kinds()[content.kind])
            saved: Draft = drafting.save(draft.id, dataclasses.replace(content, **changes), RevisionKind.AUTOSAVE)[0]
            return saved

        made: Draft = self.on_disk(work)
        return made

    def open_draft(self, draft: Draft) -> None:
        """By a double click's worth of keys: Drafts, the row, Enter."""
        self.go("drafts")
        self.window.current_screen.refresh()
        self.settle()
        rows = self.screen.list
        rows.choose(draft.id)
        rows.setFocus()
        self.driver.key(Qt.Key.Key_Return)
        self.driver.wait(lambda: self.window.current_place == "editor", "the editor")
        presenter = self.screen.presenter
        self.driver.wait(lambda: presenter.draft is not None and presenter.draft.id == draft.id, "the draft to open")
        self.settle()

    def submit(self) -> None:
        """Ctrl+Enter, then Enter in the sheet."""
        self.driver.key(Qt.Key.Key_Return, CONTROL)
        sheet: SubmitSheet = self.driver.dialog(SubmitSheet)
        self.driver.wait(sheet.deed.isEnabled, "nothing to stand in the way of submission")
        self.driver.key(Qt.Key.Key_Return)
        self.driver.wait(lambda: not self.driver.shows(SubmitSheet), "the sheet to close")

    def submitted(self, **changes: Any) -> Draft:
        """A draft written, opened and submitted with keys."""
        draft = self.written(**changes)
        self.open_draft(draft)
        self.submit()
        return draft

    def entries(self) -> list[OutboxEntry]:
        """The outbox."""
        found: list[OutboxEntry] = self.on_disk(self.services().outbox.entries)
        return found

    def load(self, draft: Draft) -> Draft:
        """The draft as the disk has it."""
        found: Draft = self.on_disk(lambda: self.services().drafting.load(draft.id))
        return found

    def wait_for(self, *states: str) -> None:
        """Wait until the outbox's entries are in these states."""
        self.driver.wait(lambda: [entry.state.value for entry in self.entries()] == list(states), f"{states}", 30)
        self.settle()


def cut_off() -> list[str]:
    """Sentences whose label is lower than their lines."""
    labels = [label for label in shown_widgets(QLabel) if label.wordWrap() and label.text()]
    return [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]


def shown_widgets(kind: type[QWidget]) -> list[Any]:
    """All that can be seen."""
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    return [child for top in tops for child in [*top.findChildren(kind)] if child.isVisible()]
