from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.core.content import ArticleContent, Attachment, Role
from editor_app.core.errors import BlobDamaged
from editor_app.store.account import AccountStore
from editor_app.store.blobs import Blobs
from tests.store.conftest import HandClock

DATA = "报名表".encode() * 100


def _article(*hashes: str) -> ArticleContent:
    return ArticleContent(
        title="t", attachments=tuple(Attachment(f"a{i}", Role.FILE, f"{i}", sha256, 1, "x") for i, sha256 in enumerate(hashes))
    )


def test_added_bytes_are_read_back_and_lie_under_their_hash(store: AccountStore, folder: Path) -> None:
    sha256 = store.blobs.add(DATA)
    assert sha256 == hashlib.sha256(DATA).hexdigest()
    assert store.blobs.read(sha256) == DATA
    assert store.blobs.path(sha256) == folder / "blobs" / sha256[:2] / sha256
    assert store.blobs.add(DATA) == sha256
    assert list((folder / "blobs" / "unfinished").iterdir()) == []
    if os.name != "nt":
        assert store.blobs.path(sha256).stat().st_mode & 0o777 == 0o600


def test_a_file_is_copied_as_it_was(store: AccountStore, tmp_path: Path) -> None:
    source = tmp_path / "报名表.xlsx"
    source.write_bytes(DATA)
    sha256, size = store.blobs.add_file(source)
    source.write_bytes(b"changed since")
    assert size == len(DATA)
    assert store.blobs.read(sha256) == DATA
    with pytest.raises(FileNotFoundError):
        store.blobs.add_file(tmp_path / "missing")


def test_bytes_are_durable_before_they_get_their_name(store: AccountStore, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def replaced(self: Path, target: Path) -> Path:
        done.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    store.blobs.add(DATA)
    place = done.index("name")
    assert done[place - 1] == "file"
    assert os.name == "nt" or done[place + 1] == "folder"


def test_damage_is_met_when_reading_and_mended_by_adding_again(store: AccountStore) -> None:
    sha256 = store.blobs.add(DATA)
    path = store.blobs.path(sha256)
    path.write_bytes(DATA[:-1] + b"!")
    draft = store.drafts.create(_article(sha256), "a")
    with pytest.raises(BlobDamaged):
        store.blobs.read(sha256)
    with pytest.raises(BlobDamaged) as caught:
        store.blobs.verify(sha256, "报名表.xlsx")
    assert caught.value.name == "报名表.xlsx"
    assert store.blobs.users(sha256) == [draft.id]
    assert any(sha256 in problem for problem in store.check())
    store.blobs.add(DATA)
    assert store.blobs.read(sha256) == DATA
    path.unlink()
    with pytest.raises(BlobDamaged):
        store.blobs.read(sha256)


@given(
    st.one_of(
        st.text(max_size=80),
        st.sampled_from(["../" * 10 + "etc/passwd", "..", "/etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"]),
    )
)
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    blobs = Blobs(None, Path("/folder"), lambda: "")  # type: ignore[arg-type]  # path() touches no database
    try:
        path = blobs.path(name)
    except ValueError:
        return
    assert path.parent.parent == Path("/folder")
    assert path.name == name


def test_garbage_goes_after_its_grace_and_used_files_never(store: AccountStore, clock: HandClock) -> None:
    used, removed_later, never, held = (store.blobs.add(bytes([number]) * 10) for number in range(4))
    draft = store.drafts.create(_article(used, removed_later), "a")
    assert store.blobs.collect_garbage({held}) == 0
    clock.move(days=31)
    assert store.blobs.collect_garbage({held}) == 1
    assert not store.blobs.has(never)
    assert store.blobs.has(held)
    # The first revision is an autosave of another run, so the history still needs the file.
    store.drafts.save_content(draft.id, _article(used))
    clock.move(days=62)
    store.blobs.collect_garbage({held})
    assert store.blobs.read(removed_later) == bytes([1]) * 10
    store.drafts.trash(draft.id)
    store.drafts.remove_trashed("9999-01-01T00:00:00+00:00")
    store.blobs.collect_garbage()
    clock.move(days=29)
    assert store.blobs.collect_garbage() == 0
    clock.move(days=1)
    assert store.blobs.collect_garbage() == 3
    assert not store.blobs.has(used)


def test_a_file_used_again_loses_its_mark(store: AccountStore, clock: HandClock) -> None:
    sha256 = store.blobs.add(DATA)
    store.blobs.collect_garbage()
    clock.move(days=29)
    store.blobs.add(DATA)
    clock.move(days=29)
    assert store.blobs.collect_garbage() == 0
    clock.move(days=29)
    assert store.blobs.collect_garbage() == 0
    assert store.blobs.has(sha256)
    clock.move(days=-3000)
    assert store.blobs.collect_garbage() == 0
    clock.move(days=29)
    assert store.blobs.collect_garbage() == 0


def test_what_a_crash_left_is_adopted_or_cleared(store: AccountStore, folder: Path, clock: HandClock) -> None:
    stray = hashlib.sha256(b"stray").hexdigest()
    (folder / "blobs" / stray[:2]).mkdir(parents=True)
    (folder / "blobs" / stray[:2] / stray).write_bytes(b"stray")
    (folder / "blobs" / "unfinished").mkdir(exist_ok=True)
    (folder / "blobs" / "unfinished" / "half").write_bytes(b"ha")
    assert store.blobs.collect_garbage() == 0
    assert not (folder / "blobs" / "unfinished" / "half").exists()
    assert store.blobs.has(stray)
    clock.move(days=30)
    assert store.blobs.collect_garbage() == 1
    assert not store.blobs.has(stray)


def test_references_follow_revisions_in_the_same_transaction(store: AccountStore) -> None:
    first, second = store.blobs.add(b"1"), store.blobs.add(b"2")
    draft = store.drafts.create(_article(first, first), "a")
    assert store.blobs.in_use() == {first}
    store.drafts.save_content(draft.id, _article(second))
    assert store.blobs.in_use() == {second}

    def interrupted() -> None:
        with store.together():
            store.drafts.save_content(draft.id, _article(first, second))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert store.blobs.in_use() == {second}
