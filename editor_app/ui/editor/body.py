"""The seam between the editor screen and whatever edits the body: Markdown source today, a Word-like page beside it later.

Both show the same body; offsets are code points into its Markdown source. A body editor never rewrites the text on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from editor_app.core.finding import Severity
from editor_app.ui.editor.markup import Edit


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to underline. `key` names it again in `mark_range`; `tip` is the plain sentence shown when pointed at."""

    key: str
    start: int
    end: int
    severity: Severity
    tip: str


class BodyEditor(Protocol):
    """What the screen needs of a body editor."""

    def text(self) -> str:
        """The Markdown source. Costs a walk over the text: ask after typing, never per keystroke."""
        ...

    def load_text(self, text: str) -> None:
        """Show another text and forget the undo steps (opening a draft)."""
        ...

    def set_text_keeping_cursor(self, text: str) -> None:
        """Change what differs as one undo step; cursor and scroll stay at the same words."""
        ...

    def apply(self, edit: Edit) -> None:
        """Carry out one edit as one undo step and select what it says."""
        ...

    def insert(self, text: str) -> None:
        """Replace the selection by `text` as one undo step."""
        ...

    def replace_source_range(self, start: int, end: int, text: str) -> None:
        """Replace a range as one undo step; the cursor ends behind the new words."""
        ...

    def select_source_range(self, start: int, end: int) -> None:
        """Select, scroll to it and take the focus."""
        ...

    def selection(self) -> tuple[int, int]:
        """The selected range; start == end is the cursor."""
        ...

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Underline these places instead of the former ones. Not called while composing."""
        ...

    def mark_range(self, key: str) -> tuple[int, int] | None:
        """Where the marked words stand now, after edits elsewhere; None when they were deleted."""
        ...

    def set_read_only(self, read_only: bool) -> None: ...

    def finish_composing(self) -> None:
        """Take over what the input method has not committed yet (before closing)."""
        ...

    def on_changed(self, listener: Callable[[], None]) -> None:
        """Call `listener` after every change of the text by anybody."""
        ...

    def on_composing(self, listener: Callable[[bool], None]) -> None:
        """Call `listener(True)` when an input method begins to compose and `listener(False)` when it has ended."""
        ...
