"""The status line: saved, connection, outbox, rule pack, count, language."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from editor_app.ui.context import StatusModel
from editor_app.ui.i18n import tr
from editor_app.ui.theme import Theme
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.dot import Dot
from editor_app.ui.widgets.labels import ElidedLabel, Label


class StatusLine(QFrame):
    """`language_pressed` when the language is pressed; `outbox_pressed` when the outbox is."""

    language_pressed = Signal()
    outbox_pressed = Signal()
    connection_pressed = Signal()

    def __init__(self, theme: Theme, model: StatusModel) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self._model = model
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 8, 0)
        layout.setSpacing(6)
        self.saved = Label()
        self._dot = Dot(theme)
        self.connection = Button("", self.connection_pressed.emit)
        self.outbox = Button("", self.outbox_pressed.emit)
        self.pack = Label()
        self.count = ElidedLabel()
        self.language = Button("", self.language_pressed.emit)
        for widget in (self.saved, self._dot, self.connection, self.outbox, self.pack):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.count)
        layout.addWidget(self.language)
        model.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the model."""
        model = self._model
        self.saved.setText(model.saved + ("  " if model.saved else ""))
        self.saved.setVisible(bool(model.saved))
        words, tone = self._connection_words()
        self._dot.show_tone(tone)
        self.connection.set_text(words)
        waiting = model.outbox_waiting
        self.outbox.set_text(tr("Status", "Outbox: {n} waiting", n=waiting) if waiting else tr("Status", "Outbox empty"))
        self.pack.setText(tr("Status", "Rule pack {version}", version=model.pack_version))
        self.pack.setVisible(bool(model.pack_version))
        self.count.setText(model.count)
        self.language.set_text(tr("Status", "English"))

    def _connection_words(self) -> tuple[str, Tone]:
        connection = self._model.connection
        if connection.state == "online":
            return tr("Status", "Connected to {portal}", portal=connection.portal_name), Tone.OK
        if connection.state == "unreachable":
            return tr("Status", "The portal does not answer · working offline"), Tone.WARNING
        if connection.state == "offline":
            return tr("Status", "No network · working offline"), Tone.WARNING
        if connection.state == "sign_in":
            return tr("Status", "Not signed in · working offline"), Tone.ERROR
        return tr("Status", "Not connected yet"), Tone.NEUTRAL
