"""The dialogs port over real dialogs. Everything is opened, never exec()uted: no nested event loop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from editor_app.ui.i18n import tr
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label


class Sheet(QDialog):
    """A dialog of our look: title, content, buttons at the lower right (the deed is the last one). `Esc` cancels."""

    def __init__(self, parent: QWidget | None, title: str, width: int = 440) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(width)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        self.heading = Label(title, "title", wrap=True)
        outer.addWidget(self.heading)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)
        outer.addStretch(0)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        outer.addLayout(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the wrapped words need, no higher; the focus on the default button where nothing else has it."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        super().showEvent(event)
        default = next((button for button in self.findChildren(Button) if button.isDefault()), None)
        if default is not None and isinstance(self.focusWidget(), Button | None):
            default.setFocus()

    def add_button(self, text: str, pressed: Callable[[], None], look: str = "normal") -> Button:
        """A button at the lower right; the last one added is the deed, and Enter presses it when it is the primary one."""
        button = Button(text, pressed, look=look)
        button.setDefault(look == "primary")
        self._buttons.addWidget(button)
        return button

    def add_cancel(self, text: str = "") -> Button:
        """The way out."""
        return self.add_button(text or tr("Dialogs", "Cancel"), self.reject)


class TextSheet(Sheet):
    """Asks for a text; the deed is open only when something was written, where it is required."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        accept: str,
        done: Callable[[str], None],
        *,
        text: str,
        multiline: bool,
        required: bool,
        max_length: int,
    ) -> None:
        super().__init__(parent, title)
        self._done = done
        self._required = required
        self._max_length = max_length
        caption = Label(label, "small", wrap=True)
        self.body.addWidget(caption)
        self._line: QLineEdit | None = None
        self._page: QPlainTextEdit | None = None
        if multiline:
            self._page = QPlainTextEdit(text)
            self._page.setTabChangesFocus(True)
            self._page.setMinimumHeight(110)
            self._page.textChanged.connect(self._judge)
            caption.setBuddy(self._page)
            self._page.setAccessibleName(label)
            self.body.addWidget(self._page)
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(keys), self, self._on_accept)
        else:
            self._line = QLineEdit(text)
            self._line.setMaxLength(max_length)
            self._line.textChanged.connect(self._judge)
            self._line.returnPressed.connect(self._on_accept)
            self._line.setAccessibleName(label)
            self._line.selectAll()
            caption.setBuddy(self._line)
            self.body.addWidget(self._line)
        self.add_cancel()
        self.deed = self.add_button(accept, self._on_accept, "primary")
        self._judge()

    @property
    def text(self) -> str:
        """What is written now, trimmed."""
        written = self._page.toPlainText() if self._page is not None else self._line.text() if self._line is not None else ""
        return written.strip()

    def _judge(self) -> None:
        self.deed.setEnabled(len(self.text) <= self._max_length and (bool(self.text) or not self._required))

    def _on_accept(self) -> None:
        if self.deed.isEnabled():
            text = self.text
            self.accept()
            self._done(text)


class WindowDialogs:
    """seams.Dialogs on the main window."""

    def __init__(self, parent: Callable[[], QWidget | None]) -> None:
        self._parent = parent

    def show(self, dialog: QDialog) -> None:
        """Open a screen's own dialog."""
        dialog.open()

    def confirm(self, title: str, text: str, accept: str, done: Callable[[], None], *, dangerous: bool = False) -> None:
        """See seams.Dialogs. The focus is on the way out when the deed is dangerous."""
        sheet = Sheet(self._parent(), title)
        sheet.body.addWidget(Label(text, wrap=True))
        cancel = sheet.add_cancel()

        def act() -> None:
            sheet.accept()
            done()

        deed = sheet.add_button(accept, act, "danger" if dangerous else "primary")
        (cancel if dangerous else deed).setDefault(True)
        (cancel if dangerous else deed).setFocus()
        self.show(sheet)

    def ask_text(
        self,
        title: str,
        label: str,
        accept: str,
        done: Callable[[str], None],
        *,
        text: str = "",
        multiline: bool = False,
        required: bool = True,
        max_length: int = 500,
    ) -> None:
        """See seams.Dialogs. Multi-line texts are accepted with Ctrl+Enter."""
        self.show(
            TextSheet(
                self._parent(),
                title,
                label,
                accept,
                done,
                text=text,
                multiline=multiline,
                required=required,
                max_length=max_length,
            )
        )

    def open_files(self, title: str, name_filter: str, done: Callable[[list[Path]], None], *, many: bool = True) -> None:
        """See seams.Dialogs."""
        dialog = self._file_dialog(title, name_filter)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(lambda names: done([Path(name) for name in names]))
        self.show(dialog)

    def save_file(self, title: str, suggested: str, name_filter: str, done: Callable[[Path], None]) -> None:
        """See seams.Dialogs."""
        dialog = self._file_dialog(title, name_filter)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(suggested)
        dialog.fileSelected.connect(lambda name: done(Path(name)))
        self.show(dialog)

    def choose_folder(self, title: str, done: Callable[[Path], None]) -> None:
        """See seams.Dialogs."""
        dialog = self._file_dialog(title, "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: done(Path(name)))
        self.show(dialog)

    def _file_dialog(self, title: str, name_filter: str) -> QFileDialog:
        dialog = QFileDialog(self._parent(), title, QDir.homePath(), name_filter)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
