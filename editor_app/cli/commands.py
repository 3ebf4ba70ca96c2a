"""The commands and their arguments. Exit codes: 0 fine, 1 something was found, 2 something could not be done."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from editor_app import __version__

COMMANDS = ("check", "inspect", "import", "render", "version")
FINE, FOUND, FAILED = 0, 1, 2


def run(argv: Sequence[str]) -> int:
    """Carry out one command. Wrong arguments end in argparse's SystemExit(2) with a usage line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(argv)
    try:
        return _carry_out(options)
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED


def _carry_out(options: argparse.Namespace) -> int:
    if options.command == "check":
        from editor_app.cli.checking import check

        return check(options.files, options.format, options.text_out)
    if options.command == "inspect":
        from editor_app.cli.inspecting import inspect

        return inspect(options.files, as_json=options.json)
    if options.command == "import":
        from editor_app.cli.importing import import_document

        return import_document(options.file, options.out)
    if options.command == "render":
        from editor_app.cli.rendering import render_file

        return render_file(options.file, options.out, page=options.page)
    return _version()


def _version() -> int:
    """Program version and, where the rules can be read, the version of the shipped rule pack."""
    from editor_app.rules.pack import shipped_pack

    sys.stdout.write(f"Unit Editor {__version__}\nrule pack {shipped_pack().version}\n")
    return FINE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="editor-app",
        description="Unit Editor (政务采编). Without a command the window opens.",
        epilog="Exit codes: 0 fine, 1 something was found, 2 something could not be done.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check texts against the content rules (.md, .txt, .docx)")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.add_argument("--format", choices=("text", "json", "sarif"), default="text")
    check.add_argument("--text-out", type=Path, metavar="DIR", help="write the text that was checked of each document there")
    inspect = commands.add_parser("inspect", help="tell what attachments really are and what they hide")
    inspect.add_argument("files", nargs="+", type=Path, metavar="FILE")
    inspect.add_argument("--json", action="store_true")
    imported = commands.add_parser("import", help="turn a Word document into article.md, pictures/ and report.json")
    imported.add_argument("file", type=Path, metavar="FILE.docx")
    imported.add_argument("--out", type=Path, required=True, metavar="DIR")
    render = commands.add_parser("render", help="the HTML that the portal publishes for a Markdown file")
    render.add_argument("file", type=Path, metavar="FILE.md")
    render.add_argument("--out", type=Path, metavar="FILE.html")
    render.add_argument("--page", action="store_true", help="a whole page with title and style, not only the body")
    commands.add_parser("version", help="versions of the program and of its rules")
    return parser
