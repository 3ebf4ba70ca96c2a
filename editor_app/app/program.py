"""The running program: the window, the open account, and what goes on by itself behind it."""

from __future__ import annotations

import json
import logging
import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from editor_app import __version__
from editor_app.app.arguments import Arguments
from editor_app.app.logs import configure_logging
from editor_app.app.opening import OpenAccount, OpenProfile, open_account, open_profile
from editor_app.app.standing import Standing
from editor_app.core.errors import EditorError, StoreLocked, Unauthorized
from editor_app.core.redaction import redact
from editor_app.services.accounts import Accounts
from editor_app.services.ports import Lane
from editor_app.services.system_clock import SystemClock
from editor_app.ui.context import ChangeBroadcast, OpenRequest, Session, SessionHolder, StatusModel, UiContext
from editor_app.ui.crash import CrashGuard
from editor_app.ui.dialogs import WindowDialogs
from editor_app.ui.first_paint import FirstPaint
from editor_app.ui.gc_guard import GcGuard
from editor_app.ui.i18n import Language, Translation
from editor_app.ui.launcher import DesktopLauncher
from editor_app.ui.messages import MessageCenter
from editor_app.ui.settings_access import Settings
from editor_app.ui.tasks import BackgroundRunner
from editor_app.ui.theme import Theme, ThemeMode

if TYPE_CHECKING:
    from editor_app.services.ports import Keyring, PortalGate
    from editor_app.ui.main_window import MainWindow

log = logging.getLogger(__name__)
_HOUSEKEEPING_MS = 60_000


class Program(QObject):
    """Built once. `start()` returns at once; everything that touches the disk or the network comes back through the lanes."""

    def __init__(
        self, application: QApplication, arguments: Arguments, keyring: Keyring | None = None, gate: PortalGate | None = None
    ) -> None:
        """`keyring` and `gate`: the system's password store and portals over HTTP where None."""
        super().__init__()
        configure_logging()
        self._application = application
        self._arguments = arguments
        self._keyring = keyring
        self._gate = gate
        self._clock = SystemClock()
        self._gc = GcGuard(self)
        self.messages = MessageCenter()
        self.runner = BackgroundRunner(self.messages.show_error)
        self.window: MainWindow | None = None
        self.context: UiContext | None = None
        self._profile: OpenProfile | None = None
        self._standing: Standing | None = None
        self._crash = CrashGuard(lambda: self.window, redact)
        self._exit_code = 0

    def start(self) -> None:
        """Open the local data, then the window."""
        self.runner.run(Lane.DISK, lambda _job: open_profile(self._clock, self._on_disk), self._on_opened, self._on_unusable)
        from editor_app.ui import main_window  # noqa: F401 loaded while the disk works

    def _on_disk(self, work: Callable[[], None]) -> None:
        """From a worker of another lane: run on the disk lane and wait for it."""
        self.runner.from_worker(Lane.DISK, work)

    def finish(self, code: int) -> int:
        """After the event loop: everything asked for is on disk, the store is closed."""
        if self._standing is not None:
            self._standing.stop()
        profile = self._profile
        if profile is not None:
            self.runner.run(Lane.DISK, lambda _job: profile.store.close())
        if not self.runner.close():
            log.error("the disk lane did not come to its end")
        self._crash.release()
        self._gc.release()
        return self._exit_code or code

    def _on_opened(self, profile: OpenProfile) -> None:
        self._profile = profile
        self.context = self._build_context(profile)
        if profile.last is not None and profile.last.profile is not None:
            self._begin(profile.last)
        self._show_window()
        self._tell(profile.notices)
        if profile.last is not None:
            self._tell(profile.last.store.notices)

    def _build_context(self, profile: OpenProfile) -> UiContext:
        from editor_app.api.gate import HttpPortalGate
        from editor_app.app.probes import probes
        from editor_app.keyring_client import SystemKeyring

        arguments = self._arguments
        settings = Settings(profile.settings, self._write_setting)
        language = {"zh": Language.CHINESE, "en": Language.ENGLISH}.get(arguments.language)
        mode = arguments.theme or settings.get("theme")
        if arguments.portal:
            settings.set("portal_url", arguments.portal)
        keyring = self._keyring or SystemKeyring()
        gate = self._gate or HttpPortalGate()
        accounts = Accounts(profile.store, gate, keyring, self._clock, socket.gethostname() or "Unit Editor")
        return UiContext(
            runner=self.runner,
            theme=Theme(ThemeMode(mode), int(settings.get("text_percent")), self),
            translation=Translation(language or Language(settings.get("language")), self),
            settings=settings,
            dialogs=WindowDialogs(lambda: self.window),
            messages=self.messages,
            launcher=DesktopLauncher(),
            changes=ChangeBroadcast(self),
            status=StatusModel(self),
            session=SessionHolder(self),
            accounts=accounts,
            data_folder=profile.folder,
            open_account=self.open_account,
            close_account=self.close_account,
            probes=probes(profile, keyring),
            version=__version__,
        )

    def _show_window(self) -> None:
        from editor_app.ui.main_window import MainWindow

        assert self.context is not None
        self.window = MainWindow(self.context)
        self.window.closed.connect(self._application.quit)
        self._painted = FirstPaint(self.window, self._after_first_paint)
        self.window.show()

    def _after_first_paint(self) -> None:
        if self._arguments.measure is not None:
            self._measure()
            return
        self._settle_in()
        self._listen()
        QTimer.singleShot(_HOUSEKEEPING_MS, self._keep_house)
        profile = self._profile
        assert profile is not None
        if profile.last is not None and self._standing is not None:
            self._standing.resume()

    def _measure(self) -> None:
        """Usable means: shown, painted, and every answer of the disk lane that was asked for has been painted."""
        assert self._arguments.measure is not None
        if self.runner.busy:
            QTimer.singleShot(1, self._measure)
            return
        # Repainting is posted before this timer fires, so the answers that came last are on the screen then.
        QTimer.singleShot(0, self._write_measurement)

    def _write_measurement(self) -> None:
        assert self._arguments.measure is not None
        path, linger = self._arguments.measure
        report = {"ready": time.time(), "place": self.window.current_place if self.window else "", "modules": sorted(sys.modules)}
        path.write_text(json.dumps(report), encoding="utf-8")
        self._settle_in()
        QTimer.singleShot(linger, self._application.quit)

    def _settle_in(self) -> None:
        """What the window shows only after it is there: reading the rules takes a while."""
        if self._standing is not None:
            self._standing.refresh_pack()

    def _write_setting(self, name: str, value: str) -> None:
        assert self._profile is not None
        store = self._profile.store
        self.runner.run(Lane.DISK, lambda _job: store.save_setting(name, value))

    def open_account(self, request: OpenRequest) -> None:
        """Open an account: just signed in, or one of this computer's; without a token it is opened for offline work."""
        assert self._profile is not None
        self.close_account()
        store = self._profile.store

        def work() -> OpenAccount:
            opened = open_account(store, request.account, self._clock, self._on_disk)
            if request.profile is not None:
                opened.reference.save_profile(request.profile)
                return replace(opened, profile=request.profile)
            return opened

        self.runner.run(Lane.DISK, lambda _job: work(), lambda opened: self._on_account_opened(opened, request))

    def _on_account_opened(self, opened: OpenAccount, request: OpenRequest) -> None:
        if opened.profile is None:
            # Never synced here, so only the portal can say who this is and what it may do.
            self.runner.run(Lane.DISK, lambda _job: opened.store.close())
            self.messages.show_error(Unauthorized(detail="no profile of this account is kept on this computer"))
            return
        self._begin(opened, request.remembered)
        self._tell(opened.store.notices)
        assert self._standing is not None
        self._settle_in()
        self._standing.use(request.token)

    def _begin(self, opened: OpenAccount, remembered: bool = True) -> None:
        assert self.context is not None
        assert opened.profile is not None
        self._standing = Standing(self.context, opened, self)
        self.context.wake_outbox = self._standing.wake
        self.context.portal = opened.connection.current
        self.context.session.start(Session(opened.account, opened.profile, opened.services, remembered, signed_in=False))

    def _tell(self, notices: Sequence[EditorError]) -> None:
        """What was found on opening, once there is a window that stays."""
        for notice in notices:
            self.messages.show_error(notice)

    def close_account(self) -> None:
        """Back to the sign-in page; the account's store is closed after everything that was asked of it."""
        standing, self._standing = self._standing, None
        if standing is None or self.context is None:
            return
        self.context.wake_outbox = lambda: None
        self.context.portal = lambda: None
        self.context.session.end()
        standing.stop()
        store = standing.opened.store
        self.runner.run(Lane.DISK, lambda _job: store.close())

    def _listen(self) -> None:
        from editor_app.ui.single_instance import Doorbell

        assert self._profile is not None
        self._doorbell = Doorbell(self._profile.folder, self._raise_window, self)

    def _keep_house(self) -> None:
        """A minute after the start, when nobody waits: the day's backup, history thinned, files that nothing needs removed."""
        assert self._profile is not None
        store = self._profile.store

        def work() -> None:
            store.maintain()
            for account in store.open_accounts():
                account.maintain()

        self.runner.run(Lane.DISK, lambda _job: work())

    def _raise_window(self) -> None:
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~self.window.windowState().WindowMinimized)
            self.window.raise_()
            self.window.activateWindow()

    def _on_unusable(self, error: EditorError) -> None:
        """The local data cannot be opened: say so (or ring at the instance that has it) and end."""
        from editor_app.paths import data_dir
        from editor_app.ui.fatal import FatalSheet
        from editor_app.ui.single_instance import ring

        self._exit_code = 3
        if isinstance(error, StoreLocked) and ring(data_dir()):
            self._exit_code = 0
            self._application.quit()
            return
        language = {"zh": Language.CHINESE, "en": Language.ENGLISH}.get(self._arguments.language, Language.SYSTEM)
        self._translation = Translation(language, self)
        Theme(ThemeMode.SYSTEM, 100, self).apply()
        self._fatal = FatalSheet(error)
        self._fatal.finished.connect(self._application.quit)
        self._fatal.show()
        if self._arguments.measure is not None:
            sys.stderr.write(f"{error.title}\n")
            QTimer.singleShot(0, self._application.quit)
