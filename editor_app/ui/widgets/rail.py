"""The rail of places: who is signed in, the places with their counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor_app.ui import icons
from editor_app.ui.i18n import tr
from editor_app.ui.navigation import Place
from editor_app.ui.theme import Theme
from editor_app.ui.theme.tokens import RAIL_WIDTH
from editor_app.ui.widgets.labels import ElidedLabel, Label, plain_tip, set_property
from editor_app.ui.widgets.layout import clear_layout


class RailButton(QPushButton):
    """One place: icon, name, count."""

    def __init__(self, place: Place, theme: Theme) -> None:
        self.place = place
        self.name = QCoreApplication.translate("places", place.title)
        super().__init__("  " + self.name)
        self.setProperty("rail", "true")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        size = theme.scale(18)
        self.setIcon(icons.icon(place.icon, theme.colour("muted"), theme.colour("accent"), size))
        self.setIconSize(QSize(size, size))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.addStretch(1)
        self.badge = Label()
        self.badge.setProperty("badge", "quiet")
        self.badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(self.badge)
        self.badge.hide()

    def show_count(self, number: int, loud: bool) -> None:
        """Zero shows nothing."""
        self.badge.setText(str(number) if number < 1000 else "999+")
        set_property(self.badge, "badge", "loud" if loud else "quiet")
        self.badge.setVisible(number > 0)
        self.setAccessibleName(f"{self.name} {number}" if number else self.name)


class Rail(QFrame):
    """`chosen(place id)` when a place is pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._theme = theme
        self.buttons: dict[str, RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.setSpacing(2)
        layout.addWidget(self._person_row())
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        layout.addLayout(self._list)
        layout.addStretch(1)
        self.rescale()

    def _person_row(self) -> QWidget:
        self._who = QWidget()
        row = QHBoxLayout(self._who)
        row.setContentsMargins(8, 4, 8, 14)
        row.setSpacing(10)
        self._avatar = Label()
        self._avatar.setObjectName("avatar")
        self._avatar.setTextFormat(Qt.TextFormat.PlainText)
        self._avatar.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._avatar.setFixedSize(32, 32)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name = ElidedLabel()
        self._name.setObjectName("person")
        self._unit = ElidedLabel("", "small")
        words.addWidget(self._name)
        words.addWidget(self._unit)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        return self._who

    def rescale(self) -> None:
        """The width follows the text size."""
        self.setFixedWidth(self._theme.scale(RAIL_WIDTH))

    def show_person(self, name: str, unit: str) -> None:
        """Who is signed in; empty for nobody."""
        self._who.setVisible(bool(name))
        self._avatar.setText(name[:1])
        self._name.setText(name)
        self._unit.setText(unit)

    def show_places(self, places: Sequence[Place]) -> None:
        """Make the list anew."""
        clear_layout(self._list)
        self.buttons = {}
        group = places[0].group if places else 0
        for number, place in enumerate(places, start=1):
            if place.group != group:
                group = place.group
                self._list.addWidget(self._line())
            button = RailButton(place, self._theme)
            button.clicked.connect(lambda _checked=False, place=place: self._on_pressed(place.id))
            if number <= 9:
                hint = tr("Rail", "{place} (Ctrl+{number})", place=button.name, number=number)
                button.setToolTip(plain_tip(hint))
            button.show_count(0, False)
            self._list.addWidget(button)
            self.buttons[place.id] = button

    def show_current(self, place: str) -> None:
        """Mark the place that is in front."""
        for name, button in self.buttons.items():
            button.setChecked(name == place)

    def show_counts(self, counts: dict[str, tuple[int, bool]]) -> None:
        """Numbers beside the places."""
        for name, button in self.buttons.items():
            button.show_count(*counts.get(name, (0, False)))

    def _on_pressed(self, place: str) -> None:
        self.buttons[place].setChecked(True)
        self.chosen.emit(place)

    def _line(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(8, 6, 8, 6)
        line = QFrame()
        line.setObjectName("railLine")
        layout.addWidget(line)
        return holder
