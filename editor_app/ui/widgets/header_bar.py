"""The bar above a screen: crumb, title, state, one muted line, actions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from editor_app.ui.navigation import Header, HeaderAction
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Chip, ElidedLabel, plain_tip
from editor_app.ui.widgets.layout import clear_layout


class HeaderBar(QFrame):
    """Shows a Header; buttons live on while only their words or state change."""

    crumb_pressed = Signal(str)

    def __init__(self, shortcuts_of: QWidget) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._shortcuts_of = shortcuts_of
        self._shortcuts: list[QShortcut] = []
        self._header = Header("")
        self.buttons: dict[str, Button] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 20, 0)
        layout.setSpacing(10)
        self._crumb = Button("", self._on_crumb, look="link")
        self.title = ElidedLabel("", "title")
        self._chip = Chip()
        self.subtitle = ElidedLabel("", "muted")
        layout.addWidget(self._crumb)
        layout.addWidget(self.title)
        layout.addWidget(self._chip)
        layout.addWidget(self.subtitle, 1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(10)
        layout.addLayout(self._actions)
        size = self.title.sizePolicy()
        size.setHorizontalPolicy(size.Policy.Maximum)
        self.title.setSizePolicy(size)

    def show_header(self, header: Header) -> None:
        """Show it."""
        previous, self._header = self._header, header
        self._crumb.setVisible(header.crumb is not None)
        if header.crumb is not None:
            self._crumb.set_text(f"{header.crumb[0]} ›")
        self.title.setText(header.title)
        self._chip.show_state(*(header.chip or ("", Tone.NEUTRAL)))
        self.subtitle.setText(header.subtitle)
        if [_shape(action) for action in previous.actions] != [_shape(action) for action in header.actions]:
            self._make_buttons(header)
        for action in header.actions:
            self._dress(self.buttons[action.id], action)

    def _make_buttons(self, header: Header) -> None:
        clear_layout(self._actions)
        for shortcut in self._shortcuts:
            shortcut.setParent(None)
            shortcut.deleteLater()
        self._shortcuts = []
        self.buttons = {}
        for action in header.actions:
            look = "primary" if action.primary else "normal"
            button = Button(
                action.text, partial(self._press, action.id), look=look, key=action.shortcut if action.show_key else ""
            )
            if action.shortcut:
                shortcut = QShortcut(QKeySequence(action.shortcut), self._shortcuts_of)
                shortcut.activated.connect(partial(self._press, action.id))
                self._shortcuts.append(shortcut)
            self._actions.addWidget(button)
            self.buttons[action.id] = button

    def _dress(self, button: Button, action: HeaderAction) -> None:
        button.set_text(action.text)
        button.setEnabled(action.enabled)
        key = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        hint = " · ".join(part for part in (action.hint, key) if part)
        button.setToolTip(plain_tip(hint))

    def _press(self, name: str) -> None:
        action = next((action for action in self._header.actions if action.id == name), None)
        if action is None or not action.enabled:
            return
        if action.menu is not None:
            button = self.buttons[name]
            menu = action.menu()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        elif action.pressed is not None:
            action.pressed()

    def _on_crumb(self) -> None:
        if self._header.crumb is not None:
            self.crumb_pressed.emit(self._header.crumb[1])


def _shape(action: HeaderAction) -> tuple[object, ...]:
    return action.id, action.primary, action.shortcut, action.show_key
