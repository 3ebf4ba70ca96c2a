"""The Clock of the running program."""

from __future__ import annotations

import time

from editor_app.core import clock


class SystemClock:
    """Wall time as ISO 8601 text (milliseconds, offset) and seconds that never go back."""

    def now(self) -> str:
        """The present."""
        return clock.stamp()

    def monotonic(self) -> float:
        """Seconds since an arbitrary start."""
        return time.monotonic()
