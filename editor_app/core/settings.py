"""Settings of this computer as data: name, default, allowed values in one place. The store keeps their text, the window reads memory."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; with empty `choices` any text is allowed."""

    name: str
    default: str
    choices: tuple[str, ...] = ()

    def allows(self, value: str) -> bool:
        """May this be its value?"""
        return not self.choices or value in self.choices


SETTINGS: tuple[Setting, ...] = (
    Setting("language", "system", ("system", "zh_CN", "en")),
    Setting("theme", "system", ("system", "light", "dark", "contrast")),
    Setting("text_percent", "100", ("90", "100", "115", "130", "150")),
    Setting("portal_url", ""),
    Setting("last_account", ""),
    Setting("window", ""),  # geometry, base64
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def setting(name: str) -> Setting:
    """The definition. Raises KeyError for a name that is not in the table."""
    return _BY_NAME[name]


def checked(name: str, value: str) -> str:
    """`value` itself. Raises KeyError for an unknown name, ValueError for a value that is not allowed."""
    if not setting(name).allows(value):
        raise ValueError(f"{name}: {value!r}")
    return value
