"""The diagnosis: facts about this installation, asked in the lanes; copied as text, with no secret in it."""

from __future__ import annotations

import datetime as dt
import os
import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from editor_app.core import clock
from editor_app.core.errors import CaptivePortal, EditorError, TlsFailure, Unreachable
from editor_app.services.ports import Job, Lane, PortalHealth, Runner
from editor_app.ui.seams import LocalScope

SKEW_SECONDS = 120.0
LOW_DISK = 500 * 1024 * 1024


class FactLike(Protocol):
    """ui.context.Fact."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def state(self) -> str: ...


class ProbeLike(Protocol):
    """ui.context.Probe."""

    @property
    def name(self) -> str: ...
    @property
    def lane(self) -> Lane: ...
    @property
    def run(self) -> Callable[[], Sequence[FactLike]]: ...


class HealthPort(Protocol):
    """What is used of services.accounts.Accounts."""

    def health(self, portal_url: str) -> PortalHealth: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One fact; `state` is ok | warning | error | unknown | waiting."""

    name: str
    value: str
    state: str = "ok"


@dataclass(slots=True)
class Group:
    """Facts that were found out together."""

    name: str
    lines: tuple[Line, ...] = ()
    waiting: bool = False


class AboutView(Protocol):
    """What the presenter asks of the window."""

    def show_groups(self, groups: Sequence[Group]) -> None: ...
    def say_copied(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the view finds out on the GUI thread, and what the program knows of itself."""

    version: str
    pack_version: str
    portal_url: str
    data_folder: Path
    input_method: str
    input_method_ok: bool
    font: str
    font_ok: bool
    platform_name: str
    qt_version: str
    extra: tuple[Line, ...] = field(default=())


def version_lines(about: Surroundings) -> tuple[Line, ...]:
    """Program, rule pack, Python, Qt, system."""
    return (
        Line("Program", about.version),
        Line("Rule pack", about.pack_version or "-", "ok" if about.pack_version else "unknown"),
        Line("Python", platform.python_version()),
        Line("Qt", f"{about.qt_version} ({about.platform_name})"),
        Line("System", f"{platform.system()} {platform.release()} {platform.machine()}"),
        Line("Frozen", "yes" if getattr(sys, "frozen", False) else "no"),
    )


def window_lines(about: Surroundings) -> tuple[Line, ...]:
    """Fonts and input method."""
    return (
        Line("Chinese font", about.font, "ok" if about.font_ok else "error"),
        Line("Input method", about.input_method or "-", "ok" if about.input_method_ok else "warning"),
    )


def health_lines(health: PortalHealth, now: dt.datetime) -> tuple[Line, ...]:
    """Who answers, and by how much the clocks differ."""
    lines = [Line("Portal", f"{health.name} {health.version}".strip())]
    server = clock.parse(health.server_time)
    if server is not None:
        skew = (now - server).total_seconds()
        lines.append(Line("Clock difference", f"{skew:+.0f} s", "ok" if abs(skew) <= SKEW_SECONDS else "warning"))
    return tuple(lines)


def failure_line(error: EditorError) -> Line:
    """TLS, a log-in page and no network are told apart."""
    if isinstance(error, TlsFailure):
        return Line("Portal", "certificate not accepted", "error")
    if isinstance(error, CaptivePortal):
        return Line("Portal", "another page answered", "error")
    return Line("Portal", "no answer" if isinstance(error, Unreachable) else type(error).__name__, "warning")


def disk_lines(folder: Path) -> tuple[Line, ...]:
    """[disk] Free space, and whether the data folder can be written."""
    try:
        free = shutil.disk_usage(folder).free
        writable = os.access(folder, os.W_OK)
    except OSError as error:
        return (Line("Data folder", str(error), "error"),)
    return (
        Line("Data folder", str(folder), "ok" if writable else "error"),
        Line("Free space", f"{free / 1024**3:.1f} GB", "ok" if free > LOW_DISK else "warning"),
    )


class AboutPresenter:
    """Each group arrives when it is there; nothing waits for the slowest."""

    def __init__(
        self,
        view: AboutView,
        accounts: HealthPort,
        probes: Sequence[ProbeLike],
        runner: Runner,
        copy: Callable[[str], None],
        now: Callable[[], dt.datetime] = clock.now,
    ) -> None:
        self._view = view
        self._accounts = accounts
        self._probes = probes
        self._runner = runner
        self._copy = copy
        self._now = now
        self.scope = LocalScope()
        self.groups: list[Group] = []

    def close(self) -> None:
        """The screen goes."""
        self.scope.close()

    def start(self, about: Surroundings) -> None:
        """Ask everything."""
        network, disk = Group("Network", waiting=bool(about.portal_url)), Group("Disk", waiting=True)
        asked = [Group(probe.name, waiting=True) for probe in self._probes]
        self.groups = [Group("Versions", version_lines(about)), Group("Window", window_lines(about)), network, disk, *asked]
        if not about.portal_url:
            network.lines = (Line("Portal", "-", "unknown"),)
        self._view.show_groups(self.groups)
        if about.portal_url:
            self._ask_portal(network, about.portal_url)
        self._run(disk, Lane.DISK, lambda: disk_lines(about.data_folder))
        for group, probe in zip(asked, self._probes, strict=True):
            self._run(group, probe.lane, lambda probe=probe: _lines_of(probe.run()))  # type: ignore[misc]

    def copy_text(self) -> None:
        """Everything as text on the clipboard."""
        self._copy(self.as_text())
        self._view.say_copied()

    def as_text(self) -> str:
        """Group by group, one fact per line."""
        lines: list[str] = []
        for group in self.groups:
            lines.append(f"[{group.name}]")
            lines += [f"{line.name}: {line.value}{'' if line.state == 'ok' else f' ({line.state})'}" for line in group.lines]
            if group.waiting:
                lines.append("...")
        return "\n".join(lines)

    def _ask_portal(self, group: Group, url: str) -> None:
        def settle(lines: tuple[Line, ...]) -> None:
            self._settle(group, (Line("Address", url), *lines))

        self._runner.run(
            Lane.NET,
            lambda _job: self._accounts.health(url),
            lambda health: settle(health_lines(health, self._now())),
            lambda error: settle((failure_line(error),)),
            scope=self.scope,
        )

    def _run(self, group: Group, lane: Lane, work: Callable[[], tuple[Line, ...]]) -> None:
        def job(_job: Job) -> tuple[Line, ...]:
            return work()

        self._runner.run(
            lane,
            job,
            lambda lines: self._settle(group, lines),
            lambda error: self._settle(group, (Line(group.name, error.title, "error"),)),
            scope=self.scope,
        )

    def _settle(self, group: Group, lines: tuple[Line, ...]) -> None:
        group.lines, group.waiting = lines, False
        self._view.show_groups(self.groups)


def _lines_of(facts: Sequence[FactLike]) -> tuple[Line, ...]:
    return tuple(Line(fact.name, fact.value, fact.state) for fact in facts)
