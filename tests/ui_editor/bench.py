"""A window context for views: real theme, translations, dialogs and messages; runner and services are the test's."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editor_app.core.organisation import Account, Limits, Profile, Unit, UnitType, UserRole
from editor_app.ui.context import ChangeBroadcast, Session, SessionHolder, StatusModel, UiContext
from editor_app.ui.dialogs import WindowDialogs
from editor_app.ui.i18n import Language, Translation
from editor_app.ui.messages import MessageCenter
from editor_app.ui.theme import Theme, ThemeMode


@dataclass
class Desktop:
    """seams.Launcher that remembers."""

    urls: list[str] = field(default_factory=list)

    def open_url(self, url: str) -> bool:
        self.urls.append(url)
        return True

    def open_folder(self, path: Path) -> bool:
        return True

    def copy(self, text: str) -> None:
        self.urls.append(text)


class Settings:
    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def get(self, name: str) -> str:
        return self._values.get(name, "")

    def set(self, name: str, value: str) -> None:
        self._values[name] = value


def profile(name: str = "林晓梅", unit: str = "青河镇人民政府", role: UserRole = UserRole.OFFICER) -> Profile:
    return Profile(
        "lin",
        name,
        Unit("qhz", unit, "青河镇", UnitType.TOWNSHIP),
        frozenset({role, UserRole.OFFICER}),
        False,
        Limits(),
        "云溪区政府门户",
        True,
    )


def make_context(
    runner: Any,
    folder: Path,
    *,
    mode: ThemeMode = ThemeMode.LIGHT,
    language: Language = Language.ENGLISH,
    who: Profile | None = None,
    services: Any = None,
) -> UiContext:
    session = SessionHolder()
    who = who or profile()
    account = Account("a", "https://portal.example", who.username, who.display_name, who.unit.name, who.portal_name)
    session.current = Session(account, who, services)
    return UiContext(
        runner=runner,
        theme=Theme(mode),
        translation=Translation(language),
        settings=Settings(),
        dialogs=WindowDialogs(lambda: None),
        messages=MessageCenter(),
        launcher=Desktop(),
        changes=ChangeBroadcast(),
        status=StatusModel(),
        session=session,
        accounts=None,  # type: ignore[arg-type]
        data_folder=folder,
        open_account=lambda *_args, **_more: None,
        close_account=lambda *_args, **_more: None,
    )
