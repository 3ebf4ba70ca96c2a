"""The disk is full, damaged, too new or taken: what the window says, what is kept, and that work goes on."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from editor_app.core.draft import DraftState
from editor_app.ui.i18n import tr
from tests.stories.house import CONTROL, House
from tests.support.store_factory import signed_in_home

ROOT = Path(__file__).resolve().parents[2]


def store_file(house: House) -> Path:
    """The account's database."""
    (found,) = (house.home / "data" / "accounts").glob("*/store.db")
    return found


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file with its hash, but for the lock."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "lock" not in path.name
    }


def limit_pages(house: House, extra: int) -> None:
    """The real SQLITE_FULL: the file may grow by `extra` pages; 0 lifts the limit."""

    def work() -> None:
        database = house.program._standing.opened.store._database
        pages = int(database.value("PRAGMA page_count"))
        database.rows(f"PRAGMA max_page_count = {pages + extra if extra else 4294967294}")

    house.on_disk(work)


def test_full_disk_while_writing(house: House) -> None:
    house.open()
    house.signed_in()
    draft = house.written()
    house.open_draft(draft)
    limit_pages(house, 1)
    added = "请务必落实到位。" * 3000
    house.screen.source.setFocus()
    house.driver.key(Qt.Key.Key_End, CONTROL)
    cursor = house.screen.source.textCursor()
    cursor.insertText(added)
    house.says("The disk is full: the latest changes are not saved yet", "Your text is still in the window.")
    house.says("saving is tried again by itself", "Not saved yet")
    house.picture("full")
    assert added in house.screen.source.text(), "the text stays in the window"
    assert added not in house.load(draft).content.body
    house.window.close()
    house.says("The newest changes could not be saved", "Close without them?")
    house.picture("closing")
    house.driver.key(Qt.Key.Key_Escape)
    assert house.window.isVisible()
    limit_pages(house, 0)
    house.driver.press(tr("Editor", "Save now"))
    house.driver.wait(lambda: added in house.load(draft).content.body, "the text on the disk")
    house.driver.wait(lambda: not house.screen.save_banner.isVisible(), "the warning to go")
    assert house.close() == 0


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, house: House) -> Iterator[House]:
    """The home lies on a file system of 3 MB of its own."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs Linux and root")
    house.home.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(house.home)], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"mounting is not allowed here: {mounted.stderr.strip()}")
    yield house
    house.break_off()
    subprocess.run(["umount", "-l", str(house.home)], check=True)


def test_really_full_disk(small_disk: House, tmp_path: Path) -> None:
    """Saving, attaching and submitting on a disk without room; each goes on when there is room again, by itself where it can."""
    house = small_disk
    house.open()
    house.signed_in()
    draft = house.written()
    house.open_draft(draft)
    filler = house.home / "filler"
    free = os.statvfs(house.home)
    filler.write_bytes(b"x" * (free.f_bavail * free.f_frsize - 4096))
    added = "请务必落实到位。" * 8000
    cursor = house.screen.source.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    cursor.insertText(added)
    house.says("The disk is full: the latest changes are not saved yet", "Your text is still in the window.")
    paper = tmp_path / "检查表.txt"
    paper.write_bytes("检查项目\n".encode() * 20_000)
    house.screen.presenter.attachments.add_files([paper])
    house.says("检查表.txt: not added, the disk is full", "Free some disk space, then add the file again.")
    house.picture("attaching")
    filler.unlink()
    house.driver.wait(lambda: added in house.load(draft).content.body, "saving to be tried again by itself", 15)
    house.settle()
    house.picture("saved-again")
    assert not house.screen.save_banner.isVisible()
    assert house.close() == 0


def test_damaged_database(house: House) -> None:
    """Set aside, the newest backup restored, the window says so; what was saved after the backup is rescued where it can be."""
    house.open()
    house.signed_in()
    draft = house.written(title="备份过的通知")
    house.on_disk(lambda: house.program._standing.opened.store.back_up())
    assert house.close() == 0
    path = store_file(house)
    data = bytearray(path.read_bytes())
    data[:4096] = os.urandom(4096)
    path.write_bytes(bytes(data))
    house.open()
    house.says("The data file was damaged: the newest backup was restored", "The damaged file was set aside, not deleted.")
    house.says("Look whether your latest drafts are complete.")
    house.picture("restored")
    assert house.load(draft).content.title == "备份过的通知"
    assert any(
        item.name != "store.db" and item.read_bytes()[:4096] == bytes(data[:4096])
        for item in path.parent.rglob("*")
        if item.is_file()
    )
    assert house.close() == 0


def test_damaged_settings(house: House) -> None:
    """The list of accounts is damaged and has no backup: the window opens, says so, and the drafts are found after signing in."""
    house.open()
    house.signed_in()
    draft = house.written(title="仍在的通知")
    assert house.close() == 0
    for item in (house.home / "data").rglob("profile*"):
        if item.is_file():
            item.unlink() if item.name != "profile.db" else item.write_bytes(b"no database " * 1000)
    house.open()
    house.says("The data file was damaged and there was no backup: a new one was started")
    house.picture("started-anew")
    house.signed_in()
    assert house.load(draft).content.title == "仍在的通知"
    assert house.close() == 0


@pytest.mark.parametrize("which", ["profile.db", "store.db"])
def test_newer_database(house: House, which: str) -> None:
    """Refused with a sentence and exit code 3; not one byte is changed."""
    house.open()
    house.signed_in()
    house.written()
    assert house.close() == 0
    path = house.home / "data" / "profile.db" if which == "profile.db" else store_file(house)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 900")
    database.close()
    before = fingerprint(house.home / "data")
    house.refused()
    house.says("This data was written by a newer version of the program")
    house.says("Nothing was changed. Install the newer version, then open it again.")
    house.picture(which.partition(".")[0])
    house.driver.press(tr("Fatal", "Close"))
    house.driver.wait(lambda: house.ending.asked, "the program to end")
    assert house.close() == 3
    assert fingerprint(house.home / "data") == before


def test_no_place_to_write(house: House) -> None:
    """A file stands where the data folder should be: told in words, exit code 3, no crash."""
    house.home.mkdir()
    (house.home / "data").write_text("not a folder")
    house.refused()
    house.says("The data folder cannot be written to")
    house.says("Nothing was changed. Ask who looks after this computer to make the folder writable, then start again.")
    house.picture("no-folder")
    house.driver.press(tr("Fatal", "Close"))
    house.driver.wait(lambda: house.ending.asked, "the program to end")
    assert house.close() == 3


_OTHER = """
import sys
from editor_app.app import run
sys.exit(run(["--language", "en"]))
"""


def second_start(house: House) -> subprocess.Popen[bytes]:
    """The program once more, as a process of its own, on the same data."""
    environment = {**os.environ, "UNIT_EDITOR_HOME": str(house.home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        [sys.executable, "-c", _OTHER], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_second_instance_raises_the_first(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.open()
    house.driver.wait(lambda: hasattr(house.program, "_doorbell"), "the bell")
    house.window.showMinimized()
    other = second_start(house)
    house.driver.wait(lambda: other.poll() is not None, "the second start to end", 30)
    said = b"".join(part for part in other.communicate() if part)
    assert other.returncode == 0, said
    house.driver.wait(lambda: not house.window.isMinimized(), "the first window to come back")
    assert house.close() == 0


def test_second_instance_without_an_answer(house: House) -> None:
    """Whoever has the data does not answer the bell: the second start says so and ends with 3; nothing is opened twice."""
    from editor_app.store.profile import ProfileStore

    owner = ProfileStore.open(house.home / "data")
    try:
        house.refused()
        house.says("Another window of this program is using the same data")
        house.says("Switch to the other window, or close it and start again.")
        house.picture("taken")
        house.driver.press(tr("Fatal", "Close"))
        house.driver.wait(lambda: house.ending.asked, "the program to end")
        assert house.close() == 3
    finally:
        owner.close()


_WRITER = """
import sys
from pathlib import Path
from editor_app.core.content import ArticleContent
from editor_app.core.draft import RevisionKind
from editor_app.store.profile import ProfileStore

profile = ProfileStore.open(Path(sys.argv[1]))
account = profile.accounts()[0]
store = profile.open_account(account.id)
draft = store.drafts.create(ArticleContent(title="写到一半的通知", section="tzgg", kind="notice", body="第0稿"), account.id)
for number in range(1, 100000):
    store.drafts.save_content(draft.id, ArticleContent(title="写到一半的通知", section="tzgg", kind="notice", body=f"第{number}稿" * 200),
                              RevisionKind.AUTOSAVE)
    print(number, flush=True)
"""


def test_program_killed_while_saving(house: House) -> None:
    """Killed in the middle of a row of saves: the next start shows the last one that was acknowledged, or a later one."""
    signed_in_home(house.home)
    child = subprocess.Popen([sys.executable, "-c", _WRITER, str(house.home / "data")], cwd=ROOT, stdout=subprocess.PIPE)
    assert child.stdout is not None
    acknowledged = 0
    end = time.monotonic() + 20
    while acknowledged < 40 and time.monotonic() < end:
        acknowledged = int(child.stdout.readline())
    child.send_signal(signal.SIGKILL)
    acknowledged = int((child.stdout.read().split() or [acknowledged])[-1])
    child.wait()
    child.stdout.close()
    house.open()
    house.go("drafts")
    house.driver.wait(lambda: house.screen.list.rows.rows, "the draft in the list")
    house.screen.list.setFocus()
    house.driver.key(Qt.Key.Key_Return)
    house.driver.wait(lambda: house.window.current_place == "editor" and house.screen.source.text(), "the text")
    text = house.screen.source.text()
    assert text.count("稿") == 200
    assert int(text.partition("稿")[0].removeprefix("第")) >= acknowledged
    assert house.program._standing.opened.store.notices == []
    house.picture("after-kill")
    assert house.close() == 0


@pytest.mark.parametrize("point", ["before_submit", "answered"])
def test_program_killed_while_sending(house: House, point: str) -> None:
    """A real SIGKILL between the hops: the window shows an open question, asks the portal, and there is one article."""
    from editor_app.services import kill_points

    house.open()
    house.signed_in()
    draft = house.written()
    account = house.context.session.current.account
    (token,) = house.keyring.secrets.values()
    assert house.close() == 0
    environment = {**os.environ, kill_points.VARIABLE: point}
    script = (
        "import sys; from pathlib import Path\n"
        "from tests.support.office import Office\n"
        "office = Office(Path(sys.argv[1]), sys.argv[2], sys.argv[3], account_id=sys.argv[4])\n"
        "draft = office.store.drafts.load(sys.argv[5])\n"
        "office.store.outbox.enqueue(draft.id, draft.content, (), 'test')\n"
        "office.engine.step()\n"
    )
    folder = house.home / "data" / "accounts" / account.id
    arguments = [str(folder), house.portal.url, token, account.id, draft.id]
    killed = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, env=environment, capture_output=True, timeout=60
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert len(house.portal.district.commits) == (point == "answered")
    house.portal.stop()
    house.open()
    house.go("outbox")
    house.says("the portal is asked first, it is never submitted twice")
    house.picture(f"unknown-{point}")
    house.portal.start()
    house.driver.key(Qt.Key.Key_R, CONTROL)
    house.wait_for("sent")
    assert len(house.portal.district.commits) == 1
    assert house.portal.seen("POST", "/submit") == 1
    assert house.load(draft).state is DraftState.IN_REVIEW
    assert house.close() == 0
