"""The disk is full, read-only or broken: nothing saved before is lost, the failure has its own words, and it goes on after."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.draft import RevisionKind
from editor_app.core.errors import DiskFull, StorageError, StoreReadOnly
from editor_app.core.outbox import Receipt
from editor_app.store.account import AccountStore
from editor_app.store.database import Database
from editor_app.store.profile import ProfileStore

ROOT = Path(__file__).resolve().parents[2]
TEXT = ArticleContent(title="题", section="s", body="正文")
NOW = "2026-11-23T09:00:00+08:00"
LONG = dataclasses.replace(TEXT, body="很长的正文" * 4000)


def _save(store: AccountStore, draft_id: str) -> object:
    return store.drafts.save_content(draft_id, LONG, RevisionKind.MANUAL)


def _create(store: AccountStore, draft_id: str) -> object:
    return store.drafts.create(LONG, "a")


def _enqueue(store: AccountStore, draft_id: str) -> object:
    return store.outbox.enqueue(draft_id, LONG)


def _sent(store: AccountStore, draft_id: str) -> object:
    entry = store.outbox.enqueue(draft_id, TEXT) if not store.outbox.entries() else store.outbox.entries()[0]
    store.outbox.claim_next(NOW)
    return store.outbox.settle_sent(entry.id, Receipt("1", draft_id, NOW, TEXT.content_hash, "s", "e", "1"))


def _state(store: AccountStore, draft_id: str) -> object:
    """Everything a person could see, as far as it concerns these steps."""
    summaries = sorted((row.id, row.title, row.state, row.excerpt) for row in store.drafts.summaries())
    history = [(row.id, row.number, row.kind) for row in store.revisions.of_draft(draft_id)]
    entries = [(entry.id, entry.state, entry.attempts) for entry in store.outbox.entries()]
    return summaries, history, entries, store.drafts.load(draft_id), store.search.search("很长"), store.blobs.in_use()


@pytest.mark.parametrize("step", [_save, _create, _enqueue])
def test_a_full_database_at_any_page(tmp_path: Path, step: Callable[[AccountStore, str], object]) -> None:
    """The file may grow by one page more each time, so SQLITE_FULL strikes at every place where the step needs one."""
    store = AccountStore(tmp_path / "a")
    draft = store.drafts.create(TEXT, "a")
    before, struck = _state(store, draft.id), 0
    for extra in range(200):
        pages = store._database.value("PRAGMA page_count")
        store._database.rows(f"PRAGMA max_page_count = {pages + extra}")
        try:
            step(store, draft.id)
        except DiskFull:
            struck += 1
            assert _state(store, draft.id) == before
        else:
            break
    assert struck >= 3
    assert _state(store, draft.id) != before
    store._database.rows("PRAGMA max_page_count = 1000000")
    assert store.check() == []
    store.close()


@pytest.mark.parametrize("step", [_save, _create, _enqueue, _sent])
def test_a_failure_at_any_statement_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: Callable[[AccountStore, str], object]
) -> None:
    store = AccountStore(tmp_path / "a")
    draft = store.drafts.create(TEXT, "a")
    if step is _sent:
        store.outbox.enqueue(draft.id, TEXT)
        store.outbox.claim_next(NOW)
    before, struck = _state(store, draft.id), 0
    real = {name: getattr(Database, name) for name in ("run", "insert")}
    for stop in range(200):
        left = [stop]

        def failing(name: str, left: list[int] = left) -> Callable[..., int]:
            def call(self: Database, *values: object) -> int:
                if left[0] == 0:
                    raise DiskFull
                left[0] -= 1
                return int(real[name](self, *values))

            return call

        for name in real:
            monkeypatch.setattr(Database, name, failing(name))
        try:
            step(store, draft.id)
        except DiskFull:
            struck += 1
            monkeypatch.undo()
            assert _state(store, draft.id) == before
        else:
            monkeypatch.undo()
            break
    assert struck >= 3
    assert _state(store, draft.id) != before
    store.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 600 kB of its own."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs Linux and root")
    point = tmp_path / "disk"
    point.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(point)], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"mounting is not allowed here: {mounted.stderr.strip()}")
    yield point
    subprocess.run(["umount", str(point)], check=True)


def test_a_really_full_disk(small_disk: Path) -> None:
    profile = ProfileStore.open(small_disk / "root")
    store = profile.open_account("a")
    draft = store.drafts.create(TEXT, "a")
    kept = store.blobs.add(b"kept" * 100)
    filler = small_disk / "filler"
    free = os.statvfs(small_disk)
    filler.write_bytes(b"x" * (free.f_bavail * free.f_frsize - 8192))

    def save_until_full() -> None:
        for number in range(50):
            store.drafts.save_content(draft.id, dataclasses.replace(LONG, title=f"{number}"), RevisionKind.MANUAL)

    with pytest.raises(DiskFull):
        save_until_full()
    newest = store.drafts.load(draft.id)
    with pytest.raises(DiskFull):
        store.blobs.add(os.urandom(100_000))
    with pytest.raises(DiskFull):
        store.back_up()
    assert store.drafts.load(draft.id) == newest
    filler.unlink()
    saved, _ = store.drafts.save_content(draft.id, TEXT, RevisionKind.MANUAL)
    attachment = Attachment("a1", Role.FILE, "n", kept, 400, "x")
    store.outbox.enqueue(draft.id, dataclasses.replace(TEXT, attachments=(attachment,)))
    assert saved.content == TEXT
    assert store.check() == []
    profile.close()


def test_a_read_only_disk(small_disk: Path) -> None:
    profile = ProfileStore.open(small_disk / "root")
    store = profile.open_account("a")
    draft = store.drafts.create(TEXT, "a")
    profile.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(StoreReadOnly):
        ProfileStore.open(small_disk / "root")
    with pytest.raises(StorageError):
        AccountStore(small_disk / "root" / "accounts" / "a")
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    profile = ProfileStore.open(small_disk / "root")
    assert profile.open_account("a").drafts.load(draft.id) == draft
    assert profile.notices == []
    profile.close()


_BROKEN_WRITES = """
import resource, sys
from pathlib import Path
from editor_app.core.content import ArticleContent
from editor_app.core.draft import RevisionKind
from editor_app.core.errors import StorageError
from editor_app.store.account import AccountStore

store = AccountStore(Path(sys.argv[1]))
draft = store.drafts.create(ArticleContent(title="t", body="x"), "a")
size = (Path(sys.argv[1]) / "store.db-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 6000, -1))
try:
    store.drafts.save_content(draft.id, ArticleContent(title="t", body="y" * 50000), RevisionKind.MANUAL)
except StorageError as error:
    assert "IOERR" in error.detail, error.detail
else:
    raise SystemExit("nothing failed")
assert store.drafts.load(draft.id).content.body == "x"
resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
saved, _ = store.drafts.save_content(draft.id, ArticleContent(title="t", body="z" * 50000), RevisionKind.MANUAL)
assert saved.content.body == "z" * 50000
assert store.check() == []
store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_write_that_the_system_refuses(tmp_path: Path) -> None:
    """A limit on file sizes makes real writes fail with an I/O error in the middle of the log."""
    result = subprocess.run(
        [sys.executable, "-c", _BROKEN_WRITES, str(tmp_path / "a")], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert result.returncode == 0, result.stderr
