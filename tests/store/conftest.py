"""A store in a temporary folder, and a clock that the test moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.core.clock import stamp
from editor_app.store.account import AccountStore


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))

    def __call__(self) -> str:
        return stamp(self.moment)

    def move(self, **delta: float) -> None:
        self.moment += dt.timedelta(**delta)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "account"


@pytest.fixture
def store(folder: Path, clock: HandClock) -> Iterator[AccountStore]:
    opened = AccountStore(folder, clock)
    yield opened
    opened.close()
