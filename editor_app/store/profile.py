"""The data folder as a whole: its lock, the accounts of this computer, machine settings, and the door to each account's store."""

from __future__ import annotations

import re
import shutil
from contextlib import ExitStack, suppress
from pathlib import Path

from editor_app.core import settings
from editor_app.core.errors import EditorError, StorageError, StoreOnNetwork
from editor_app.core.organisation import Account
from editor_app.store import backup
from editor_app.store.account import AccountStore
from editor_app.store.database import Database, translated
from editor_app.store.files import make_folder
from editor_app.store.location import is_remote
from editor_app.store.lock import FolderLock
from editor_app.store.migrating import shipped_migrations
from editor_app.store.opening import open_database

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FIELDS = ("id", "portal_url", "username", "display_name", "unit_name", "portal_name", "device_id", "last_used")


class ProfileStore:
    """root/profile.db, root/accounts/<id>/. Made by `open`; all calls on one thread."""

    def __init__(self, root: Path, lock: FolderLock, database: Database, notices: list[EditorError]) -> None:
        self.root = root
        self.notices = notices
        self._lock = lock
        self._database = database
        self._open: dict[str, AccountStore] = {}

    @classmethod
    def open(cls, root: Path) -> ProfileStore:
        """Lock the folder and open it, creating what is missing; `notices` are to be shown to a person.

        Raises StoreLocked (another window of the program has it; store.lock.holder tells its process), StoreTooNew,
        StoreReadOnly, DiskFull, StorageError.
        """
        with translated(root.parent):
            make_folder(root)
        with ExitStack() as undo:
            lock = FolderLock(root)
            undo.callback(lock.close)
            database, notices = open_database(root / "profile.db", shipped_migrations("profile"))
            undo.pop_all()
        if is_remote(root):
            notices.append(StoreOnNetwork(detail=str(root)))
        return cls(root, lock, database, notices)

    def accounts(self) -> list[Account]:
        """The accounts of this computer, by user name."""
        found = self._database.rows("SELECT * FROM accounts ORDER BY username, id")
        return [Account(**{name: str(row[name]) for name in _FIELDS}) for row in found]

    def save_account(self, account: Account) -> None:
        """Add or replace. Raises ValueError for an id that is no plain name (it names a folder)."""
        self._folder(account.id)
        with self._database.transaction():
            self._database.run(
                f"INSERT OR REPLACE INTO accounts ({', '.join(_FIELDS)}) VALUES ({', '.join('?' * len(_FIELDS))})",
                [getattr(account, name) for name in _FIELDS],
            )

    def remove_account(self, account_id: str, wipe: bool = False) -> None:
        """Take it off the list; `wipe` removes its drafts and files for good, else a later sign-in finds them again."""
        folder = self._folder(account_id)
        if wipe and (opened := self._open.pop(account_id, None)) is not None:
            opened.close()
        with self._database.transaction():
            self._database.run("DELETE FROM accounts WHERE id = ?", (account_id,))
        if wipe and folder.exists():
            with translated(self.root):
                gone = folder.with_name(f".removed-{account_id}")
                shutil.rmtree(gone, ignore_errors=True)
                folder.replace(gone)
                shutil.rmtree(gone)

    def setting(self, name: str) -> str | None:
        """The stored text of a setting of core.settings, None for its default. Raises KeyError for an unknown name."""
        known = settings.setting(name)
        value = self._database.value("SELECT value FROM settings WHERE name = ?", (name,))
        return str(value) if value is not None and known.allows(str(value)) else None

    def save_setting(self, name: str, value: str) -> None:
        """Raises KeyError for an unknown name, ValueError for a value that is not allowed."""
        text = settings.checked(name, value)
        with self._database.transaction():
            self._database.run("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, text))

    def settings(self) -> dict[str, str]:
        """Every setting with its value; a stored text that is no longer allowed counts as absent."""
        stored = {str(row["name"]): str(row["value"]) for row in self._database.rows("SELECT name, value FROM settings")}
        known = {item.name: (item, stored.get(item.name, item.default)) for item in settings.SETTINGS}
        return {name: value if item.allows(value) else item.default for name, (item, value) in known.items()}

    def open_account(self, account_id: str) -> AccountStore:
        """The account's store, opened once; show its `notices`. Raises ValueError for a wrong id, and as `open`."""
        folder = self._folder(account_id)
        store = self._open.get(account_id)
        if store is None or store.closed:
            store = self._open[account_id] = AccountStore(folder)
        return store

    def open_accounts(self) -> list[AccountStore]:
        """The account stores that are open now."""
        return [store for store in self._open.values() if not store.closed]

    def maintain(self) -> None:
        """The day's backup of the settings and accounts list, for an idle moment. Raises as AccountStore.maintain."""
        if backup.is_due(self._database.path):
            backup.make_backup(self._database)

    def close(self) -> None:
        """Close the accounts, then the profile, then let go of the folder; a second time does nothing."""
        with ExitStack() as last:
            last.callback(self._lock.close)
            last.callback(self._database.close)
            for store in self._open.values():
                last.callback(store.close)
            with suppress(StorageError):
                if self._database.is_open:
                    self.maintain()
        self._open.clear()

    def _folder(self, account_id: str) -> Path:
        if not _ID.fullmatch(account_id):
            raise ValueError(f"not an account id: {account_id!r}")
        return self.root / "accounts" / account_id
