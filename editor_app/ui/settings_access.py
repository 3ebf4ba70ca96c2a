"""Settings of this computer for the window: held in memory, written to the disk lane."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from editor_app.core import settings


class Settings:
    """seams.SettingsAccess: reads never wait. `write` is called with (name, value) after each change and puts it on disk."""

    def __init__(self, values: Mapping[str, str], write: Callable[[str, str], None]) -> None:
        self._values = dict(values)
        self._write = write

    def get(self, name: str) -> str:
        """The value, or its default. Raises KeyError for a name that is no setting."""
        known = settings.setting(name)
        value = self._values.get(name, known.default)
        return value if known.allows(value) else known.default

    def set(self, name: str, value: str) -> None:
        """Keep and write. Raises KeyError for a name that is no setting, ValueError for a value that is not allowed."""
        settings.checked(name, value)
        if self.get(name) != value:
            self._values[name] = value
            self._write(name, value)
