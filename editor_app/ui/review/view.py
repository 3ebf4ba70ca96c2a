"""The review screen as it is seen: queue, page with its changes, opinions, findings, files, record, decisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from editor_app.core.content import Attachment
from editor_app.core.errors import EditorError
from editor_app.core.review import ArticleSummary, ReturnReason, ReviewCase, ReviewState, ReviewTask
from editor_app.services.ports import Lane
from editor_app.ui.context import UiContext
from editor_app.ui.editor.pictures import PictureFeed
from editor_app.ui.editor.side_panel import SidePanel
from editor_app.ui.editor.style import work_style
from editor_app.ui.i18n import tr
from editor_app.ui.navigation import Header, HeaderAction, Screen
from editor_app.ui.review.case_panels import CheckPanel, FilesPanel, OpinionsPanel, RecordPanel
from editor_app.ui.review.ports import Against, Reviewing, ReviewPage, Standing
from editor_app.ui.review.presenter import ReviewPresenter
from editor_app.ui.review.queue_list import QueueList
from editor_app.ui.review.sheets import ApproveSheet, ReturnSheet, version_words
from editor_app.ui.review.words import against_words, due_today, page_words, why_not
from editor_app.ui.widgets.article_page import ArticlePage
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.file_opener import open_file
from editor_app.ui.widgets.labels import Label, plain_tip
from editor_app.ui.widgets.layout import EmptyState
from editor_app.ui.words import join

PAGE_WIDTH = 700


def create_screen(context: UiContext) -> Screen:
    """The review screen of the account that is signed in; `enter(task id or article id)` opens a case."""
    snapshot = context.services.reference.snapshot

    def section_name(code: str) -> str:
        section = snapshot.section(code)
        return section.name if section is not None else code

    return ReviewScreen(context, context.services.reviewing, context.profile.display_name, section_name)


class ReviewScreen(Screen):
    """Satisfies ports.ReviewView."""

    def __init__(
        self, context: UiContext, reviewing: Reviewing, person: str, section_name: Callable[[str], str] = lambda code: code
    ) -> None:
        super().__init__(context)
        self._person = person
        self._choices: tuple[Against, ...] = (Against.NOTHING,)
        self._against = Against.NOTHING
        self._look = False
        self._standing = Standing(False)
        self._tasks: tuple[ReviewTask, ...] = ()
        self._build()
        self.presenter = ReviewPresenter(self, reviewing, context.runner, context.changes, person, page_words(), section_name)
        self._pictures: PictureFeed | None = None
        self._connect()
        context.theme.changed.connect(self._dress)
        self._dress()

    # ---- layout

    def _build(self) -> None:
        theme = self.context.theme
        self.queue = QueueList(self._person)
        self.page = ArticlePage(theme, margin=36)
        self.page.setAccessibleName(tr("Review", "Page with changes"))
        self._nothing = EmptyState(tr("Review", "Nothing is open"), tr("Review", "Choose a submission at the left."))
        self._centre = QStackedWidget()
        self._centre.addWidget(self._make_paper())
        self._centre.addWidget(self._nothing)
        self.opinions = OpinionsPanel(theme)
        self.checks = CheckPanel(theme)
        self.files = FilesPanel()
        self.record = RecordPanel()
        self.side = SidePanel(316)
        for words, panel in (
            (tr("Review", "Opinions"), self.opinions),
            (tr("Review", "Check"), self.checks),
            (tr("Review", "Files"), self.files),
            (tr("Review", "Record"), self.record),
        ):
            self.side.add(words, panel)
        right = QWidget()
        right.setFixedWidth(326)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.side, 1)
        column.addWidget(self._make_decisions())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.queue)
        row.addWidget(self._centre, 1)
        row.addWidget(right)

    def _make_paper(self) -> QWidget:
        host = QWidget()
        outer = QHBoxLayout(host)
        outer.setContentsMargins(24, 20, 24, 0)
        paper = QFrame()
        paper.setObjectName("paper")
        paper.setMaximumWidth(PAGE_WIDTH)
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(1, 1, 1, 0)
        inside.setSpacing(0)
        self._note = Label("", "small", wrap=True)
        self._note.setContentsMargins(36, 8, 36, 0)
        inside.addWidget(self._note)
        inside.addWidget(self.page, 1)
        outer.addStretch(1)
        outer.addWidget(paper, 100)
        outer.addStretch(1)
        return host

    def _make_decisions(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("decisions")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 11, 16, 11)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.return_button = Button(tr("Review", "Return"), lambda: self.presenter.send_back(), key="R")
        self.comment_button = Button(tr("Review", "Remark"), self.on_comment, key="M")
        self.approve_button = Button(tr("Review", "Approve"), lambda: self.presenter.approve(), look="primary", key="A")
        row.addWidget(self.return_button)
        row.addWidget(self.comment_button)
        row.addStretch(1)
        row.addWidget(self.approve_button)
        column.addLayout(row)
        self.validity = Label("", "small", wrap=True)
        column.addWidget(self.validity)
        return frame

    def _connect(self) -> None:
        presenter = self.presenter
        self.queue.opened.connect(presenter.open)
        self.opinions.go_pressed.connect(presenter.go_to_comment)
        self.checks.go_pressed.connect(presenter.go_to_finding)
        self.files.open_pressed.connect(presenter.open_attachment)
        self.files.save_pressed.connect(self._on_save_file)
        self.page.link_pressed.connect(self._on_link)
        for keys, pressed in (
            ("A", presenter.approve),
            ("R", presenter.send_back),
            ("M", self.on_comment),
            ("C", presenter.claim),
            ("N", lambda: presenter.step(1)),
            ("J", lambda: presenter.step(1)),
            ("K", lambda: presenter.step(-1)),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _on=False, pressed=pressed: pressed())
            self.addAction(action)
        self.show_standing(Standing(False))

    def _dress(self) -> None:
        self.setStyleSheet(work_style(self.context.theme))

    # ---- Screen

    def enter(self, argument: str) -> None:
        """Fetch the queue; open the case with that task or article id."""
        self.presenter.enter(argument)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """F5."""
        self.presenter.refresh()

    def dispose(self) -> None:
        """The screen goes."""
        self.presenter.close()
        super().dispose()

    def header(self) -> Header:
        """How many wait, how many are due; comparison and look."""
        late = sum(1 for task in self._tasks if due_today(task))
        counts = tr("Review", "{count} waiting", count=len(self._tasks)) if self._tasks else ""
        due = tr("Review", "{count} due today or late", count=late) if late else ""
        open_case = self.presenter.case is not None
        mine = self._standing.claimed_by_me
        claimable = mine or (self._standing.may_decide and not self._standing.claimed_by)
        claim = tr("Review", "Give back") if mine else tr("Review", "Claim")
        look = tr("Review", "Show changes") if self._look else tr("Review", "As published")
        return Header(
            title=tr("Review", "Review"),
            subtitle=join(counts, due),
            actions=(
                HeaderAction("claim", claim, self.presenter.claim, enabled=claimable, hint="C"),
                HeaderAction(
                    "against", f"{against_words(self._against)} ▾", enabled=open_case and not self._look, menu=self._against_menu
                ),
                HeaderAction("look", look, self._toggle_look, enabled=open_case),
            ),
        )

    def _against_menu(self) -> QMenu:
        menu = QMenu(self)
        for against in self._choices:
            action = menu.addAction(against_words(against))
            action.setCheckable(True)
            action.setChecked(against is self._against)
            action.triggered.connect(lambda _on=False, against=against: self.presenter.compare_with(against))
        return menu

    def _toggle_look(self) -> None:
        self._look = not self._look
        self.presenter.show_published_look(self._look)
        self.header_changed.emit()

    # ---- ReviewView

    def show_queue(self, tasks: Sequence[ReviewTask], current: str) -> None:
        """See ReviewView."""
        self._tasks = tuple(tasks)
        self.queue.show_tasks(tasks, current)
        self.header_changed.emit()

    def show_loading(self, task: ReviewTask) -> None:
        """See ReviewView."""
        self._look = False
        self._centre.setCurrentIndex(0)
        self._note.setText(tr("Review", "Being fetched…"))
        self.page.clear_pieces()
        self.opinions.show_comments(())
        self.checks.show_findings((), ())
        self.files.show_cards(())
        self.record.show_cards(())
        self.validity.setText("")
        self.header_changed.emit()

    def show_case(self, case: ReviewCase) -> None:
        """See ReviewView."""
        self._pictures = PictureFeed(
            self.context.runner, self.presenter.scope, self.presenter.locate(case.task.article.id), Lane.NET
        )
        self.opinions.show_comments(case.comments)
        self.checks.show_findings(case.findings, case.waivers)
        self.files.show_files(case.revision.content)
        self.record.show_history(case.history, case.task)
        for index, count in enumerate(
            (len(case.comments), len(case.findings) + len(case.waivers), len(case.revision.content.attachments), 0)
        ):
            self.side.set_count(index, count)
        self.header_changed.emit()

    def show_no_case(self) -> None:
        """See ReviewView."""
        waiting = bool(self._tasks)
        title = tr("Review", "Nothing is open") if waiting else tr("Review", "All done")
        advice = tr("Review", "Choose a submission at the left.") if waiting else tr("Review", "Nothing waits for your decision.")
        self._nothing.show_words(title, advice)
        self._centre.setCurrentIndex(1)
        self.opinions.show_comments(())
        self.checks.show_findings((), ())
        self.files.show_cards(())
        self.record.show_cards(())
        for index in range(4):
            self.side.set_count(index, 0)
        self.validity.setText("")
        self.show_standing(Standing(False))
        self.header_changed.emit()

    def show_page(self, page: ReviewPage, against: Against, choices: Sequence[Against]) -> None:
        """See ReviewView."""
        self._look, self._against, self._choices = False, against, tuple(choices)
        self._centre.setCurrentIndex(0)
        self._supply(page.images)
        self.page.show_pieces(page.pieces)
        if against is Against.NOTHING:
            first = tr("Review", "First submission: there is nothing to compare with")
            note = first if tuple(choices) == (Against.NOTHING,) else ""
        elif page.changes:
            note = tr("Review", "{what}: {count} places", what=against_words(against), count=page.changes)
        else:
            note = tr("Review", "{what}: none", what=against_words(against))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.header_changed.emit()

    def show_published_look(self, pieces: Sequence[str], images: Mapping[str, Attachment]) -> None:
        """See ReviewView."""
        self._supply(images)
        self._note.setText(tr("Review", "As it will be published"))
        self._note.setVisible(True)
        self.page.show_pieces(pieces)

    def _supply(self, images: Mapping[str, Attachment]) -> None:
        if self._pictures is not None:
            self._pictures.supply(self.page, images)

    def show_standing(self, standing: Standing) -> None:
        """Buttons, and the reason in words where they cannot be pressed."""
        reason = why_not(standing)
        for button in (self.approve_button, self.return_button):
            button.setEnabled(standing.may_decide)
            button.setToolTip(plain_tip(reason))
        case = self.presenter.case
        self.comment_button.setEnabled(case is not None)
        self._standing = standing
        if case is not None:
            valid = tr("Review", "Valid only for the version seen: {version}", version=version_words(case))
            self.validity.setText(reason or valid)
        self.header_changed.emit()

    def confirm_approval(self, case: ReviewCase, done: Callable[[], None]) -> None:
        """See ReviewView."""
        ApproveSheet(self, case, done).open()

    def ask_return(self, case: ReviewCase, done: Callable[[ReturnReason, str], None]) -> None:
        """See ReviewView."""
        ReturnSheet(self, case, done).open()

    def ask_comment(self, quote: str, done: Callable[[str], None]) -> None:
        """See ReviewView."""
        shown = quote if len(quote) <= 60 else quote[:59] + "…"
        self.context.dialogs.ask_text(
            tr("Review", "Remark"),
            tr("Review", "On “{quote}”", quote=shown),
            tr("Review", "Add the remark"),
            done,
            multiline=True,
        )

    def tell_approved(self, summary: ArticleSummary) -> None:
        """See ReviewView."""
        if summary.state is ReviewState.PUBLISHED and summary.public_url:
            words = tr("Review", "Approved and published: {url}", url=summary.public_url)
        elif summary.stage:
            words = tr("Review", "Approved; now with: {stage}", stage=summary.stage)
        else:
            words = tr("Review", "Approved")
        self.context.messages.show_toast(words)

    def tell_returned(self, summary: ArticleSummary) -> None:
        """See ReviewView."""
        self.context.messages.show_toast(tr("Review", "Returned to {name} with your reason", name=summary.author))

    def tell_commented(self) -> None:
        """See ReviewView."""
        self.side.show_tab(0)
        self.context.messages.show_toast(tr("Review", "Remark added"))

    def tell_claimed(self, mine: bool) -> None:
        """See ReviewView."""
        self.context.messages.show_toast(
            tr("Review", "Claimed: colleagues see that you read it") if mine else tr("Review", "Given back")
        )

    def tell_nothing_selected(self) -> None:
        """See ReviewView."""
        self.context.messages.show_toast(tr("Review", "Select the words on the page first"))

    def tell_changed_meanwhile(self, error: EditorError) -> None:
        """See ReviewView."""
        self.context.messages.show_error(error)

    def tell_error(self, error: EditorError, retry: Callable[[], None] | None = None) -> None:
        """See ReviewView."""
        self.context.messages.show_error(error, retry)

    def show_download(self, name: str, done: int, total: int) -> None:
        """See ReviewView."""
        self.files.show_progress(name, done, total)

    def open_file(self, path: Path) -> None:
        """See ReviewView."""
        if not open_file(path):
            self.context.messages.show_notice(tr("Review", "No program on this computer opens this kind of file"))

    def tell_stored(self, path: Path) -> None:
        """See ReviewView."""
        self.context.messages.show_toast(tr("Review", "Saved: {name}", name=path.name))

    def tell_not_stored(self, path: Path) -> None:
        """See ReviewView."""
        self.context.messages.show_notice(
            tr("Review", "{name} could not be written there; choose another folder", name=path.name)
        )

    def go_to_piece(self, index: int) -> None:
        """See ReviewView."""
        self.page.reveal_piece(index)

    # ---- what a person does here

    def on_comment(self) -> None:
        """M: the selected words of the page."""
        cursor: QTextCursor = self.page.textCursor()
        quote = cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        first, last = self.page.piece_at(cursor.selectionStart()), self.page.piece_at(cursor.selectionEnd())
        self.presenter.comment(quote, first, last)

    def _on_save_file(self, attachment_id: str, name: str) -> None:
        self.context.dialogs.save_file(
            tr("Review", "Save the attachment"), name, "", lambda path: self.presenter.store_attachment(attachment_id, path)
        )

    def _on_link(self, target: str) -> None:
        if target.startswith("attachment:"):
            self.side.show_tab(2)
            self.presenter.open_attachment(target.removeprefix("attachment:"))
        else:
            self.context.launcher.open_url(target)
