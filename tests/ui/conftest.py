"""Every test of the window: offscreen, no network, nothing left behind."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from editor_app.ui.application import create_application
from editor_app.ui.i18n import Language
from editor_app.ui.theme import ThemeMode
from tests.ui.fakes import (
    FakeDrafting,
    FakeOutbox,
    FakePublishing,
    FakeReviewing,
    believable_drafts,
    believable_outbox,
    believable_published,
    believable_tasks,
)
from tests.ui.world import World


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it."""
    application = QApplication.instance()
    return application if isinstance(application, QApplication) else create_application(["tests"])


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window never talks to the network; a test that does fails."""

    def refuse(self: socket.socket, address: object) -> None:
        raise AssertionError(f"a test of the window connected to {address!r}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """No thread, running timer or top-level widget outlives a test."""
    threads = set(threading.enumerate())
    before = set(QApplication.topLevelWidgets()) if QApplication.instance() else set()
    yield
    if QApplication.instance() is None:
        return
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [widget for widget in QApplication.topLevelWidgets() if widget not in before]
    names = [f"{type(widget).__name__} {widget.objectName()}" for widget in left]
    timers = [timer for widget in left for timer in widget.findChildren(QTimer) if timer.isActive()]
    for widget in left:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not names, f"top-level widgets left: {names}"
    assert not timers
    new = [thread for thread in threading.enumerate() if thread not in threads and not thread.daemon]
    for thread in new:
        thread.join(timeout=3)
    late = [thread for thread in new if thread.is_alive()]
    assert not late, f"threads left: {late}"


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    """An empty account, English, light."""
    made = World(tmp_path)
    yield made
    made.release()


@pytest.fixture
def busy_world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    """A busy day, Chinese."""
    made = World(
        tmp_path,
        Language.CHINESE,
        ThemeMode.LIGHT,
        drafting=FakeDrafting(believable_drafts()),
        outbox=FakeOutbox(believable_outbox()),
        reviewing=FakeReviewing(believable_tasks()),
        publishing=FakePublishing(believable_published()),
    )
    yield made
    made.release()


def drop(widget: QWidget) -> None:
    """Let a widget go at once."""
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
