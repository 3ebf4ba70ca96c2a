"""The list of findings: a dot for severity, one sentence, the words in their context, the fix as the button's own words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from editor_app.core.finding import Severity
from editor_app.ui.editor.context_label import ContextLabel
from editor_app.ui.editor.ports import FindingList, FindingRow
from editor_app.ui.editor.words import SEVERITY_TONES
from editor_app.ui.i18n import tr
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.dot import Dot
from editor_app.ui.widgets.labels import KeyCap, Label, plain_tip, set_property
from editor_app.ui.widgets.layout import EmptyState

MOST_ROWS = 80  # widgets are dear; what is beyond shows up as the first ones are mended
MOST_FIXES = 3


class FindingCard(QFrame):
    """One finding."""

    pressed = Signal(str)
    fix_pressed = Signal(str, int)
    keep_pressed = Signal(str)
    reopen_pressed = Signal(str)

    def __init__(self, theme: Theme, row: FindingRow, editable: bool) -> None:
        super().__init__()
        self.row = row
        self._editable = editable
        self.setObjectName("findingCard")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 11)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Dot(theme, SEVERITY_TONES[row.finding.severity]), 0, Qt.AlignmentFlag.AlignTop)
        self.sentence = Label(row.finding.message, "control", wrap=True)
        self.sentence.setStyleSheet("font-weight: 600;")
        head.addWidget(self.sentence, 1)
        layout.addLayout(head)
        self._words = ContextLabel(theme)
        self._words.show_words(row.finding.text, row.finding.context)
        layout.addWidget(self._words)
        place = " · ".join(part for part in (part_words(row.finding.part), row.finding.place) if part)
        if place:
            layout.addWidget(Label(place, "small"))
        if row.kept:
            layout.addWidget(Label(tr("Editor", "Kept by {name}: {reason}", name=row.by, reason=row.reason), "small", wrap=True))
        self._add_buttons(layout)
        self.setAccessibleName(f"{severity_words(row.finding.severity)}: {row.finding.message} {row.finding.text}")

    def _add_buttons(self, layout: QVBoxLayout) -> None:
        row, finding = self.row, self.row.finding
        buttons: list[Button] = []
        if self._editable and row.kept:
            buttons.append(Button(tr("Editor", "Open again"), lambda: self.reopen_pressed.emit(row.key), small=True))
        elif self._editable:
            for number, fix in enumerate(finding.fixes[:MOST_FIXES]):
                look = "primary" if number == 0 and finding.severity is Severity.ERROR else "normal"
                buttons.append(Button(fix_words(fix), partial(self.fix_pressed.emit, row.key, number), look=look, small=True))
            if finding.severity is Severity.WARNING:
                buttons.append(Button(tr("Editor", "Keep, with a reason"), lambda: self.keep_pressed.emit(row.key), small=True))
        line: QHBoxLayout | None = None
        used = 0
        for button in buttons:
            wide = button.sizeHint().width() + 8
            if line is None or used + wide > 280:
                line = QHBoxLayout()
                line.setSpacing(8)
                line.setContentsMargins(0, 2, 0, 0)
                line.addStretch(1)
                layout.addLayout(line)
                used = 0
            line.insertWidget(line.count() - 1, button)
            used += wide
        if finding.why:
            why = "\n".join(part for part in (finding.why, finding.source) if part)
            self.setToolTip(plain_tip(why))

    def set_current(self, current: bool) -> None:
        """Highlight the one that the cursor is at."""
        set_property(self, "current", "true" if current else "false")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press anywhere goes to the place."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self.row.key)


class FindingsPanel(QWidget):
    """The panel; it keeps the cards of findings that stay, so that typing does not rebuild the list."""

    jump_pressed = Signal(str)
    fix_pressed = Signal(str, int)
    keep_pressed = Signal(str)
    reopen_pressed = Signal(str)
    next_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards: dict[str, FindingCard] = {}
        self._editable = True
        self.list = FindingList()
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
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._more = Label("", "small")
        self._more.setContentsMargins(16, 8, 16, 8)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self._scroll.setWidget(inside)
        self._empty = EmptyState("", "")
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._empty, 1)
        self._note = Label("", "small", wrap=True)
        self._note.setContentsMargins(16, 6, 16, 6)
        outer.addWidget(self._note)
        outer.addWidget(self._make_foot())
        self.show_list(self.list)

    def _make_foot(self) -> QWidget:
        foot = QFrame()
        foot.setObjectName("panelFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 5, 12, 5)
        self._counts = Label("", "small")
        row.addWidget(self._counts, 1)
        self._next = Button(tr("Editor", "Next"), self.next_pressed.emit, look="link", small=True)
        row.addWidget(self._next)
        row.addWidget(KeyCap("F8"))
        return foot

    @property
    def cards(self) -> list[FindingCard]:
        """The cards in order."""
        found = (self._column.itemAt(index).widget() for index in range(self._column.count()))
        return [widget for widget in found if isinstance(widget, FindingCard)]

    def set_editable(self, editable: bool) -> None:
        """Without buttons where nothing may be changed."""
        if editable != self._editable:
            self._editable = editable
            for key in list(self._cards):
                self._drop(key)
            self.show_list(self.list)

    def show_list(self, findings: FindingList) -> None:
        """Show these; cards whose words did not change stay."""
        self.list = findings
        rows = findings.rows[:MOST_ROWS]
        wanted = {row.key: row for row in rows}
        for key in list(self._cards):
            if key not in wanted or _face(self._cards[key].row) != _face(wanted[key]):
                self._drop(key)
        for index, row in enumerate(rows):
            card = self._cards.get(row.key)
            if card is None:
                card = self._make(row)
                self._column.insertWidget(index, card)
            elif self._column.indexOf(card) != index:
                self._column.removeWidget(card)
                self._column.insertWidget(index, card)
            card.row = row
            card.set_current(row.key == findings.current)
        rest = len(findings.rows) - len(rows)
        self._more.setVisible(rest > 0)
        self._more.setText(tr("Editor", "{count} more below these", count=rest) if rest > 0 else "")
        self._show_state(findings)
        current = self._cards.get(findings.current)
        if current is not None:
            self._scroll.ensureWidgetVisible(current, 0, 40)

    def _show_state(self, findings: FindingList) -> None:
        empty = not findings.rows
        self._scroll.setVisible(not empty)
        self._empty.setVisible(empty)
        if findings.checked:
            self._empty.show_words(tr("Editor", "Nothing to mend"), tr("Editor", "The rules found nothing to object to."))
        else:
            self._empty.show_words(tr("Editor", "Being checked…"))
        errors, warnings = findings.count(Severity.ERROR), findings.count(Severity.WARNING)
        self._counts.setText(
            tr("Editor", "{errors} must be mended · {warnings} to confirm", errors=errors, warnings=warnings) if not empty else ""
        )
        self._next.setEnabled(bool(errors or warnings or findings.count(Severity.SUGGESTION)))
        left_out = "、".join(findings.not_checked)
        self._note.setText(tr("Editor", "Not checked: {what}", what=left_out) if left_out else "")
        self._note.setVisible(bool(left_out))

    def _make(self, row: FindingRow) -> FindingCard:
        card = FindingCard(self._theme, row, self._editable)
        card.pressed.connect(self.jump_pressed)
        card.fix_pressed.connect(self.fix_pressed)
        card.keep_pressed.connect(self.keep_pressed)
        card.reopen_pressed.connect(self.reopen_pressed)
        self._cards[row.key] = card
        return card

    def _drop(self, key: str) -> None:
        card = self._cards.pop(key)
        card.hide()
        self._column.removeWidget(card)
        card.deleteLater()


def _face(row: FindingRow) -> tuple[object, ...]:
    finding = row.finding
    return finding.severity, finding.message, finding.text, finding.context, finding.fixes, finding.place, row.reason, row.by


def severity_words(severity: Severity) -> str:
    """What the dot means, in words."""
    return {
        Severity.ERROR: tr("Editor", "Must be mended"),
        Severity.WARNING: tr("Editor", "To confirm"),
        Severity.SUGGESTION: tr("Editor", "Suggestion"),
    }[severity]


def part_words(part: str) -> str:
    """Where it is, when it is not the body."""
    if part == "title":
        return tr("Editor", "In the title")
    if part.startswith("field:"):
        return tr("Editor", "In a field")
    if part.startswith("attachment:"):
        return tr("Editor", "In an attachment")
    return ""


def fix_words(fix: str) -> str:
    """The fix as the button's own words; a long one is cut, an empty one removes the words."""
    shown = " ".join(fix.split())
    if not shown:
        return tr("Editor", "Delete it")
    return tr("Editor", "Change to “{fix}”", fix=shown if len(shown) <= 16 else shown[:15] + "…")
