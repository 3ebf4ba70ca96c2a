"""Everything a screen may use, in one hand: made by the composition root, passed to every screen, held nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.core.changes import Changes
from editor_app.core.organisation import Account, Profile
from editor_app.services.ports import Lane, Portal, Runner
from editor_app.ui.i18n import Translation
from editor_app.ui.seams import Dialogs, Launcher, Messages, Navigator, SettingsAccess
from editor_app.ui.theme import Theme

if TYPE_CHECKING:
    from editor_app.services.accounts import Accounts
    from editor_app.services.adopting import Adopting
    from editor_app.services.attaching import Attaching
    from editor_app.services.checking import Checking
    from editor_app.services.drafting import Drafting
    from editor_app.services.outbox import OutboxEngine
    from editor_app.services.publishing import Publishing
    from editor_app.services.reference import ReferenceData
    from editor_app.services.reviewing import Reviewing
    from editor_app.services.submitting import Submitting
    from editor_app.services.syncing import Syncing


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases of the account that is signed in. Each method's docstring names its lane."""

    drafting: Drafting
    attaching: Attaching
    checking: Checking
    submitting: Submitting
    outbox: OutboxEngine
    syncing: Syncing
    reviewing: Reviewing
    publishing: Publishing
    adopting: Adopting
    reference: ReferenceData


@dataclass(frozen=True, slots=True)
class Session:
    """An open account. `remembered`: the token is in the keyring; `signed_in`: there is a token at all (else offline)."""

    account: Account
    profile: Profile
    services: Services
    remembered: bool = True
    signed_in: bool = True


class ChangeBroadcast(QObject):
    """Tells every screen what a write changed; seams.Broadcast for presenters, a signal for views."""

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Tell everybody; empty changes tell nobody."""
        if changes:
            self.changed.emit(changes)

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Returns the function that ends the subscription."""
        connection = self.changed.connect(listener)

        def end() -> None:
            self.changed.disconnect(connection)

        return end


@dataclass(frozen=True, slots=True)
class Connection:
    """The dot of the status line: online | offline | unreachable | sign_in | unknown, and the portal's name."""

    state: str = "unknown"
    portal_name: str = ""


class StatusModel(QObject):
    """What the status line tells; set by screens and by the composition root, shown by the main window."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.saved = ""
        self.count = ""
        self.pack_version = ""
        self.outbox_waiting = 0
        self.connection = Connection()
        self.rail: dict[str, tuple[int, bool]] = {}

    def set_saved(self, text: str) -> None:
        """For example "Saved 10:42:05"; empty when no draft is open."""
        self._set("saved", text)

    def set_count(self, text: str) -> None:
        """For example "1,248 characters"; empty when no draft is open."""
        self._set("count", text)

    def set_pack(self, version: str) -> None:
        """The rule pack in use."""
        self._set("pack_version", version)

    def set_outbox(self, waiting: int) -> None:
        """How many entries wait in the outbox."""
        self._set("outbox_waiting", waiting)

    def set_connection(self, connection: Connection) -> None:
        """What is known of the connection."""
        self._set("connection", connection)

    def set_badge(self, place: str, number: int, loud: bool = False) -> None:
        """The number beside a place of the rail; loud only for what is late or waits for me."""
        self._set("rail", self.rail | {place: (number, loud)})

    def _set(self, name: str, value: object) -> None:
        if getattr(self, name) != value:
            setattr(self, name, value)
            self.changed.emit()


class SessionHolder(QObject):
    """The one session; screens are made anew when it changes, so nothing of one account is seen under another."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.current: Session | None = None

    def start(self, session: Session) -> None:
        """An account was opened."""
        self.current = session
        self.changed.emit()

    def update(self, session: Session) -> None:
        """The same account with a newer profile: nothing is made anew."""
        self.current = session

    def end(self) -> None:
        """Signed out or locked: every screen of the account goes."""
        self.current = None
        self.changed.emit()


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Asks the composition root to open an account. `token` is a secret; None opens it for offline work."""

    account: Account
    token: str | None = field(default=None, repr=False)
    profile: Profile | None = None
    remembered: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the diagnosis. `state` is ok | warning | error | unknown; `value` is plain text without secrets."""

    name: str
    value: str
    state: str = "ok"


@dataclass(frozen=True, slots=True)
class Probe:
    """Something the diagnosis asks in a lane: the keyring, the database. `name` and the facts' names are context "diagnosis"."""

    name: str
    lane: Lane
    run: Callable[[], Sequence[Fact]]


@dataclass(slots=True)
class UiContext:
    """See the module. `open_account` and `close_account` are the composition root's: they open the store, build Services."""

    runner: Runner
    theme: Theme
    translation: Translation
    settings: SettingsAccess
    dialogs: Dialogs
    messages: Messages
    launcher: Launcher
    changes: ChangeBroadcast
    status: StatusModel
    session: SessionHolder
    accounts: Accounts
    data_folder: Path
    open_account: Callable[[OpenRequest], None]
    close_account: Callable[[], None]
    wake_outbox: Callable[[], None] = lambda: None
    portal: Callable[[], Portal | None] = lambda: None
    probes: tuple[Probe, ...] = ()
    version: str = ""
    navigation: Navigator = field(default_factory=lambda: _Nowhere())

    @property
    def services(self) -> Services:
        """The signed-in account's services. Raises RuntimeError before sign-in: only screens of an account may ask."""
        if self.session.current is None:
            raise RuntimeError("no account is open")
        return self.session.current.services

    @property
    def profile(self) -> Profile:
        """Who is signed in. Raises RuntimeError before sign-in."""
        if self.session.current is None:
            raise RuntimeError("no account is open")
        return self.session.current.profile


class _Nowhere:
    """Before the main window exists."""

    def open(self, place: str, argument: str = "") -> None:
        raise RuntimeError(f"no window to open {place} in")

    def back(self) -> None:
        raise RuntimeError("no window")
