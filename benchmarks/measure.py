"""Rows, ratios and goals of a benchmark, in the form that `bench --json` writes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any


def row(what: str, unit: str, values: Sequence[float]) -> dict[str, Any]:
    """One line of figures from the single runs' values."""
    ordered = sorted(values)

    def quantile(share: float) -> float:
        return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]

    return {
        "what": what,
        "unit": unit,
        "runs": len(ordered),
        "min": ordered[0],
        "median": statistics.median(ordered),
        "p95": quantile(0.95),
        "p99": quantile(0.99),
        "max": ordered[-1],
    }


def goal(what: str, wanted: str, value: float, met: bool) -> dict[str, Any]:
    """One goal of the plan and whether this run met it."""
    return {"what": what, "goal": wanted, "value": value, "met": met}


def ratio(what: str, against: str, median: float) -> dict[str, Any]:
    """How many times the floor or the peer measured in the same run."""
    return {"what": what, "against": against, "median": median}


def milliseconds(work: Callable[[], object], runs: int) -> list[float]:
    """Wall time of each of `runs` calls, after one that warms up."""
    work()
    values = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        values.append((time.perf_counter() - started) * 1000)
    return values
