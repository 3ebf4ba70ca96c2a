"""`python -m portal.practice --data DIR [--port N] [--fresh] [--with-parent]`, or `--build-template FILE`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """0 when it ended as asked, 2 for wrong arguments or a port that is taken."""
    parser = argparse.ArgumentParser(
        prog="python -m portal.practice", description="The practice portal: made-up units, people and articles."
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--data", type=Path, help="folder of this practice portal; made and filled at the first start, kept after")
    what.add_argument("--build-template", type=Path, metavar="FILE", help="make the template that first starts copy, and end")
    what.add_argument("--fill", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help="0 (the default) takes a free one")
    parser.add_argument("--fresh", action="store_true", help="forget what was practised and start anew")
    parser.add_argument("--with-parent", action="store_true", help="end when stdin is closed")
    options = parser.parse_args(arguments)
    if options.fill:
        return _fill(options.fill)
    from portal.practice.template import build_template

    if options.build_template:
        build_template(options.build_template.resolve())
        return 0
    return _serve(parser, options)


def _serve(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    from portal.practice.serving import serve
    from portal.practice.template import is_filled

    data: Path = options.data.resolve()
    if options.fresh:
        _forget(data)
    if not is_filled(data):
        _first_start(data)
    try:
        serve(data, options.port, with_parent=options.with_parent)
    except OSError as error:
        parser.exit(2, f"the port cannot be used: {error}\n")
    return 0


def _first_start(data: Path) -> None:
    from portal.practice.template import build_template, cached_template, unpack_template

    template = cached_template()
    if not template.is_file():
        sys.stderr.write("making the practice portal's template, once, about 20 seconds ...\n")
        build_template(template)
    unpack_template(template, data)


def _forget(data: Path) -> None:
    """Remove what a practice portal wrote, and nothing else that may lie in the folder."""
    for name in ("portal.sqlite3", "portal.sqlite3-wal", "portal.sqlite3-shm", "practice_accounts.json", "secret_key", "schema"):
        (data / name).unlink(missing_ok=True)
    for name in ("files", "media", "uploads"):
        shutil.rmtree(data / name, ignore_errors=True)


def _fill(folder: Path) -> int:
    os.environ["PORTAL_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.practice")
    import django

    django.setup()
    from portal.practice.template import fill

    counts = fill()
    sys.stdout.write(", ".join(f"{count} {name}" for name, count in counts.items()) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
