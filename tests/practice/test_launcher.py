"""The launcher: first start from the template, an answer, data kept, an end with its parent."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from portal.practice.library import Library
from portal.practice.serving import run_scheduler
from portal.practice.template import is_filled, needs_migration, unpack_template
from tests.practice.running import ROOT, Portal

pytestmark = pytest.mark.portal


def test_it_answers_and_offers_accounts(portal: Portal, library: Library) -> None:
    health = portal.get("/api/v1/health").json
    assert isinstance(health, dict)
    assert health["practice"] is True
    assert health["practice_accounts"] == library.offered_accounts()
    assert portal.line["pid"] == portal.process.pid
    assert portal.url.startswith("http://127.0.0.1:")


def test_offered_accounts_sign_in(portal: Portal, library: Library) -> None:
    for account in library.offered_accounts():
        assert portal.sign_in(account["username"], account["password"]).status == 200, account
    assert portal.sign_in("zhoujianning", "wrong").status == 400


def test_the_first_sign_in_must_change_the_password(portal: Portal, library: Library) -> None:
    answer = portal.sign_in("linxiaomei", library.people["first_password"]).json
    assert isinstance(answer, dict)
    refused = portal.post("/api/v1/devices", {"name": "test"}, X_Session_Token=answer["meta"]["session_token"])
    assert refused.status == 403
    assert isinstance(refused.json, dict)
    assert refused.json["code"] == "password_change_required"


def test_second_start_keeps_data_and_fresh_forgets(template: Path, tmp_path: Path) -> None:
    data, marker = tmp_path / "data", "uploads/kept.part"
    with Portal(data, template) as first:
        pass
    assert first.process.returncode == 0
    key = (data / "secret_key").read_text()
    (data / "uploads").mkdir(exist_ok=True)
    (data / marker).write_text("practised")
    with Portal(data, template) as second:
        assert second.get("/").status == 200
        assert second.seconds < 20  # the bar is 2 s on a quiet machine; here other tests run beside
    assert (data / marker).is_file()
    assert (data / "secret_key").read_text() == key
    with Portal(data, template, "--fresh") as third:
        assert third.get("/").status == 200
    assert not (data / marker).exists()
    assert (data / "secret_key").read_text() != key


def test_it_ends_when_its_parent_dies(template: Path, tmp_path: Path) -> None:
    """A parent that is killed closes the pipe; nothing else tells the child."""
    script = (
        "import subprocess, sys, os\n"
        "child = subprocess.Popen([sys.executable, '-m', 'portal.practice', '--data', sys.argv[1], '--with-parent'],"
        " stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "sys.stdout.buffer.write(child.stdout.readline()); sys.stdout.flush()\n"
        "os._exit(1)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "data")]
    parent = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PRACTICE_TEMPLATE": str(template)}, stdout=subprocess.PIPE, check=False, timeout=90
    )
    pid, port = json.loads(parent.stdout)["pid"], int(json.loads(parent.stdout)["url"].rsplit(":", 1)[1])
    ended = threading.Event()
    threading.Thread(target=lambda: (_wait_for_end(pid), ended.set()), daemon=True).start()
    assert ended.wait(30)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def _wait_for_end(pid: int) -> None:
    import psutil

    try:
        psutil.wait_procs([psutil.Process(pid)], timeout=30)
    except psutil.NoSuchProcess:
        return


def test_a_taken_port_is_told(template: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [
            sys.executable,
            "-m",
            "portal.practice",
            "--data",
            str(tmp_path / "data"),
            "--port",
            str(taken.getsockname()[1]),
        ]
        environment = os.environ | {"PRACTICE_TEMPLATE": str(template)}
        ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90, check=False)
    assert ended.returncode == 2
    assert "the port cannot be used" in ended.stderr
    assert ended.stdout == ""


def test_the_template_is_compact_and_whole(template: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(template) as package:
        names = package.namelist()
        assert package.testzip() is None
    assert "portal.sqlite3" in names
    assert "secret_key" not in names  # each installation makes its own
    assert template.stat().st_size < 3_000_000
    assert not is_filled(tmp_path / "data")
    unpack_template(template, tmp_path / "data")
    assert is_filled(tmp_path / "data")
    assert not needs_migration(tmp_path / "data")
    (tmp_path / "data" / "schema").write_text("older")
    assert needs_migration(tmp_path / "data")


def test_a_damaged_template_leaves_no_half_portal(tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 not a zip")
    with pytest.raises(zipfile.BadZipFile):
        unpack_template(broken, tmp_path / "data")
    assert not is_filled(tmp_path / "data")


def test_the_scheduler_works_until_stopped() -> None:
    stop, calls = threading.Event(), []

    def work() -> None:
        calls.append(1)
        if len(calls) == 3:
            stop.set()

    run_scheduler(stop, work, seconds=0.001)
    assert len(calls) == 3
