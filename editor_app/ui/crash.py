"""Bugs end here: logged, and told in a dialog that says the drafts are saved. Errors of the world never come here."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from editor_app.ui.dialogs import Sheet
from editor_app.ui.i18n import tr
from editor_app.ui.widgets.labels import Label

log = logging.getLogger("editor_app.crash")


class CrashSheet(Sheet):
    """What happened, in words and as text to copy."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(parent, tr("Crash", "The program made a mistake"), width=560)
        self.report = report
        words = tr(
            "Crash",
            "Your drafts are saved on this computer. You can go on working; if something looks wrong, close the program "
            "and start it again. Please send the report below to the information centre.",
        )
        self.body.addWidget(Label(words, wrap=True))
        page = QPlainTextEdit(report)
        page.setReadOnly(True)
        page.setMinimumHeight(180)
        page.setAccessibleName(tr("Crash", "Report"))
        self.body.addWidget(page)
        self.add_button(tr("Crash", "Copy report"), lambda: QGuiApplication.clipboard().setText(report))
        self.add_button(tr("Crash", "Go on"), self.accept, "primary")


def report_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None, redact: Callable[[str], str]) -> str:
    """The traceback as text, secrets taken out."""
    return redact("".join(traceback.format_exception(kind, error, trace)))


class CrashGuard:
    """Owns sys.excepthook while it lives. One dialog at a time: a bug in a timer must not bury the screen."""

    def __init__(
        self,
        parent: Callable[[], QWidget | None],
        redact: Callable[[str], str] = lambda text: text,
        show: Callable[[CrashSheet], None] = lambda sheet: sheet.open(),
    ) -> None:
        self._parent = parent
        self._redact = redact
        self._show = show
        self._open = False
        self._before = sys.excepthook
        sys.excepthook = self.handle

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log, and tell when we are on the GUI thread."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        report = report_of(kind, error, trace, self._redact)
        log.critical("%s", report)
        if threading.current_thread() is not threading.main_thread() or QApplication.instance() is None or self._open:
            return
        self._open = True
        sheet = CrashSheet(self._parent(), report)
        sheet.finished.connect(self._on_finished)
        self._show(sheet)

    def release(self) -> None:
        """Give sys.excepthook back."""
        sys.excepthook = self._before

    def _on_finished(self) -> None:
        self._open = False
