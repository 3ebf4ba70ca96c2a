"""What was played into the template: read from its database as any program would."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.practice.template import unpack_template

pytestmark = pytest.mark.portal


@pytest.fixture(scope="module")
def database(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("history")
    unpack_template(template, folder)
    connection = sqlite3.connect(folder / "portal.sqlite3")
    yield connection
    connection.close()


def rows(database: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return database.execute(sql).fetchall()


def test_nobody_decided_on_their_own(database: sqlite3.Connection) -> None:
    own = """SELECT count(*) FROM review_reviewtask t JOIN review_submission s ON s.id = t.submission_id
             WHERE t.decided_by_id = s.author_id"""
    assert rows(database, own) == [(0,)]


def test_every_published_article_passed_all_its_stages(database: sqlite3.Connection) -> None:
    open_ones = """SELECT count(*) FROM articles_articlepage a JOIN review_submission s ON s.revision_id = a.public_revision_id
                   JOIN review_reviewtask t ON t.submission_id = s.id WHERE t.state <> 'approved'"""
    assert rows(database, open_ones) == [(0,)]


def test_history_has_its_own_dates(database: sqlite3.Connection) -> None:
    late = """SELECT count(*) FROM articles_articlepage a JOIN review_auditentry e ON e.article_uuid = a.uuid
              WHERE a.state = 'published' AND e.action = 'published' AND a.corrected_at IS NULL AND a.published_at <> e.at"""
    assert rows(database, late) == [(0,)]
    assert rows(database, "SELECT count(DISTINCT date(published_at)) > 30 FROM articles_articlepage") == [(1,)]


def test_queues_and_records_have_life(database: sqlite3.Connection) -> None:
    assert rows(database, "SELECT count(*) >= 3 FROM review_reviewcomment") == [(1,)]
    assert rows(database, "SELECT count(*) FROM review_submission WHERE state='returned' AND return_reason <> ''") == [(5,)]
    assert rows(database, "SELECT count(*) > 0 FROM review_reviewtask WHERE state='open' AND claimed_by_id IS NOT NULL") == [(1,)]
    assert rows(database, "SELECT count(*) FROM review_submission WHERE state='in_review' AND waivers <> '[]'") == [(2,)]
    kinds = rows(database, "SELECT DISTINCT kind FROM review_reviewtask WHERE state='open' ORDER BY kind")
    assert kinds == [("centre",), ("department",), ("unit",)]
    assert rows(database, "SELECT count(*) FROM review_submission WHERE state='in_review' AND is_correction") == [(1,)]
    assert rows(database, "SELECT count(*) FROM articles_articlepage WHERE withdrawn_at IS NOT NULL") == [(2,)]
    assert rows(database, "SELECT count(*) FROM articles_articlepage WHERE corrected_at IS NOT NULL") == [(2,)]
