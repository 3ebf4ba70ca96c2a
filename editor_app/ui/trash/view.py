"""The trash screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from editor_app.core import clock
from editor_app.core.draft import DraftSummary
from editor_app.ui import words
from editor_app.ui.context import UiContext
from editor_app.ui.drafts.model import draft_title
from editor_app.ui.i18n import tr
from editor_app.ui.navigation import Header, HeaderAction, Screen
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.trash.presenter import TrashPresenter, days_left
from editor_app.ui.widgets.article_list import ArticleList, ListRow
from editor_app.ui.widgets.layout import EmptyState

SOON = 7


class TrashScreen(Screen):
    """Implements TrashView."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        services = context.services
        self.presenter = TrashPresenter(self, services.drafting, context.runner, context.changes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 20)
        self.list = ArticleList(context.theme, tr("Trash", "Trash"), self._menu, [tr("Trash", "{n} days left", n=30)])
        self.list.opened.connect(self.presenter.restore)
        self.list.removed.connect(self.presenter.remove)
        self.list.chosen.connect(lambda _id: self.header_changed.emit())
        self.empty = EmptyState(tr("Trash", "The trash is empty"), tr("Trash", "Drafts that you remove stay here for 30 days."))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        layout.addWidget(self._pages, 1)

    def header(self) -> Header:
        """Put back, remove, empty."""
        chosen = bool(self.list.current)
        return Header(
            tr("Trash", "Trash"),
            tr("Trash", "Kept for 30 days, then removed by itself"),
            actions=(
                HeaderAction("empty", tr("Trash", "Empty the trash…"), self.presenter.empty, enabled=bool(self.presenter.rows)),
                HeaderAction("remove", tr("Trash", "Remove for ever…"), self._on_remove, enabled=chosen),
                HeaderAction("restore", tr("Trash", "Put back"), self._on_restore, primary=True, enabled=chosen),
            ),
        )

    def enter(self, argument: str) -> None:
        """Shown."""
        self.presenter.start()
        self.list.setFocus()

    def refresh(self) -> None:
        """Read again."""
        self.presenter.start()

    def dispose(self) -> None:
        """Gone."""
        self.presenter.close()
        super().dispose()

    def show_rows(self, rows: Sequence[DraftSummary]) -> None:
        """Everything in the trash."""
        names = {section.code: section.name for section in self.context.services.reference.snapshot.sections}
        self.list.show_rows([self._row(row, names) for row in rows])
        self._pages.setCurrentWidget(self.list if rows else self.empty)
        self.header_changed.emit()

    def confirm_remove(self, rows: Sequence[DraftSummary], done: Callable[[], None]) -> None:
        """For ever is for ever."""
        title = (
            tr("Trash", "Remove “{title}” for ever?", title=draft_title(rows[0]))
            if len(rows) == 1
            else tr("Trash", "Remove {n} drafts for ever?", n=len(rows))
        )
        text = tr("Trash", "The text, its history and its files go from this computer. What the portal has received stays there.")
        self.context.dialogs.confirm(title, text, tr("Trash", "Remove for ever"), done, dangerous=True)

    def say_restored(self, row: DraftSummary) -> None:
        """Done."""
        self.context.messages.show_toast(tr("Trash", "Put back: {title}", title=draft_title(row)))

    def _row(self, row: DraftSummary, names: dict[str, str]) -> ListRow:
        left = days_left(row.trashed_at, clock.now())
        place = words.place(names.get(row.section, row.section), row.kind)
        removed = tr("Trash", "removed {when}", when=words.when(row.trashed_at))
        chip = tr("Trash", "{n} days left", n=left) if left else tr("Trash", "Last day")
        return ListRow(
            row.id, chip, Tone.WARNING if left <= SOON else Tone.NEUTRAL, draft_title(row), words.join(place, removed), ""
        )

    def _on_restore(self) -> None:
        self.presenter.restore(self.list.current)

    def _on_remove(self) -> None:
        self.presenter.remove(self.list.current)

    def _menu(self, draft_id: str) -> QMenu | None:
        menu = QMenu(self)
        menu.addAction(tr("Trash", "Put back"), lambda: self.presenter.restore(draft_id))
        menu.addSeparator()
        menu.addAction(tr("Trash", "Remove for ever…"), lambda: self.presenter.remove(draft_id))
        return menu


def create_screen(context: UiContext) -> Screen:
    """The trash screen."""
    return TrashScreen(context)
