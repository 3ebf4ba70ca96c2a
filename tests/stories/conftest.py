"""Every story: the real program offscreen, a temporary home, a portal on loopback; nothing left behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from editor_app.ui.application import create_application
from tests.stories.house import House


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it; closing a window does not end the tests."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else create_application(["tests"])
    application.setQuitOnLastWindowClosed(False)
    return application


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """No thread, running timer or top-level widget outlives a story."""
    threads = set(threading.enumerate())
    before = set(QApplication.topLevelWidgets())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [widget for widget in QApplication.topLevelWidgets() if widget not in before]
    names = [f"{type(widget).__name__} {widget.objectName()}" for widget in left]
    timers = [timer for widget in left for timer in widget.findChildren(QTimer) if timer.isActive()]
    for widget in left:
        widget.hide()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not names, f"top-level widgets left: {names}"
    assert not timers
    new = [thread for thread in threading.enumerate() if thread not in threads and not thread.daemon]
    for thread in new:
        thread.join(timeout=5)
    late = [thread for thread in new if thread.is_alive()]
    assert not late, f"threads left: {late}"


@pytest.fixture
def house(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[House]:
    """The program is not started yet; the portal answers."""
    home = tmp_path / "home"
    monkeypatch.setenv("UNIT_EDITOR_HOME", str(home))
    pictures = Path(os.environ.get("STORY_PICTURES", tmp_path / "pictures"))
    pictures.mkdir(parents=True, exist_ok=True)
    made = House(qapp, home, pictures, request.node.name.removeprefix("test_").replace("[", "-").rstrip("]"))
    made.portal.start()
    yield made
    made.break_off()
    made.portal.stop()
    made.watch.release()
    assert not made.watch.reports, made.watch.reports[0]
