"""Dialogs of the editor: submit, comparison of two versions, preview. All are opened, none is executed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from editor_app.core.draft import RevisionKind
from editor_app.ui.dialogs import Sheet
from editor_app.ui.editor.marked_text import runs_html, source_pieces
from editor_app.ui.editor.ports import Comparison, FindingRow, SubmitReport
from editor_app.ui.editor.style import work_style
from editor_app.ui.editor.words import SEVERITY_TONES, revision_words
from editor_app.ui.i18n import tr
from editor_app.ui.theme import Theme
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.article_page import ArticlePage
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.dot import Dot
from editor_app.ui.widgets.labels import Label
from editor_app.ui.widgets.layout import clear_layout
from editor_app.ui.words import when

PHONE, DESKTOP = 375, 760


class SubmitSheet(Sheet):
    """What still stands in the way, each with a way to it; or where the article will go, and the deed."""

    jump_pressed = Signal(str)
    field_pressed = Signal(str)
    keep_pressed = Signal(str)
    submit_pressed = Signal()

    def __init__(self, parent: QWidget, theme: Theme, language: str) -> None:
        super().__init__(parent, tr("Editor", "Submit for review"), 560)
        self.setObjectName("submitSheet")
        self._theme, self._language = theme, language
        self.setStyleSheet(work_style(theme))
        self._lead = Label("", "muted", wrap=True)
        self.body.addWidget(self._lead)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setMinimumHeight(220)
        inside = QWidget()
        inside.setObjectName("canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self.body.addWidget(self._scroll, 1)
        self.add_cancel(tr("Editor", "Back to the text"))
        self.deed = self.add_button(tr("Editor", "Submit"), self._on_deed, "primary")

    def show_report(self, report: SubmitReport) -> None:
        """Show what blocks, or the way it will go."""
        clear_layout(self._rows)
        self.deed.setEnabled(report.clean)
        if report.clean:
            self._show_way(report)
            self.deed.setFocus()
            return
        count = len(report.errors) + len(report.fields) + len(report.need_reason)
        self._lead.setText(tr("Editor", "{count} points stand between this draft and review. Everything is saved.", count=count))
        for problem in report.fields:
            words = problem.message.in_language(self._language)
            self._rows.addWidget(
                self._line(Tone.ERROR, words, "", [(tr("Editor", "Go there"), partial(self._go_field, problem.field))])
            )
        for row in report.errors:
            self._rows.addWidget(self._finding(row, [(tr("Editor", "Go there"), partial(self._go, row.key))]))
        for row in report.need_reason:
            keep = (tr("Editor", "Give a reason"), partial(self.keep_pressed.emit, row.key))
            self._rows.addWidget(self._finding(row, [keep, (tr("Editor", "Go there"), partial(self._go, row.key))]))

    def _show_way(self, report: SubmitReport) -> None:
        self._lead.setText(
            tr(
                "Editor",
                "It goes to “{section}”. From then on the text waits unchanged until it is decided.",
                section=report.section,
            )
        )
        for number, stage in enumerate(report.stages, 1):
            line = QFrame()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 6, 0, 6)
            row.setSpacing(10)
            row.addWidget(Dot(self._theme, Tone.ACCENT if number == 1 else Tone.NEUTRAL))
            row.addWidget(Label(tr("Editor", "{number}. {stage}", number=number, stage=stage)))
            row.addStretch(1)
            self._rows.addWidget(line)
        last = tr("Editor", "Then it is published.")
        if report.correction:
            last = tr("Editor", "Then the correction takes the place of the page that is live now.")
        self._rows.addWidget(Label(last, "small", wrap=True))
        self._rows.addWidget(
            Label(tr("Editor", "Without a network it waits in the outbox and is sent by itself, once."), "small", wrap=True)
        )

    def _finding(self, row: FindingRow, buttons: list[tuple[str, Callable[[], None]]]) -> QFrame:
        return self._line(
            SEVERITY_TONES[row.finding.severity], row.finding.message, row.finding.context or row.finding.text, buttons
        )

    def _line(self, tone: Tone, title: str, detail: str, buttons: list[tuple[str, Callable[[], None]]]) -> QFrame:
        line = QFrame()
        line.setObjectName("findingCard")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(10)
        row.addWidget(Dot(self._theme, tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(title, "control", wrap=True))
        if detail:
            words.addWidget(Label(" ".join(detail.split()), "small", wrap=True))
        row.addLayout(words, 1)
        for text, pressed in buttons:
            row.addWidget(Button(text, pressed, small=True))
        return line

    def _go(self, key: str) -> None:
        self.reject()
        self.jump_pressed.emit(key)

    def _go_field(self, code: str) -> None:
        self.reject()
        self.field_pressed.emit(code)

    def _on_deed(self) -> None:
        if self.deed.isEnabled():
            self.deed.setEnabled(False)
            self.submit_pressed.emit()


class CompareSheet(Sheet):
    """A version against the present text."""

    restore_pressed = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme, comparison: Comparison, labels: dict[str, str], editable: bool) -> None:
        row = comparison.row
        super().__init__(parent, tr("Editor", "Version {number} against the text now", number=row.number), 820)
        self.setObjectName("compareSheet")
        self.resize(820, 600)
        name = row.name or revision_words(row.kind)
        self.body.addWidget(
            Label(
                tr(
                    "Editor",
                    "{name} · {time} · added since then is underlined, removed is struck out",
                    name=name,
                    time=when(row.saved_at),
                ),
                "small",
            )
        )
        self.page = ArticlePage(theme)
        self.page.setMinimumHeight(440)
        self.body.addWidget(self.page, 1)
        self.page.show_pieces(comparison_pieces(comparison, labels))
        self.add_cancel(tr("Editor", "Close"))
        if editable and row.kind is not RevisionKind.BEFORE_RESTORE:
            self.add_button(tr("Editor", "Restore this version"), lambda: self._restore(row.id))

    def _restore(self, revision_id: str) -> None:
        self.accept()
        self.restore_pressed.emit(revision_id)


def comparison_pieces(comparison: Comparison, labels: dict[str, str]) -> list[str]:
    """Title, changed fields, body, changed files."""
    pieces = [f'<h2 align="center">{runs_html(comparison.title)}</h2>'] if comparison.title else []
    for code, runs in comparison.fields:
        pieces.append(f'<p class="meta">{escape(labels.get(code, code))}：{runs_html(runs)}</p>')
    if pieces:
        pieces.append("<hr>")
    pieces += source_pieces(comparison.body)
    words = {
        "added": tr("Editor", "Attachment added: {name}"),
        "removed": tr("Editor", "Attachment removed: {name}"),
        "changed": tr("Editor", "Attachment changed: {name}"),
    }
    pieces += [f'<p class="file">{escape(words[what].format(name=name))}</p>' for name, what in comparison.files]
    return pieces


class PreviewSheet(Sheet):
    """The page as the public will read it, as wide as a desktop or a phone."""

    browser_pressed = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, tr("Editor", "Preview"), 860)
        self.setObjectName("previewSheet")
        self.resize(900, 660)
        bar = QHBoxLayout()
        bar.setSpacing(6)
        group = QButtonGroup(self)
        for width, words in ((DESKTOP, tr("Editor", "Desktop")), (PHONE, tr("Editor", "Phone"))):
            button = Button(words, look="quiet", small=True)
            button.setCheckable(True)
            button.setChecked(width == DESKTOP)
            button.clicked.connect(lambda _on=False, width=width: self.set_width(width))
            group.addButton(button)
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(Button(tr("Editor", "Open in the browser"), self.browser_pressed.emit, small=True))
        self.body.addLayout(bar)
        host = QFrame()
        host.setObjectName("canvas")
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        self.page = ArticlePage(theme, margin=24)
        self.page.setMinimumHeight(460)
        row.addStretch(1)
        row.addWidget(self.page, 100)
        row.addStretch(1)
        self.body.addWidget(host, 1)
        self.add_cancel(tr("Editor", "Close"))
        self.set_width(DESKTOP)

    def set_width(self, width: int) -> None:
        """Pixels of the page."""
        self.page.setMaximumWidth(width)
        self.page.setMinimumWidth(min(width, PHONE))
