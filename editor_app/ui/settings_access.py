"""Settings of this computer as data: name, default, allowed values. Held in memory, written to the disk lane."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; `choices` empty means any text."""

    name: str
    default: str
    choices: tuple[str, ...] = ()


SETTINGS: tuple[Setting, ...] = (
    Setting("language", "system", ("system", "zh_CN", "en")),
    Setting("theme", "system", ("system", "light", "dark", "contrast")),
    Setting("text_percent", "100", ("90", "100", "115", "130", "150")),
    Setting("idle_minutes", "10", ("0", "5", "10", "20", "30")),
    Setting("portal_url", ""),
    Setting("last_account", ""),
    Setting("window", ""),
    Setting("import_folder", ""),
    Setting("editor_mode", ""),
    Setting("editor_split", ""),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


class Settings:
    """seams.SettingsAccess: reads never wait. `write` is called with (name, value) after each change and puts it on disk."""

    def __init__(self, values: Mapping[str, str], write: Callable[[str, str], None]) -> None:
        self._values = {name: value for name, value in values.items() if self._allowed(name, value)}
        self._write = write

    def get(self, name: str) -> str:
        """The value, or its default. Raises KeyError for a name that is no setting."""
        return self._values.get(name, _BY_NAME[name].default)

    def set(self, name: str, value: str) -> None:
        """Keep and write. Raises ValueError for a value that is not allowed."""
        if not self._allowed(name, value):
            raise ValueError(f"{name}: {value!r}")
        if self.get(name) != value:
            self._values[name] = value
            self._write(name, value)

    @staticmethod
    def _allowed(name: str, value: str) -> bool:
        setting = _BY_NAME.get(name)
        return setting is not None and (not setting.choices or value in setting.choices)
