"""The main window: rail, header bar, message bar, the screens, status line. It knows no screen's inside."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from editor_app.ui import icons
from editor_app.ui.context import UiContext
from editor_app.ui.i18n import Language, tr
from editor_app.ui.messages import Message, MessageBar, MessageCenter, Toast
from editor_app.ui.navigation import Place, Screen
from editor_app.ui.places import OUTBOX, PLACES, SIGN_IN, TODAY
from editor_app.ui.theme.tokens import Tone
from editor_app.ui.widgets.header_bar import HeaderBar
from editor_app.ui.widgets.labels import Label
from editor_app.ui.widgets.rail import Rail
from editor_app.ui.widgets.status_line import StatusLine

SIZE = (1366, 768)
SMALLEST = (960, 600)


class MainWindow(QMainWindow):
    """Implements seams.Navigator. `closed` comes when the window may really go: everything is saved."""

    closed = Signal()

    def __init__(self, context: UiContext, places: tuple[Place, ...] = PLACES) -> None:
        super().__init__()
        self._context = context
        self._places = {place.id: place for place in places}
        self._screens: dict[str, Screen] = {}
        self._trail: list[tuple[str, str]] = []
        self._current = ("", "")
        self._closing = False
        self._asked_to_close = False
        context.navigation = self
        self._build()
        self._make_shortcuts()
        self._connect()
        self._restore_size()
        self._on_session_changed()

    @property
    def current_place(self) -> str:
        """The place in front."""
        return self._current[0]

    @property
    def current_screen(self) -> Screen | None:
        """The screen in front."""
        return self._screens.get(self._current[0])

    def open(self, place: str, argument: str = "") -> None:
        """Go to a place; its screen is made when it is first needed. Raises KeyError for a place that does not exist."""
        wanted = self._places[place]
        if wanted.signed_in and self._context.session.current is None:
            wanted, argument = self._places[SIGN_IN], ""
        if self._current[0] and self._current != (wanted.id, argument):
            self._trail = [*self._trail[-19:], self._current]
        self._show(wanted, argument)

    def back(self) -> None:
        """To where I came from, else to Today."""
        place, argument = self._trail.pop() if self._trail else (TODAY, "")
        wanted = self._places[place]
        if wanted.signed_in and self._context.session.current is None:
            wanted = self._places[SIGN_IN]
        self._show(wanted, argument)

    def _show(self, place: Place, argument: str) -> None:
        before = self.current_screen
        leaving = self._current[0] != place.id
        if before is not None and leaving:
            before.leave()
            if not self._places[self._current[0]].keep:
                self._drop(self._current[0])
        if leaving:
            self._context.status.set_saved("")
            self._context.status.set_count("")
        screen = self._screens.get(place.id) or self._make(place)
        self._current = (place.id, argument)
        self._stack.setCurrentWidget(screen)
        self._rail.show_current("drafts" if place.id == "editor" else place.id)
        screen.enter(argument)
        self._on_header_changed()
        if leaving:
            screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, place: Place) -> Screen:
        screen = place.create(self._context)
        screen.header_changed.connect(self._on_header_changed)
        self._screens[place.id] = screen
        self._stack.addWidget(screen)
        return screen

    def _drop(self, place: str) -> None:
        screen = self._screens.pop(place, None)
        if screen is not None:
            screen.dispose()
            self._stack.removeWidget(screen)
            screen.hide()
            screen.deleteLater()

    def _build(self) -> None:
        theme = self._context.theme
        self._rail = Rail(theme)
        self._bar = HeaderBar(self)
        self._message_bar = MessageBar(theme)
        self._practice = self._practice_banner()
        self._stack = QStackedWidget()
        self._stack.setObjectName("stack")
        self._status = StatusLine(theme, self._context.status)
        work = QVBoxLayout()
        work.setSpacing(0)
        for widget in (self._practice, self._bar, self._message_bar):
            work.addWidget(widget)
        work.addWidget(self._stack, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self._rail)
        upper.addLayout(work, 1)
        centre = QWidget()
        whole = QVBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self._status)
        self.setCentralWidget(centre)
        self._toast = Toast(centre)
        self.setMinimumSize(*SMALLEST)
        self._retitle()

    def _practice_banner(self) -> QFrame:
        banner = QFrame()
        banner.setObjectName("practice")
        row = QHBoxLayout(banner)
        row.setContentsMargins(20, 4, 20, 4)
        row.setSpacing(8)
        self._practice_icon = Label()
        self._practice_words = Label(role="small")
        row.addWidget(self._practice_icon)
        row.addWidget(self._practice_words, 1)
        return banner

    def _make_shortcuts(self) -> None:
        for keys, slot in (("F5", self._on_refresh), ("Ctrl+F", self._on_find), ("Alt+Left", self.back)):
            QShortcut(QKeySequence(keys), self, slot)
        for number in range(1, 10):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, partial(self._on_number, number))

    def _connect(self) -> None:
        context = self._context
        self._rail.chosen.connect(lambda place: self.open(place))
        self._bar.crumb_pressed.connect(lambda place: self.open(place))
        self._status.language_pressed.connect(self._on_language_pressed)
        self._status.outbox_pressed.connect(lambda: self.open(OUTBOX))
        self._status.connection_pressed.connect(lambda: self.open("about"))
        context.session.changed.connect(self._on_session_changed)
        context.translation.changed.connect(self._on_language_changed)
        context.theme.changed.connect(self._on_theme_changed)
        context.status.changed.connect(self._on_status_changed)
        if isinstance(context.messages, MessageCenter):
            context.messages.shown.connect(self._on_message)
            context.messages.toasted.connect(self._on_toast)

    def _visible_places(self) -> list[Place]:
        session = self._context.session.current
        profile = session.profile if session else None
        shown = [place for place in self._places.values() if place.group and place.visible(profile)]
        return [place for place in shown if session is not None or not place.signed_in]

    def _on_session_changed(self) -> None:
        session = self._context.session.current
        for place in list(self._screens):
            self._drop(place)
        self._trail, self._current = [], ("", "")
        message = self._message_bar.message
        if session is None or (message is not None and message.tone is not Tone.ACCENT):
            self._message_bar.dismiss()  # a notice of the sign-in page still holds after it
        self._toast.hide()
        self._refill_rail()
        self.open(TODAY if session is not None else SIGN_IN)

    def _refill_rail(self) -> None:
        session = self._context.session.current
        self._rail.show_person(session.profile.display_name if session else "", session.profile.unit.name if session else "")
        self._rail.show_places(self._visible_places())
        self._rail.show_current(self._current[0])
        self._practice.setVisible(session is not None and session.profile.practice)
        self._practice_words.setText(
            tr("Window", "Practice: a made-up district on this computer. Nothing here is published for real.")
        )
        colour = self._context.theme.colour("warning")
        self._practice_icon.setPixmap(icons.pixmap("flag", colour, 16, self.devicePixelRatioF()))
        self._rail.setVisible(session is not None or len(self._rail.buttons) > 0)
        self._on_status_changed()

    def _on_status_changed(self) -> None:
        self._rail.show_counts(self._context.status.rail)
        self._status.refresh()

    def _on_header_changed(self) -> None:
        screen = self.current_screen
        if screen is not None:
            self._bar.show_header(screen.header())

    def _on_language_pressed(self) -> None:
        other = Language.ENGLISH if self._context.translation.code == "zh_CN" else Language.CHINESE
        self._context.settings.set("language", other.value)
        self._context.translation.choose(other)

    def _on_language_changed(self) -> None:
        self._retitle()
        place, argument = self._current
        for name, screen in list(self._screens.items()):
            if not screen.retranslate():
                if name == place:
                    screen.leave()
                self._drop(name)
        self._refill_rail()
        if place:
            self._show(self._places[place], argument)

    def _on_theme_changed(self) -> None:
        self._rail.rescale()
        self._refill_rail()
        message = self._message_bar.message
        if message is not None:
            self._message_bar.show_message(message)

    def _retitle(self) -> None:
        self.setWindowTitle(tr("Window", "Unit Editor"))

    def _on_message(self, message: Message) -> None:
        self._message_bar.show_message(message)

    def _on_toast(self, message: Message) -> None:
        self._toast.show_message(message)

    def _on_refresh(self) -> None:
        if self.current_screen is not None:
            self.current_screen.refresh()

    def _on_find(self) -> None:
        if self.current_screen is not None:
            self.current_screen.focus_search()

    def _on_number(self, number: int) -> None:
        shown = self._visible_places()
        if number <= len(shown):
            self.open(shown[number - 1].id)

    def _restore_size(self) -> None:
        self.resize(*SIZE)
        kept = self._context.settings.get("window")
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The toast stays in the middle."""
        super().resizeEvent(event)
        self._toast.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when every screen has its text on disk; a screen that cannot save is asked about."""
        if self._may_close():
            event.accept()
            return
        event.ignore()
        waiting = dict(self._screens)
        failed: list[str] = []

        def settled(place: str, good: bool) -> None:
            if waiting.pop(place, None) is not None and not good:
                failed.append(place)
            if not waiting:
                self._finish(failed)

        self._asked_to_close = True
        if not waiting:
            self._finish(failed)
        for place, screen in list(waiting.items()):
            screen.flush(partial(settled, place))
        self._asked_to_close = False
        event.setAccepted(self._may_close())

    def _may_close(self) -> bool:
        return self._closing

    def _finish(self, failed: list[str]) -> None:
        if failed:
            self._context.dialogs.confirm(
                tr("Window", "The newest changes could not be saved"),
                tr("Window", "Close without them? Better: go back, free some disk space or copy the text somewhere else first."),
                tr("Window", "Close without saving"),
                self._close_now,
                dangerous=True,
            )
        else:
            self._close_now()

    def _close_now(self) -> None:
        if self._closing:
            return
        self._closing = True
        self._context.settings.set("window", bytes(self.saveGeometry().toBase64().data()).decode())
        for place in list(self._screens):
            self._drop(place)
        if not self._asked_to_close:  # Qt ignores close() inside closeEvent(), which accepts its event instead
            self.close()
        self.closed.emit()
