"""The second step: a new password, with its rules shown while it is typed."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from editor_app.ui.i18n import tr
from editor_app.ui.sign_in.presenter import Rule, SignInPresenter
from editor_app.ui.sign_in.words import rule_words
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label


class NewPasswordPage(QFrame):
    """Two entries, five rules, the deed."""

    def __init__(self, presenter: SignInPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.setObjectName("card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(4)
        layout.addWidget(Label(tr("SignIn", "Choose a new password"), "title"))
        self._who = Label("", "small", wrap=True)
        layout.addWidget(self._who)
        layout.addSpacing(10)
        self.new = self._line(layout, tr("SignIn", "New password"))
        layout.addSpacing(8)
        self.again = self._line(layout, tr("SignIn", "The same once more"))
        layout.addSpacing(8)
        self._rules = {rule: Label("", "small") for rule in Rule}
        for label in self._rules.values():
            layout.addWidget(label)
        self._words = Label("", "error", wrap=True)
        self._words.hide()
        layout.addWidget(self._words)
        layout.addSpacing(12)
        buttons = QHBoxLayout()
        self.back = Button(tr("SignIn", "Back"), presenter.cancel_new_password)
        self.deed = Button(tr("SignIn", "Use this password"), self._on_deed, look="primary")
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.deed)
        layout.addLayout(buttons)
        layout.addStretch(1)

    def start(self, username: str) -> None:
        """Show it for an account."""
        self.clear()
        self.show_words("")
        words = tr(
            "SignIn",
            "{account} signs in for the first time: the password that was handed out can be used only once.",
            account=username,
        )
        self._who.setText(words)
        self._presenter.new_password_typed("", "")
        self.new.setFocus()

    def show_rules(self, broken: frozenset[Rule]) -> None:
        """A tick for what is kept; the deed opens when all are."""
        for rule, label in self._rules.items():
            kept = rule not in broken
            label.setText(f"{'✓' if kept else '○'}  {rule_words(rule)}")
            label.set_role("ok" if kept else "small")
        self.deed.setEnabled(not broken)

    def show_busy(self, busy: bool) -> None:
        """While it is on its way."""
        for widget in (self.new, self.again, self.back):
            widget.setEnabled(not busy)
        if busy:
            self.deed.setEnabled(False)
        else:
            self._on_typed()

    def show_words(self, words: str) -> None:
        """What went wrong."""
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def clear(self) -> None:
        """Leave no password in a widget."""
        self.new.clear()
        self.again.clear()

    def _line(self, layout: QVBoxLayout, name: str) -> QLineEdit:
        label = Label(name, "small")
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setMaxLength(200)
        line.setAccessibleName(name)
        label.setBuddy(line)
        line.textEdited.connect(self._on_typed)
        line.returnPressed.connect(self._on_deed)
        layout.addWidget(label)
        layout.addWidget(line)
        return line

    def _on_typed(self) -> None:
        self._presenter.new_password_typed(self.new.text(), self.again.text())

    def _on_deed(self) -> None:
        self._presenter.choose_password(self.new.text(), self.again.text())
