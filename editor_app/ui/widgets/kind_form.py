"""The fields of an article kind as a form: made from core.kind.Kind, checked by core.kind.field_problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QDate, QPoint, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from editor_app.core.kind import Field, FieldProblem, FieldType, Kind
from editor_app.ui.i18n import tr
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label, set_property
from editor_app.ui.words import language


class FieldEditor(QWidget):
    """Base of the editors of one field. `changed` on every change by a person, `left` when the focus goes."""

    changed = Signal()
    left = Signal()

    def value(self) -> str:
        """The value as it is stored."""
        raise NotImplementedError

    def show_value(self, value: str) -> None:
        """Show a stored value; tells nobody."""
        raise NotImplementedError

    def inner(self) -> QWidget:
        """The widget that takes the focus."""
        raise NotImplementedError

    def show_wrong(self, wrong: bool) -> None:
        """Mark it."""
        set_property(self.inner(), "wrong", "true" if wrong else "false")


class _FocusLine(QLineEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class LineField(FieldEditor):
    """Text, phone."""

    def __init__(self, field: Field, hint: str) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.line = _FocusLine()
        self.line.setPlaceholderText(hint)
        self.line.setMaxLength(field.max_length)
        self.line.textEdited.connect(self.changed)
        self.line.left.connect(self.left)
        layout.addWidget(self.line, 1)
        self._row = layout

    def value(self) -> str:
        return self.line.text().strip()

    def show_value(self, value: str) -> None:
        if value != self.line.text():
            self.line.setText(value)

    def inner(self) -> QWidget:
        return self.line


class DateField(LineField):
    """A date as YYYY-MM-DD; also 2026/11/23, 2026.11.23 and 2026年11月23日 are understood; a calendar to pick from."""

    def __init__(self, field: Field, hint: str) -> None:
        super().__init__(field, hint or "2026-11-23")
        self._button = Button(tr("KindForm", "Pick…"), self._on_pick)
        self._row.addWidget(self._button)
        self.line.left.connect(self._tidy)

    def value(self) -> str:
        return read_date(self.line.text())

    def _tidy(self) -> None:
        self.show_value(self.value())

    def _on_pick(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setMinimumWidth(QFontMetrics(self.font()).horizontalAdvance("0") * 36)
        try:
            shown = dt.date.fromisoformat(self.value())
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        except ValueError:
            calendar.setSelectedDate(QDate.currentDate())
        calendar.activated.connect(lambda date: self._picked(date, menu))
        calendar.clicked.connect(lambda date: self._picked(date, menu))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _picked(self, date: QDate, menu: QMenu) -> None:
        self.line.setText(f"{date.year():04d}-{date.month():02d}-{date.day():02d}")
        menu.close()
        self.changed.emit()


class ChoiceField(FieldEditor):
    """One of the choices, or nothing."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.box = QComboBox()
        self.box.addItem(tr("KindForm", "(not chosen)"), "")
        for choice in field.choices:
            self.box.addItem(choice.label.in_language(language()), choice.code)
        self.box.activated.connect(lambda _index: self.changed.emit())
        layout.addWidget(self.box, 1)

    def value(self) -> str:
        return str(self.box.currentData() or "")

    def show_value(self, value: str) -> None:
        place = self.box.findData(value)
        if place < 0:  # a value of an older pack is shown and kept, not lost
            self.box.addItem(value, value)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)

    def inner(self) -> QWidget:
        return self.box


class _FocusPage(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class PageField(FieldEditor):
    """Several lines; Tab goes on to the next field."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.page = _FocusPage()
        self.page.setPlaceholderText(hint)
        self.page.setTabChangesFocus(True)
        self.page.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * 4 + 14)
        self._quiet = False
        self.page.textChanged.connect(self._on_changed)
        self.page.left.connect(self.left)
        layout.addWidget(self.page)

    def value(self) -> str:
        return self.page.toPlainText().strip()

    def show_value(self, value: str) -> None:
        if value != self.value():
            self._quiet = True
            self.page.setPlainText(value)
            self._quiet = False

    def inner(self) -> QWidget:
        return self.page

    def _on_changed(self) -> None:
        if not self._quiet:
            self.changed.emit()


class KindForm(QWidget):
    """All fields of a kind. `changed` on every change; `values()` is right at any time; `show_problems` marks and explains."""

    changed = Signal()
    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)
        self._kind: Kind | None = None
        self.editors: dict[str, FieldEditor] = {}
        self._problems: dict[str, Label] = {}

    def show_kind(self, kind: Kind, values: Mapping[str, str]) -> None:
        """Build the form of another kind, or fill the one that is there."""
        if self._kind is not kind:
            self._kind = kind
            self._build(kind)
        for field in kind.fields:
            self.editors[field.code].show_value(values.get(field.code, ""))

    def values(self) -> dict[str, str]:
        """Field code -> value, empty ones left out."""
        found = {code: editor.value() for code, editor in self.editors.items()}
        return {code: value for code, value in found.items() if value}

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Mark what is wrong, with a sentence under each field."""
        said = {problem.field: problem.message.in_language(language()) for problem in problems}
        for code, label in self._problems.items():
            label.setText(said.get(code, ""))
            label.setVisible(code in said)
            self.editors[code].show_wrong(code in said)

    def focus_field(self, code: str) -> bool:
        """Go to a field; False when the form has no such field."""
        editor = self.editors.get(code)
        if editor is not None:
            editor.inner().setFocus()
        return editor is not None

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        for editor in self.editors.values():
            editor.setEnabled(not read_only)

    def _build(self, kind: Kind) -> None:
        from editor_app.ui.widgets.layout import clear_layout

        clear_layout(self._layout)
        self.editors, self._problems = {}, {}
        for field in kind.fields:
            self._layout.addWidget(self._row(field))

    def _row(self, field: Field) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        name = field.label.in_language(language())
        label = Label(tr("KindForm", "{field} (required)", field=name) if field.required else name, "small")
        editor = make_editor(field)
        editor.inner().setAccessibleName(label.text())
        label.setBuddy(editor.inner())
        editor.changed.connect(self.changed)
        editor.left.connect(lambda code=field.code: self.left.emit(code))
        problem = Label("", "error", wrap=True)
        problem.hide()
        for widget in (label, editor, problem):
            layout.addWidget(widget)
        self.editors[field.code] = editor
        self._problems[field.code] = problem
        return holder


def make_editor(field: Field) -> FieldEditor:
    """The editor for a field's type."""
    hint = field.hint.in_language(language())
    if field.type is FieldType.DATE:
        return DateField(field, hint)
    if field.type is FieldType.CHOICE:
        return ChoiceField(field)
    if field.type is FieldType.MULTILINE:
        return PageField(hint)
    return LineField(field, hint)


def read_date(text: str) -> str:
    """YYYY-MM-DD for the usual ways to write a date; anything else comes back as it is, for the check to object to."""
    parts = text.strip().replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-").split("-")
    try:
        year, month, date = (int(part) for part in parts)
        return dt.date(year, month, date).isoformat()
    except ValueError:
        return text.strip()
