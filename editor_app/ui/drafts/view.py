"""The drafts screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout

from editor_app.core.draft import DraftState, DraftSummary
from editor_app.ui import words
from editor_app.ui.context import UiContext
from editor_app.ui.drafts.model import draft_row, draft_title
from editor_app.ui.drafts.presenter import Choices, DraftsPresenter
from editor_app.ui.drafts.starting import make_starting
from editor_app.ui.i18n import tr
from editor_app.ui.navigation import Header, HeaderAction, Screen
from editor_app.ui.widgets.article_list import ArticleList
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label
from editor_app.ui.widgets.layout import EmptyState
from editor_app.ui.widgets.search_field import SearchField


class DraftsScreen(Screen):
    """Implements DraftsView."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        services = context.services
        self._choices = Choices()
        self._summaries: dict[str, DraftSummary] = {}
        self._total = 0
        self.presenter = DraftsPresenter(
            self, services.drafting, services.reference, context.runner, context.changes, context.messages, context.navigation
        )
        self.starting = make_starting(self, context, self.scope)
        self._build()

    def header(self) -> Header:
        """How many, and the two ways to begin."""
        new = tr("Drafts", "New article")
        return Header(
            tr("Drafts", "Drafts"),
            tr("Drafts", "{n} in all, kept on this computer", n=words.number(self._total)) if self._total else "",
            actions=(
                HeaderAction("import", tr("Drafts", "Open Word document…"), self.starting.open_document, shortcut="Ctrl+O"),
                HeaderAction("new", new, self.starting.new, primary=True, shortcut="Ctrl+N", show_key=True),
            ),
        )

    def enter(self, argument: str) -> None:
        """An argument is a state to filter by, or a text to search."""
        if argument:
            index = self.states.findData(argument)
            if index >= 0:
                self.states.setCurrentIndex(index)
            else:
                self.search.setText(argument)
        self.presenter.start()
        self.list.setFocus()

    def refresh(self) -> None:
        """Read the list again."""
        self.presenter.reload()

    def focus_search(self) -> bool:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()
        return True

    def dispose(self) -> None:
        """Gone."""
        self.presenter.close()
        super().dispose()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 20)
        layout.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.search = SearchField(self.context.theme, tr("Drafts", "Search titles and texts"))
        self.search.searched.connect(self.presenter.search)
        row.addWidget(self.search, 1)
        self.states = self._filter(tr("Drafts", "State"))
        self.sections = self._filter(tr("Drafts", "Section"))
        self.kinds = self._filter(tr("Drafts", "Kind"))
        for box in (self.states, self.sections, self.kinds):
            row.addWidget(box)
        self.clear = Button(tr("Drafts", "Show all"), self._on_clear, look="link")
        self.clear.hide()
        row.addWidget(self.clear)
        layout.addLayout(row)
        self.list = ArticleList(self.context.theme, tr("Drafts", "Drafts"), self._menu)
        self.list.opened.connect(self.presenter.open)
        self.list.removed.connect(self._on_removed)
        self.list.rows.wanted_more.connect(self.presenter.more)
        self.empty = EmptyState("")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        layout.addWidget(self._pages, 1)
        self._found = Label("", "small")
        layout.addWidget(self._found)
        self._fill_states()

    def _filter(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setProperty("filter", "true")
        box.setMinimumWidth(self.context.theme.scale(132))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.currentIndexChanged.connect(lambda _index: self._on_filter())
        return box

    def _fill_states(self) -> None:
        self.states.blockSignals(True)
        self.states.addItem(tr("Drafts", "All states"), "")
        for state in DraftState:
            self.states.addItem(words.draft_state(state)[0], state.value)
        self.states.blockSignals(False)

    # ---- DraftsView

    def show_choices(self, choices: Choices) -> None:
        """Sections and kinds of the filters; what was chosen stays chosen."""
        self._choices = choices
        self._refill(self.sections, tr("Drafts", "All sections"), [(item.code, item.name) for item in choices.sections])
        self._refill(self.kinds, tr("Drafts", "All kinds"), [(kind.code, words.kind_name(kind.code)) for kind in choices.kinds])

    def show_rows(self, rows: Sequence[DraftSummary], more: bool) -> None:
        """The first page."""
        self._summaries = {row.id: row for row in rows}
        self.list.show_rows([draft_row(row, self._choices.names) for row in rows], more)
        narrowed = self.presenter.narrowed
        self.clear.setVisible(narrowed)
        self._found.setVisible(narrowed and bool(rows))
        found = f"{len(rows)}+" if more else str(len(rows))
        self._found.setText(tr("Drafts", "{n} found", n=found))
        if narrowed:
            self.empty.show_words(tr("Drafts", "Nothing found"), tr("Drafts", "Try other words, or show all."))
        else:
            self.empty.show_words(tr("Drafts", "No drafts yet"), tr("Drafts", "Start with Ctrl+N, or open a Word document."))
        self._pages.setCurrentWidget(self.list if rows else self.empty)

    def add_rows(self, rows: Sequence[DraftSummary], more: bool) -> None:
        """The next page."""
        self._summaries.update({row.id: row for row in rows})
        self.list.rows.add_rows([draft_row(row, self._choices.names) for row in rows], more)

    def show_counts(self, total: int) -> None:
        """For the header and the rail."""
        self._total = total
        self.context.status.set_badge("drafts", total)
        self.header_changed.emit()

    def show_trashed(self, draft_id: str, undo: Callable[[], None]) -> None:
        """It can be taken back."""
        self.context.messages.show_toast(tr("Drafts", "Moved to the trash; it stays there for 30 days"), undo)

    # ---- slots

    def _refill(self, box: QComboBox, everything: str, items: list[tuple[str, str]]) -> None:
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(everything, "")
        for code, name in items:
            box.addItem(name, code)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)

    def _on_filter(self) -> None:
        state = str(self.states.currentData() or "")
        section, kind = str(self.sections.currentData() or ""), str(self.kinds.currentData() or "")
        self.presenter.filter(DraftState(state) if state else None, section, kind)

    def _on_clear(self) -> None:
        for box in (self.states, self.sections, self.kinds):
            box.setCurrentIndex(0)
        self.search.clear()
        self.presenter.search("")

    def _on_removed(self, draft_id: str) -> None:
        summary = self._summaries.get(draft_id)
        if summary is not None and summary.state.editable:
            self.presenter.trash(draft_id)

    def _menu(self, draft_id: str) -> QMenu | None:
        summary = self._summaries.get(draft_id)
        if summary is None:
            return None
        menu = QMenu(self)
        menu.addAction(tr("Drafts", "Open"), lambda: self.presenter.open(draft_id))
        menu.addAction(tr("Drafts", "Duplicate"), lambda: self.presenter.duplicate(draft_id))
        if summary.public_url:
            menu.addAction(tr("Drafts", "Open the web page"), lambda: self._open_page(summary.public_url))
        menu.addAction(tr("Drafts", "Copy title"), lambda: self.context.launcher.copy(draft_title(summary)))
        menu.addSeparator()
        trash = menu.addAction(tr("Drafts", "Move to the trash"), lambda: self.presenter.trash(draft_id))
        trash.setEnabled(summary.state.editable)
        return menu

    def _open_page(self, url: str) -> None:
        if not self.context.launcher.open_url(url):
            self.context.messages.show_notice(tr("Drafts", "This computer has no program to open the address {url}", url=url))


def create_screen(context: UiContext) -> Screen:
    """The drafts screen."""
    return DraftsScreen(context)
