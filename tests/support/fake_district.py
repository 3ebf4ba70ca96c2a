"""What the fake portal knows: people, articles, files, keys; and a log of every commit. The same promises as the real one."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from editor_app.core.content import ArticleContent

UNIT = {"code": "qinghe", "name": "青河镇人民政府", "short_name": "青河镇", "type": "township"}
SECTIONS = [
    {
        "code": "notices",
        "name": "通知公告",
        "kinds": ["notice", "news"],
        "stages": [{"position": 1, "kind": "unit", "name": "单位审核"}],
        "writable": True,
        "parent": "",
        "default_kind": "notice",
    },
    {
        "code": "district",
        "name": "区级动态",
        "kinds": ["news"],
        "stages": [{"position": 1, "kind": "centre", "name": "终审"}],
        "writable": False,
        "parent": "",
        "default_kind": "news",
    },
]


class Said(Exception):
    """An answer that is a refusal."""

    def __init__(self, status: int, code: str, **members: Any) -> None:
        super().__init__(code)
        self.status, self.code, self.members = status, code, members


@dataclass
class Person:
    """An account of the portal."""

    username: str
    password: str
    must_change: bool = False
    locked: bool = False


@dataclass
class Article:
    """An article with its submitted revisions."""

    id: str
    author: str
    state: str = "in_review"
    version: int = 0
    revisions: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    return_reason: str = ""
    returned_at: str = ""

    @property
    def etag(self) -> str:
        """Changes with each write."""
        return f"{self.id[:8]}-{self.version}"


@dataclass(frozen=True)
class Commit:
    """One submission that the portal has accepted for good."""

    key: str
    article: str
    content_hash: str
    number: str


class District:
    """Thread-safe by one lock; `commits` is the log that the exactly-once tests read."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.people = {"zhang": Person("zhang", "青河-2026-Zhang")}
        self.sessions: dict[str, str] = {}
        self.tokens: dict[str, str] = {}
        self.articles: dict[str, Article] = {}
        self.keys: dict[str, tuple[str, dict[str, Any]]] = {}
        self.receipts: dict[str, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self.uploads: dict[str, tuple[int, bytearray, str]] = {}
        self.commits: list[Commit] = []
        self.feed: list[str] = []
        self.pack: dict[str, Any] = {"version": "fake-1", "sha256": "0" * 64, "files": {}}
        self.announced_pack = ""
        self.portal_name = "青河区门户"

    def profile(self, username: str) -> dict[str, Any]:
        """GET /me."""
        return {
            "id": username,
            "username": username,
            "display_name": "张晓" if username == "zhang" else username,
            "unit": UNIT,
            "roles": ["officer"],
            "must_change_password": self.people[username].must_change,
            "limits": {"max_file_bytes": 50_000_000, "max_image_side": 1920},
            "portal": {"name": "青河区门户", "practice": False},
        }

    def log_in(self, username: str, password: str) -> str:
        """A session token."""
        person = self.people.get(username)
        if person is not None and person.locked:
            raise Said(400, "too_many_login_attempts")
        if person is None or person.password != password:
            raise Said(400, "username_password_mismatch")
        token = uuid.uuid4().hex
        self.sessions[token] = username
        return token

    def new_device(self, session: str) -> dict[str, Any]:
        """A device token."""
        username = self.sessions.get(session)
        if username is None:
            raise Said(401, "not_signed_in")
        if self.people[username].must_change:
            raise Said(403, "password_change_required")
        token = f"ued_{uuid.uuid4().hex}"
        self.tokens[token] = username
        return {"id": uuid.uuid4().hex, "token": token, "expires_at": "2030-01-01T00:00:00+08:00"}

    def change_password(self, session: str, old: str, new: str) -> None:
        """The forced change at the first sign-in."""
        person = self.people[self.sessions[session]]
        if person.password != old:
            raise Said(400, "enter_current_password")
        if len(new) < 10:
            raise Said(400, "password_too_short")
        person.password, person.must_change = new, False

    def submit(
        self, username: str, article_id: str, body: dict[str, Any], key: str, match: str, none_match: str
    ) -> dict[str, Any]:
        """The receipt; the same one for the same key."""
        if not key:
            raise Said(428, "idempotency_key_required")
        print_ = hashlib.sha256(json.dumps([article_id, body], sort_keys=True).encode()).hexdigest()
        if key in self.keys:
            if self.keys[key][0] != print_:
                raise Said(422, "idempotency_key_reused")
            return self.keys[key][1]
        content = ArticleContent.from_dict(body["content"])
        if content.content_hash != body["content_hash"]:
            raise Said(422, "content_hash_mismatch")
        missing = [item.sha256 for item in content.attachments if item.sha256 not in self.files]
        if missing:
            raise Said(422, "missing_files", items=missing)
        return self._accept(username, article_id, content, key, print_, match, none_match)

    def _accept(
        self, username: str, article_id: str, content: ArticleContent, key: str, print_: str, match: str, none_match: str
    ) -> dict[str, Any]:
        article = self.articles.get(article_id)
        if article is None and match:
            raise Said(412, "stale")
        if article is not None and (none_match == "*" or match.strip('"') != article.etag):
            raise Said(412, "stale")
        if article is not None and article.state == "in_review":
            raise Said(409, "not_submittable")
        article = article or Article(article_id, username)
        self.articles[article_id] = article
        article.state, article.return_reason = "in_review", ""
        article.revisions.append(
            {
                "id": str(len(self.commits) + 1),
                "number": len(article.revisions) + 1,
                "content_hash": content.content_hash,
                "submitted_at": now(),
                "author": username,
                "content": content.to_dict(),
            }
        )
        self.touch(article)
        number = f"2026-1123-{len(self.commits) + 1:04d}"
        receipt = {
            "number": number,
            "article": article_id,
            "accepted_at": now(),
            "content_hash": content.content_hash,
            "stage": "单位审核",
            "etag": article.etag,
            "revision_id": article.revisions[-1]["id"],
        }
        self.commits.append(Commit(key, article_id, content.content_hash, number))
        self.keys[key], self.receipts[key] = (print_, receipt), receipt
        return receipt

    def touch(self, article: Article) -> None:
        """Note it in the feed and give it a new etag."""
        article.version += 1
        self.feed.append(article.id)

    def send_back(self, article_id: str, text: str) -> None:
        """A reviewer returns it."""
        with self.lock:
            article = self.articles[article_id]
            article.state, article.return_reason, article.returned_at = "returned", text, now()
            article.comments.append({"id": "1", "author": "李审核", "at": now(), "text": text, "part": "body", "quote": "通知"})
            self.touch(article)

    def publish(self, article_id: str) -> None:
        """A reviewer approves it."""
        with self.lock:
            self.articles[article_id].state = "published"
            self.touch(self.articles[article_id])

    def edit(self, article_id: str, title: str) -> None:
        """Somebody else hands in another text and has it returned."""
        with self.lock:
            article = self.articles[article_id]
            data = {**article.revisions[-1]["content"], "title": title}
            content = ArticleContent.from_dict(data)
            article.revisions.append(
                {
                    **article.revisions[-1],
                    "id": f"x{article.version}",
                    "number": len(article.revisions) + 1,
                    "content": data,
                    "content_hash": content.content_hash,
                }
            )
            article.state = "returned"
            self.touch(article)

    def summary(self, article: Article) -> dict[str, Any]:
        """ArticleSummary."""
        content = article.revisions[-1]["content"]
        live = article.state == "published"
        return {
            "id": article.id,
            "title": content["title"],
            "section": content["section"],
            "section_name": "通知公告",
            "kind": content["kind"],
            "unit": UNIT["code"],
            "unit_name": UNIT["short_name"],
            "state": article.state,
            "stage": "单位审核" if article.state == "in_review" else "",
            "author": self.profile(article.author)["display_name"],
            "updated_at": now(),
            "published_at": now() if live else "",
            "public_url": f"/qinghe/{article.id}.html" if live else "",
            "live": live,
            "etag": article.etag,
        }

    def status(self, article_id: str) -> dict[str, Any]:
        """ArticleStatus."""
        article = self.articles.get(article_id)
        if article is None:
            raise Said(404, "not_found")
        return {
            "article": self.summary(article),
            "revision": article.revisions[-1],
            "comments": article.comments,
            "history": [],
            "return_reason": article.return_reason,
            "returned_by": "李审核" if article.return_reason else "",
            "returned_at": article.returned_at,
        }

    def changes(self, cursor: str, limit: int) -> dict[str, Any]:
        """A page of the feed."""
        start = int(cursor or 0)
        ids = self.feed[start : start + limit]
        return {
            "cursor": str(start + len(ids)),
            "articles": self.summaries(dict.fromkeys(ids)),
            "gone": [],
            "tasks_changed": False,
            "pack_version": self.announced_pack,
            "more": start + len(ids) < len(self.feed),
            "reset": False,
            "server_time": now(),
        }

    def summaries(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """Several ArticleSummary; ids that are unknown are left out."""
        return [self.summary(self.articles[item]) for item in ids if item in self.articles]


def now() -> str:
    """ISO 8601 with offset."""
    return dt.datetime.now().astimezone().isoformat(timespec="milliseconds")
