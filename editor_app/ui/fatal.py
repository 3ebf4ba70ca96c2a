"""The local data cannot be opened: one dialog that says what is safe and what to do, then the program ends."""

from __future__ import annotations

from editor_app.core.errors import DiskFull, EditorError, StorageError, StoreReadOnly
from editor_app.ui.dialogs import Sheet
from editor_app.ui.i18n import error_words, tr
from editor_app.ui.widgets.labels import Label


def fatal_words(error: EditorError) -> tuple[str, str]:
    """Title and advice. Where the error's own words speak of a text in the window, which there is none of yet, others stand."""
    if isinstance(error, StoreReadOnly):
        return error_words(error)[0], tr(
            "Fatal", "Nothing was changed. Ask who looks after this computer to make the folder writable, then start again."
        )
    if isinstance(error, DiskFull):
        return tr("Fatal", "The disk is full: the program cannot start"), tr(
            "Fatal", "Everything saved before is kept. Free some disk space, then start again."
        )
    if type(error) is StorageError and error.title == StorageError.default_title:
        return tr("Fatal", "The drafts on this computer cannot be opened"), tr(
            "Fatal", "Nothing was changed. Start again; if it stays so, send the line below to the information centre."
        )
    return error_words(error)


class FatalSheet(Sheet):
    """Shown without a main window."""

    def __init__(self, error: EditorError) -> None:
        title, advice = fatal_words(error)
        super().__init__(None, title, width=480)
        self.body.addWidget(Label(advice, wrap=True))
        if error.detail:
            self.body.addWidget(Label(error.detail, "small", wrap=True, selectable=True))
        self.add_button(tr("Fatal", "Close"), self.accept, "primary")
