"""A portal on loopback over real HTTP (and TLS) with a script of faults; faithful in keys, uploads and the feed."""

from __future__ import annotations

import base64
import hashlib
import json
import socket
import ssl
import struct
import threading
import uuid
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support.certificates import Identity
from tests.support.fake_district import SECTIONS, District, Said
from tests.support.faults import Fault, Kind

API, AUTH = "/api/v1", "/_allauth/app/v1"
ZHANG = ("zhang", "青河-2026-Zhang")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, portal: FakePortal) -> None:
        self.portal = portal
        super().__init__(("127.0.0.1", port), _Handler)

    def get_request(self) -> tuple[Any, Any]:
        connection, address = super().get_request()
        self.portal.connections.append(connection)
        return connection, address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Broken connections are what this server is for."""


class FakePortal:
    """Start with `start()`, or as a context. `requests` lists (method, path, headers) of all requests that arrived."""

    def __init__(self, identity: Identity | None = None, host: str = "127.0.0.1") -> None:
        self.district = District()
        self.faults: list[Fault] = []
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.connections: list[socket.socket] = []
        self.released = threading.Event()
        self._identity = identity
        self._host = host
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"{'https' if self._identity else 'http'}://{self._host}:{self.port}"

    def start(self) -> FakePortal:
        """Listen; after `stop` on the same port again."""
        self._server = _Server(self.port, self)
        self.port = self._server.server_address[1]
        if self._identity is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self._identity.certificate, self._identity.key)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="fake-portal", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Refuse connections from now on; what is open is cut."""
        self.released.set()
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = None
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)  # a handler may still read from it, so closing alone would not end it
            cut(connection)
        self.connections.clear()
        self.released.clear()

    def __enter__(self) -> FakePortal:
        return self.start()

    def __exit__(self, *args: object) -> None:
        self.stop()

    def script(self, *faults: Fault) -> None:
        """Add faults; each applies to the first requests that fit it."""
        with self.district.lock:
            self.faults.extend(faults)

    def next_fault(self, method: str, path: str) -> Fault | None:
        """The fault for this request, used up."""
        with self.district.lock:
            for fault in self.faults:
                if fault.fits(method, path):
                    fault.times -= 1
                    return fault
        return None

    def token(self, username: str = "zhang") -> str:
        """A valid device token, without signing in."""
        token = f"ued_{uuid.uuid4().hex}"
        self.district.tokens[token] = username
        return token

    def seen(self, method: str, path: str) -> int:
        """How many requests with that method had `path` in their path."""
        return sum(1 for one, where, _ in self.requests if one == method and path in where)


def cut(connection: socket.socket) -> None:
    """Close with a reset."""
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    except OSError:
        pass


class _Cut(Exception):
    """Reset the connection instead of answering."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""

    def __getattr__(self, name: str) -> Any:
        """Every method of HTTP ends in the same place."""
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def _serve(self) -> None:
        portal = self.server.portal
        parts = urlsplit(self.path)
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        portal.requests.append((self.command, parts.path, {k.lower(): v for k, v in self.headers.items()}))
        fault = portal.next_fault(self.command, parts.path)
        try:
            if fault is not None and self._instead(fault):
                return
            with portal.district.lock:
                self._forget(fault)
                status, body, headers = self._answer(parts.path, {k: v[0] for k, v in parse_qs(parts.query).items()}, fault)
            self._afterwards(fault, status, body, headers)
        except _Cut:
            self.close_connection = True
            cut(self.connection)

    def _instead(self, fault: Fault) -> bool:
        """Faults before anything is done; True when the request is dealt with."""
        if fault.kind is Kind.RESET_BEFORE:
            raise _Cut
        if fault.kind is Kind.HTML:
            self._send(fault.status, b"<html><body>Please log in to the network</body></html>", {"Content-Type": "text/html"})
        elif fault.kind is Kind.ANSWER:
            self._send(fault.status, _json(fault.body), {"Content-Type": "application/json", **fault.headers})
        elif fault.kind is Kind.RAW:
            self._send(fault.status, fault.body, fault.headers)
        elif fault.kind is Kind.REDIRECT:
            self._send(fault.status, b"", {"Location": fault.location})
        elif fault.kind is Kind.DRIP:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "1000")
            self.end_headers()
            while not self.server.portal.released.wait(0.05):
                self.wfile.write(b" ")
                self.wfile.flush()
        else:
            return False
        return True

    def _forget(self, fault: Fault | None) -> None:
        district = self.server.portal.district
        if fault is not None and fault.kind is Kind.FORGET_KEYS:
            district.keys.clear()
            district.receipts.clear()
        if fault is not None and fault.kind is Kind.LOSE_FILES:
            district.files.clear()
            district.uploads.clear()

    def _afterwards(self, fault: Fault | None, status: int, body: bytes, headers: dict[str, str]) -> None:
        """Faults after the commit."""
        kind = fault.kind if fault is not None else None
        if kind in (Kind.RESET_AFTER, Kind.HALF_WRITTEN):
            raise _Cut
        if kind is Kind.STALL_AFTER:
            self.server.portal.released.wait(30)
            raise _Cut
        if kind is Kind.ERROR_AFTER:
            self._send(500, _json({"code": "server_error"}), {"Content-Type": "application/problem+json"})
        elif kind is Kind.TRUNCATE:
            self.send_response(status)
            self.send_header("Content-Type", headers.get("Content-Type", "application/json"))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
        else:
            self._send(status, body, headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers and status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
            self.wfile.flush()

    def _answer(self, path: str, query: dict[str, str], fault: Fault | None) -> tuple[int, bytes, dict[str, str]]:
        try:
            if path.startswith(f"{API}/uploads"):
                return self._uploads(path, fault)
            status, data = self._route(path, query)
        except Said as said:
            body = {"type": "about:blank", "title": said.code, "status": said.status, "code": said.code, **said.members}
            if path.startswith(AUTH):
                body = {"status": said.status, "errors": [{"code": said.code, "message": said.code}]}
            return said.status, _json(body), {"Content-Type": "application/problem+json"}
        if isinstance(data, bytes):
            return status, data, {"Content-Type": "application/octet-stream"}
        headers = {"Content-Type": "application/json"}
        if path == f"{API}/rule-pack" and data is not None:
            headers["ETag"] = f'"{data["version"]}"'
        return status, b"" if data is None else _json(data), headers

    def _route(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        district = self.server.portal.district
        session = self.headers.get("X-Session-Token", "")
        method = self.command
        if path == f"{API}/health":
            return 200, {"name": district.portal_name, "version": "0", "practice": False, "server_time": "", "pack_version": ""}
        if path == f"{AUTH}/auth/login":
            data = json.loads(self.body)
            return 200, {"status": 200, "meta": {"session_token": district.log_in(data["username"], data["password"])}}
        if path == f"{AUTH}/account/password/change":
            data = json.loads(self.body)
            district.change_password(session, data["current_password"], data["new_password"])
            return 200, {"status": 200}
        if path == f"{AUTH}/auth/session" and method == "DELETE":
            district.sessions.pop(session, None)
            return 401, {"status": 401}
        if path == f"{API}/devices" and method == "POST":
            return 201, district.new_device(session)
        return self._signed_in(path, query, self._user())

    def _user(self) -> str:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        username = self.server.portal.district.tokens.get(token)
        if username is None:
            raise Said(401, "token_unknown")
        return username

    def _signed_in(self, path: str, query: dict[str, str], username: str) -> tuple[int, Any]:
        district = self.server.portal.district
        rest = path.removeprefix(f"{API}/").split("/")
        match [self.command, *rest]:
            case ["DELETE", "devices", "current"]:
                district.tokens.pop(self.headers["Authorization"].removeprefix("Bearer "))
                return 204, None
            case ["GET", "me"]:
                return 200, district.profile(username)
            case ["GET", "sections"]:
                return 200, {"sections": SECTIONS}
            case ["GET", "rule-pack"]:
                if self.headers.get("If-None-Match", "").strip('"') == district.pack["version"]:
                    return 304, None
                return 200, district.pack
            case ["GET", "changes"]:
                return 200, district.changes(query.get("cursor", ""), int(query.get("limit", "200")))
            case ["GET", "articles"]:
                ids = [item.id for item in district.articles.values() if item.state == query.get("state", item.state)]
                return 200, {"items": district.summaries(ids), "total": len(ids), "page": 1}
            case ["GET", "articles", article_id]:
                return 200, district.status(article_id)
            case ["GET", "articles", _, "files", sha256] if sha256 in district.files:
                return 200, district.files[sha256]
            case ["POST", "articles", article_id, "submit"]:
                return 201, district.submit(
                    username,
                    article_id,
                    json.loads(self.body),
                    self.headers.get("Idempotency-Key", ""),
                    self.headers.get("If-Match", ""),
                    self.headers.get("If-None-Match", ""),
                )
            case ["GET", "receipts", key] if key in district.receipts:
                return 200, district.receipts[key]
            case ["POST", "files", "known"]:
                return 200, {"known": [item for item in json.loads(self.body)["sha256"] if item in district.files]}
        raise Said(404, "not_found")

    def _uploads(self, path: str, fault: Fault | None) -> tuple[int, bytes, dict[str, str]]:
        """tus 1.0: creation, head, patch."""
        self._user()
        uploads = self.server.portal.district.uploads
        head = {"Tus-Resumable": "1.0.0"}
        name = path.removeprefix(f"{API}/uploads").strip("/")
        if self.command == "POST":
            name = uuid.uuid4().hex
            metadata = dict(pair.split(" ") for pair in self.headers["Upload-Metadata"].split(","))
            wanted = base64.b64decode(metadata["sha256"]).decode()
            uploads[name] = (int(self.headers["Upload-Length"]), bytearray(), wanted)
            self._complete(name)
            return 201, b"", {**head, "Location": f"{API}/uploads/{name}"}
        if name not in uploads:
            return 404, b"", head
        length, data, _ = uploads[name]
        if self.command == "HEAD":
            return 200, b"", {**head, "Upload-Offset": str(len(data)), "Upload-Length": str(length)}
        if int(self.headers["Upload-Offset"]) != len(data):
            return 409, b"", head
        data.extend(self.body[: len(self.body) // 2] if fault is not None and fault.kind is Kind.HALF_WRITTEN else self.body)
        if not self._complete(name):
            return 460, b"", head
        return 204, b"", {**head, "Upload-Offset": str(len(data))}

    def _complete(self, name: str) -> bool:
        district = self.server.portal.district
        length, data, wanted = district.uploads[name]
        if len(data) < length:
            return True
        if hashlib.sha256(data).hexdigest() != wanted:
            del district.uploads[name]
            return False
        district.files[wanted] = bytes(data)
        return True


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()
