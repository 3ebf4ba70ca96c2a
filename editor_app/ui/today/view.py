"""The Today screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from editor_app.core import clock
from editor_app.core.draft import DraftState, DraftSummary
from editor_app.core.outbox import OutboxEntry, OutboxState, Pause
from editor_app.core.review import ReviewTask
from editor_app.ui import words
from editor_app.ui.context import UiContext
from editor_app.ui.drafts.model import draft_line, draft_title
from editor_app.ui.drafts.starting import make_starting
from editor_app.ui.i18n import tr
from editor_app.ui.navigation import Header, HeaderAction, Screen
from editor_app.ui.outbox.presenter import Board
from editor_app.ui.outbox.words import entry_line, entry_title, pause_line, pause_title
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.today.presenter import MySection, TodayPresenter
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label
from editor_app.ui.widgets.layout import Canvas, Card, EmptyState, Row


class TodayScreen(Screen):
    """Implements TodayView."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        services = context.services
        profile = context.profile
        self.presenter = TodayPresenter(
            self,
            services.drafting,
            services.outbox,
            services.reviewing,
            services.publishing,
            services.reference,
            profile,
            context.runner,
            context.changes,
            context.navigation,
        )
        self.starting = make_starting(self, context, self.scope)
        self._writes = profile.can_write
        self._build()

    def header(self) -> Header:
        """The date, and the two ways to begin."""
        actions: tuple[HeaderAction, ...] = ()
        if self._writes:
            new = tr("Today", "New article")
            actions = (
                HeaderAction("import", tr("Today", "Open Word document…"), self.starting.open_document, shortcut="Ctrl+O"),
                HeaderAction("new", new, self.starting.new, primary=True, shortcut="Ctrl+N", show_key=True),
            )
        return Header(tr("Today", "Today"), words.today_line(clock.now().date()), actions=actions)

    def enter(self, argument: str) -> None:
        """Shown."""
        self.presenter.start()

    def refresh(self) -> None:
        """Everything anew."""
        self.presenter.start()

    def dispose(self) -> None:
        """Gone."""
        self.presenter.close()
        super().dispose()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        canvas = Canvas()
        outer.addWidget(canvas)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, stretch in ((left, 135), (right, 100)):
            column.setSpacing(16)
            columns.addLayout(column, stretch)
        self.waiting = Card(tr("Today", "Waiting for me"))
        self.recent = Card(tr("Today", "Recent drafts"))
        self.sections = Card(tr("Today", "My sections"))
        self.outbox = Card(tr("Today", "Outbox"))
        self._section_count = Label("", "small")
        self.sections.add_to_head(self._section_count)
        for card, column in ((self.waiting, left), (self.recent, left), (self.outbox, right), (self.sections, right)):
            column.addWidget(card)
        left.addStretch(1)
        right.addStretch(1)
        canvas.body.addLayout(columns)
        for card in (self.recent, self.sections, self.outbox):
            card.setVisible(self._writes)

    # ---- TodayView

    def show_waiting(
        self, returned: Sequence[DraftSummary], failed: Sequence[OutboxEntry], tasks: Sequence[ReviewTask], unit_names: bool
    ) -> None:
        """Returned drafts, refused submissions, reviews."""
        rows: list[QWidget] = [self._returned_row(row) for row in returned]
        rows += [self._failed_row(entry) for entry in failed]
        rows += [self._task_row(task) for task in tasks]
        if not rows:
            rows = [EmptyState(tr("Today", "Nothing waits for you"), tr("Today", "Returned drafts and reviews appear here."))]
        self.waiting.set_rows(rows)

    def show_recent(self, rows: Sequence[DraftSummary], names: dict[str, str]) -> None:
        """The newest drafts."""
        if rows:
            self.recent.set_rows([self._draft_row(row, names) for row in rows])
        else:
            new = Button(tr("Today", "Write the first one"), self.starting.new)
            words_ = tr("Today", "Drafts are saved on this computer while you write, with or without a network.")
            self.recent.set_rows([EmptyState(tr("Today", "No drafts yet"), words_, new)])

    def show_outbox(self, board: Board) -> None:
        """What is on its way."""
        alive = [entry for entry in board.entries if entry.state.waiting][:3]
        rows: list[QWidget] = []
        if board.paused:
            chip = (tr("Today", "Paused"), Tone.WARNING)
            line = pause_line(board.pause, clock.now())
            rows.append(Row(pause_title(board.pause), line, chip=chip, opened=self._open_outbox))
        rows += [self._entry_row(entry, board) for entry in alive]
        if not rows:
            rows = [EmptyState(tr("Today", "Nothing waits to be sent"))]
        self.outbox.set_rows(rows)

    def show_sections(self, sections: Sequence[MySection], total: int) -> None:
        """Where I may write."""
        rows: list[QWidget] = [self._section_row(item) for item in sections]
        if not rows:
            advice = tr("Today", "They come from the portal after the first connection.")
            rows = [EmptyState(tr("Today", "No section is known yet"), advice)]
        self.sections.set_rows(rows)
        more = total - len(sections)
        self._section_count.setText(tr("Today", "and {n} more", n=more) if more > 0 else "")

    def show_counts(self, drafts: int, waiting: int, failed: int, tasks: int) -> None:
        """For the rail and the status line."""
        status = self.context.status
        status.set_badge("drafts", drafts)
        status.set_badge("outbox", waiting + failed, failed > 0)
        status.set_badge("review", tasks, tasks > 0)
        status.set_outbox(waiting)

    # ---- rows

    def _returned_row(self, row: DraftSummary) -> Row:
        reason = tr("Today", "“{reason}”", reason=words.return_reason(row.return_reason)) if row.return_reason else ""
        line = words.join(row.stage, words.when(row.updated_at), reason)
        button = Button(tr("Today", "Mend"), lambda: self.presenter.open_draft(row.id), small=True)
        chip = words.draft_state(DraftState.RETURNED)
        return Row(draft_title(row), line, chip=chip, trailing=[button], opened=lambda: self.presenter.open_draft(row.id))

    def _failed_row(self, entry: OutboxEntry) -> Row:
        draft_id = entry.submission.draft_id
        line = entry_line(entry, Board((), Pause(), 0, frozenset()), clock.now())
        button = Button(tr("Today", "Mend"), lambda: self.presenter.open_draft(draft_id), small=True)
        return Row(
            entry_title(entry),
            line,
            chip=words.outbox_state(OutboxState.FAILED),
            trailing=[button],
            opened=lambda: self.presenter.open_draft(draft_id),
        )

    def _task_row(self, task: ReviewTask) -> Row:
        now = clock.now()
        waited = words.duration(words.seconds_between(task.submitted_at, now))
        late = bool(task.due_at) and words.seconds_between(task.due_at, now) > 0
        due = ""
        if task.due_at:
            due = tr("Today", "was due {when}", when=words.when(task.due_at, now)) if late else _due(task.due_at)
        who = tr("Today", "by {person}", person=task.submitted_by)
        line = words.join(task.article.unit_name, who, tr("Today", "waiting {time}", time=waited), due)
        chip = (tr("Today", "Overdue"), Tone.ERROR) if late else (tr("Today", "To review"), Tone.WARNING)
        button = Button(tr("Today", "Review"), lambda: self.presenter.open_task(task.id), small=True)
        return Row(task.article.title, line, chip=chip, trailing=[button], opened=lambda: self.presenter.open_task(task.id))

    def _draft_row(self, row: DraftSummary, names: dict[str, str]) -> Row:
        line = words.join(draft_line(row, names), words.when(row.updated_at))
        return Row(draft_title(row), line, chip=words.draft_state(row.state), opened=lambda: self.presenter.open_draft(row.id))

    def _entry_row(self, entry: OutboxEntry, board: Board) -> Row:
        row = Row(entry_title(entry), entry_line(entry, board, clock.now()), opened=self._open_outbox)
        if entry.state is OutboxState.SENDING and entry.total_bytes > 0:
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setRange(0, 1000)
            bar.setValue(round(1000 * entry.sent_bytes / entry.total_bytes))
            row.words.addSpacing(5)
            row.words.addWidget(bar)
        return row

    def _section_row(self, item: MySection) -> Row:
        last = tr("Today", "last published {when}", when=words.when(item.last)) if item.last else ""
        kinds = "、".join(words.kind_name(code) for code in item.section.kinds[:3])
        button = Button(tr("Today", "Write"), lambda: self.starting.new(item.section.code), small=True)
        return Row(item.section.name, last or kinds, trailing=[button])

    def _open_outbox(self) -> None:
        self.context.navigation.open("outbox")


def _due(due_at: str) -> str:
    return tr("Today", "due {when}", when=words.when(due_at))


def create_screen(context: UiContext) -> Screen:
    """The Today screen."""
    return TodayScreen(context)
