"""The message bar inside the window and the toasts: errors are told here, never in a modal box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from editor_app.core.errors import EditorError, PortalError, Retry
from editor_app.ui import icons
from editor_app.ui.i18n import error_words, tr
from editor_app.ui.theme import Theme
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label, set_property

TOAST_MS = 6_000


@dataclass(slots=True)
class Message:
    """What the bar shows."""

    title: str
    advice: str = ""
    tone: Tone = Tone.ERROR
    details: str = ""
    retry: Callable[[], None] | None = None
    undo: Callable[[], None] | None = None
    key: str = field(default="")


def details_of(error: EditorError) -> str:
    """What "Copy details" copies: no secret is ever in an EditorError's detail."""
    lines = [f"{type(error).__name__}: {error.title}", error.advice, error.detail]
    if isinstance(error, PortalError) and error.status:
        lines.append(f"HTTP {error.status} {error.code}".strip())
    return "\n".join(line for line in lines if line)


class MessageCenter(QObject):
    """seams.Messages: keeps the newest message; the window shows it."""

    shown = Signal(object)
    toasted = Signal(object)

    def show_error(self, error: EditorError, retry: Callable[[], None] | None = None) -> None:
        """Tell a failure; `retry` is offered where trying again can help."""
        title, advice = error_words(error)
        tone = Tone.WARNING if error.retry is Retry.LATER else Tone.ERROR
        self.shown.emit(Message(title, advice, tone, details_of(error), retry, key=type(error).__name__ + error.title))

    def show_notice(self, text: str) -> None:
        """A line that stays until it is closed."""
        self.shown.emit(Message(text, tone=Tone.ACCENT, key=text))

    def show_toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """A line that goes away by itself."""
        self.toasted.emit(Message(text, undo=undo))


class MessageBar(QFrame):
    """One message at a time, the newest; a screen reader is told through the accessible name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("messageBar")
        self._theme = theme
        self._message: Message | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 8, 12, 8)
        layout.setSpacing(10)
        self._icon = Label()
        self._title = Label(role="control", wrap=True, selectable=True)
        self._advice = Label(role="small", wrap=True, selectable=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._advice)
        self._retry = Button("", self._on_retry, small=True)
        self._copy = Button("", self._on_copy, small=True)
        self._close = Button("", self.dismiss, small=True, look="quiet")
        layout.addWidget(self._icon)
        layout.addLayout(words, 1)
        for button in (self._retry, self._copy, self._close):
            layout.addWidget(button)
        self.hide()

    @property
    def message(self) -> Message | None:
        """What is shown now."""
        return self._message

    def show_message(self, message: Message) -> None:
        """Show it in place of what was there."""
        self._message = message
        set_property(self, "tone", message.tone.value)
        name = {Tone.ERROR: "circle-alert", Tone.WARNING: "triangle-alert"}.get(message.tone, "info")
        front, _ = self._theme.tone(message.tone)
        self._icon.setPixmap(icons.pixmap(name, front, 18, self.devicePixelRatioF()))
        self._title.setText(message.title)
        self._advice.setText(message.advice)
        self._advice.setVisible(bool(message.advice))
        self._retry.set_text(tr("Messages", "Try again"))
        self._retry.setVisible(message.retry is not None)
        self._copy.set_text(tr("Messages", "Copy details"))
        self._copy.setVisible(bool(message.details))
        self._close.set_text(tr("Messages", "Close"))
        self.setAccessibleName(f"{message.title} {message.advice}".strip())
        self.show()

    def dismiss(self) -> None:
        """Close it."""
        self._message = None
        self.hide()

    def _on_retry(self) -> None:
        retry = self._message.retry if self._message else None
        self.dismiss()
        if retry is not None:
            retry()

    def _on_copy(self) -> None:
        if self._message is not None:
            QGuiApplication.clipboard().setText(self._message.details)


class Toast(QFrame):
    """A short line over the lower part of the window; goes away by itself, waits while the mouse or the focus is on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 9, 7)
        layout.setSpacing(14)
        self._label = Label(role="control")
        self._undo_button = Button("", self._on_undo, small=True)
        layout.addWidget(self._label)
        layout.addWidget(self._undo_button)
        self._undo: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Show it for six seconds."""
        self._undo = message.undo
        self._label.setText(message.title)
        self._undo_button.set_text(tr("Messages", "Undo"))
        self._undo_button.setVisible(message.undo is not None)
        self.setAccessibleName(message.title)
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start(TOAST_MS)

    def place(self) -> None:
        """Middle of the parent's lower edge."""
        parent = self.parentWidget()
        if parent is not None:
            self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 44)

    def _on_timeout(self) -> None:
        if self.underMouse() or self._undo_button.hasFocus():
            self._timer.start(TOAST_MS)
        else:
            self.hide()

    def _on_undo(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
