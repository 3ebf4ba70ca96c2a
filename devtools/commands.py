"""The commands of dev.py and their arguments."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from devtools import practice, quality
from devtools.environment import (
    PACKAGE_PACKAGES,
    ROOT,
    TEST_PACKAGES,
    WINDOW_PACKAGES,
    SetupFailed,
    ensure_system_packages,
    ensure_venv,
    has_display,
    say,
)


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the process's exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except SetupFailed as error:
        sys.stderr.write(f"{error}\n")
        return 3
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up, run, test, measure and package Unit Editor (政务采编).")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="open the application with a practice portal (sets everything up first)")
    run.add_argument("--fresh", action="store_true", help="start the practice portal and the local data anew")
    run.add_argument("--language", choices=("zh", "en"), help="language of the interface")
    run.set_defaults(command=_run)

    test = commands.add_parser("test", help="everything: lint, types, floors, all tests (PostgreSQL, keyring, browser too)")
    test.add_argument("pytest_arguments", nargs="*", help="passed on to pytest (then only pytest runs)")
    test.set_defaults(command=_test)

    check = commands.add_parser("check", help="the quick part: lint, types, floors, unit tests")
    check.set_defaults(command=_check)

    tour = commands.add_parser("tour", help="the main job through the real window against a fresh practice portal, with pictures")
    tour.add_argument("--out", type=Path, required=True, metavar="DIR")
    tour.add_argument("--language", choices=("zh", "en"), default="zh")
    tour.add_argument("--theme", choices=("light", "dark"), default="light")
    tour.set_defaults(command=_tour)

    bench = commands.add_parser("bench", help="measure: startup, search, api, rules …")
    bench.add_argument("name", nargs="?", help="one benchmark; without it all of them")
    bench.add_argument("--json", type=Path, metavar="FILE")
    bench.add_argument("--runs", type=int, default=0, help="runs per figure (0: the benchmark's own choice)")
    bench.set_defaults(command=_bench)

    package = commands.add_parser("package", help="PyInstaller one-folder build and the frozen program's self-test")
    package.set_defaults(command=_package)

    setup = commands.add_parser("setup", help="only make the environment")
    setup.set_defaults(command=lambda _options: 0 if ensure_venv("run") else 1)
    return parser


def _python(lock: str, *arguments: str, env: dict[str, str] | None = None) -> int:
    python = ensure_venv(lock)
    return subprocess.run([str(python), *arguments], cwd=ROOT, env={**os.environ, **(env or {})}, check=False).returncode


def _run(options: argparse.Namespace) -> int:
    python = ensure_venv("run")
    ensure_system_packages(WINDOW_PACKAGES)
    practice.build_translations(python)
    if not has_display():
        out = ROOT / "build" / "tour"
        say(f"There is no display here, so the tour runs instead; its pictures go to {out}")
        return _tour_into(python, out, options.language or "zh", "light")
    return practice.run(python, fresh=options.fresh, language=options.language or "")


def _tour(options: argparse.Namespace) -> int:
    python = ensure_venv("run")
    ensure_system_packages(WINDOW_PACKAGES)
    practice.build_translations(python)
    return _tour_into(python, options.out, options.language, options.theme)


def _tour_into(python: Path, out: Path, language: str, theme: str) -> int:
    command = [str(python), "-m", "tour", "--out", str(out.resolve()), "--language", language, "--theme", theme]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _test(options: argparse.Namespace) -> int:
    python = ensure_venv("dev")
    ensure_system_packages(WINDOW_PACKAGES)
    ensure_system_packages(TEST_PACKAGES)
    practice.build_translations(python)
    if options.pytest_arguments:
        return quality.pytest(python, options.pytest_arguments)
    return quality.everything(python)


def _check(_options: argparse.Namespace) -> int:
    python = ensure_venv("dev")
    ensure_system_packages(WINDOW_PACKAGES)
    practice.build_translations(python)
    return quality.quick(python)


def _bench(options: argparse.Namespace) -> int:
    ensure_system_packages((*WINDOW_PACKAGES, "xvfb"))
    practice.build_translations(ensure_venv("dev"))
    arguments = ["-m", "benchmarks", *([options.name] if options.name else []), "--runs", str(options.runs)]
    if options.json:
        arguments += ["--json", str(options.json.resolve())]
    return _python("dev", *arguments)


def _package(_options: argparse.Namespace) -> int:
    python = ensure_venv("dev")
    ensure_system_packages((*WINDOW_PACKAGES, *PACKAGE_PACKAGES))
    practice.build_translations(python)
    return _python("dev", "packaging/build.py")
