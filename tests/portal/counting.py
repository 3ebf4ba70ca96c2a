"""Counts the SQL statements of the portal's main calls; used by the test of their bounds and by `dev.py bench api`."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from portal.articles.models import ArticlePage, SectionPage
from tests.portal.district import District, article_content


def count(call: Callable[[], Any]) -> tuple[int, list[str]]:
    with CaptureQueriesContext(connection) as captured:
        reply = call()
    assert reply.status in (200, 201), reply.json
    return len(captured), [query["sql"] for query in captured.captured_queries]


def fill(district: District, number: int) -> None:
    """That many more articles, copied from one in review, by bulk inserts."""
    article, _ = district.submitted()
    model = district.page(article)
    parent = SectionPage.objects.get(section_id=model.section_id)
    last = parent.get_last_child()
    path = last.path
    pages = []
    for index in range(number):
        path = Page._inc_path(Page(path=path, depth=last.depth))
        pages.append(
            Page(
                path=path, depth=last.depth, title=f"第{index}号通知", draft_title=f"第{index}号通知", slug=f"copy-{index}",
                url_path=f"{parent.url_path}copy-{index}/", content_type_id=last.content_type_id, locale_id=last.locale_id, live=False,
            )
        )  # fmt: skip
    Page.objects.bulk_create(pages, batch_size=500)
    parents = list(Page.objects.filter(slug__startswith="copy-").order_by("pk").values_list("pk", flat=True))
    table, columns = ArticlePage._meta.db_table, [field.column for field in ArticlePage._meta.local_fields]
    own = {"page_ptr_id": None, "uuid": None}
    kept = [column for column in columns if column not in own]
    sql = (
        f"INSERT INTO {table} (page_ptr_id, uuid, {', '.join(kept)}) "
        f"SELECT %s, %s, {', '.join(kept)} FROM {table} WHERE page_ptr_id = {model.pk}"
    )
    uuids = [uuid.uuid4() for _ in parents]
    values = [(pk, name if connection.vendor == "postgresql" else name.hex) for pk, name in zip(parents, uuids, strict=True)]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)
    parent.refresh_from_db()
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + number)
    assert ArticlePage.objects.filter(uuid__in=uuids[:3]).count() == 3


def measure(district: District) -> dict[str, int]:
    officer, reviewer = district.person("officer_a"), district.person("reviewer_a")
    officer.get("/articles"), reviewer.get("/tasks")  # notes the use of the token, once in five minutes
    article, other = str(uuid.uuid4()), district.submitted()[0]
    counts = {}
    calls: dict[str, Callable[[], Any]] = {
        "submit": lambda: officer.submit(article, article_content()),
        "list": lambda: officer.get("/articles?page_size=100"),
        "search": lambda: officer.get("/articles?q=清雪"),
        "changes": lambda: officer.get("/changes?limit=500"),
        "tasks": lambda: reviewer.get("/tasks"),
        "case": lambda: reviewer.get(f"/tasks/{next(t for t in reviewer.tasks() if t['article']['id'] == article)['id']}"),
    }
    for name, call in calls.items():
        counts[name], _ = count(call)
    task = next(task for task in reviewer.tasks() if task["article"]["id"] == article)
    counts["approve"], _ = count(lambda: reviewer.decide(task))
    counts["case"] -= counts["tasks"]
    returned = reviewer.decide(next(task for task in reviewer.tasks() if task["article"]["id"] == other), "return")
    content = article_content(body="改过的正文：请各村、各单位做好准备，有情况及时报告。")
    counts["resubmit"], _ = count(lambda: officer.submit(other, content, etag=returned.json["article"]["etag"]))
    return counts
