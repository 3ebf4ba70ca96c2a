"""Hands and eyes: keys, clicks, waiting for what a person would wait for, pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget

W = TypeVar("W", bound=QWidget)


class TourFailed(Exception):
    """A step is not as it should be; the text says what was expected."""


class Driver:
    """Drives the one main window of this process. `pause()` between looks lets the event loop run as it does for a person."""

    def __init__(self, application: QApplication, out: Path) -> None:
        self._application = application
        self._out = out
        self.window: QWidget | None = None

    def wait(self, condition: Callable[[], object], what: str, seconds: float = 30.0) -> None:
        """Let the program run until the condition holds. Raises TourFailed naming `what` when it does not in time."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TourFailed(f"waited {seconds:.0f} s for: {what}")
            self.pause()

    @staticmethod
    def pause(milliseconds: int = 15) -> None:
        """One turn of the event loop."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def settle(self, busy: Callable[[], int]) -> None:
        """Wait until no background work is under way and what it brought is painted."""
        self.wait(lambda: busy() == 0, "background work to end")
        self.pause(60)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """A left click in the middle (or at a point) of a widget that can be seen and pressed."""
        self.wait(lambda: widget.isVisible() and widget.isEnabled(), f"{widget.accessibleName() or widget} to be ready")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or widget.rect().center())
        self.pause()

    def press(self, button: str) -> None:
        """Click the visible button with these words; while a dialog is open, only a button of the dialog can be reached."""
        found: list[QPushButton] = []

        def look() -> bool:
            front = QApplication.activeModalWidget()
            reachable = [item for item in self._visible(QPushButton) if front is None or item.window() is front]
            found[:] = [item for item in reachable if item.accessibleName() == button and item.isEnabled()]
            return bool(found)

        self.wait(look, f"the button “{button}”")
        self.click(found[-1])

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key to whatever has the focus."""
        QTest.keyClick(self._target(), key, modifier)
        self.pause()

    def write(self, text: str) -> None:
        """Type into whatever has the focus: Latin by keys, Chinese as an input method commits it."""
        target = self._target()
        for part in text:
            if part == "\n":
                QTest.keyClick(target, Qt.Key.Key_Return)
            elif part.isascii():
                QTest.keyClicks(target, part)
            else:
                event = QInputMethodEvent()
                event.setCommitString(part)
                QApplication.sendEvent(target, event)
        self.pause()

    def fill(self, line: QWidget, text: str) -> None:
        """Click a field, replace what stands there."""
        self.click(line)
        QTest.keyClick(self._target(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(self._target(), Qt.Key.Key_Delete)
        self.write(text)

    def choose_files(self, paths: list[Path]) -> None:
        """Answer the open file dialog."""
        dialogs: list[QFileDialog] = []

        def look() -> bool:
            dialogs[:] = list(self._visible(QFileDialog))
            return bool(dialogs)

        self.wait(look, "the file dialog")
        name = dialogs[0].findChild(QLineEdit, "fileNameEdit")
        if name is None:
            raise TourFailed("the file dialog has no line for names")
        name.setFocus()
        name.setText(" ".join(f'"{path}"' for path in paths))
        QTest.keyClick(name, Qt.Key.Key_Return)
        self.wait(lambda: not dialogs[0].isVisible(), "the file dialog to close")

    def dialog(self, kind: type[W]) -> W:
        """The visible dialog of that class."""
        found: list[W] = []

        def look() -> bool:
            found[:] = list(self._visible(kind))
            return bool(found)

        self.wait(look, kind.__name__)
        return found[-1]

    def shows(self, kind: type[QWidget]) -> bool:
        """Is a dialog of that class open?"""
        return next(self._visible(kind), None) is not None

    def picture(self, name: str) -> str:
        """Photograph the window with the dialogs above it; returns the file's name."""
        assert self.window is not None
        self.pause(80)
        image = self.window.grab().toImage()
        origin = self.window.mapToGlobal(QPoint(0, 0))
        painter = QPainter(image)
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and widget.isVisible() and isinstance(widget, QDialog):
                place = (self.window.rect().center() - widget.rect().center()) if widget.parent() else widget.pos() - origin
                painter.setOpacity(0.35)
                painter.fillRect(image.rect(), Qt.GlobalColor.black)
                painter.setOpacity(1.0)
                painter.drawPixmap(place, widget.grab())
        painter.end()
        path = self._out / f"{name}.png"
        if not image.save(str(path)):
            raise TourFailed(f"the picture {path} could not be written")
        return path.name

    def _target(self) -> QWidget:
        """What has the focus in the dialog or window in front; brings it to the front where no window manager does."""
        front = QApplication.activeModalWidget() or self.window
        if front is not None and not front.isActiveWindow():
            front.activateWindow()
            self.pause()
            if not front.isActiveWindow():
                # Without a window manager nobody hands the focus back when a dialog closes.
                QApplication.setActiveWindow(front)
            self.wait(front.isActiveWindow, "the window to be in front", 5)
        widget = (front.focusWidget() or front) if front is not None else None
        if widget is None:
            raise TourFailed("nothing has the keyboard focus")
        return widget

    def _visible(self, kind: type[W]) -> Iterator[W]:
        for top in QApplication.topLevelWidgets():
            if top.isVisible():
                if isinstance(top, kind):
                    yield top
                yield from (child for child in top.findChildren(kind) if child.isVisible() and child.window() is top)

    def close_popups(self) -> None:
        """Close what a tour that failed may have left open."""
        for top in QApplication.topLevelWidgets():
            if isinstance(top, QDialog) and top.isVisible():
                top.reject()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
