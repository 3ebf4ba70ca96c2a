"""A small made-up district, and a client that speaks the API as a program would."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from django.test import Client
from PIL import Image

from editor_app.core.content import ArticleContent, Attachment, Role
from portal.accounts.devices import mint
from portal.accounts.models import User
from portal.articles.models import ArticlePage
from portal.articles.tree import ensure_home
from portal.organisation.models import Section, SectionStage, Unit

PASSWORD = "Qinghe-spring-2026"
API = "/api/v1"
PEOPLE: dict[str, tuple[str, str]] = {
    "officer_a": ("town-a", "officer"),
    "both_a": ("town-a", "officer unit_reviewer"),
    "reviewer_a": ("town-a", "unit_reviewer"),
    "officer_b": ("town-b", "officer"),
    "reviewer_b": ("town-b", "unit_reviewer"),
    "reviewer_d": ("dept-d", "unit_reviewer"),
    "centre": ("centre", "centre_reviewer"),
    "centre2": ("centre", "centre_reviewer officer"),
    "admin": ("centre", "administrator"),
}


def build_district() -> None:
    """Units, sections with one to three stages, people; committed once for all tests."""
    ensure_home("青河区人民政府（测试）")
    for code, name, type_ in (
        ("town-a", "柳溪镇", "township"),
        ("town-b", "石桥镇", "township"),
        ("dept-d", "区民政局", "department"),
        ("centre", "区信息中心", "centre"),
    ):
        Unit.objects.create(code=code, name=name, short_name=name, type=type_)
    _section("notices", "通知公告", ["unit", "centre"], all_units=True)
    _section("quick", "镇街快讯", ["unit"], all_units=True)
    _section("welfare", "民政服务", ["unit", "department", "centre"], all_units=True, department_id="dept-d")
    _section("closed", "内部专栏", ["centre"])
    _section("a-life", "柳溪生活", ["unit"], unit_id="town-a")
    for username, (unit, roles) in PEOPLE.items():
        user = User(username=username, display_name=f"{username}（测试）", unit_id=unit)
        for role in roles.split():
            setattr(user, f"is_{role}", True)
        user.set_password(PASSWORD)
        user.save()


def _section(code: str, name: str, stages: list[str], **values: Any) -> None:
    section = Section.objects.create(code=code, name=name, kinds=["notice", "news", "guide"], default_kind="notice", **values)
    for order, kind in enumerate(stages):
        SectionStage.objects.create(section=section, kind=kind, name=dict(SectionStage.KINDS)[kind], sort_order=order)


def article_content(**changes: Any) -> ArticleContent:
    """A short notice that no rule objects to."""
    content = ArticleContent(
        title="关于做好冬季清雪工作的通知",
        section="notices",
        kind="news",
        fields={"source": "柳溪镇"},
        body="各村、各单位：\n\n近日将有降雪，请做好道路清扫和防滑准备。\n\n请各单位安排人员值班，遇有情况及时报告。",
    )
    return replace(content, **changes)


def picture(width: int = 40, height: int = 30, *, gps: bool = False) -> bytes:
    """A JPEG; with `gps` its EXIF names a place."""
    out = io.BytesIO()
    exif = Image.Exif()
    if gps:
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[2] = (40.0, 1.0, 2.0)
    Image.new("RGB", (width, height), (200, 30, 30)).save(out, "JPEG", exif=exif.tobytes() if gps else b"")
    return out.getvalue()


@dataclass
class Reply:
    """An answer: status, JSON (or None), headers."""

    status: int
    json: Any
    headers: Any
    content: bytes = b""

    @property
    def code(self) -> str:
        """The problem's code."""
        return str(self.json["code"])


@dataclass
class Api:
    """A program with a device token ("" = not signed in)."""

    token: str = ""
    user: User | None = None
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Reply:
        """Send JSON (or bytes) to the API; keywords are headers with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            named.setdefault("Authorization", f"Bearer {self.token}")
        content_type = named.pop("Content-Type", "application/json")
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body)
        url = path if path.startswith(("http", "/_", "/api")) else API + path
        response = self.client.generic(method, url, data, content_type=content_type, headers=named)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        is_json = "json" in response.headers.get("Content-Type", "")
        return Reply(response.status_code, json.loads(content) if is_json and content else None, response.headers, content)

    def get(self, path: str, **headers: str) -> Reply:
        """GET."""
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, *, key: str | None = "", **headers: str) -> Reply:
        """POST with a fresh idempotency key (key=None: without one)."""
        if key is not None:
            headers["Idempotency_Key"] = key or str(uuid.uuid4())
        return self.call("POST", path, {} if body is None else body, **headers)

    def submit(self, article: str, content: ArticleContent, *, etag: str = "", key: str = "", **changes: Any) -> Reply:
        """POST submit; without an etag as a first submission."""
        body = {"content": content.to_dict(), "content_hash": content.content_hash, "waivers": [], "pack_version": "", **changes}
        condition = {"If_Match": etag} if etag else {"If_None_Match": "*"}
        return self.post(f"/articles/{article}/submit", body, key=key, **condition)

    def upload(self, data: bytes, name: str = "表.xlsx", *, sha256: str = "") -> Reply:
        """A file by tus in two pieces; the last reply."""
        digest = sha256 or hashlib.sha256(data).hexdigest()
        pairs = ((label, base64.b64encode(value.encode()).decode()) for label, value in (("filename", name), ("sha256", digest)))
        metadata = ",".join(" ".join(pair) for pair in pairs)
        tus = {"Tus_Resumable": "1.0.0"}
        made = self.post("/uploads", b"", key=None, Upload_Length=str(len(data)), Upload_Metadata=metadata, **tus)
        assert made.status == 201, made.json
        reply, url, half = made, made.headers["Location"], len(data) // 2
        for offset, piece in ((0, data[:half]), (half, data[half:])):
            chunk = {"Content_Type": "application/offset+octet-stream", "Upload_Offset": str(offset), **tus}
            reply = self.call("PATCH", url, piece, **chunk)
        return reply

    def tasks(self) -> list[dict[str, Any]]:
        """The queue."""
        return list(self.get("/tasks").json["items"])

    def decide(self, task: dict[str, Any], verb: str = "approve", *, key: str = "", **changes: Any) -> Reply:
        """Approve or return the revision that the task names."""
        body = {"revision_id": task["revision_id"], "content_hash": task["content_hash"]}
        body |= {"comment": ""} if verb == "approve" else {"reason": "wording", "text": "请核对日期"}
        return self.post(f"/tasks/{task['id']}/{verb}", body | changes, key=key)


class District:
    """Clients of the people, and short cuts to states."""

    def __init__(self) -> None:
        self._clients: dict[str, Api] = {}

    def person(self, username: str) -> Api:
        """That person's program, signed in."""
        if username not in self._clients:
            user = User.objects.get(username=username)
            self._clients[username] = Api(mint(user, "测试")[1], user)
        return self._clients[username]

    def submitted(self, by: str = "officer_a", content: ArticleContent | None = None) -> tuple[str, dict[str, Any]]:
        """An article in review: (uuid, receipt)."""
        article = str(uuid.uuid4())
        reply = self.person(by).submit(article, content or article_content())
        assert reply.status == 201, reply.json
        return article, reply.json

    def approved_by(self, username: str, article: str) -> Reply:
        """That person approves the article's open task."""
        api = self.person(username)
        task = next(task for task in api.tasks() if task["article"]["id"] == article)
        reply = api.decide(task)
        assert reply.status == 200, reply.json
        return reply

    def published(self, content: ArticleContent | None = None) -> str:
        """A public article of town-a."""
        article, _ = self.submitted(content=content)
        self.approved_by("reviewer_a", article)
        self.approved_by("centre", article)
        return article

    def page(self, article: str) -> ArticlePage:
        """Its row."""
        return ArticlePage.objects.get(uuid=article)


def attachment(
    data: bytes, *, id: str = "aaaa1111", role: Role = Role.FILE, name: str = "表.xlsx", media_type: str = ""
) -> Attachment:
    """An attachment of these bytes."""
    return Attachment(
        id=id,
        role=role,
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=media_type or "image/jpeg",
    )
