"""About and diagnosis."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor_app.ui.about.presenter import AboutPresenter, Group, Line, Surroundings
from editor_app.ui.application import has_chinese_font
from editor_app.ui.context import UiContext
from editor_app.ui.i18n import tr
from editor_app.ui.navigation import Header, HeaderAction, Screen
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.labels import Chip, Label
from editor_app.ui.widgets.layout import Canvas, Card

COLUMN = 720
_TONES = {"ok": Tone.OK, "warning": Tone.WARNING, "error": Tone.ERROR, "unknown": Tone.NEUTRAL}


class AboutScreen(Screen):
    """Implements AboutView."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.presenter = AboutPresenter(self, context.accounts, context.probes, context.runner, context.launcher.copy)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._canvas = Canvas(context.theme.scale(COLUMN))
        outer.addWidget(self._canvas)
        self._cards: dict[str, Card] = {}
        licence = tr(
            "About",
            "Unit Editor is free software (Apache-2.0). It uses Qt for Python (LGPL), which you may replace, "
            "and the Lucide icons (ISC).",
        )
        self._licence = Label(licence, "small", wrap=True)

    def header(self) -> Header:
        """What can be copied for the information centre."""
        return Header(
            tr("About", "About and diagnosis"),
            tr("About", "Unit Editor {version}", version=self.context.version),
            actions=(
                HeaderAction("copy", tr("About", "Copy as text"), self.presenter.copy_text),
                HeaderAction("again", tr("About", "Check again"), self.refresh, primary=True),
            ),
        )

    def enter(self, argument: str) -> None:
        """Ask everything."""
        self.refresh()

    def refresh(self) -> None:
        """Ask again."""
        self.presenter.start(self._surroundings())

    def dispose(self) -> None:
        """Gone."""
        self.presenter.close()
        super().dispose()

    def show_groups(self, groups: Sequence[Group]) -> None:
        """One card per group."""
        if list(self._cards) != [group.name for group in groups]:
            for group in groups:
                card = self._cards.get(group.name) or Card(_name(group.name))
                self._cards[group.name] = card
                self._canvas.body.addWidget(card)
            self._canvas.body.addWidget(self._licence)
            self._canvas.body.addStretch(1)
        for group in groups:
            lines = group.lines or ((Line("", tr("About", "Asking…"), "unknown"),) if group.waiting else ())
            self._cards[group.name].set_rows([_row(line) for line in lines])

    def say_copied(self) -> None:
        """Done."""
        self.context.messages.show_toast(tr("About", "Copied. It holds no password and no text of yours."))

    def _surroundings(self) -> Surroundings:
        session = self.context.session.current
        url = session.account.portal_url if session else self.context.settings.get("portal_url")
        method = os.environ.get("QT_IM_MODULE", "")
        return Surroundings(
            version=self.context.version,
            pack_version=self.context.status.pack_version,
            portal_url=url,
            data_folder=self.context.data_folder,
            input_method=method or tr("About", "chosen by the system"),
            input_method_ok=not method.startswith(("fcitx", "compose")),
            font=QFontInfo(QGuiApplication.font()).family(),
            font_ok=has_chinese_font(),
            platform_name=QGuiApplication.platformName(),
            qt_version=qVersion() or "",
        )


def _name(text: str) -> str:
    return QCoreApplication.translate("diagnosis", text)


def _row(line: Line) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(16, 7, 16, 7)
    row.setSpacing(16)
    name = Label(_name(line.name) if line.name else "", "small")
    name.setFixedWidth(150)
    row.addWidget(name)
    row.addWidget(Label(_name(line.value), "control", wrap=True, selectable=True), 1)
    words = {
        "ok": "",
        "warning": tr("About", "look here"),
        "error": tr("About", "does not work"),
        "unknown": "",
    }.get(line.state, "")
    row.addWidget(Chip(words, _TONES.get(line.state, Tone.NEUTRAL)))
    return holder


def create_screen(context: UiContext) -> Screen:
    """About and diagnosis."""
    return AboutScreen(context)
