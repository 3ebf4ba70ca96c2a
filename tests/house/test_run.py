"""`dev.py run`: the practice portal beside the window."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from devtools.practice import keeping_its_address

pytestmark = pytest.mark.portal
PYTHON = Path(sys.executable)


def test_the_practice_portal_keeps_its_address_over_runs(tmp_path: Path) -> None:
    """Accounts belong to an address: with another port the drafts of yesterday would seem to be gone."""
    with keeping_its_address(PYTHON, tmp_path) as portal:
        first = portal.url
    with keeping_its_address(PYTHON, tmp_path) as portal:
        assert portal.url == first


def test_a_taken_port_gives_way_to_another(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        (tmp_path / "port").write_text(str(taken), encoding="utf-8")
        with keeping_its_address(PYTHON, tmp_path) as portal:
            assert portal.url.startswith("http://127.0.0.1:")
            assert not portal.url.endswith(f":{taken}")
    assert "usual port is taken" in capfd.readouterr().out
