"""Opening the local data, on the disk lane: the profile of this computer's user, and one account with its services."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from editor_app.core.errors import EditorError, StoreReadOnly
from editor_app.core.organisation import Account, Profile
from editor_app.paths import cache_dir, data_dir
from editor_app.services.adopting import Adopting
from editor_app.services.attaching import Attaching
from editor_app.services.checking import Checking
from editor_app.services.connection import Connection
from editor_app.services.drafting import Drafting
from editor_app.services.outbox import OutboxEngine
from editor_app.services.ports import Clock
from editor_app.services.publishing import Publishing
from editor_app.services.reference import ReferenceData
from editor_app.services.reviewing import Reviewing
from editor_app.services.submitting import Submitting
from editor_app.services.syncing import Syncing
from editor_app.store.account import AccountStore
from editor_app.store.profile import ProfileStore
from editor_app.ui.context import Services

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """An account whose store is open. `profile` is what the portal last said, None before the first sync was kept."""

    account: Account
    profile: Profile | None
    store: AccountStore
    connection: Connection
    reference: ReferenceData
    services: Services


@dataclass(frozen=True, slots=True)
class OpenProfile:
    """The local data of this user, with the account that was used last already open."""

    store: ProfileStore
    settings: dict[str, str]
    notices: tuple[EditorError, ...]
    last: OpenAccount | None
    folder: Path


def open_profile(clock: Clock, on_disk: Callable[[Callable[[], None]], None]) -> OpenProfile:
    """[disk] Raises StorageError and its kinds: another instance, newer data, a damaged file without a backup."""
    try:
        folder = data_dir()
    except OSError as error:
        raise StoreReadOnly(detail=str(error)) from error
    with ExitStack() as undo:
        store = ProfileStore.open(folder)
        undo.callback(store.close)
        settings = store.settings()
        wanted = settings["last_account"]
        account = next((item for item in store.accounts() if item.id == wanted), None)
        last = open_account(store, account, clock, on_disk) if account is not None else None
        undo.pop_all()
    return OpenProfile(store, settings, tuple(store.notices), last, folder)


def open_account(
    profile_store: ProfileStore, account: Account, clock: Clock, on_disk: Callable[[Callable[[], None]], None]
) -> OpenAccount:
    """[disk] Open the account's own store and put its services together; what was being sent has an unknown result now."""
    store = profile_store.open_account(account.id)
    connection = Connection(account)
    reference = ReferenceData(store)
    profile = reference.load().profile
    attaching = Attaching(store, reference.limits)
    drafting = Drafting(store, account.id, clock)
    outbox = OutboxEngine(store, connection, clock, on_disk)
    outbox.recover()
    drafting.purge_trash()
    services = Services(
        drafting=drafting,
        attaching=attaching,
        checking=Checking(reference.pack),
        submitting=Submitting(store, clock, attaching, lambda: reference.snapshot),
        outbox=outbox,
        syncing=Syncing(store, connection, reference),
        reviewing=Reviewing(connection, cache_dir() / "review" / account.id),
        publishing=Publishing(store, connection),
        adopting=Adopting(store, connection, reference),
        reference=reference,
    )
    return OpenAccount(account, profile, store, connection, reference, services)
