from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.fake_clock import FakeClock
from tests.support.fake_portal import FakePortal
from tests.support.office import Office


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def fake() -> Iterator[FakePortal]:
    with FakePortal() as portal:
        yield portal


@pytest.fixture
def office(fake: FakePortal, clock: FakeClock, tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "store", fake.url, fake.token(), clock)
    yield office
    office.close()
