from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editor_app.core.content import Attachment, Role
from editor_app.core.errors import Conflict, NotAllowed, PortalBroken, PortalError, RateLimited, Unauthorized, Unreachable
from editor_app.core.organisation import Account
from editor_app.core.review import ReturnReason
from editor_app.services.connection import Connection
from editor_app.services.reviewing import Reviewing

ACCOUNT = Account("0123456789abcdef", "http://127.0.0.1:9", "li", "李审核", "青河镇", "门户")


class Desk:
    """A portal's review side: `answers` are raised or returned in turn; `calls` holds what came."""

    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.calls: list[tuple[Any, ...]] = []
        self.files: dict[str, bytes] = {}

    def _answer(self, *call: Any) -> Any:
        self.calls.append(call)
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def approve(self, *call: Any) -> Any:
        return self._answer("approve", *call)

    def send_back(self, *call: Any) -> Any:
        return self._answer("return", *call)

    def comment(self, *call: Any) -> Any:
        return self._answer("comment", *call)

    def download(self, article_id: str, sha256: str, target: Path, progress: Callable[[int], None]) -> None:
        self._answer("download", sha256)
        target.write_bytes(self.files[sha256])


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def reviewing(desk: Desk, tmp_path: Path) -> Reviewing:
    return Reviewing(Connection(ACCOUNT, desk), tmp_path / "cache")  # type: ignore[arg-type]


@pytest.mark.parametrize("lost", [Unreachable(), PortalBroken(), RateLimited(), Unauthorized()])
def test_a_decision_repeated_after_a_lost_answer_keeps_its_key(desk: Desk, reviewing: Reviewing, lost: PortalError) -> None:
    desk.answers = [lost, "done"]
    with pytest.raises(PortalError):
        reviewing.approve("t", "r", "h", "同意")
    reviewing.approve("t", "r", "h", "同意")
    reviewing.approve("t", "r", "h", "同意")
    keys = [call[-1] for call in desk.calls]
    assert keys[0] == keys[1] != keys[2]


def test_a_definite_no_ends_the_key_and_other_decisions_have_their_own(desk: Desk, reviewing: Reviewing) -> None:
    desk.answers = [Conflict(), Unreachable()]
    with pytest.raises(Conflict):
        reviewing.approve("t", "r", "h")
    with pytest.raises(Unreachable):
        reviewing.approve("t", "r", "h")
    reviewing.approve("t", "r2", "h2")
    reviewing.send_back("t", "r", "h", ReturnReason.FACTS, "请补充")
    assert len({call[-1] for call in desk.calls}) == 4


def test_a_decision_names_what_was_seen(desk: Desk, reviewing: Reviewing) -> None:
    reviewing.send_back("t", "r", "h", ReturnReason.WORDING, " 请改 ")
    assert desk.calls[0][:6] == ("return", "t", "r", "h", ReturnReason.WORDING, "请改")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_returning_needs_words(desk: Desk, reviewing: Reviewing, text: str) -> None:
    with pytest.raises(NotAllowed):
        reviewing.send_back("t", "r", "h", ReturnReason.OTHER, text)
    with pytest.raises(NotAllowed):
        reviewing.comment("a", text)
    assert desk.calls == []


def test_without_sign_in_nothing_is_decided(reviewing: Reviewing) -> None:
    reviewing._connection.detach()
    with pytest.raises(Unauthorized):
        reviewing.approve("t", "r", "h")


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("表.xlsx", ".xlsx"), ("../../x.pdf", ".pdf"), ("x.doc cx", ""), ("无", ""), ("a.表格", ""), ("a.exe\u202e", "")],
)
def test_an_attachment_is_fetched_once_under_a_safe_name(
    desk: Desk, reviewing: Reviewing, tmp_path: Path, name: str, suffix: str
) -> None:
    item = Attachment("file0001", Role.FILE, name, "ab" * 32, 4, "x/y")
    desk.files[item.sha256] = b"form"
    path = reviewing.fetch_attachment("a", item)
    assert reviewing.fetch_attachment("a", item) == path
    assert path == tmp_path / "cache" / "ab" / f"{'ab' * 32}{suffix}"
    assert path.read_bytes() == b"form"
    assert len(desk.calls) == 1
