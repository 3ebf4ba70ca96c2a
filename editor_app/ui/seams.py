"""What presenters may ask of the window, without Qt: dialogs, messages, places, settings, status. Tests pass fakes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from editor_app.core.changes import Changes
from editor_app.core.errors import EditorError


class LocalScope:
    """Life of one screen: the runner drops results that come after `close()`. Satisfies services.ports.Scope."""

    def __init__(self) -> None:
        self._closed = False

    @property
    def closed(self) -> bool:
        """Has the screen gone?"""
        return self._closed

    def close(self) -> None:
        """Drop everything that is still under way."""
        self._closed = True


class Dialogs(Protocol):
    """Questions to the person. Nothing here blocks: the answer comes by `done`, on the GUI thread, not at all when dismissed."""

    def confirm(self, title: str, text: str, accept: str, done: Callable[[], None], *, dangerous: bool = False) -> None:
        """Ask before something that matters; `accept` is the verb on the button, `done` is called only when it is pressed."""
        ...

    def ask_text(
        self,
        title: str,
        label: str,
        accept: str,
        done: Callable[[str], None],
        *,
        text: str = "",
        multiline: bool = False,
        required: bool = True,
        max_length: int = 500,
    ) -> None: ...
    def open_files(self, title: str, name_filter: str, done: Callable[[list[Path]], None], *, many: bool = True) -> None: ...
    def save_file(self, title: str, suggested: str, name_filter: str, done: Callable[[Path], None]) -> None: ...
    def choose_folder(self, title: str, done: Callable[[Path], None]) -> None: ...


class Messages(Protocol):
    """The message bar and the toasts inside the window: never modal."""

    def show_error(self, error: EditorError, retry: Callable[[], None] | None = None) -> None: ...
    def show_notice(self, text: str) -> None:
        """A line that stays until it is closed."""
        ...

    def show_toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """A line that goes away by itself; with `undo` it offers to take the deed back."""
        ...


class Navigator(Protocol):
    """Going from place to place; `argument` is the place's own, for example a draft id."""

    def open(self, place: str, argument: str = "") -> None: ...
    def back(self) -> None: ...


class Broadcast(Protocol):
    """Tells every screen what a write changed."""

    def publish(self, changes: Changes) -> None: ...
    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Returns the function that ends the subscription."""
        ...


class Status(Protocol):
    """The status line."""

    def set_saved(self, text: str) -> None: ...
    def set_count(self, text: str) -> None: ...


class SettingsAccess(Protocol):
    """Settings of this computer, held in memory; writes go to the disk lane by themselves."""

    def get(self, name: str) -> str: ...
    def set(self, name: str, value: str) -> None: ...


class Launcher(Protocol):
    """The desktop: open an address or a folder, fill the clipboard."""

    def open_url(self, url: str) -> bool:
        """False when the address is not http(s) or the desktop has no program for it."""
        ...

    def open_folder(self, path: Path) -> bool: ...
    def copy(self, text: str) -> None: ...


PathList = Sequence[Path]
