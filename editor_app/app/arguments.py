"""Arguments of the window. The command line's own commands are in cli/."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the program was started with."""

    home: Path | None
    portal: str
    language: str
    theme: str
    selftest: str | None
    measure: tuple[Path, int] | None


def parse(argv: Sequence[str]) -> Arguments:
    """Exits with 2 and a sentence for arguments it does not know."""
    parser = argparse.ArgumentParser(
        prog="editor-app", description="Unit Editor (政务采编). Commands: check, inspect, import, render."
    )
    parser.add_argument("--home", type=Path, help="keep drafts, logs and caches in this folder")
    parser.add_argument("--portal", default="", help="address of the portal, offered on the sign-in page")
    parser.add_argument("--language", choices=("zh", "en"), default="", help="language of the window for this start")
    parser.add_argument("--theme", choices=("light", "dark"), default="", help="theme for this start")
    parser.add_argument("--selftest", nargs="?", const="", metavar="FILE", help="check this installation, write a report, end")
    parser.add_argument("--measure-startup", nargs="+", metavar="FILE [LINGER_MS]", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    measure = options.measure_startup
    return Arguments(
        home=options.home,
        portal=options.portal,
        language=options.language,
        theme=options.theme,
        selftest=options.selftest,
        measure=(Path(measure[0]), int(measure[1]) if len(measure) > 1 else 0) if measure else None,
    )
