"""How many SQL statements the main calls take, and that the number does not grow with the articles.

Counted with savepoints, on a warm process (content types and site root paths are cached by Django and Wagtail themselves). Of the
statements of a first submission ten are Wagtail's and treebeard's own: the parent read and locked anew, its last child, its count of
children, the two inserts of the page, and the two savepoints with their release around add_child and Page.save.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from tests.portal.counting import fill, measure
from tests.portal.district import District

MANY = 10_000


@pytest.fixture(params=[10, MANY], ids=["10 articles", "10,000 articles"])
def filled(request: pytest.FixtureRequest, district: District) -> District:
    fill(district, request.param)
    district.submitted()  # warms what Django and Wagtail cache
    return district


BUDGETS = {"submit": 36, "resubmit": 30, "list": 15, "search": 15, "tasks": 15, "case": 15, "changes": 15, "approve": 25}


def test_budgets_hold_whatever_the_number_of_articles(filled: District, record_property: Callable[[str, object], None]) -> None:
    counts = measure(filled)
    record_property("sql", counts)
    over = {name: number for name, number in counts.items() if number > BUDGETS[name]}
    assert not over, counts
    seen = _seen.setdefault(connection.vendor, counts)
    assert counts == seen, "the same number with 10 and with 10,000 articles"


_seen: dict[str, dict[str, int]] = {}
