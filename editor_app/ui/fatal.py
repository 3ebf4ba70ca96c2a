"""The local data cannot be opened: one dialog that says what is safe and what to do, then the program ends."""

from __future__ import annotations

from editor_app.core.errors import EditorError
from editor_app.ui.dialogs import Sheet
from editor_app.ui.i18n import error_words, tr
from editor_app.ui.widgets.labels import Label


class FatalSheet(Sheet):
    """Shown without a main window."""

    def __init__(self, error: EditorError) -> None:
        title, advice = error_words(error)
        super().__init__(None, title, width=480)
        self.body.addWidget(Label(advice, wrap=True))
        if error.detail:
            self.body.addWidget(Label(error.detail, "small", wrap=True))
        self.add_button(tr("Fatal", "Close"), self.accept, "primary")
