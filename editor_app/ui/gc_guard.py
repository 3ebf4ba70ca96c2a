"""Garbage is collected on the GUI thread only: a cycle that holds a widget, collected on a worker thread, crashes Qt."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 5_000
_THRESHOLDS = (700, 10, 10)


class GcGuard(QObject):
    """Switches automatic collection off while it lives and collects on a timer, generation by generation as Python would."""

    def __init__(self, parent: QObject | None = None, interval_ms: int = INTERVAL_MS) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(interval_ms)

    def collect(self) -> int:
        """Collect what is due; returns how many objects were freed."""
        counts = gc.get_count()
        due = [generation for generation in range(3) if counts[generation] > _THRESHOLDS[generation]]
        return gc.collect(due[-1]) if due else 0

    def release(self) -> None:
        """Give automatic collection back (end of the program, tests)."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
