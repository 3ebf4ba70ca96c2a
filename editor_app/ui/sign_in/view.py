"""The sign-in page: accounts of this computer, the form, practice accounts, the new password."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from editor_app.core.changes import Changes
from editor_app.core.errors import EditorError, KeyringUnavailable
from editor_app.core.organisation import Account, Profile
from editor_app.services.ports import PortalHealth
from editor_app.ui.context import OpenRequest, UiContext
from editor_app.ui.i18n import error_words, tr
from editor_app.ui.navigation import Header, Screen
from editor_app.ui.sign_in.new_password import NewPasswordPage
from editor_app.ui.sign_in.presenter import Form, Problem, Rule, SignInPresenter
from editor_app.ui.sign_in.words import keyring_words, problem_words, sign_in_words
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.dot import Dot
from editor_app.ui.widgets.labels import Label, set_property
from editor_app.ui.widgets.layout import Canvas, Card, Row

COLUMN = 460


class SignInScreen(Screen):
    """Implements SignInView."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.presenter = SignInPresenter(self, context.accounts, context.runner, context.settings, self._open)
        self._unsubscribe = context.changes.subscribe(self._on_changes)
        self._offline: Account | None = None
        self._health: PortalHealth | None = None
        self._build()

    def header(self) -> Header:
        """A quiet bar."""
        return Header(tr("SignIn", "Sign in"), tr("SignIn", "With the account that the information centre assigned to you"))

    def enter(self, argument: str) -> None:
        """Show what is known at once, then ask. The argument is the id of an account that must sign in again."""
        self.presenter.start(argument)

    def refresh(self) -> None:
        """Ask the portal again."""
        self.presenter.look_at_portal(self.portal.text())

    def dispose(self) -> None:
        """Forget the passwords with the screen."""
        self._unsubscribe()
        self.clear_passwords()
        self.presenter.close()
        super().dispose()

    def _build(self) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        canvas = Canvas()
        outer.addWidget(canvas)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(16)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._form_page())
        self.new_password = NewPasswordPage(self.presenter)
        self._pages.addWidget(self.new_password)
        self._pages.setMaximumWidth(self.context.theme.scale(COLUMN))
        left.addWidget(self._pages)
        left.addStretch(1)
        columns.addLayout(left, 100)
        self._right = QWidget()
        self._right.setMaximumWidth(self.context.theme.scale(COLUMN))
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(16)
        self.accounts = Card(tr("SignIn", "Accounts on this computer"))
        self.practice = Card(tr("SignIn", "Practice accounts"))
        right.addWidget(self.accounts)
        right.addWidget(self.practice)
        right.addStretch(1)
        self.accounts.hide()
        self.practice.hide()
        columns.addWidget(self._right, 100)
        self._right.hide()
        columns.addStretch(1)
        canvas.body.addSpacing(12)
        canvas.body.addLayout(columns)
        canvas.body.addStretch(1)

    def _form_page(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(4)
        layout.addWidget(Label(tr("SignIn", "Sign in to the portal"), "title"))
        layout.addSpacing(10)
        self.portal = self._line(layout, tr("SignIn", "Address of the portal"), "https://")
        self.portal.editingFinished.connect(lambda: self.presenter.look_at_portal(self.portal.text()))
        state = QHBoxLayout()
        state.setSpacing(6)
        self._dot = Dot(self.context.theme)
        self._portal_words = Label("", "small", wrap=True)
        state.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self._portal_words, 1)
        layout.addLayout(state)
        layout.addSpacing(8)
        self.username = self._line(layout, tr("SignIn", "Account"), "")
        self.username.setMaxLength(150)
        layout.addSpacing(8)
        self.password = self._line(layout, tr("SignIn", "Password"), "")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
        self.password.setMaxLength(200)
        for line in (self.portal, self.username, self.password):
            line.returnPressed.connect(self._on_sign_in)
        self._problem = Label("", "error", wrap=True)
        self._problem.hide()
        layout.addSpacing(6)
        layout.addWidget(self._problem)
        layout.addSpacing(8)
        buttons = QHBoxLayout()
        self._offline_button = Button(tr("SignIn", "Work offline"), self._on_offline)
        self._offline_button.hide()
        self.deed = Button(tr("SignIn", "Sign in"), self._on_sign_in, look="primary")
        buttons.addWidget(self._offline_button)
        buttons.addStretch(1)
        buttons.addWidget(self.deed)
        layout.addLayout(buttons)
        layout.addSpacing(12)
        note = tr(
            "SignIn", "The password is not stored. This computer keeps a sign-in of its own in the system's password store."
        )
        layout.addWidget(Label(note, "small", wrap=True))
        layout.addStretch(1)
        return card

    def _line(self, layout: QVBoxLayout, name: str, hint: str) -> QLineEdit:
        label = Label(name, "small")
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(name)
        label.setBuddy(line)
        layout.addWidget(label)
        layout.addWidget(line)
        return line

    # ---- SignInView

    def show_accounts(self, accounts: Sequence[Account]) -> None:
        """Rows to be pressed."""
        self.accounts.set_rows(
            [
                Row(
                    account.display_name or account.username,
                    f"{account.unit_name} · {account.portal_name or account.portal_url}",
                    opened=lambda account=account: self.presenter.resume(account),  # type: ignore[misc]
                )
                for account in accounts
            ]
        )
        self.accounts.setVisible(bool(accounts))
        self._show_right()

    def show_form(self, form: Form) -> None:
        """The first step."""
        self._pages.setCurrentIndex(0)
        self.portal.setText(form.portal_url)
        self.username.setText(form.username)
        target = self.portal if not form.portal_url else self.password if form.username else self.username
        QTimer.singleShot(0, target, target.setFocus)

    def show_portal(self, health: PortalHealth | None, error: EditorError | None) -> None:
        """The portal's name, or why it does not answer."""
        self._health = health
        if health is not None:
            self._dot.show_tone(Tone.OK)
            self._portal_words.setText(tr("SignIn", "{portal} answers", portal=health.name))
        elif error is not None:
            self._dot.show_tone(Tone.WARNING)
            self._portal_words.setText("\n".join(part for part in sign_in_words(error) if part))
            if self._problem.text() == self._portal_words.text():
                self._portal_words.setText(error_words(error)[0])  # the form says the rest
        else:
            self._dot.show_tone(Tone.NEUTRAL)
            self._portal_words.setText(tr("SignIn", "Not asked yet"))
        self._show_practice(health.practice_accounts if health is not None and health.practice else ())

    def show_busy(self, busy: bool) -> None:
        """While it is on its way nothing can be pressed twice."""
        for widget in (self.portal, self.username, self.password, self._offline_button, self.accounts, self.practice):
            widget.setEnabled(not busy)
        self.deed.setEnabled(not busy)
        self.deed.set_text(tr("SignIn", "Signing in…") if busy else tr("SignIn", "Sign in"))
        self.new_password.show_busy(busy)

    def show_problem(self, problem: Problem | None) -> None:
        """A sentence of its own for each."""
        words = problem_words(problem) if problem is not None else ""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.new_password.show_words(words)
        wrong = {Problem.NO_PORTAL: self.portal, Problem.NO_USERNAME: self.username}
        target = wrong.get(problem, self.password) if problem is not None else None
        for line in (self.portal, self.username, self.password):
            set_property(line, "wrong", "true" if line is target else "false")
        if target is not None:
            target.setFocus()
            target.selectAll()

    def show_error(self, error: EditorError) -> None:
        """Title and advice under the form."""
        self.show_busy(False)
        words = "\n".join(part for part in sign_in_words(error) if part)
        self._problem.setText(words)
        self._problem.show()
        if self._portal_words.text() == words:
            self._portal_words.setText(error_words(error)[0])
        self.new_password.show_words(words)
        # While it was on its way the entries were closed and lost the focus: Enter tries again.
        (self.new_password.again if self.new_password.isVisible() else self.password).setFocus()

    def show_new_password(self, username: str) -> None:
        """The second step."""
        self._pages.setCurrentIndex(1)
        self.new_password.start(username)

    def show_rules(self, broken: frozenset[Rule]) -> None:
        """Which rules the new password keeps."""
        self.new_password.show_rules(broken)

    def show_keyring_notice(self, problem: KeyringUnavailable) -> None:
        """It goes on, for this session only."""
        self.context.messages.show_notice(keyring_words(problem.reason))

    def offer_offline(self, account: Account | None) -> None:
        """Drafts can be opened without the portal."""
        self._offline = account
        self._offline_button.setVisible(account is not None)

    def clear_passwords(self) -> None:
        """Leave none in a widget."""
        self.password.clear()
        self.new_password.clear()

    # ---- slots

    def _on_changes(self, changes: Changes) -> None:
        if changes.account:
            self.presenter.reload_accounts()

    def _on_sign_in(self) -> None:
        if self.deed.isEnabled():
            self.presenter.sign_in(self.portal.text(), self.username.text(), self.password.text())

    def _on_offline(self) -> None:
        if self._offline is not None:
            self.presenter.work_offline(self._offline)

    def _open(self, account: Account, token: str | None, profile: Profile | None, remembered: bool) -> None:
        self.context.open_account(OpenRequest(account, token, profile, remembered))

    def _show_practice(self, people: Sequence[tuple[str, str, str]]) -> None:
        rows = [
            Row(f"{description}", username, opened=lambda u=username, p=password: self._use_practice(u, p))  # type: ignore[misc]
            for username, password, description in people
        ]
        self.practice.set_rows(rows)
        self.practice.setVisible(bool(rows))
        self._show_right()

    def _use_practice(self, username: str, password: str) -> None:
        self.username.setText(username)
        self.password.setText(password)
        self._on_sign_in()

    def _show_right(self) -> None:
        self._right.setVisible(bool(self.accounts.rows or self.practice.rows))


def create_screen(context: UiContext) -> Screen:
    """The sign-in page."""
    return SignInScreen(context)
