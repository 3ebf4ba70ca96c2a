"""The published screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout

from editor_app.core.errors import EditorError
from editor_app.core.review import ArticleSummary, ReviewState
from editor_app.ui import words
from editor_app.ui.context import UiContext
from editor_app.ui.i18n import error_words, tr
from editor_app.ui.navigation import Header, Screen
from editor_app.ui.published.presenter import PublishedPresenter
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.article_list import ArticleList, ListRow
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label
from editor_app.ui.widgets.layout import EmptyState
from editor_app.ui.widgets.search_field import SearchField


def article_row(article: ArticleSummary) -> ListRow:
    """State, title, where and who, when."""
    states = {
        ReviewState.PUBLISHED: (tr("States", "Published"), Tone.OK),
        ReviewState.WITHDRAWN: (tr("States", "Withdrawn"), Tone.WARNING),
        ReviewState.IN_REVIEW: (tr("States", "In review"), Tone.ACCENT),
        ReviewState.RETURNED: (tr("States", "Returned"), Tone.ERROR),
        ReviewState.DRAFT: (tr("States", "Draft"), Tone.NEUTRAL),
    }
    chip, tone = states[article.state]
    if article.live and article.state is not ReviewState.PUBLISHED:
        chip, tone = tr("States", "Correction"), Tone.ACCENT
    detail = words.join(article.section_name or article.section, article.unit_name, article.author, article.public_url)
    return ListRow(article.id, chip, tone, article.title, detail, words.when(article.published_at))


class PublishedScreen(Screen):
    """Implements PublishedView."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        services = context.services
        self._articles: dict[str, ArticleSummary] = {}
        self.presenter = PublishedPresenter(
            self,
            services.publishing,
            services.adopting,
            services.drafting,
            context.runner,
            context.changes,
            context.messages,
            context.navigation,
        )
        self._build()

    def header(self) -> Header:
        """Where this comes from."""
        return Header(tr("Published", "Published"), tr("Published", "Articles of my unit on the portal"))

    def enter(self, argument: str) -> None:
        """Shown."""
        self.presenter.start()

    def refresh(self) -> None:
        """Ask the portal again."""
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
        self.search = SearchField(self.context.theme, tr("Published", "Search published articles"))
        self.search.searched.connect(self.presenter.search)
        row.addWidget(self.search, 1)
        self.open_button = Button(tr("Published", "Open the web page"), lambda: self._with_current(self._open))
        self.copy_button = Button(tr("Published", "Copy address"), lambda: self._with_current(self._copy))
        self.correct_button = Button(tr("Published", "Correct…"), lambda: self._with_current(self.presenter.correct))
        self.withdraw_button = Button(tr("Published", "Withdraw…"), lambda: self._with_current(self.presenter.withdraw))
        self._buttons = (self.open_button, self.copy_button, self.correct_button, self.withdraw_button)
        for button in self._buttons:
            row.addWidget(button)
        layout.addLayout(row)
        self.list = ArticleList(self.context.theme, tr("Published", "Published articles"), self._menu)
        self.list.opened.connect(self._on_opened)
        self.list.chosen.connect(lambda _id: self._judge())
        self.list.rows.wanted_more.connect(lambda _count: self.presenter.more())
        self._retry = Button(tr("Published", "Try again"), self.presenter.start)
        self.empty = EmptyState("", action=self._retry)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        layout.addWidget(self._pages, 1)
        self._progress = Label("", "small")
        self._progress.hide()
        layout.addWidget(self._progress)
        self._judge()

    # ---- PublishedView

    def show_loading(self) -> None:
        """Only where nothing is shown yet."""
        if not self._articles:
            self._show_empty(tr("Published", "Asking the portal…"), "", retry=False)

    def show_rows(self, rows: Sequence[ArticleSummary], more: bool) -> None:
        """The first page."""
        self._articles = {row.id: row for row in rows}
        self.list.show_rows([article_row(row) for row in rows], more)
        if rows:
            self._pages.setCurrentWidget(self.list)
        elif self.presenter.query:
            self._show_empty(tr("Published", "Nothing found"), tr("Published", "Try other words."), retry=False)
        else:
            advice = tr("Published", "When an article is approved, it is listed here with its address.")
            self._show_empty(tr("Published", "Nothing is published yet"), advice, retry=False)
        self._judge()

    def add_rows(self, rows: Sequence[ArticleSummary], more: bool) -> None:
        """The next page."""
        self._articles.update({row.id: row for row in rows})
        self.list.rows.add_rows([article_row(row) for row in rows], more)

    def show_unavailable(self, error: EditorError) -> None:
        """Offline: this list lives on the portal."""
        if self._articles:
            self.context.messages.show_error(error, self.presenter.reload)
        else:
            title, _ = error_words(error)
            advice = tr("Published", "This list comes from the portal. Drafts and outbox work without it.")
            self._show_empty(title, advice, retry=True)

    def ask_reason(self, article: ArticleSummary, done: Callable[[str], None]) -> None:
        """Withdrawing needs a reason."""
        self.context.dialogs.ask_text(
            tr("Published", "Withdraw “{title}”?", title=article.title),
            tr("Published", "Reason (stays in the record). The page disappears from the public site at once."),
            tr("Published", "Withdraw"),
            done,
            multiline=True,
        )

    def say_withdrawn(self, article: ArticleSummary) -> None:
        """Done."""
        self.context.messages.show_toast(tr("Published", "Withdrawn: {title}", title=article.title))

    def show_fetching(self, article: ArticleSummary | None, done: int = 0, total: int = 0) -> None:
        """While an article is brought onto this computer."""
        self._progress.setVisible(article is not None)
        if article is not None:
            words_ = tr("Published", "Bringing “{title}” onto this computer", title=article.title)
            self._progress.setText(words.join(words_, f"{words.size(done)} / {words.size(total)}" if total else ""))

    # ---- slots

    def _show_empty(self, title: str, advice: str, *, retry: bool) -> None:
        self.empty.show_words(title, advice)
        self._retry.setVisible(retry)
        self._pages.setCurrentWidget(self.empty)

    def _with_current(self, act: Callable[[ArticleSummary], None]) -> None:
        article = self._articles.get(self.list.current)
        if article is not None:
            act(article)

    def _judge(self) -> None:
        article = self._articles.get(self.list.current)
        session = self.context.session.current
        writes = session is not None and session.profile.can_write
        public = article is not None and bool(article.public_url) and article.live
        self.open_button.setEnabled(public)
        self.copy_button.setEnabled(public)
        self.correct_button.setEnabled(writes and article is not None)
        self.withdraw_button.setEnabled(article is not None and article.live)

    def _on_opened(self, article_id: str) -> None:
        article = self._articles.get(article_id)
        if article is not None:
            self._open(article)

    def _open(self, article: ArticleSummary) -> None:
        if not self.context.launcher.open_url(article.public_url):
            words_ = tr("Published", "The address cannot be opened here: {url}", url=article.public_url)
            self.context.messages.show_notice(words_)

    def _copy(self, article: ArticleSummary) -> None:
        self.context.launcher.copy(article.public_url)
        self.context.messages.show_toast(tr("Published", "Address copied"))

    def _menu(self, article_id: str) -> QMenu | None:
        article = self._articles.get(article_id)
        if article is None:
            return None
        menu = QMenu(self)
        for button, act in (
            (self.open_button, self._open),
            (self.copy_button, self._copy),
            (self.correct_button, self.presenter.correct),
            (self.withdraw_button, self.presenter.withdraw),
        ):
            action = menu.addAction(button.text())
            action.triggered.connect(lambda _checked=False, act=act: act(article))
            action.setEnabled(button.isEnabled())
        return menu


def create_screen(context: UiContext) -> Screen:
    """The published screen."""
    return PublishedScreen(context)
