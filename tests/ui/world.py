"""A whole UiContext over the fakes, for view tests and the gallery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editor_app.core.organisation import Profile
from editor_app.ui.context import (
    ChangeBroadcast,
    Connection,
    OpenRequest,
    Services,
    Session,
    SessionHolder,
    StatusModel,
    UiContext,
)
from editor_app.ui.i18n import Language, Translation
from editor_app.ui.messages import MessageCenter
from editor_app.ui.settings_access import Settings
from editor_app.ui.theme import Theme, ThemeMode
from tests.ui.fakes import (
    ACCOUNT,
    FakeAccounts,
    FakeAdopting,
    FakeDialogs,
    FakeDrafting,
    FakeLauncher,
    FakeOutbox,
    FakePublishing,
    FakeReference,
    FakeReviewing,
    make_profile,
)
from tests.ui.inline_runner import InlineRunner


@dataclass
class World:
    """The fakes and the context over them."""

    folder: Path
    language: Language = Language.ENGLISH
    mode: ThemeMode = ThemeMode.LIGHT
    percent: int = 100
    profile: Profile = field(default_factory=make_profile)
    drafting: FakeDrafting = field(default_factory=FakeDrafting)
    outbox: FakeOutbox = field(default_factory=FakeOutbox)
    reviewing: FakeReviewing = field(default_factory=FakeReviewing)
    publishing: FakePublishing = field(default_factory=FakePublishing)
    accounts: FakeAccounts = field(default_factory=FakeAccounts)
    reference: FakeReference = field(default_factory=FakeReference)
    dialogs: Any = field(default_factory=FakeDialogs)
    launcher: FakeLauncher = field(default_factory=FakeLauncher)
    runner: Any = field(default_factory=InlineRunner)
    saved: dict[str, str] = field(default_factory=dict)
    opened: list[OpenRequest] = field(default_factory=list)
    woken: list[int] = field(default_factory=list)
    on_open: Callable[[OpenRequest], None] | None = None

    def __post_init__(self) -> None:
        self.translation = Translation(self.language)
        self.theme = Theme(self.mode, self.percent)
        self.messages = MessageCenter()
        self.status = StatusModel()
        self.session = SessionHolder()
        self.changes = ChangeBroadcast()
        self.settings = Settings(
            {"language": self.language.value, "portal_url": "https://portal.example"}, self.saved.__setitem__
        )
        self.context = UiContext(
            runner=self.runner,
            theme=self.theme,
            translation=self.translation,
            settings=self.settings,
            dialogs=self.dialogs,
            messages=self.messages,
            launcher=self.launcher,
            changes=self.changes,
            status=self.status,
            session=self.session,
            accounts=self.accounts,  # type: ignore[arg-type]
            data_folder=self.folder,
            open_account=self._open,
            close_account=self.session.end,
            wake_outbox=lambda: self.woken.append(1),
            version="0.1.0",
        )
        self.status.set_pack("2026.11")
        self.status.set_connection(Connection("online", "云溪区政府门户"))

    def sign_in(self) -> None:
        """Open the account."""
        self.session.start(Session(ACCOUNT, self.profile, self.services()))

    def services(self) -> Services:
        """The fakes as a bundle."""
        adopting = FakeAdopting(self.drafting, self.publishing)
        made: dict[str, Any] = {
            "drafting": self.drafting,
            "attaching": None,
            "checking": None,
            "submitting": None,
            "outbox": self.outbox,
            "syncing": None,
            "reviewing": self.reviewing,
            "publishing": self.publishing,
            "adopting": adopting,
            "reference": self.reference,
        }
        return Services(**made)

    def release(self) -> None:
        """Take translators out."""
        self.session.current = None
        self.translation.release()

    def _open(self, request: OpenRequest) -> None:
        self.opened.append(request)
        if self.on_open is not None:
            self.on_open(request)
