"""When a failed try is repeated: 2^n seconds with jitter, a quarter of an hour at most, the portal's Retry-After first."""

from __future__ import annotations

import datetime as dt
import random

from editor_app.core import clock

CAP_SECONDS = 15 * 60.0
_JITTER = 0.25


def delay(attempts: int, retry_after: float | None = None, jitter: float | None = None) -> float:
    """Seconds to wait after the `attempts`-th failed try (from 1). `jitter` in -1..1 replaces chance (tests).

    A Retry-After is kept to, with a little added so that a hundred offices do not come back in the same second; it too is capped.
    """
    chance = random.uniform(-1, 1) if jitter is None else jitter
    if retry_after is not None:
        return min(CAP_SECONDS, max(0.0, retry_after) + abs(chance))
    base = min(CAP_SECONDS, 2.0 ** min(max(attempts, 1), 20))
    return min(CAP_SECONDS, base * (1 + _JITTER * chance))


def later(now: str, seconds: float) -> str:
    """The ISO time `seconds` after the ISO time `now`."""
    moment = clock.parse(now) or clock.now()
    return clock.stamp(moment + dt.timedelta(seconds=seconds))
