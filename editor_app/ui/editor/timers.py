"""saving.Timers over QTimer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class QtTimers(QObject):
    """Single-shot timers by name; they end with their parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timers: dict[str, QTimer] = {}
        self._then: dict[str, Callable[[], None]] = {}

    def start(self, name: str, seconds: float, then: Callable[[], None]) -> None:
        """Start or restart."""
        self._then[name] = then
        timer = self._timers.get(name)
        if timer is None:
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self._then[name]())
            self._timers[name] = timer
        timer.start(round(seconds * 1000))

    def stop(self, name: str) -> None:
        """Nothing comes any more."""
        if name in self._timers:
            self._timers[name].stop()

    def running(self, name: str) -> bool:
        """Will it fire?"""
        return name in self._timers and self._timers[name].isActive()
