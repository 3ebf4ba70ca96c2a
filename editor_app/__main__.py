"""The one entrance: a command line for batch work, the keyring's helper process, else the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from editor_app.cli.commands import COMMANDS


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code of the command, or of the window when the first argument is no command."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--keyring-helper"]:
        from editor_app import keyring_helper

        return keyring_helper.main()
    if arguments and (arguments[0] in COMMANDS or arguments[0] in ("-h", "--help")):
        from editor_app.cli import commands

        return commands.run(arguments)
    from editor_app import app

    return app.run(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
