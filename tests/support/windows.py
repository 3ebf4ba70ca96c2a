"""Focus for tests: shortcuts need it in an active window, and without a window manager nobody gives it."""

from __future__ import annotations

import warnings

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


def bring_to_front(qtbot: QtBot, window: QWidget) -> None:
    """Make `window` the active one. Qt's own call for it is deprecated because a real desktop decides this; here there is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        QApplication.setActiveWindow(window)
    qtbot.waitUntil(window.isActiveWindow)


def take_focus(qtbot: QtBot, widget: QWidget) -> None:
    """Give `widget` the keyboard."""
    bring_to_front(qtbot, widget.window())
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
