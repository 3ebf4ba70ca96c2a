from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor_app import paths
from editor_app.core import settings
from editor_app.core.errors import StoreLocked, StoreOnNetwork, StoreRestored
from editor_app.store.location import is_remote
from editor_app.store.lock import holder
from editor_app.store.profile import ProfileStore
from tests.support.store_factory import ACCOUNT, fill, signed_in_home

_HOLD = """
import sys
from pathlib import Path
from editor_app.store.profile import ProfileStore
store = ProfileStore.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def test_accounts_and_settings_survive(tmp_path: Path) -> None:
    root = tmp_path / "root"
    store = ProfileStore.open(root)
    store.save_account(ACCOUNT)
    store.save_account(dataclasses.replace(ACCOUNT, display_name="林文文"))
    assert store.setting("theme") is None
    store.save_setting("theme", "dark")
    store.save_setting("text_percent", "115")
    store.close()
    again = ProfileStore.open(root)
    assert again.accounts() == [dataclasses.replace(ACCOUNT, display_name="林文文")]
    assert again.setting("theme") == "dark"
    values = again.settings()
    assert (values["theme"], values["text_percent"], values["language"]) == ("dark", "115", "system")
    assert again.notices == []
    again.close()


def test_what_is_not_allowed_is_refused(tmp_path: Path) -> None:
    store = ProfileStore.open(tmp_path / "root")
    with pytest.raises(KeyError):
        store.save_setting("nonsense", "x")
    with pytest.raises(KeyError):
        store.setting("nonsense")
    with pytest.raises(ValueError):
        store.save_setting("theme", "pink")
    for bad in ("", "..", "a/b", "../../x", "a" * 65, "a\\b", "con:"):
        with pytest.raises(ValueError):
            store.open_account(bad)
        with pytest.raises(ValueError):
            store.save_account(dataclasses.replace(ACCOUNT, id=bad))
    store.close()


def test_no_stored_text_stops_the_program(tmp_path: Path) -> None:
    store = ProfileStore.open(tmp_path / "root")
    store.save_setting("theme", "dark")
    with store._database.transaction():
        store._database.run("UPDATE settings SET value = 'pink'")
    assert store.setting("theme") is None
    assert store.settings()["theme"] == "system"
    store.close()


def test_every_default_is_allowed() -> None:
    assert len({item.name for item in settings.SETTINGS}) == len(settings.SETTINGS)
    assert all(item.allows(item.default) for item in settings.SETTINGS)


def test_one_process_at_a_time_and_a_killed_one_leaves_no_lock(tmp_path: Path) -> None:
    root = tmp_path / "root"
    other = subprocess.Popen([sys.executable, "-c", _HOLD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdin is not None
    try:
        assert other.stdout.readline().strip() == b"open"
        with pytest.raises(StoreLocked):
            ProfileStore.open(root)
        assert holder(root) == other.pid
    finally:
        other.kill()
        other.wait()
        other.stdin.close()
        other.stdout.close()
    store = ProfileStore.open(root)
    with pytest.raises(StoreLocked):
        ProfileStore.open(root)
    assert holder(root) == os.getpid()
    store.close()
    ProfileStore.open(root).close()


def test_accounts_do_not_see_each_other(tmp_path: Path) -> None:
    store = ProfileStore.open(tmp_path / "root")
    first, second = store.open_account("first"), store.open_account("second")
    assert store.open_account("first") is first
    fill(first, 5, "first")
    sha256 = first.blobs.add(b"secret")
    assert second.drafts.summaries() == []
    assert not second.blobs.has(sha256)
    assert second.search.search("的") == []
    store.close()
    assert first.closed
    assert second.closed


def test_removing_an_account_keeps_or_wipes_its_drafts(tmp_path: Path) -> None:
    root = tmp_path / "root"
    store = ProfileStore.open(root)
    store.save_account(ACCOUNT)
    fill(store.open_account(ACCOUNT.id), 3)
    store.remove_account(ACCOUNT.id)
    assert store.accounts() == []
    assert len(store.open_account(ACCOUNT.id).drafts.summaries()) == 3
    store.remove_account(ACCOUNT.id, wipe=True)
    assert list((root / "accounts").iterdir()) == []
    assert store.open_account(ACCOUNT.id).drafts.summaries() == []
    store.close()


def test_a_damaged_profile_is_restored_and_told(tmp_path: Path) -> None:
    root = tmp_path / "root"
    store = ProfileStore.open(root)
    store.save_account(ACCOUNT)
    store.close()
    (root / "profile.db").write_bytes(b"x" * 9000)
    again = ProfileStore.open(root)
    assert isinstance(again.notices[0], StoreRestored)
    assert again.accounts() == [ACCOUNT]
    again.close()


def test_a_network_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = f"/dev/vda / ext4 rw 0 0\n//server/share {tmp_path} cifs rw 0 0\n"
    assert is_remote(tmp_path / "x", mounts)
    assert not is_remote(Path("/usr"), mounts)
    assert not is_remote(tmp_path, "")
    assert not is_remote(tmp_path)
    monkeypatch.setattr("editor_app.store.profile.is_remote", lambda root: is_remote(root, mounts))
    store = ProfileStore.open(tmp_path / "root")
    assert [type(notice) for notice in store.notices] == [StoreOnNetwork]
    store.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has access lists instead of modes")
def test_only_the_owner_may_look(tmp_path: Path) -> None:
    root = tmp_path / "root"
    store = ProfileStore.open(root)
    store.open_account("a").blobs.add(b"x")
    store.close()
    for item in (root, *root.rglob("*")):
        assert item.stat().st_mode & 0o077 == 0, item


def test_paths_follow_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.VARIABLE, str(tmp_path / "home"))
    assert paths.data_dir() == tmp_path / "home" / "data"
    assert paths.log_dir() == tmp_path / "home" / "logs"
    assert paths.cache_dir() == tmp_path / "home" / "cache"
    if os.name != "nt":
        assert all((tmp_path / "home" / name).stat().st_mode & 0o777 == 0o700 for name in ("data", "logs", "cache"))
    monkeypatch.delenv(paths.VARIABLE)
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "other"))
    assert tmp_path / "other" in paths.data_dir().parents or os.name == "nt"


def test_the_factory_makes_a_signed_in_home(tmp_path: Path) -> None:
    signed_in_home(tmp_path, 4)
    store = ProfileStore.open(tmp_path / "data")
    assert store.setting("last_account") == ACCOUNT.id
    account = store.open_account(ACCOUNT.id)
    assert len(account.drafts.summaries()) == 4
    assert account.reference.get("profile")
    assert account.reference.names("sec") == ["sections"]
    store.close()
