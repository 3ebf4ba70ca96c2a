"""What can go wrong with one request to the fake portal."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any


class Kind(Enum):
    """BEFORE: the portal never acts on the request. AFTER: it does, and the answer is lost or mangled."""

    RESET_BEFORE = auto()
    RESET_AFTER = auto()
    ERROR_AFTER = auto()  # 500 after the commit
    TRUNCATE = auto()  # half the answer after the commit
    STALL_AFTER = auto()  # commits, then is silent until the client gives up
    HALF_WRITTEN = auto()  # an upload of which half arrives
    HTML = auto()  # a log-in page of the network, status 200
    ANSWER = auto()  # `status` and `body`, nothing done
    REDIRECT = auto()  # to `location`
    FORGET_KEYS = auto()  # the portal has lost its table of keys, then acts
    LOSE_FILES = auto()  # the portal has lost the uploaded files, then acts
    RAW = auto()  # `body` is bytes, sent as they are with `headers`
    DRIP = auto()  # headers, then one byte now and then


@dataclass
class Fault:
    """Applies to the next `times` requests whose method and path fit."""

    kind: Kind
    method: str = ""
    path: str = ""
    times: int = 1
    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    location: str = ""

    def fits(self, method: str, path: str) -> bool:
        """Does it apply to this request?"""
        return self.times > 0 and self.method in ("", method) and self.path in path


def problem(status: int, code: str, **members: Any) -> Fault:
    """An answer with problem details."""
    headers = {"Content-Type": "application/problem+json", **members.pop("headers", {})}
    body = {"type": "about:blank", "title": code, "status": status, "code": code, "detail": "", **members}
    return Fault(Kind.ANSWER, status=status, body=body, headers=headers)
