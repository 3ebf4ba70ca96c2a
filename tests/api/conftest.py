from __future__ import annotations

from collections.abc import Iterator

import pytest

from editor_app.api.client import HttpClient
from editor_app.api.portal import HttpPortal
from tests.support.fake_portal import FakePortal


@pytest.fixture
def fake() -> Iterator[FakePortal]:
    with FakePortal() as portal:
        yield portal


@pytest.fixture
def client(fake: FakePortal) -> Iterator[HttpClient]:
    client = HttpClient(fake.url, fake.token(), connect_seconds=2, read_seconds=1)
    yield client
    client.close()


@pytest.fixture
def portal(client: HttpClient) -> HttpPortal:
    return HttpPortal(client)
