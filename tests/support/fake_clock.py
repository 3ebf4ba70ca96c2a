"""A clock that goes only when told."""

from __future__ import annotations

import datetime as dt

from editor_app.core import clock

START = dt.datetime(2026, 11, 23, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))


class FakeClock:
    """services.ports.Clock."""

    def __init__(self) -> None:
        self.moment = START
        self.seconds = 0.0

    def now(self) -> str:
        """ISO 8601 with offset."""
        return clock.stamp(self.moment)

    def monotonic(self) -> float:
        """Seconds since the start."""
        return self.seconds

    def advance(self, seconds: float) -> None:
        """Let time pass (or go back)."""
        self.moment += dt.timedelta(seconds=seconds)
        self.seconds += max(0.0, seconds)
