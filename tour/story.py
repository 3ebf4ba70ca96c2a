"""The story: an officer drafts offline and submits, reviewers return and approve, the article stands on the public page."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from devtools.practice import PracticePortal
from editor_app.app.program import Program
from editor_app.core.draft import DraftQuery, DraftState
from editor_app.services.ports import Lane
from editor_app.ui.i18n import tr
from editor_app.ui.messages import MessageBar
from editor_app.ui.widgets.rail import Rail
from tour.driver import Driver, TourFailed
from tour.materials import ADDED, FIXED_RIGHT, FIXED_WRONG, TITLE, Materials, make_materials

OFFICER, UNIT_REVIEWER, CENTRE_REVIEWER = "linxiaomei", "zhoujianning", "fangzhengqing"
NEW_PASSWORD = "Qinghe-linye-2026"
SECTION = "通知公告"


@dataclass(slots=True)
class Record:
    """What tour.json holds."""

    language: str
    steps: list[dict[str, Any]] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    public_urls: list[str] = field(default_factory=list)
    files: list[dict[str, str]] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {name: getattr(self, name) for name in ("language", "steps", "receipts", "public_urls", "files")}


class Story:
    """Holds the running program and the practice portal. Each method is one step or one thing that several steps do."""

    def __init__(
        self, application: QApplication, program: Program, driver: Driver, portal: PracticePortal, out: Path, record: Record
    ) -> None:
        self.application = application
        self.program = program
        self.driver = driver
        self.portal = portal
        self.out = out
        self.record = record
        self.passwords: dict[str, str] = {}
        self._number = 0
        self._folder = Path(tempfile.mkdtemp(prefix="unit-editor-tour-"))
        self.materials: Materials = make_materials(self._folder)

    # ---- telling

    @contextmanager
    def step(self, name: str, picture: bool = True) -> Iterator[None]:
        """One named step: timed, photographed at its end."""
        started = time.monotonic()
        yield
        self.driver.settle(lambda: self.program.runner.busy)
        self._number += 1
        shot = self.driver.picture(f"{self._number:02d}-{name}") if picture else ""
        self.record.steps.append({"name": name, "seconds": round(time.monotonic() - started, 2), "picture": shot})

    def expect(self, condition: object, what: str) -> None:
        """Raises TourFailed."""
        if not condition:
            raise TourFailed(f"expected: {what}")

    # ---- the window

    @property
    def screen(self) -> Any:
        """The screen in front."""
        assert self.program.window is not None
        return self.program.window.current_screen

    @property
    def context(self) -> Any:
        """The window's context; only looked at, never driven."""
        assert self.program.context is not None
        return self.program.context

    def go(self, place: str) -> None:
        """Press a place of the rail."""
        assert self.program.window is not None
        self.driver.click(next(rail for rail in self.program.window.findChildren(Rail)).buttons[place])
        self.driver.wait(lambda: self.program.window.current_place == place, f"the place {place}")  # type: ignore[union-attr]
        self.driver.settle(lambda: self.program.runner.busy)

    def refresh(self) -> None:
        """F5: ask the portal now instead of waiting for the next turn."""
        self.driver.key(Qt.Key.Key_F5)
        self.driver.settle(lambda: self.program.runner.busy)

    def open_program(self) -> None:
        """The window appears with the sign-in page."""
        self.program.start()
        self.driver.wait(lambda: self.program.window is not None and self.program.window.isVisible(), "the window")
        self.driver.window = self.program.window
        assert self.program.window is not None
        self.program.window.resize(1366, 768)
        self.program.window.activateWindow()
        self.driver.wait(lambda: self.screen.practice.isVisible(), "the practice accounts on the sign-in page")

    def sign_in(self, username: str) -> None:
        """Type account and password; Enter."""
        screen = self.screen
        self.driver.wait(lambda: screen.deed.isEnabled(), "the sign-in form")
        self.driver.fill(screen.portal, self.portal.url)
        self.driver.fill(screen.username, username)
        self.driver.fill(screen.password, self.passwords[username])
        self.driver.key(Qt.Key.Key_Return)

    def signed_in(self) -> None:
        """Today is in front and the portal has been heard."""
        self.driver.wait(lambda: self.context.session.current is not None, "the account to open")
        self.driver.wait(lambda: self.context.status.connection.state == "online", "the connection", 40)
        self.driver.settle(lambda: self.program.runner.busy)
        assert self.program.window is not None
        if next(bar for bar in self.program.window.findChildren(MessageBar)).isVisible():
            # Where there is no password store the window says so; it has been read.
            self.driver.press(tr("Messages", "Close"))

    def switch_to(self, username: str) -> None:
        """Leave the account by Settings, sign in with another."""
        self.go("settings")
        self.driver.press(tr("Settings", "Switch account"))
        self.driver.wait(lambda: self.program.window.current_place == "sign_in", "the sign-in page")  # type: ignore[union-attr]
        self.driver.settle(lambda: self.program.runner.busy)
        self.sign_in(username)
        self.signed_in()

    def draft(self) -> Any:
        """The article of the story as the store has it."""
        services = self.context.services
        found: list[Any] = []

        def work() -> None:
            rows = services.drafting.list(DraftQuery(text="森林防火"))
            found.extend(services.drafting.load(row.id) for row in rows if row.title == TITLE)

        self.program.runner.from_worker(Lane.DISK, work)
        if not found:
            raise TourFailed("the draft is in the store")
        return found[0]

    def wait_for_state(self, state: DraftState, seconds: float = 40) -> None:
        """The draft's state as kept on this computer."""
        self.driver.wait(lambda: self.draft().state is state, f"the draft to be {state}", seconds)

    # ---- looking at what was published

    def fetch(self, url: str) -> bytes:
        """GET from the portal, as the public does."""
        with urllib.request.urlopen(url, timeout=20) as answer:
            data: bytes = answer.read()
            return data

    def check_public_page(self, url: str) -> None:
        """Text, pictures without position, the form byte for byte."""
        from html.parser import HTMLParser
        from urllib.parse import urljoin

        from PIL import Image

        page = self.fetch(url).decode("utf-8")
        for words in (TITLE, ADDED, FIXED_RIGHT):
            self.expect(words in page, f"“{words}” on the public page")
        self.expect(FIXED_WRONG not in page, "the mended word is gone from the public page")
        found: dict[str, list[str]] = {"img": [], "a": []}

        class Reader(HTMLParser):
            def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
                values = dict(attrs)
                address = values.get("src") if tag == "img" else values.get("href") if tag == "a" else None
                if address and "/files/" in address:
                    found[tag].append(urljoin(url, address))

        Reader().feed(page)
        self.expect(len(set(found["img"])) == 2, f"two pictures on the public page, there are {found['img']}")
        for number, address in enumerate(dict.fromkeys(found["img"]), 1):
            data = self.fetch(address)
            exif = Image.open(io.BytesIO(data)).getexif()
            self.expect(not exif.get_ifd(0x8825) and 0x010F not in exif, "no position and no camera in the picture")
            self._keep(f"picture-{number}.jpg", data)
        form = self.materials.form.read_bytes()
        copies = [data for address in dict.fromkeys(found["a"]) if (data := self.fetch(address)) == form]
        self.expect(copies, f"the form byte for byte among {found['a']}")
        self._keep(self.materials.form.name, copies[0])

    def _keep(self, name: str, data: bytes) -> None:
        self.record.files.append({"name": name, "sha256": hashlib.sha256(data).hexdigest()})

    def photograph_public_page(self, url: str) -> bool:
        """With Chromium where it is installed."""
        browser = next(
            (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
        )
        if browser is None:
            return False
        target = self.out / "public-page.png"
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1280,2200"]
            command += ["--no-first-run", "--disable-background-networking", f"--user-data-dir={profile}"]
            command += [f"--screenshot={target}", url]
            subprocess.run(command, capture_output=True, timeout=90, check=False)
        self.expect(target.is_file(), "Chromium's picture of the public page")
        return True

    def clean_up(self) -> None:
        """Remove the materials."""
        shutil.rmtree(self._folder, ignore_errors=True)
