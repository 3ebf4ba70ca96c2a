"""Every endpoint times every role: the documented answer, for an article of town-a at each place of its life."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest

from portal.api.main import api
from tests.portal.district import Api, District, Reply, article_content, attachment, picture

WHO = ("anonymous", "officer_a", "officer_b", "reviewer_a", "reviewer_b", "reviewer_d", "centre", "admin")
DATA = picture()


@dataclass
class Stage:
    """A district with one article in review (in section welfare: unit, department, centre) and one public."""

    district: District
    waiting: str = ""
    waiting_etag: str = ""
    task: dict[str, Any] = field(default_factory=dict)
    public: str = ""
    public_etag: str = ""
    comment: str = ""
    revision: str = ""
    sha256: str = ""
    key: str = ""
    upload: str = ""

    def client(self, who: str) -> Api:
        return Api() if who == "anonymous" else self.district.person(who)


@pytest.fixture
def stage(district: District) -> Stage:
    officer = district.person("officer_a")
    officer.upload(DATA, "图.jpg")
    item = attachment(DATA, name="图.jpg")
    built = Stage(district, key=str(uuid.uuid4()), sha256=item.sha256, waiting=str(uuid.uuid4()))
    receipt = officer.submit(built.waiting, article_content(section="welfare", attachments=(item,)), key=built.key).json
    built.waiting_etag, built.revision = receipt["etag"], receipt["revision_id"]
    (built.task,) = district.person("reviewer_a").tasks()
    built.comment = officer.post(f"/articles/{built.waiting}/comments", {"text": "请看第二段"}).json["comment"]["id"]
    built.public = district.published()
    built.public_etag = officer.get(f"/articles/{built.public}").headers["ETag"]
    made = officer.post("/uploads", b"", key=None, Upload_Length="9", Upload_Metadata=META, Tus_Resumable="1.0.0")
    built.upload = made.headers["Location"]
    return built


META = "filename YS50eHQ=,sha256 " + "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYQ=="
TUS = {"Tus_Resumable": "1.0.0"}


def decision(s: Stage, **more: str) -> dict[str, Any]:
    return {"revision_id": s.task["revision_id"], "content_hash": s.task["content_hash"], **more}


def put(s: Stage, a: Api) -> Reply:
    return a.call("PUT", f"/articles/{s.public}", {"content": article_content().to_dict()}, If_Match=s.public_etag)


def append(s: Stage, a: Api) -> Reply:
    return a.call("PATCH", s.upload, b"abc", Content_Type="application/offset+octet-stream", Upload_Offset="0", **TUS)


# One row per operation: what is called, and the status for each of WHO. 401 anonymous; 404 for who may not know of the article.
ALL_OK = (401, 200, 200, 200, 200, 200, 200, 200)
SEES = (401, 200, 404, 200, 404, 404, 200, 200)  # town-a's people and the centre; the department only from its stage on
OPEN = (200,) * 8
CASES: dict[str, tuple[Any, tuple[int, ...]]] = {
    "GET /health": (lambda s, a: a.get("/health"), OPEN),
    "GET /search": (lambda s, a: a.get("/search?q=清雪"), OPEN),
    "OPTIONS /uploads": (lambda s, a: a.call("OPTIONS", "/uploads"), (204,) * 8),
    "GET /me": (lambda s, a: a.get("/me"), ALL_OK),
    "GET /units": (lambda s, a: a.get("/units"), ALL_OK),
    "GET /sections": (lambda s, a: a.get("/sections"), ALL_OK),
    "GET /kinds": (lambda s, a: a.get("/kinds"), ALL_OK),
    "GET /rule-pack": (lambda s, a: a.get("/rule-pack"), ALL_OK),
    "GET /changes": (lambda s, a: a.get("/changes"), ALL_OK),
    "GET /devices": (lambda s, a: a.get("/devices"), ALL_OK),
    "POST /devices": (lambda s, a: a.post("/devices", {"name": "x"}), (401,) * 8),
    "DELETE /devices/current": (lambda s, a: a.call("DELETE", "/devices/current"), (401,) + (204,) * 7),
    "DELETE /devices/{device_id}": (lambda s, a: a.call("DELETE", f"/devices/{uuid.uuid4()}"), (401,) + (404,) * 7),
    "GET /articles": (lambda s, a: a.get("/articles?scope=all"), ALL_OK),
    "GET /articles/{article_id}": (lambda s, a: a.get(f"/articles/{s.waiting}"), SEES),
    "GET /articles/{article_id}/revisions": (lambda s, a: a.get(f"/articles/{s.waiting}/revisions"), SEES),
    "GET /articles/{article_id}/revisions/{revision_id}": (
        lambda s, a: a.get(f"/articles/{s.waiting}/revisions/{s.revision}"),
        SEES,
    ),
    "GET /articles/{article_id}/history": (lambda s, a: a.get(f"/articles/{s.waiting}/history"), SEES),
    "GET /articles/{article_id}/preview": (lambda s, a: a.get(f"/articles/{s.waiting}/preview"), SEES),
    "GET /articles/{article_id}/files/{sha256}": (lambda s, a: a.get(f"/articles/{s.waiting}/files/{s.sha256}"), SEES),
    "PUT /articles/{article_id}": (put, (401, 200, 404, 403, 403, 403, 403, 403)),
    "POST /articles/{article_id}/submit": (
        lambda s, a: a.submit(s.public, article_content(), etag=s.public_etag),
        (401, 201, 404, 403, 403, 403, 403, 403),
    ),
    "POST /articles/{article_id}/recall": (
        lambda s, a: a.post(f"/articles/{s.waiting}/recall", {}, If_Match=s.waiting_etag),
        (401, 200, 404, 403, 403, 403, 403, 403),
    ),
    "POST /articles/{article_id}/withdraw": (
        lambda s, a: a.post(f"/articles/{s.public}/withdraw", {"reason": "过期"}, If_Match=s.public_etag),
        (401, 200, 404, 200, 404, 404, 200, 403),
    ),
    "POST /articles/{article_id}/comments": (
        lambda s, a: a.post(f"/articles/{s.waiting}/comments", {"text": "看"}),
        (401, 201, 404, 201, 404, 404, 201, 201),
    ),
    "POST /articles/{article_id}/comments/{comment_id}/resolve": (
        lambda s, a: a.post(f"/articles/{s.waiting}/comments/{s.comment}/resolve"),
        SEES,
    ),
    "GET /receipts/{idempotency_key}": (lambda s, a: a.get(f"/receipts/{s.key}"), (401, 200) + (404,) * 6),
    "GET /tasks": (lambda s, a: a.get("/tasks"), ALL_OK),
    "GET /tasks/{task_id}": (lambda s, a: a.get(f"/tasks/{s.task['id']}"), (401, 404, 404, 200, 404, 404, 404, 404)),
    "POST /tasks/{task_id}/claim": (
        lambda s, a: a.post(f"/tasks/{s.task['id']}/claim"),
        (401, 404, 404, 200, 404, 404, 404, 404),
    ),
    "POST /tasks/{task_id}/release": (
        lambda s, a: a.post(f"/tasks/{s.task['id']}/release"),
        (401, 404, 404, 200, 404, 404, 404, 404),
    ),
    "POST /tasks/{task_id}/approve": (
        lambda s, a: a.post(f"/tasks/{s.task['id']}/approve", decision(s)),
        (401, 404, 404, 200, 404, 404, 404, 404),
    ),
    "POST /tasks/{task_id}/return": (
        lambda s, a: a.post(f"/tasks/{s.task['id']}/return", decision(s, reason="facts", text="请核对")),
        (401, 404, 404, 200, 404, 404, 404, 404),
    ),
    "POST /files/known": (lambda s, a: a.post("/files/known", {"sha256": []}), ALL_OK),
    "POST /uploads": (
        lambda s, a: a.post("/uploads", b"", key=None, Upload_Length="9", Upload_Metadata=META, **TUS),
        (401,) + (201,) * 7,
    ),
    "HEAD /uploads/{upload_id}": (lambda s, a: a.call("HEAD", s.upload, **TUS), (401, 200) + (404,) * 6),
    "PATCH /uploads/{upload_id}": (append, (401, 204) + (404,) * 6),
    "DELETE /uploads/{upload_id}": (lambda s, a: a.call("DELETE", s.upload, **TUS), (401, 204) + (404,) * 6),
}


def test_every_operation_of_the_document_is_in_the_matrix() -> None:
    document = api.get_openapi_schema()
    operations = {
        f"{method.upper()} {path.removeprefix('/api/v1')}" for path, methods in document["paths"].items() for method in methods
    }
    assert operations == set(CASES)


@pytest.mark.parametrize("operation", CASES)
def test_matrix(stage: Stage, operation: str) -> None:
    from django.db import transaction

    call, expected = CASES[operation]
    documented = _documented(operation)
    got = []
    for who in WHO:
        point = transaction.savepoint()
        reply = call(stage, stage.client(who))
        transaction.savepoint_rollback(point)
        got.append(reply.status)
        assert reply.status in documented, (who, reply.status, documented)
        if reply.status >= 400 and not operation.startswith("HEAD"):
            assert reply.headers["Content-Type"] == "application/problem+json"
            assert reply.json["status"] == reply.status
    assert dict(zip(WHO, got, strict=True)) == dict(zip(WHO, expected, strict=True))


def _documented(operation: str) -> set[int]:
    method, path = operation.split()
    responses = api.get_openapi_schema()["paths"][f"/api/v1{path}"][method.lower()]["responses"]
    return {int(status) for status in responses}


def test_a_department_sees_an_article_from_its_stage_on(stage: Stage) -> None:
    department = stage.district.person("reviewer_d")
    assert department.get(f"/articles/{stage.waiting}").status == 404
    stage.district.approved_by("reviewer_a", stage.waiting)
    assert department.get(f"/articles/{stage.waiting}").status == 200
    stage.district.approved_by("reviewer_d", stage.waiting)
    assert stage.district.person("centre").tasks()[0]["stage_position"] == 3
    assert stage.district.approved_by("centre", stage.waiting).json["article"]["state"] == "published"


def test_lists_hold_the_own_unit_only(stage: Stage) -> None:
    ids = {who: {item["id"] for item in stage.client(who).get("/articles?scope=all").json["items"]} for who in WHO[1:]}
    both = {stage.waiting, stage.public}
    assert {who: bool(found) for who, found in ids.items()} == {
        "officer_a": True, "officer_b": False, "reviewer_a": True, "reviewer_b": False, "reviewer_d": False, "centre": True, "admin": True,
    }  # fmt: skip
    assert ids["officer_a"] == ids["centre"] == both
    feeds = {who: {item["id"] for item in stage.client(who).get("/changes").json["articles"]} for who in WHO[1:]}
    assert feeds["officer_a"] == feeds["centre"] == both
    assert feeds["officer_b"] == feeds["reviewer_b"] == set()
