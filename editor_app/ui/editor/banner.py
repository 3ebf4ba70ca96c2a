"""The line between bar and text that says where the article stands, or that saving failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label, set_property
from editor_app.ui.widgets.layout import clear_layout


class Banner(QFrame):
    """Title, sentences below it, buttons at the right. Everything is plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 16, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.title = Label("", "control", wrap=True, selectable=True)
        self.title.setStyleSheet("font-weight: 600;")
        self.detail = Label("", "control", wrap=True, selectable=True)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        self._extra = QVBoxLayout()
        self._extra.setSpacing(2)
        words.addLayout(self._extra)
        row.addLayout(words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        row.addLayout(self._buttons)
        self.buttons: list[Button] = []
        self.hide()

    def show_words(
        self,
        tone: Tone,
        title: str,
        detail: str = "",
        buttons: Sequence[tuple[str, Callable[[], None]]] = (),
        extra: Sequence[QWidget] = (),
    ) -> None:
        """Show it; the words of a former state are gone."""
        set_property(self, "tone", tone.value)
        self.title.setText(title)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        clear_layout(self._buttons)
        clear_layout(self._extra)
        self.buttons = [Button(words, pressed, small=True) for words, pressed in buttons]
        for button in self.buttons:
            self._buttons.addWidget(button)
        for widget in extra:
            self._extra.addWidget(widget)
        self.setAccessibleName(f"{title} {detail}".strip())
        self.show()
