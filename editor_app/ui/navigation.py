"""Places and screens. A screen is one QWidget; the main window knows it only by this class.

To add a place: write `ui/<name>/view.py` with `create_screen(context) -> Screen` and a line in `ui/places.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from editor_app.core.organisation import Profile
from editor_app.ui.seams import LocalScope
from editor_app.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from editor_app.ui.context import UiContext


@dataclass(frozen=True, slots=True)
class HeaderAction:
    """A button of the header bar. `id` is stable: a button keeps its focus while its words change.

    `shortcut` (for example "Ctrl+N") works while the screen is in front and is shown as a key cap when `show_key`.
    """

    id: str
    text: str
    pressed: Callable[[], None] | None = None
    primary: bool = False
    enabled: bool = True
    shortcut: str = ""
    show_key: bool = False
    hint: str = ""
    menu: Callable[[], QMenu] | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The bar above a screen: where I am, what state it is in, what can be done (one primary at most)."""

    title: str
    subtitle: str = ""
    chip: tuple[str, Tone] | None = None
    crumb: tuple[str, str] | None = None  # (words, place to go back to)
    actions: tuple[HeaderAction, ...] = ()


class Screen(QWidget):
    """Base of all screens. Emit `header_changed` whenever `header()` would answer differently."""

    header_changed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.context = context
        self.scope = LocalScope()

    def header(self) -> Header:
        """What the bar shows now."""
        raise NotImplementedError

    def enter(self, argument: str) -> None:
        """Shown, or shown again with another argument. Start loading here; never wait."""

    def leave(self) -> None:
        """Another screen comes to the front; hand over to the disk lane what is not saved yet."""

    def refresh(self) -> None:
        """F5."""

    def focus_search(self) -> bool:
        """Ctrl+F: go to the search; False when the screen has none."""
        return False

    def flush(self, done: Callable[[bool], None]) -> None:
        """Before the window closes: call `done(True)` when everything is on disk, `done(False)` when it could not be saved."""
        done(True)

    def retranslate(self) -> bool:
        """The language was switched. False: the window makes the screen anew."""
        return False

    def dispose(self) -> None:
        """The screen goes for good; results under way are dropped. Overrides call super()."""
        self.scope.close()


def _everybody(_profile: Profile | None) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the rail, or one that is reached from others only (`group` 0).

    `title` is an English source string of context "places"; `create` imports the screen when it is first opened.
    """

    id: str
    title: str
    icon: str
    create: Callable[[UiContext], Screen]
    group: int = 1
    visible: Callable[[Profile | None], bool] = _everybody
    signed_in: bool = True
    keep: bool = True  # keep the screen when another comes to the front


@dataclass(slots=True)
class Counts:
    """Numbers of the rail: place -> (number, loud). Loud (red) only for what is late or waits for me."""

    numbers: dict[str, tuple[int, bool]] = field(default_factory=dict)
