"""Damaged, newer, half-migrated and lost files: what is on the disk is never made worse, and a person is told."""

from __future__ import annotations

import dataclasses
import random
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from editor_app.core.content import ArticleContent
from editor_app.core.draft import DraftQuery, DraftState
from editor_app.core.errors import StoreRestored, StoreSuspect, StoreTooNew, TextsDamaged
from editor_app.core.outbox import OutboxState
from editor_app.store import backup, migrating
from editor_app.store.account import AccountStore
from editor_app.store.database import Database, suspect_mark
from tests.store.conftest import HandClock
from tests.support.store_factory import fill

TEXT = ArticleContent(title="题", section="s", body="正文")


@pytest.fixture
def filled(folder: Path) -> list[str]:
    """A closed store of 60 drafts with its backup; their ids."""
    store = AccountStore(folder)
    ids = [draft.id for draft in fill(store, 60)]
    store.close()
    return ids


def _flip(path: Path, pages: list[int], seed: int = 1) -> None:
    data, chance = bytearray(path.read_bytes()), random.Random(seed)
    for page in pages:
        for _ in range(40):
            data[page * 4096 + chance.randrange(4096)] ^= 0xFF
    path.write_bytes(data)


def test_a_destroyed_head_is_met_at_opening_and_the_backup_restored(folder: Path, filled: list[str]) -> None:
    path = folder / "store.db"
    damaged = b"not a database" * 1000
    path.write_bytes(damaged)
    store = AccountStore(folder)
    notice = store.notices[0]
    assert isinstance(notice, StoreRestored)
    assert notice.restored_from[:10] == backup.backups(path)[0].made_at[:10]
    assert {row.id for row in store.drafts.summaries()} == set(filled)
    assert (folder / "damaged" / notice.kept_as).read_bytes() == damaged
    store.close()
    again = AccountStore(folder)
    assert again.notices == []
    again.close()


def test_a_damaged_version_number_is_damage_and_not_a_newer_program(folder: Path, filled: list[str]) -> None:
    path = folder / "store.db"
    data = bytearray(path.read_bytes())
    data[60:64] = b"\x7f\xff\xff\x01"
    path.write_bytes(data)
    store = AccountStore(folder)
    assert isinstance(store.notices[0], StoreRestored)
    assert {row.id for row in store.drafts.summaries()} == set(filled)
    store.close()


def test_a_damaged_index_of_the_search_is_made_anew(folder: Path, filled: list[str]) -> None:
    raw = sqlite3.connect(folder / "store.db")
    raw.execute("UPDATE passage_index_data SET block = x'ff00ff00ff' WHERE id > 10")
    raw.commit()
    raw.close()
    store = AccountStore(folder)
    with pytest.raises(StoreSuspect):
        store.search.search("工作")
    store.close()
    again = AccountStore(folder)
    assert len(again.search.search("工作")) == 60
    assert [type(notice) for notice in again.notices] == []
    again.close()


def test_what_stood_only_in_the_log_is_rescued_too(folder: Path, filled: list[str], tmp_path: Path) -> None:
    store = AccountStore(folder)
    added = store.drafts.create(TEXT, "a")
    page = store._database.value("SELECT rootpage FROM sqlite_schema WHERE name = 'reference'")
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    store.close()
    assert (copy / "store.db-wal").stat().st_size > 0
    with (copy / "store.db").open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    suspect_mark(copy / "store.db").touch()
    again = AccountStore(copy)
    assert isinstance(again.notices[0], StoreRestored)
    assert again.drafts.load(added.id).content == TEXT
    again.close()


def test_no_backup_at_all_starts_anew_and_keeps_the_damaged_file(folder: Path, filled: list[str]) -> None:
    for item in backup.backups(folder / "store.db"):
        item.path.unlink()
    (folder / "store.db").write_bytes(b"x" * 5000)
    store = AccountStore(folder)
    notice = store.notices[0]
    assert isinstance(notice, StoreRestored)
    assert notice.restored_from == ""
    assert "no backup" in notice.title
    assert store.drafts.summaries() == []
    store.drafts.create(TEXT, "a")
    store.close()
    assert len(list((folder / "damaged").iterdir())) == 1


def test_a_bad_backup_is_passed_over(folder: Path, filled: list[str]) -> None:
    store = AccountStore(folder)
    store.drafts.create(TEXT, "a")
    newest = store.back_up()
    store.close()
    newest.path.write_bytes(newest.path.read_bytes()[:8000])
    (folder / "store.db").write_bytes(b"")
    (folder / "store.db").write_bytes(b"x" * 5000)
    again = AccountStore(folder)
    assert {row.id for row in again.drafts.summaries()} == set(filled)
    again.close()


@pytest.mark.parametrize("seed", range(6))
def test_flipped_pages_lose_no_draft_of_the_backup(folder: Path, seed: int) -> None:
    """After the backup drafts are added; then bytes of random pages are flipped. What is met is mended at the next opening."""
    store = AccountStore(folder)
    backed_up = fill(store, 60)
    store.close()
    store = AccountStore(folder)
    newer = {draft.id: draft.content for draft in fill(store, 20, seed=99)}
    store.close()
    path = folder / "store.db"
    _flip(path, random.Random(seed).sample(range(1, path.stat().st_size // 4096), 6), seed)
    store = AccountStore(folder)
    if not store.notices:
        with suppress(StoreSuspect):
            store.check()
        store.close()
        store = AccountStore(folder)
    altered = {item for notice in store.notices if isinstance(notice, TextsDamaged) for item in notice.altered}
    assert not altered & {draft.id for draft in backed_up}
    for draft in backed_up:
        assert store.drafts.load(draft.id).content == draft.content
    present = {row.id for row in store.drafts.summaries()}
    for draft_id in present & newer.keys() - altered:
        assert store.drafts.load(draft_id).content == newer[draft_id]
    assert bool(store.notices) or present >= newer.keys()
    assert len(store.drafts.summaries(DraftQuery(text="工作"))) == len(present) - len(altered & present)
    assert store.check() == []
    store.close()
    again = AccountStore(folder)
    assert again.notices == []
    again.close()


def test_a_changed_text_is_met_when_loaded_and_mended_from_the_backup(folder: Path, filled: list[str]) -> None:
    path = folder / "store.db"
    raw = sqlite3.connect(path)
    raw.execute(
        "UPDATE revisions SET content = replace(content, '。', '，') WHERE draft = (SELECT seq FROM drafts WHERE id = ?)",
        (filled[3],),
    )
    raw.execute(
        "UPDATE revisions SET content = CAST(x'ff00ff' AS TEXT) WHERE draft = (SELECT seq FROM drafts WHERE id = ?)", (filled[4],)
    )
    raw.commit()
    raw.close()
    store = AccountStore(folder)
    for draft_id in filled[3:5]:
        with pytest.raises(StoreSuspect):
            store.drafts.load(draft_id)
    store.drafts.load(filled[5])
    store.close()
    again = AccountStore(folder)
    assert [(type(notice), notice.mended, notice.altered) for notice in again.notices if isinstance(notice, TextsDamaged)] == [
        (TextsDamaged, 2, ())
    ]
    assert "。" in again.drafts.load(filled[3]).content.body
    again.drafts.load(filled[4])
    again.close()


def test_an_older_backup_helps_where_the_newest_has_the_damage_too(folder: Path) -> None:
    store = AccountStore(folder)
    draft = store.drafts.create(TEXT, "a")
    store.back_up()
    store.close()
    raw = sqlite3.connect(folder / "store.db")
    raw.execute("UPDATE revisions SET content = replace(content, '正文', '歪文')")
    raw.commit()
    raw.close()
    store = AccountStore(folder)
    store.back_up()
    with pytest.raises(StoreSuspect):
        store.drafts.load(draft.id)
    store.close()
    again = AccountStore(folder)
    assert again.drafts.load(draft.id).content == TEXT
    again.close()


def test_a_text_without_a_whole_copy_is_kept_legible_and_is_not_sent(folder: Path) -> None:
    store = AccountStore(folder)
    draft = store.drafts.create(TEXT, "a")
    entry = store.outbox.enqueue(draft.id, dataclasses.replace(TEXT, body="要发出的正文"))
    store._database.close()
    raw = sqlite3.connect(folder / "store.db")
    raw.execute("UPDATE revisions SET content = replace(content, '正文', '正' || CAST(x'ff' AS TEXT))")
    raw.commit()
    raw.close()
    store = AccountStore(folder)
    with pytest.raises(StoreSuspect):
        store.outbox.entries()
    store._database.close()
    again = AccountStore(folder)
    assert [notice.altered for notice in again.notices if isinstance(notice, TextsDamaged)] == [(draft.id,)]
    assert "要发出的正" in again.drafts.load(draft.id).content.body
    assert again.outbox.load(entry.id).state is OutboxState.FAILED
    assert again.drafts.load(draft.id).state is DraftState.EDITING
    again.close()


def test_unreadable_rows_of_a_list_fall_back(folder: Path, filled: list[str]) -> None:
    raw = sqlite3.connect(folder / "store.db")
    raw.execute(
        "UPDATE drafts SET remote = '{broken', waivers = 'x', state = 'nonsense', title = CAST(x'ff' AS TEXT) WHERE id = ?",
        (filled[0],),
    )
    raw.commit()
    raw.close()
    store = AccountStore(folder)
    with pytest.raises(StoreSuspect):
        store.drafts.summaries()
    store._database.close()
    again = AccountStore(folder)
    assert len(again.drafts.summaries()) == 60
    draft = again.drafts.load(filled[0])
    assert (draft.state, draft.remote.etag, draft.waivers) == (DraftState.EDITING, "", ())
    again.close()


def test_newer_saves_are_rescued_from_a_damaged_file(folder: Path, filled: list[str]) -> None:
    store = AccountStore(folder)
    added = store.drafts.create(TEXT, "a")
    editable = next(row for row in store.drafts.summaries() if row.state is DraftState.EDITING and row.id != added.id)
    changed = dataclasses.replace(store.drafts.load(editable.id).content, body="今天写的")
    store.drafts.save_content(editable.id, changed)
    store.close()
    suspect_mark(folder / "store.db").touch()
    path = folder / "store.db"
    root = sqlite3.connect(path)
    page = root.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'passages'").fetchone()[0]
    root.close()
    _flip(path, [page - 1])
    again = AccountStore(folder)
    notice = again.notices[0]
    assert isinstance(notice, StoreRestored)
    assert notice.rescued == 2
    assert again.drafts.load(added.id).content == TEXT
    assert again.drafts.load(editable.id).content == changed
    assert again.search.search("今天写的") == [editable.id]
    again.close()


def test_what_waits_in_a_restored_outbox_is_asked_about_first(folder: Path) -> None:
    store = AccountStore(folder)
    draft = store.drafts.create(TEXT, "a")
    entry = store.outbox.enqueue(draft.id, TEXT)
    store.close()
    (folder / "store.db").write_bytes(b"x" * 5000)
    again = AccountStore(folder)
    restored = again.outbox.load(entry.id)
    assert (restored.state, restored.uncertain) == (OutboxState.UNKNOWN, True)
    assert restored.idempotency_key == entry.idempotency_key
    again.close()


def test_a_suspect_file_that_is_whole_is_kept(folder: Path, filled: list[str]) -> None:
    suspect_mark(folder / "store.db").touch()
    store = AccountStore(folder)
    assert store.notices == []
    assert len(store.drafts.summaries()) == 60
    store.close()
    assert not suspect_mark(folder / "store.db").exists()


def test_a_lost_log_leaves_a_whole_database(folder: Path, filled: list[str], tmp_path: Path) -> None:
    store = AccountStore(folder)
    store.drafts.create(TEXT, "a")
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "store.db").write_bytes((folder / "store.db").read_bytes())
    store.close()
    survivor = AccountStore(copy)
    assert survivor.notices == []
    assert survivor.check() == []
    assert {row.id for row in survivor.drafts.summaries()} == set(filled)
    survivor.close()


def test_a_newer_database_is_refused_and_untouched(folder: Path, filled: list[str]) -> None:
    path = folder / "store.db"
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.commit()
    newer.close()
    before = {item: item.read_bytes() for item in folder.rglob("*") if item.is_file()}
    with pytest.raises(StoreTooNew):
        AccountStore(folder)
    assert {item: item.read_bytes() for item in folder.rglob("*") if item.is_file()} == before


def test_seven_backups_are_kept_in_the_order_of_their_numbers(store: AccountStore, folder: Path) -> None:
    made = [store.back_up().number for _ in range(10)]
    assert made == list(range(1, 11))
    assert [item.number for item in backup.backups(folder / "store.db")] == list(range(10, 3, -1))
    assert all(backup.is_good(item.path) for item in backup.backups(folder / "store.db"))
    assert {item.suffix for item in (folder / "backups").iterdir()} == {".db"}


def test_restore_drill(store: AccountStore, folder: Path, tmp_path: Path) -> None:
    drafts = fill(store, 20)
    store.outbox.enqueue(next(draft.id for draft in drafts if draft.state.editable), TEXT)
    store.reference.put("profile", "{}")
    made = store.back_up()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "store.db").write_bytes(made.path.read_bytes())
    other = AccountStore(elsewhere)
    assert [other.drafts.load(draft.id) for draft in drafts] == [store.drafts.load(draft.id) for draft in drafts]
    assert other.outbox.entries() == store.outbox.entries()
    assert other.reference.get("profile") == "{}"
    other.close()


def test_the_days_backup_is_made_once(store: AccountStore, folder: Path, clock: HandClock) -> None:
    store.maintain()
    store.maintain()
    store.close()
    assert len(backup.backups(folder / "store.db")) == 1


_NEXT = """
CREATE TABLE extra (x);
INSERT INTO extra VALUES (1);
ALTER TABLE drafts ADD COLUMN note TEXT;
CREATE INDEX e ON extra (x);
"""
SHIPPED = migrating.shipped_migrations("account")
STEPS = (*SHIPPED, migrating.Migration(len(SHIPPED) + 1, _NEXT))


@pytest.mark.parametrize("stop", range(5))
def test_a_migration_interrupted_at_any_statement_is_as_if_never_begun(
    folder: Path, filled: list[str], monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    run, seen = Database.run, [0]

    def failing(self: Database, sql: str, values: object = ()) -> int:
        if seen[0] == stop:
            raise KeyboardInterrupt
        seen[0] += 1
        return run(self, sql, values)  # type: ignore[arg-type]

    path = folder / "store.db"
    database = Database(path)
    monkeypatch.setattr(Database, "run", failing)
    with pytest.raises(KeyboardInterrupt):
        migrating.migrate(database, STEPS)
    monkeypatch.undo()
    assert database.version == len(SHIPPED)
    assert database.value("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'") == 0
    migrating.migrate(database, STEPS)
    assert database.version == len(STEPS)
    assert database.value("SELECT count(*) FROM drafts") == 60
    database.close()
    with pytest.raises(StoreTooNew):
        AccountStore(folder)


def test_a_backup_is_made_before_migrating(folder: Path, filled: list[str]) -> None:
    from editor_app.store.opening import open_database

    before = len(backup.backups(folder / "store.db"))
    database, notices = open_database(folder / "store.db", STEPS)
    assert notices == []
    assert database.version == len(STEPS)
    database.close()
    made = backup.backups(folder / "store.db")
    assert len(made) == before + 1
    old = sqlite3.connect(made[0].path)
    assert old.execute("PRAGMA user_version").fetchone()[0] == len(SHIPPED)
    old.close()


def test_shipped_migrations_end_with_whole_statements() -> None:
    for name in ("account", "profile"):
        for step in migrating.shipped_migrations(name):
            assert list(step.statements())
    with pytest.raises(ValueError):
        list(migrating.Migration(1, "CREATE TABLE t (x").statements())
