"""Title, section, kind and the kind's fields, built from core.kind.Kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from editor_app.core.kind import Field, FieldProblem, FieldType, Kind
from editor_app.ui import icons
from editor_app.ui.i18n import tr
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label, set_property
from editor_app.ui.widgets.layout import clear_layout

COLUMNS = 4
TALLEST = 208


class FieldLine(QWidget):
    """One field: its label, its widget, what is wrong with it."""

    changed = Signal(str, str)

    def __init__(self, theme: Theme, field: Field, language: str, value: str) -> None:
        super().__init__()
        self.field = field
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        label = field.label.in_language(language)
        self._label = Label(label + (" *" if field.required else ""), "small")
        layout.addWidget(self._label)
        self.line: QLineEdit | None = None
        self.page: QPlainTextEdit | None = None
        self.choice: QComboBox | None = None
        if field.type is FieldType.CHOICE:
            self._make_choice(language, value)
        elif field.type is FieldType.MULTILINE:
            self._make_page(language, value)
        else:
            self._make_line(theme, language, value)
        layout.addWidget(self.widget)
        self.widget.setAccessibleName(label)
        self._label.setBuddy(self.widget)

    @property
    def widget(self) -> QWidget:
        """What is typed in."""
        found = self.line or self.page or self.choice
        assert found is not None
        return found

    def _make_line(self, theme: Theme, language: str, value: str) -> None:
        line = QLineEdit(value)
        hint = self.field.hint.in_language(language)
        line.setPlaceholderText(hint or ("2026-11-23" if self.field.type is FieldType.DATE else ""))
        line.textChanged.connect(lambda text: self.changed.emit(self.field.code, text))
        if self.field.type is FieldType.DATE:
            action = QAction(icons.icon("calendar-days", theme.colour("muted"), size=16), tr("Editor", "Choose a date"), line)
            action.triggered.connect(self._choose_date)
            line.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        self.line = line

    def _make_page(self, language: str, value: str) -> None:
        page = QPlainTextEdit(value)
        page.setPlaceholderText(self.field.hint.in_language(language))
        page.setTabChangesFocus(True)
        page.setFixedHeight(62)
        page.textChanged.connect(lambda: self.changed.emit(self.field.code, page.toPlainText()))
        self.page = page

    def _make_choice(self, language: str, value: str) -> None:
        box = QComboBox()
        box.addItem("", "")
        for choice in self.field.choices:
            box.addItem(choice.label.in_language(language), choice.code)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.activated.connect(lambda _index: self.changed.emit(self.field.code, str(box.currentData() or "")))
        self.choice = box

    def _choose_date(self) -> None:
        assert self.line is not None
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale())
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        present = QDate.fromString(self.line.text().strip(), "yyyy-MM-dd")
        if present.isValid():
            calendar.setSelectedDate(present)

        def chosen(date: QDate) -> None:
            assert self.line is not None
            self.line.selectAll()
            self.line.insert(date.toString("yyyy-MM-dd"))
            menu.close()

        calendar.clicked.connect(chosen)
        calendar.activated.connect(chosen)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.line.mapToGlobal(self.line.rect().bottomLeft()))

    def set_read_only(self, read_only: bool) -> None:
        """Look only."""
        if self.line is not None:
            self.line.setReadOnly(read_only)
            for action in self.line.actions():
                action.setEnabled(not read_only)
        if self.page is not None:
            self.page.setReadOnly(read_only)
        if self.choice is not None:
            self.choice.setEnabled(not read_only)

    def show_problem(self, message: str) -> None:
        """Red rim and the sentence as tool tip; "" clears it."""
        set_property(self.widget, "wrong", "true" if message else "false")
        self.widget.setToolTip("\u200b" + message if message else "")
        self.widget.setAccessibleDescription(message)

    def select(self, start: int, end: int) -> None:
        """Select these characters (code points) and take the focus."""
        if self.line is not None:
            text = self.line.text()
            self.line.setSelection(_units(text[:start]), _units(text[start:end]))
        elif self.page is not None:
            cursor = self.page.textCursor()
            text = self.page.toPlainText()
            cursor.setPosition(_units(text[:start]))
            cursor.setPosition(_units(text[:end]), cursor.MoveMode.KeepAnchor)
            self.page.setTextCursor(cursor)
        self.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def replace(self, start: int, end: int, text: str) -> None:
        """One undo step."""
        self.select(start, end)
        if self.line is not None:
            self.line.insert(text)
        elif self.page is not None:
            self.page.textCursor().insertText(text)


def _units(text: str) -> int:
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


class FormPanel(QFrame):
    """The head of the draft. Signals tell what a person typed or chose, never what the presenter set."""

    title_typed = Signal(str)
    section_chosen = Signal(str)
    kind_chosen = Signal(str)
    field_typed = Signal(str, str)

    def __init__(self, theme: Theme, language: str) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self._read_only = False
        self._kind: Kind | None = None
        self.lines: dict[str, FieldLine] = {}
        self.setObjectName("formPanel")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 8, 20, 10)
        outer.setSpacing(6)
        self.title = QLineEdit()
        self.title.setObjectName("titleField")
        self.title.setPlaceholderText(tr("Editor", "Title"))
        self.title.setAccessibleName(tr("Editor", "Title"))
        self.title.setMaxLength(300)
        self.title.textChanged.connect(self._on_title)
        outer.addWidget(self.title)
        outer.addLayout(self._make_choices())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("canvas")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 2, 0, 2)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._area.setWidget(inside)
        outer.addWidget(self._area)

    def _make_choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.section = QComboBox()
        self.kind = QComboBox()
        for box, words in ((self.section, tr("Editor", "Section")), (self.kind, tr("Editor", "Kind"))):
            label = Label(words, "small")
            label.setBuddy(box)
            box.setAccessibleName(words)
            box.setMinimumWidth(150)
            row.addWidget(label)
            row.addWidget(box)
            row.addSpacing(8)
        self.section.activated.connect(lambda _index: self.section_chosen.emit(str(self.section.currentData())))
        self.kind.activated.connect(lambda _index: self.kind_chosen.emit(str(self.kind.currentData())))
        row.addStretch(1)
        self.fold = Button("", self._on_fold, look="link", small=True)
        row.addWidget(self.fold)
        return row

    def show_title(self, title: str) -> None:
        """Show a title without telling it back."""
        if self.title.text() != title:
            self.title.blockSignals(True)
            self.title.setText(title)
            self.title.setCursorPosition(0)
            self.title.blockSignals(False)

    def show_choices(self, sections: Sequence[tuple[str, str]], section: str, kinds: Sequence[tuple[str, str]], kind: str) -> None:
        """Fill the two boxes."""
        for box, items, present in ((self.section, sections, section), (self.kind, kinds, kind)):
            box.blockSignals(True)
            box.clear()
            if box.findData(present) < 0 and not any(code == present for code, _name in items):
                box.addItem(tr("Editor", "Choose…"), present)
            for code, name in items:
                box.addItem(name, code)
            box.setCurrentIndex(box.findData(present))
            box.blockSignals(False)

    def show_fields(self, kind: Kind, values: Mapping[str, str]) -> None:
        """Build the form of a kind."""
        if self._kind is not None and self._kind.code == kind.code and set(self.lines) == {item.code for item in kind.fields}:
            self._update_values(values)
            return
        self._kind = kind
        self.lines = {}
        clear_layout(self._grid)
        row = column = 0
        for field in kind.fields:
            line = FieldLine(self._theme, field, self._language, values.get(field.code, ""))
            line.changed.connect(self.field_typed)
            line.changed.connect(lambda _code, _text: self._tell_count())
            line.set_read_only(self._read_only)
            span = 2 if field.type is FieldType.MULTILINE else 1
            if column + span > COLUMNS:
                row, column = row + 1, 0
            self._grid.addWidget(line, row, column, 1, span)
            column += span
            self.lines[field.code] = line
        for index in range(COLUMNS):
            self._grid.setColumnStretch(index, 1)
        inside = self._area.widget()
        self._area.setFixedHeight(min(TALLEST, inside.sizeHint().height()))
        self._area.setVisible(bool(kind.fields))
        self.fold.setVisible(bool(kind.fields))
        self._tell_count()

    def _update_values(self, values: Mapping[str, str]) -> None:
        for code, line in self.lines.items():
            value = values.get(code, "")
            line.blockSignals(True)
            if line.line is not None and line.line.text() != value:
                line.line.setText(value)
            if line.page is not None and line.page.toPlainText() != value:
                line.page.setPlainText(value)
            if line.choice is not None:
                line.choice.setCurrentIndex(max(0, line.choice.findData(value)))
            line.blockSignals(False)
        self._tell_count()

    def value(self, code: str) -> str:
        """What stands in a field now."""
        line = self.lines[code]
        if line.line is not None:
            return line.line.text()
        if line.page is not None:
            return line.page.toPlainText()
        return str(line.choice.currentData() or "") if line.choice is not None else ""

    def _tell_count(self) -> None:
        filled = sum(1 for code in self.lines if self.value(code).strip())
        shown = not self._area.isHidden()
        words = tr("Editor", "Fields {filled}/{total}", filled=filled, total=len(self.lines))
        self.fold.set_text(f"{words} {'▴' if shown else '▾'}")

    def _on_fold(self) -> None:
        self._area.setVisible(self._area.isHidden())
        self._tell_count()

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Mark the fields that are wrong, clear the others."""
        messages = {item.field: item.message.in_language(self._language) for item in problems}
        for code, line in self.lines.items():
            line.show_problem(messages.get(code, ""))
        set_property(self.title, "wrong", "true" if "title" in messages else "false")

    def set_read_only(self, read_only: bool) -> None:
        """Look only."""
        self._read_only = read_only
        self.title.setReadOnly(read_only)
        self.section.setEnabled(not read_only)
        self.kind.setEnabled(not read_only)
        for line in self.lines.values():
            line.set_read_only(read_only)

    def select_title(self, start: int, end: int) -> None:
        """Select these characters and take the focus."""
        text = self.title.text()
        self.title.setSelection(_units(text[:start]), _units(text[start:end]))
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def replace_in_title(self, start: int, end: int, words: str) -> None:
        """One undo step."""
        self.select_title(start, end)
        self.title.insert(words)

    def select_field(self, code: str, start: int, end: int) -> None:
        """Unfold and go there; "section", "kind" and "title" name the boxes above."""
        if code == "title":
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        elif code == "section":
            self.section.setFocus(Qt.FocusReason.OtherFocusReason)
        elif code == "kind":
            self.kind.setFocus(Qt.FocusReason.OtherFocusReason)
        elif code in self.lines:
            self._area.show()
            self._tell_count()
            self.lines[code].select(start, end)
            self._area.ensureWidgetVisible(self.lines[code])

    def replace_in_field(self, code: str, start: int, end: int, words: str) -> None:
        """One undo step."""
        if code in self.lines:
            self.lines[code].replace(start, end, words)

    def _on_title(self, text: str) -> None:
        set_property(self.title, "wrong", "false")
        self.title_typed.emit(text)
