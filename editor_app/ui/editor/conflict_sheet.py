"""The dialog of a conflict: the portal's version against mine, and the decision."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor_app.core.review import ReviewState
from editor_app.ui.dialogs import Sheet
from editor_app.ui.editor.conflict import KIND, SECTION
from editor_app.ui.editor.ports import Rival
from editor_app.ui.editor.sheets import comparison_pieces
from editor_app.ui.i18n import tr
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.article_page import ArticlePage
from editor_app.ui.widgets.labels import Label
from editor_app.ui.words import join, when


class ConflictSheet(Sheet):
    """Two decisions and a way out; Enter and Esc both decide nothing until one of the decisions was chosen."""

    keep_pressed = Signal()
    take_pressed = Signal()

    def __init__(self, parent: QWidget, theme: Theme, rival: Rival, labels: Mapping[str, str]) -> None:
        super().__init__(parent, tr("Editor", "Two versions of this article"), 820)
        self.setObjectName("conflictSheet")
        self.resize(820, 640)
        for line in _lead(rival):
            self.body.addWidget(Label(line, "control", wrap=True, selectable=True))
        self.body.addWidget(Label(_legend(rival), "small", wrap=True))
        self.page = ArticlePage(theme)
        self.page.setAccessibleName(tr("Editor", "Both versions, compared"))
        self.page.setMinimumHeight(340)
        self.body.addWidget(self.page, 1)
        own = {SECTION: tr("Editor", "Section"), KIND: tr("Editor", "Kind")}
        self.page.show_pieces(comparison_pieces(rival.comparison, {**labels, **own}))
        for line in _consequences(rival):
            self.body.addWidget(Label(line, "small", wrap=True))
        self.later = self.add_cancel(tr("Editor", "Later"))
        self.take = self.add_button(tr("Editor", "Take theirs"), self._on_take)
        self.keep = self.add_button(tr("Editor", "Keep mine"), self._on_keep)
        self.later.setDefault(True)

    def _on_take(self) -> None:
        self.accept()
        self.take_pressed.emit()

    def _on_keep(self) -> None:
        self.accept()
        self.keep_pressed.emit()


def _lead(rival: Rival) -> tuple[str, str]:
    theirs = join(rival.author, when(rival.submitted_at))
    return (
        tr("Editor", "On the portal: handed in by {who}", who=theirs),
        tr("Editor", "Here: your text, saved {time}", time=when(rival.mine_saved_at)),
    )


def _legend(rival: Rival) -> str:
    if rival.alike:
        return tr("Editor", "Both texts are alike. “Keep mine” is enough; nothing gets lost.")
    return tr("Editor", "Only in your text: underlined. Only in the portal's: struck out.")


def _consequences(rival: Rival) -> list[str]:
    lines = [
        tr("Editor", "Keep mine: your text stays as it is and takes the place of theirs when you submit it again."),
        tr("Editor", "Take theirs: their text comes into this draft; yours stays under Versions."),
    ]
    if rival.state is ReviewState.IN_REVIEW:
        lines.append(tr("Editor", "Theirs is in review now: recall it, or wait for the decision, before you submit again."))
    return lines
