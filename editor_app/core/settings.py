"""Settings as data: name, type, default and limits in one place. The store keeps text, the dialog is built from this table."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Value = str | int | float | bool


class SettingType(StrEnum):
    """How a setting is read, written and edited."""

    TEXT = "text"
    CHOICE = "choice"
    WHOLE = "whole"
    NUMBER = "number"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `minimum` and `maximum` bound WHOLE and NUMBER; `choices` are the codes of CHOICE.

    `label` and `help` are English source strings (context "settings"); a setting without a label is remembered by the program
    and not offered in the dialog.
    """

    name: str
    type: SettingType
    default: Value
    label: str = ""
    help: str = ""
    choices: tuple[str, ...] = ()
    minimum: float = 0
    maximum: float = 0
    unit: str = ""


SETTINGS: tuple[Setting, ...] = (
    Setting("language", SettingType.CHOICE, "system", "Language", "Takes effect at the next start.", ("system", "zh", "en")),
    Setting("theme", SettingType.CHOICE, "system", "Theme", "", ("system", "light", "dark")),
    Setting("text_zoom", SettingType.WHOLE, 100, "Text size", "", (), 50, 300, "%"),
    Setting("autosave_seconds", SettingType.NUMBER, 0.8, "Save after", "A pause in typing saves the text.", (), 0.2, 5, "s"),
    Setting("check_while_typing", SettingType.SWITCH, True, "Check while writing"),
    Setting("preview_visible", SettingType.SWITCH, True, "Show the page beside the text"),
    Setting("poll_seconds", SettingType.WHOLE, 20, "Ask the portal for news every", "", (), 15, 300, "s"),
    Setting("portal_url", SettingType.TEXT, "", "Address of the portal"),
    Setting("ca_file", SettingType.TEXT, "", "Certificate of the centre", "A file in PEM form, if the portal needs one."),
    Setting("last_account", SettingType.TEXT, ""),
    Setting("last_section", SettingType.TEXT, ""),
    Setting("window_geometry", SettingType.TEXT, ""),
    Setting("window_state", SettingType.TEXT, ""),
    Setting("editor_layout", SettingType.TEXT, ""),
    Setting("review_layout", SettingType.TEXT, ""),
    Setting("last_folder", SettingType.TEXT, ""),
)

_BY_NAME: Mapping[str, Setting] = {setting.name: setting for setting in SETTINGS}


def setting(name: str) -> Setting:
    """The definition. Raises KeyError for a name that is not in the table."""
    return _BY_NAME[name]


def from_text(name: str, text: str | None) -> Value:
    """The value of a stored text; the default where there is none or it no longer fits, so no stored text stops the program."""
    definition = setting(name)
    if text is None:
        return definition.default
    try:
        return _READERS[definition.type](definition, text)
    except ValueError:
        return definition.default


def to_text(name: str, value: Value) -> str:
    """The text to store. Raises ValueError when the value is not allowed."""
    definition = setting(name)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    _READERS[definition.type](definition, text)
    return text


def _bounded(definition: Setting, value: float) -> None:
    if not math.isfinite(value) or not definition.minimum <= value <= definition.maximum:
        raise ValueError(f"{definition.name}: {value} is not within {definition.minimum} and {definition.maximum}")


def _whole(definition: Setting, text: str) -> Value:
    value = int(text)
    _bounded(definition, value)
    return value


def _number(definition: Setting, text: str) -> Value:
    value = float(text)
    _bounded(definition, value)
    return value


def _choice(definition: Setting, text: str) -> Value:
    if text not in definition.choices:
        raise ValueError(f"{definition.name}: {text!r} is not one of {definition.choices}")
    return text


def _switch(definition: Setting, text: str) -> Value:
    if text not in ("true", "false"):
        raise ValueError(f"{definition.name}: {text!r} is neither true nor false")
    return text == "true"


_READERS: Mapping[SettingType, Callable[[Setting, str], Value]] = {
    SettingType.TEXT: lambda _definition, text: text,
    SettingType.CHOICE: _choice,
    SettingType.WHOLE: _whole,
    SettingType.NUMBER: _number,
    SettingType.SWITCH: _switch,
}
