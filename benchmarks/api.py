"""The portal's main calls: SQL statements and milliseconds, with 10 and with 10,000 articles in the same run (SQLite, in process)."""

from __future__ import annotations

import os
import time
import uuid
from typing import Any

from benchmarks.measure import goal, ratio, row

FEW, MANY = 10, 10_000
BARE_WAGTAIL = 103  # create + submit through Wagtail's own helpers, counted once on 8.0.1


def run(runs: int) -> dict[str, Any]:
    """Statements are exact; times are medians of `runs` calls."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    import django

    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases, teardown_test_environment

    setup_test_environment()
    names = setup_databases(verbosity=0, interactive=False)
    try:
        return _measured(runs or 15)
    finally:
        teardown_databases(names, verbosity=0)
        teardown_test_environment()


def _measured(runs: int) -> dict[str, Any]:
    from django.db import transaction

    from tests.portal.counting import fill, measure
    from tests.portal.district import District, build_district

    build_district()
    counts: dict[int, dict[str, int]] = {}
    times: dict[int, dict[str, list[float]]] = {}
    for number in (FEW, MANY):
        with transaction.atomic():
            district = District()
            fill(district, number)
            district.submitted()
            counts[number] = measure(district)
            times[number] = _times(district, runs)
            transaction.set_rollback(True)
    rows = [
        row(f"{name}, {number:,} articles", "SQL", [count]) for number, found in counts.items() for name, count in found.items()
    ]
    rows += [
        row(f"{name}, {number:,} articles", "ms", values) for number, found in times.items() for name, values in found.items()
    ]
    many = counts[MANY]
    return {
        "name": "api",
        "rows": rows,
        "ratios": [ratio("create + submit", f"a bare Wagtail ({BARE_WAGTAIL} statements)", many["submit"] / BARE_WAGTAIL)],
        "goals": [
            goal("create + submit, statements", "<= 40", many["submit"], many["submit"] <= 40),
            goal("list, statements", "<= 15", many["list"], many["list"] <= 15),
            goal("statements that differ between 10 and 10,000", "0", *_differing(counts)),
        ],
    }


def _differing(counts: dict[int, dict[str, int]]) -> tuple[int, bool]:
    number = sum(counts[FEW][name] != counts[MANY][name] for name in counts[FEW])
    return number, number == 0


def _times(district: Any, runs: int) -> dict[str, list[float]]:
    from tests.portal.district import article_content

    officer, reviewer = district.person("officer_a"), district.person("reviewer_a")
    calls = {
        "submit": lambda: officer.submit(str(uuid.uuid4()), article_content()),
        "list of 100": lambda: officer.get("/articles?page_size=100"),
        "search": lambda: officer.get("/articles?q=清雪"),
        "tasks": lambda: reviewer.get("/tasks"),
    }
    found: dict[str, list[float]] = {}
    for name, call in calls.items():
        values = []
        for _ in range(runs):
            started = time.perf_counter()
            call()
            values.append((time.perf_counter() - started) * 1000)
        found[name] = values
    return found
