"""The outbox screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from editor_app.core import clock
from editor_app.core.outbox import OutboxEntry, OutboxState, PauseReason
from editor_app.ui import words
from editor_app.ui.context import UiContext
from editor_app.ui.i18n import tr
from editor_app.ui.navigation import Header, HeaderAction, Screen
from editor_app.ui.outbox.presenter import Board, Deed, OutboxPresenter, deed_of
from editor_app.ui.outbox.receipt import ReceiptSheet
from editor_app.ui.outbox.words import deed_words, entry_line, entry_title, pause_line, pause_title
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import set_property
from editor_app.ui.widgets.layout import Canvas, Card, EmptyState, Row

TICK_MS = 1_000


class EntryRow(Row):
    """One entry; kept alive while its state stays, so that progress does not flicker."""

    def __init__(self, entry: OutboxEntry, board: Board, act: Callable[[str], None], opened: Callable[[str], None]) -> None:
        deed = deed_of(entry)
        buttons: list[QWidget] = []
        if deed is not Deed.NONE:
            look = "primary" if deed is Deed.MEND else "normal"
            buttons.append(Button(deed_words(deed), lambda: act(entry.id), small=True, look=look))
        super().__init__(entry_title(entry), "", chip=words.outbox_state(entry.state), trailing=buttons)
        self.entry = entry
        self._opened_entry = opened
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.words.addSpacing(5)
        self.words.addWidget(self.progress)
        self.update_entry(entry, board)

    def update_entry(self, entry: OutboxEntry, board: Board) -> None:
        """Other numbers."""
        self.entry = entry
        line = entry_line(entry, board, clock.now())
        self.detail.setText(line)
        self.detail.setVisible(bool(line))
        sending = entry.state is OutboxState.SENDING and entry.total_bytes > 0
        self.progress.setVisible(sending)
        if sending:
            self.progress.setValue(round(1000 * entry.sent_bytes / entry.total_bytes))


class OutboxScreen(Screen):
    """Implements OutboxView."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.presenter = OutboxPresenter(
            self, context.services.outbox, context.runner, context.changes, context.navigation, context.wake_outbox
        )
        self._rows: dict[str, EntryRow] = {}
        self._shape: list[tuple[str, OutboxState]] = []
        canvas = Canvas()
        self._pause_card = Card()
        self._pause_card.hide()
        self.card = Card()
        self.empty = EmptyState(
            tr("Outbox", "The outbox is empty"), tr("Outbox", "What you submit is listed here with its receipt.")
        )
        for widget in (self._pause_card, self.card, self.empty):
            canvas.body.addWidget(widget)
        canvas.body.addStretch(1)
        self._fill(canvas)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def _fill(self, canvas: Canvas) -> None:
        from PySide6.QtWidgets import QVBoxLayout

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(canvas)

    def header(self) -> Header:
        """The promise, and the one thing to press."""
        waiting = self.presenter.board.waiting > 0
        return Header(
            tr("Outbox", "Outbox"),
            tr("Outbox", "Write and submit without a network; everything is sent by itself, each piece exactly once"),
            actions=(
                HeaderAction("retry", tr("Outbox", "Try now"), self.presenter.retry_now, enabled=waiting, shortcut="Ctrl+R"),
            ),
        )

    def enter(self, argument: str) -> None:
        """Shown."""
        self.presenter.start()
        self._timer.start()

    def leave(self) -> None:
        """Nobody looks: no ticking."""
        self._timer.stop()

    def refresh(self) -> None:
        """Read again."""
        self.presenter.reload()

    def dispose(self) -> None:
        """Gone."""
        self._timer.stop()
        self.presenter.close()
        super().dispose()

    # ---- OutboxView

    def show_board(self, board: Board) -> None:
        """Everything."""
        shape = [(entry.id, entry.state) for entry in board.entries]
        if shape != self._shape:
            self._shape = shape
            rows = [EntryRow(entry, board, self.presenter.act, self.presenter.open_draft) for entry in board.entries]
            self._rows = {row.entry.id: row for row in rows}
            self.card.set_rows(rows)
        else:
            for entry in board.entries:
                self._rows[entry.id].update_entry(entry, board)
        self.card.setVisible(bool(board.entries))
        self.empty.setVisible(not board.entries)
        self._show_pause(board)
        self.context.status.set_outbox(board.waiting)
        failed = sum(entry.state is OutboxState.FAILED for entry in board.entries)
        self.context.status.set_badge("outbox", board.waiting + failed, failed > 0)
        self.header_changed.emit()

    def show_receipt(self, entry: OutboxEntry) -> None:
        """The portal's word."""
        session = self.context.session.current
        if entry.receipt is None or session is None:
            return
        profile = session.profile
        sheet = ReceiptSheet(
            self.window(), entry, entry.receipt, profile.display_name, profile.unit.name, session.account.portal_name
        )
        sheet.open()

    def confirm_cancel(self, entry: OutboxEntry, done: Callable[[], None]) -> None:
        """Taking back is harmless, but not by accident."""
        self.context.dialogs.confirm(
            tr("Outbox", "Take back “{title}”?", title=entry_title(entry)),
            tr("Outbox", "It has not been sent. It becomes a draft again that you can change and submit later."),
            tr("Outbox", "Take back"),
            done,
        )

    def say_taken_back(self) -> None:
        """Done."""
        self.context.messages.show_toast(tr("Outbox", "Taken back; it is a draft again"))

    # ---- the pause

    def _show_pause(self, board: Board) -> None:
        self._pause_card.setVisible(board.paused)
        if not board.paused:
            self._pause_card.clear()
            return
        rows = self._pause_card.rows
        row = rows[0] if rows else None
        if not isinstance(row, Row) or row.property("reason") != board.pause.reason.value:
            row = self._pause_row(board)
            self._pause_card.set_rows([row])
        row.title.setText(pause_title(board.pause))
        row.detail.setText(pause_line(board.pause, clock.now()))
        row.detail.show()

    def _pause_row(self, board: Board) -> Row:
        if board.pause.reason is PauseReason.SIGN_IN:
            button = Button(tr("Outbox", "Sign in"), self._on_sign_in, small=True)
        else:
            button = Button(tr("Outbox", "Diagnosis"), lambda: self.context.navigation.open("about"), small=True)
        row = Row("", "", chip=(tr("Outbox", "Paused"), Tone.WARNING), trailing=[button])
        row.setProperty("reason", board.pause.reason.value)
        set_property(row, "tone", "warning")
        return row

    def _on_sign_in(self) -> None:
        session = self.context.session.current
        self.context.close_account()
        if session is not None:
            self.context.navigation.open("sign_in", session.account.id)

    def _on_tick(self) -> None:
        board = self.presenter.board
        for entry in board.entries:
            if entry.state is OutboxState.QUEUED and entry.id in self._rows:
                self._rows[entry.id].update_entry(entry, board)
        self._show_pause(board)


def create_screen(context: UiContext) -> Screen:
    """The outbox screen."""
    return OutboxScreen(context)
