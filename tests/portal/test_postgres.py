"""What only PostgreSQL can show: transactions that run side by side. And the whole suite once more on it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from portal.articles.models import ArticlePage
from portal.review.models import ReviewTask, Submission
from portal.sync.models import ChangeEntry
from tests.portal.district import Api, District, Reply, article_content
from tests.support.postgres import Cluster, binaries

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(500)]
ON_POSTGRES = connection.vendor == "postgresql"
needs_postgres = pytest.mark.skipif(not ON_POSTGRES, reason="runs inside test_the_whole_suite_on_postgresql")


@pytest.mark.skipif(ON_POSTGRES, reason="this is that run")
@pytest.mark.skipif(binaries() is None, reason="no PostgreSQL server is installed (Debian: apt-get install postgresql)")
def test_the_whole_suite_on_postgresql() -> None:
    """Same tests, same results. The live server is left out: practice runs on SQLite."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "tests/portal",
        "-q",
        "--ignore",
        "tests/portal/test_live.py",
        "-p",
        "no:cacheprovider",
    ]
    with Cluster() as cluster:
        done = subprocess.run(command, env=os.environ | cluster.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:]
    assert "passed" in done.stdout


@pytest.fixture
def committed(database: None) -> Iterator[District]:
    """A copy of the test database in which everything is really committed."""
    import psycopg

    settings = connection.settings_dict
    original, copy = settings["NAME"], f"{settings['NAME']}_copy"
    connection.close()
    keys = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"], "dbname": "postgres"}
    with psycopg.connect(**keys, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
        settings["NAME"] = copy
        try:
            yield District()
        finally:
            connection.close()
            settings["NAME"] = original
            server.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


def own_connection(work: Callable[[], Reply]) -> Reply:
    """Run in a thread, with its own connection closed afterwards."""
    try:
        return work()
    finally:
        connection.close()


@needs_postgres
def test_the_same_key_at_once(committed: District) -> None:
    token, article, key = committed.person("officer_a").token, str(uuid.uuid4()), str(uuid.uuid4())

    def send(_: int) -> Reply:
        return own_connection(lambda: Api(token).submit(article, article_content(), key=key))

    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(send, range(24)))
    accepted = [reply.json for reply in replies if reply.status == 201]
    others = {(reply.status, reply.code) for reply in replies if reply.status != 201}
    assert accepted
    assert all(receipt == accepted[0] for receipt in accepted)
    assert others <= {(409, "in_progress")}
    assert ArticlePage.objects.filter(uuid=article).count() == Submission.objects.filter(article__uuid=article).count() == 1


@needs_postgres
def test_a_reader_of_the_feed_misses_nothing(committed: District) -> None:
    """Ids are given out before the commit; without the lock a reader's cursor would pass rows that are not there yet."""
    token, reader = committed.person("officer_a").token, committed.person("both_a")
    done, seen = threading.Event(), set()

    def read() -> None:
        cursor = reader.get("/changes?limit=500").json["cursor"]
        ready.set()
        last = False
        while not last:
            last = done.is_set()
            page = reader.get(f"/changes?cursor={cursor}&limit=3").json
            cursor, last = page["cursor"], last and not page["more"]
            seen.update(item["id"] for item in page["articles"])
        connection.close()

    def send(article: str) -> Reply:
        return own_connection(lambda: Api(token).submit(article, article_content()))

    ready = threading.Event()
    thread = threading.Thread(target=read)
    thread.start()
    assert ready.wait(30)
    articles = [str(uuid.uuid4()) for _ in range(60)]
    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(send, articles))
    done.set()
    thread.join(60)
    assert {reply.status for reply in replies} == {201}
    assert seen == set(articles)
    numbers = sorted(reply.json["number"] for reply in replies)
    assert len(set(numbers)) == len(numbers), "no receipt number twice"


@needs_postgres
def test_ids_of_the_change_log_follow_the_commits(committed: District) -> None:
    """A second writer waits for the first one's commit before it gets an id."""
    from django.db import transaction

    from portal.sync.log import log_reset

    first_wrote, finished = threading.Event(), threading.Event()
    order: list[str] = []

    def second() -> None:
        first_wrote.wait(30)
        with transaction.atomic():
            log_reset()
            order.append("second has an id")
        connection.close()
        finished.set()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction.atomic():
        log_reset()
        first_wrote.set()
        assert not finished.wait(1.0), "the second writer did not wait"
        order.append("first commits")
    thread.join(30)
    assert order == ["first commits", "second has an id"]
    assert ChangeEntry.objects.count() >= 2


@needs_postgres
def test_two_reviewers_decide_at_once(committed: District) -> None:
    article, _ = committed.submitted()
    tokens = [committed.person(name).token for name in ("reviewer_a", "both_a")]
    task = committed.person("reviewer_a").tasks()[0]
    barrier = threading.Barrier(2)

    def decide(token: str, verb: str) -> Reply:
        def work() -> Reply:
            barrier.wait(30)
            return Api(token).decide(task, verb)

        return own_connection(work)

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(decide, tokens, ("approve", "return")))
    assert sorted(reply.status for reply in replies) == [200, 409]
    assert next(reply for reply in replies if reply.status == 409).code == "task_closed"
    assert ReviewTask.objects.filter(article__uuid=article, position=1).exclude(state="open").count() == 1


@needs_postgres
def test_the_search_index_is_used(committed: District) -> None:
    """The query over terms is one that the index of migration 0002 answers."""
    committed.published()
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT * FROM articles_searchterms WHERE string_to_array(public, ' ') @> ARRAY['清雪']::text[]")
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "articles_terms_public" in plan
