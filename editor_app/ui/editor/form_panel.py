"""Title, section, kind and the kind's fields, built from core.kind.Kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor_app.core.kind import Field, FieldProblem, FieldType, Kind
from editor_app.ui.i18n import tr
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.kind_form import make_editor
from editor_app.ui.widgets.labels import Label, plain_tip, set_property
from editor_app.ui.widgets.layout import clear_layout
from editor_app.ui.words import language

COLUMNS = 4
TALLEST = 208


class FieldLine(QWidget):
    """One field: its label above its editor, compact; what is wrong is a red rim and a tool tip."""

    changed = Signal(str, str)

    def __init__(self, field: Field, value: str) -> None:
        super().__init__()
        self.field = field
        self.editor = make_editor(field)
        self.editor.show_value(value)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        label = field.label.in_language(language())
        self._label = Label(label + (" *" if field.required else ""), "small")
        self._label.setBuddy(self.editor.inner())
        self.editor.inner().setAccessibleName(tr("Editor", "{field} (required)", field=label) if field.required else label)
        if isinstance(self.editor.inner(), QPlainTextEdit):
            self.editor.inner().setFixedHeight(62)
        layout.addWidget(self._label)
        layout.addWidget(self.editor)
        layout.addStretch(1)
        for button in self.editor.findChildren(Button):  # the calendar: its sign is enough beside a narrow field
            words = button.accessibleName()
            button.setText("▾")
            button.setToolTip(plain_tip(words))
            button.setProperty("small", "true")
        self.editor.changed.connect(lambda: self.changed.emit(field.code, self.editor.value()))

    @property
    def widget(self) -> QWidget:
        """What is typed in."""
        return self.editor.inner()

    def set_read_only(self, read_only: bool) -> None:
        """Look and copy only."""
        inner = self.widget
        if isinstance(inner, QLineEdit | QPlainTextEdit):
            inner.setReadOnly(read_only)
        else:
            inner.setEnabled(not read_only)
        for button in self.editor.findChildren(Button):
            button.setVisible(not read_only)

    def show_problem(self, message: str) -> None:
        """ "" clears it."""
        self.editor.show_wrong(bool(message))
        self.widget.setToolTip(plain_tip(message))
        self.widget.setAccessibleDescription(message)

    def select(self, start: int, end: int) -> None:
        """Select these characters (code points) and take the focus."""
        inner = self.widget
        if isinstance(inner, QLineEdit):
            text = inner.text()
            inner.setSelection(_units(text[:start]), _units(text[start:end]))
        elif isinstance(inner, QPlainTextEdit):
            text = inner.toPlainText()
            cursor = inner.textCursor()
            cursor.setPosition(_units(text[:start]))
            cursor.setPosition(_units(text[:end]), cursor.MoveMode.KeepAnchor)
            inner.setTextCursor(cursor)
        inner.setFocus(Qt.FocusReason.OtherFocusReason)

    def replace(self, start: int, end: int, text: str) -> None:
        """One undo step."""
        self.select(start, end)
        inner = self.widget
        if isinstance(inner, QLineEdit):
            inner.insert(text)
        elif isinstance(inner, QPlainTextEdit):
            inner.textCursor().insertText(text)


def _units(text: str) -> int:
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


class FormPanel(QFrame):
    """The head of the draft. Signals tell what a person typed or chose, never what the presenter set."""

    title_typed = Signal(str)
    section_chosen = Signal(str)
    kind_chosen = Signal(str)
    field_typed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
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

    def show_choices(
        self, sections: Sequence[tuple[str, str]], section: str, kinds: Sequence[tuple[str, str]], kind: str
    ) -> None:
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
            line = FieldLine(field, values.get(field.code, ""))
            line.changed.connect(self.field_typed)
            line.changed.connect(lambda _code, _text: self._tell_count())
            line.set_read_only(self._read_only)
            span = 2 if field.type is FieldType.MULTILINE else 1
            if column + span > COLUMNS:
                row, column = row + 1, 0
            self._grid.addWidget(line, row, column, 1, span)
            line.show()  # a hidden one would not count in the height below
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
            if value != line.editor.value():
                line.editor.show_value(value)
        self._tell_count()

    def value(self, code: str) -> str:
        """What stands in a field now."""
        return self.lines[code].editor.value()

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
        messages = {item.field: item.message.in_language(language()) for item in problems}
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
