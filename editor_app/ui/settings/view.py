"""The settings screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from editor_app.ui import words
from editor_app.ui.context import UiContext
from editor_app.ui.i18n import Language, tr
from editor_app.ui.navigation import Header, Screen
from editor_app.ui.settings.presenter import Leaving, SettingsPresenter
from editor_app.ui.theme import ThemeMode
from editor_app.ui.theme.tokens import TEXT_SCALES
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import ElidedLabel, Label
from editor_app.ui.widgets.layout import Canvas, Card

COLUMN = 720


class SettingsScreen(Screen):
    """Implements SettingsView."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.presenter = SettingsPresenter(
            self,
            context.settings,
            context.runner,
            context.launcher,
            lambda value: context.translation.choose(Language(value)),
            lambda theme, percent: context.theme.choose(ThemeMode(theme), percent),
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        canvas = Canvas(context.theme.scale(COLUMN))
        outer.addWidget(canvas)
        for card in (self._look_card(), self._account_card(), self._data_card()):
            if card is not None:
                canvas.body.addWidget(card)
        canvas.body.addStretch(1)

    def header(self) -> Header:
        """Everything takes effect at once."""
        return Header(tr("Settings", "Settings"), tr("Settings", "Changes take effect at once"))

    def dispose(self) -> None:
        """Gone."""
        self.presenter.close()
        super().dispose()

    # ---- cards

    def _look_card(self) -> Card:
        card = Card(tr("Settings", "Language and look"))
        self.language = self._choice(
            "language",
            (
                ("system", tr("Settings", "As the system")),
                ("zh_CN", "简体中文"),
                ("en", "English"),
            ),
            self.presenter.choose_language,
        )
        self.theme_box = self._choice(
            "theme",
            (
                ("system", tr("Settings", "As the system")),
                ("light", tr("Settings", "Light")),
                ("dark", tr("Settings", "Dark")),
                ("contrast", tr("Settings", "High contrast")),
            ),
            self.presenter.choose_theme,
        )
        sizes = [(str(percent), f"{percent} %") for percent in TEXT_SCALES]
        self.text = self._choice("text_percent", sizes, lambda value: self.presenter.choose_text(int(value)))
        card.add(self._line(tr("Settings", "Language"), "", self.language))
        card.add(self._line(tr("Settings", "Colours"), "", self.theme_box))
        card.add(self._line(tr("Settings", "Text size"), tr("Settings", "Grows the whole window"), self.text))
        return card

    def _account_card(self) -> Card | None:
        session = self.context.session.current
        if session is None:
            return None
        card = Card(tr("Settings", "Account"))
        account = session.account
        name = words.join(session.profile.display_name, session.profile.unit.name)
        card.add(self._line(name, words.join(account.username, account.portal_name, account.portal_url), None))
        kept = (
            tr("Settings", "The sign-in is kept in the system's password store")
            if session.remembered
            else tr("Settings", "The sign-in is kept for this session only")
        )
        switch = Button(tr("Settings", "Switch account"), self.context.close_account)
        card.add(self._line(tr("Settings", "Sign-in"), kept, switch))
        self.wipe = QCheckBox(tr("Settings", "Also remove its drafts and files from this computer"))
        self.sign_out = Button(tr("Settings", "Sign out…"), self._on_sign_out)
        card.add(self._line(tr("Settings", "Sign out"), "", self.sign_out, self.wipe))
        return card

    def _data_card(self) -> Card:
        card = Card(tr("Settings", "Data"))
        folder = self.context.data_folder
        self.folder_button = Button(tr("Settings", "Show folder"), self._on_folder)
        card.add(self._line(tr("Settings", "Drafts and files are kept in"), str(folder), self.folder_button))
        about = Button(tr("Settings", "Diagnosis…"), lambda: self.context.navigation.open("about"))
        card.add(
            self._line(tr("Settings", "Something does not work?"), tr("Settings", "Checks network, password store, fonts"), about)
        )
        return card

    def _line(self, name: str, hint: str, control: QWidget | None, below: QWidget | None = None) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(16)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        label = Label(name)
        texts.addWidget(label)
        if hint:
            texts.addWidget(ElidedLabel(hint, "small"))
        if below is not None:
            texts.addWidget(below)
        row.addLayout(texts, 1)
        if control is not None:
            label.setBuddy(control)
            if isinstance(control, QComboBox):
                control.setAccessibleName(name)
            row.addWidget(control)
        return holder

    def _choice(self, name: str, items: Sequence[tuple[str, str]], chosen: Callable[[str], None]) -> QComboBox:
        box = QComboBox()
        for value, text in items:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(self.context.settings.get(name))))
        box.setMinimumWidth(self.context.theme.scale(180))
        box.activated.connect(lambda _index: chosen(str(box.currentData())))
        return box

    # ---- SettingsView

    def confirm_sign_out(self, leaving: Leaving, done: Callable[[], None]) -> None:
        """What stays and what goes."""
        title = tr("Settings", "Sign out {name}?", name=leaving.account.display_name or leaving.account.username)
        if leaving.wipe:
            text = tr(
                "Settings", "All drafts and files of this account are removed from this computer and cannot be brought back."
            )
        elif leaving.unsent:
            text = tr(
                "Settings", "{n} items wait in the outbox; they stay here and are sent after the next sign-in.", n=leaving.unsent
            )
        else:
            text = tr("Settings", "The drafts stay on this computer and are there again after the next sign-in.")
        self.context.dialogs.confirm(title, text, tr("Settings", "Sign out"), done, dangerous=leaving.wipe)

    def refuse_wipe(self, unsent: int) -> None:
        """Nothing that is not sent is removed."""
        words_ = tr(
            "Settings",
            "{n} items in the outbox are not sent yet, so nothing is removed. Take them back or send them first.",
            n=unsent,
        )
        self.context.messages.show_notice(words_)

    def show_busy(self, busy: bool) -> None:
        """Once is enough."""
        self.sign_out.setEnabled(not busy)

    def say_not_revoked(self) -> None:
        """The portal was not reached."""
        words_ = tr(
            "Settings", "Signed out here. The portal could not be told: its side of the sign-in ends by itself when it expires."
        )
        self.context.messages.show_notice(words_)

    # ---- slots

    def _on_folder(self) -> None:
        if not self.presenter.open_folder(self.context.data_folder):
            self.context.launcher.copy(str(self.context.data_folder))
            self.context.messages.show_toast(tr("Settings", "No file manager was found; the path is on the clipboard"))

    def _on_sign_out(self) -> None:
        session = self.context.session.current
        if session is None:
            return
        context = self.context
        self.presenter.sign_out(
            session.account,
            context.accounts,
            session.services.outbox,
            context.portal,
            context.close_account,
            context.changes,
            wipe=self.wipe.isChecked(),
        )


def create_screen(context: UiContext) -> Screen:
    """The settings screen."""
    return SettingsScreen(context)
