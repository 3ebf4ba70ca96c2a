"""A database made once per session; each test runs in a transaction that is rolled back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"

import django

django.setup()

from django.core.cache import cache  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment, teardown_databases, teardown_test_environment  # noqa: E402

if TYPE_CHECKING:
    from tests.portal.district import Api, District


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs Django; with PORTAL_TEST_DATABASE=postgres also a server."""
    for item in items:
        if "tests/portal" in str(item.path):
            item.add_marker("portal")
            item.add_marker(pytest.mark.timeout(180))


@pytest.fixture(scope="session")
def database() -> Iterator[None]:
    """Migrated, with the small district of tests/portal/district.py."""
    setup_test_environment()
    names = setup_databases(verbosity=0, interactive=False)
    from tests.portal.district import build_district

    build_district()
    yield
    connection.close()
    teardown_databases(names, verbosity=0)
    teardown_test_environment()


@pytest.fixture
def district(database: None) -> Iterator[District]:
    """People and sections to play with; what the test writes is rolled back."""
    from tests.portal.district import District

    cache.clear()
    with transaction.atomic():
        yield District()
        transaction.set_rollback(True)


@pytest.fixture
def anonymous(district: District) -> Api:
    """A client without a token."""
    from tests.portal.district import Api

    return Api()
