"""The right side of a case: opinions, findings with reasons, attachments, record. Everything from outside is plain text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from editor_app.core.content import ArticleContent
from editor_app.core.finding import Finding, Waiver
from editor_app.core.review import Comment, HistoryEntry, ReviewTask
from editor_app.ui.editor.context_label import ContextLabel
from editor_app.ui.editor.findings_panel import part_words, severity_words
from editor_app.ui.editor.words import SEVERITY_TONES
from editor_app.ui.i18n import tr
from editor_app.ui.review.words import action_chip, short_hash
from editor_app.ui.theme import Theme
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.dot import Dot
from editor_app.ui.widgets.labels import Chip, ElidedLabel, Label
from editor_app.ui.widgets.layout import EmptyState, clear_layout
from editor_app.ui.words import join, return_reason, size, when


class ListPanel(QWidget):
    """A scrolling list of cards, or a sentence where there are none."""

    def __init__(self, empty_title: str, empty_advice: str = "") -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        column.addLayout(self.column)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self._empty = EmptyState(empty_title, empty_advice)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._empty, 1)
        self.show_cards(())

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Replace the list."""
        clear_layout(self.column)
        for card in cards:
            self.column.addWidget(card)
        self._scroll.setVisible(bool(cards))
        self._empty.setVisible(not cards)


def card() -> tuple[QFrame, QVBoxLayout]:
    """A card of the side panels and its layout."""
    frame = QFrame()
    frame.setObjectName("findingCard")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(16, 10, 12, 11)
    layout.setSpacing(4)
    return frame, layout


class OpinionsPanel(ListPanel):
    """Remarks, newest last, with the words they were made on."""

    go_pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(tr("Review", "No remarks yet"), tr("Review", "Select words on the page and press M."))
        self._theme = theme

    def show_comments(self, comments: Sequence[Comment]) -> None:
        """List them."""
        self.show_cards([self._card(comment) for comment in comments])

    def _card(self, comment: Comment) -> QWidget:
        frame, layout = card()
        head = QHBoxLayout()
        head.setSpacing(8)
        name = Label(comment.author, "control")
        name.setStyleSheet("font-weight: 600;")
        head.addWidget(name)
        head.addWidget(Label(when(comment.at), "small"))
        head.addStretch(1)
        if comment.resolved:
            head.addWidget(Chip(tr("Review", "Done"), Tone.OK))
        layout.addLayout(head)
        if comment.quote:
            quote = ContextLabel(self._theme)
            quote.show_words(comment.quote, comment.quote)
            layout.addWidget(quote)
        layout.addWidget(Label(comment.text, "control", wrap=True, selectable=True))
        if comment.quote:
            layout.addWidget(
                Button(tr("Review", "Go there"), partial(self.go_pressed.emit, comment.id), look="link", small=True),
                0,
                Qt.AlignmentFlag.AlignLeft,
            )
        return frame


class CheckPanel(ListPanel):
    """What the rules found on the portal, and the officer's reasons for what was kept."""

    go_pressed = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(tr("Review", "The rules found nothing"), tr("Review", "Checked by the portal with its own rules."))
        self._theme = theme

    def show_findings(self, findings: Sequence[Finding], waivers: Sequence[Waiver]) -> None:
        """Errors first; kept ones with their reason."""
        cards = [self._card(finding, waivers) for finding in sorted(findings, key=lambda item: item.severity.rank)]
        anchors = {finding.anchor for finding in findings}
        cards += [self._reason_card(waiver) for waiver in waivers if waiver.anchor not in anchors]
        self.show_cards(cards)

    def _card(self, finding: Finding, waivers: Sequence[Waiver]) -> QWidget:
        frame, layout = card()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Dot(self._theme, SEVERITY_TONES[finding.severity]), 0, Qt.AlignmentFlag.AlignTop)
        sentence = Label(finding.message, "control", wrap=True)
        sentence.setStyleSheet("font-weight: 600;")
        head.addWidget(sentence, 1)
        layout.addLayout(head)
        if finding.text or finding.context:
            words = ContextLabel(self._theme)
            words.show_words(finding.text, finding.context)
            layout.addWidget(words)
        place = join(severity_words(finding.severity), part_words(finding.part), finding.place)
        layout.addWidget(Label(place, "small"))
        for waiver in waivers:
            if waiver.covers(finding):
                layout.addWidget(
                    Label(tr("Review", "Kept ({name}): {reason}", name=waiver.by, reason=waiver.reason), "control", wrap=True)
                )
        if finding.part == "body" and finding.end > finding.start:
            layout.addWidget(
                Button(
                    tr("Review", "Go there"), partial(self.go_pressed.emit, finding.start, finding.part), look="link", small=True
                ),
                0,
                Qt.AlignmentFlag.AlignLeft,
            )
        return frame

    def _reason_card(self, waiver: Waiver) -> QWidget:
        frame, layout = card()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Dot(self._theme, Tone.WARNING), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(tr("Review", "Kept: {message}", message=waiver.message), "control", wrap=True), 1)
        layout.addLayout(head)
        layout.addWidget(
            Label(tr("Review", "Reason ({name}): {reason}", name=waiver.by, reason=waiver.reason), "control", wrap=True)
        )
        return frame


class FilesPanel(ListPanel):
    """Attachments of the version on the screen."""

    open_pressed = Signal(str)
    save_pressed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(tr("Review", "No attachments"))
        self._words = Label("", "small")
        self._words.setContentsMargins(16, 4, 16, 0)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._words)
        layout.addWidget(self._bar)
        self.show_progress("", 0, 0)

    def show_files(self, content: ArticleContent) -> None:
        """List them."""
        cards = []
        for item in content.attachments:
            frame, layout = card()
            layout.addWidget(ElidedLabel(item.name, "control", Qt.TextElideMode.ElideMiddle))
            kind = item.name.rpartition(".")[2].upper() if "." in item.name else item.media_type
            measures = f"{item.width} × {item.height}" if item.width else ""
            layout.addWidget(Label(join(kind, size(item.size), measures), "small"))
            if item.is_image:
                alt = item.alt or tr("Review", "no alternative text")
                layout.addWidget(Label(tr("Review", "Alternative text: {alt}", alt=alt), "small", wrap=True))
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(Button(tr("Review", "Open"), partial(self.open_pressed.emit, item.id), small=True))
            row.addWidget(Button(tr("Review", "Save as…"), partial(self.save_pressed.emit, item.id, item.name), small=True))
            row.addStretch(1)
            layout.addLayout(row)
            cards.append(frame)
        self.show_cards(cards)

    def show_progress(self, name: str, done: int, total: int) -> None:
        """While a file comes; done == total ends it."""
        busy = done < total
        self._words.setVisible(busy)
        self._bar.setVisible(busy)
        if busy:
            self._words.setText(tr("Review", "Fetching {name}…", name=name))
            self._bar.setRange(0, 100)
            self._bar.setValue(round(100 * done / max(1, total)))


class RecordPanel(ListPanel):
    """Stage by stage: who did what, when, with which text."""

    def __init__(self) -> None:
        super().__init__(tr("Review", "No record yet"))

    def show_history(self, history: Sequence[HistoryEntry], task: ReviewTask) -> None:
        """The record, and where it is now."""
        cards: list[QWidget] = []
        for entry in history:
            frame, layout = card()
            layout.addLayout(_record_line(action_chip(entry.action), join(entry.stage, entry.actor), when(entry.at)))
            if entry.text:
                text = return_reason(entry.text) if entry.action == "returned" else entry.text
                layout.addWidget(Label(text, "control", wrap=True, selectable=True))
            if entry.content_hash and entry.action in ("submitted", "approved", "published"):
                layout.addWidget(Label(tr("Review", "Text {hash}", hash=short_hash(entry.content_hash)), "small"))
            cards.append(frame)
        frame, layout = card()
        stage = tr(
            "Review",
            "{stage} (stage {position} of {total})",
            stage=task.stage_name,
            position=task.stage_position,
            total=task.stage_total,
        )
        layout.addLayout(_record_line((tr("Review", "Now"), Tone.ACCENT), stage, ""))
        cards.append(frame)
        self.show_cards(cards)


def _record_line(chip: tuple[str, Tone], words: str, time: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Chip(*chip, width=56))
    row.addWidget(ElidedLabel(words, "control"), 1)
    row.addWidget(Label(time, "small"))
    return row
