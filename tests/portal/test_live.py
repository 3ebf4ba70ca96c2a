"""The real server over real sockets: an independent tus client, restarts, many requests at once."""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from tusclient.client import TusClient

from tests.portal.district import article_content
from tests.support.portal_server import LivePortal

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def portal() -> Iterator[LivePortal]:
    with LivePortal() as live:
        yield live


class Person:
    """A signed-in practice officer."""

    def __init__(self, portal: LivePortal, role: str = "officer") -> None:
        self.portal = portal
        for account in portal.accounts():
            login = {"username": account.username, "password": account.password}
            reply = requests.post(f"{portal.url}/_allauth/app/v1/auth/login", json=login, timeout=20)
            if reply.status_code != 200:
                continue
            session = {"X-Session-Token": reply.json()["meta"]["session_token"]}
            made = requests.post(f"{portal.url}/api/v1/devices", json={"name": "t"}, headers=session, timeout=20)
            if made.status_code != 201:
                continue
            self.headers = {"Authorization": f"Bearer {made.json()['token']}"}
            if role in self.get("/me").json()["roles"]:
                return
        raise AssertionError(f"no practice account is {role}")

    def get(self, path: str) -> requests.Response:
        return requests.get(f"{self.portal.url}/api/v1{path}", headers=self.headers, timeout=20)

    def submit(self, article: str, key: str, section: str) -> requests.Response:
        content = article_content(section=section)
        body: dict[str, Any] = {"content": content.to_dict(), "content_hash": content.content_hash}
        headers = self.headers | {"Idempotency-Key": key, "If-None-Match": "*"}
        return requests.post(f"{self.portal.url}/api/v1/articles/{article}/submit", json=body, headers=headers, timeout=60)

    @property
    def section(self) -> str:
        sections = self.get("/sections").json()["sections"]
        return str(next(item["code"] for item in sections if item["writable"] and "news" in item["kinds"]))


def test_tuspy_uploads_and_resumes_after_a_restart(portal: LivePortal) -> None:
    officer = Person(portal)
    data = bytes(range(256)) * 4096
    digest = hashlib.sha256(data).hexdigest()
    client = TusClient(f"{portal.url}/api/v1/uploads", headers=officer.headers)
    metadata = {"filename": "大表.bin", "sha256": digest}
    uploader = client.uploader(file_stream=io.BytesIO(data), chunk_size=300_000, metadata=metadata)
    uploader.upload_chunk()
    assert uploader.offset == 300_000
    address = uploader.url
    portal.kill()
    portal.start()
    resumed = client.uploader(file_stream=io.BytesIO(data), chunk_size=300_000, url=address)
    assert resumed.offset == 300_000
    resumed.upload()
    known = requests.post(f"{portal.url}/api/v1/files/known", json={"sha256": [digest]}, headers=officer.headers, timeout=20)
    assert known.json() == {"known": [digest]}


def test_wrong_bytes_are_refused_and_gone(portal: LivePortal) -> None:
    officer = Person(portal)
    client = TusClient(f"{portal.url}/api/v1/uploads", headers=officer.headers)
    uploader = client.uploader(file_stream=io.BytesIO(b"abc"), chunk_size=10, metadata={"filename": "a.txt", "sha256": "0" * 64})
    with pytest.raises(Exception, match="460"):
        uploader.upload()
    head = requests.head(uploader.url, headers=officer.headers | {"Tus-Resumable": "1.0.0"}, timeout=20)
    assert head.status_code == 404


def test_more_than_announced_and_too_large(portal: LivePortal) -> None:
    officer = Person(portal)
    tus = officer.headers | {"Tus-Resumable": "1.0.0"}
    limit = officer.get("/me").json()["limits"]["max_file_bytes"]
    metadata = {"Upload-Metadata": "filename YS50eHQ=,sha256 " + "YWFh" * 21 + "YQ=="}
    big = requests.post(f"{portal.url}/api/v1/uploads", headers=tus | metadata | {"Upload-Length": str(limit + 1)}, timeout=20)
    assert (big.status_code, big.json()["code"]) == (413, "too_large")
    made = requests.post(f"{portal.url}/api/v1/uploads", headers=tus | metadata | {"Upload-Length": "3"}, timeout=20)
    chunk = tus | {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    more = requests.patch(made.headers["Location"], data=b"abcd", headers=chunk, timeout=20)
    assert more.status_code == 413
    other = requests.patch(made.headers["Location"], data=b"abc", headers=chunk | {"Upload-Offset": "2"}, timeout=20)
    assert (other.status_code, other.headers["Upload-Offset"]) == (409, "0")


def test_the_same_submission_eight_times_at_once(portal: LivePortal) -> None:
    officer = Person(portal)
    article, key, section = str(uuid.uuid4()), str(uuid.uuid4()), officer.section
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: officer.submit(article, key, section), range(8)))
    assert {reply.status_code for reply in replies} == {201}, [reply.text for reply in replies]
    assert len({reply.text for reply in replies}) == 1


def test_different_submissions_at_once_get_different_receipts(portal: LivePortal) -> None:
    officer = Person(portal)
    section, cursor = officer.section, ""
    while True:
        page = officer.get(f"/changes?cursor={cursor}&limit=500").json()
        cursor = page["cursor"]
        if not page["more"]:
            break
    articles = [str(uuid.uuid4()) for _ in range(12)]
    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda article: officer.submit(article, str(uuid.uuid4()), section), articles))
    assert {reply.status_code for reply in replies} == {201}, [reply.text for reply in replies]
    assert len({reply.json()["number"] for reply in replies}) == len(articles)
    changed = officer.get(f"/changes?cursor={cursor}&limit=500").json()["articles"]
    assert {item["id"] for item in changed} == set(articles)


def test_too_large_a_body_is_a_problem(portal: LivePortal) -> None:
    officer = Person(portal)
    headers = officer.headers | {"If-None-Match": "*"}
    reply = requests.put(f"{portal.url}/api/v1/articles/{uuid.uuid4()}", data=b"x" * 5_000_000, headers=headers, timeout=30)
    assert (reply.status_code, reply.headers["Content-Type"], reply.json()["code"]) == (
        413,
        "application/problem+json",
        "too_large",
    )


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nothing", 404), ("DELETE", "/me", 405), ("POST", "/articles/x/submit", 404)]
)
def test_problem_details_everywhere(portal: LivePortal, method: str, path: str, status: int) -> None:
    reply = requests.request(method, f"{portal.url}/api/v1{path}", timeout=20)
    assert (reply.status_code, reply.headers["Content-Type"]) == (status, "application/problem+json")
    assert reply.json()["status"] == status
