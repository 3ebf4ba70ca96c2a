"""Django's command line for administrators: `python -m portal.manage <command>` or `python portal/manage.py <command>`."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> None:
    """Run a management command; settings default to the practice profile."""
    root = str(Path(__file__).resolve().parent.parent)
    if root not in sys.path:
        sys.path.insert(0, root)
    own = str(Path(__file__).resolve().parent)
    if own in sys.path:  # started as a file: its folder would let `import sites` and the like find our packages
        sys.path.remove(own)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.practice")
    from django.core.management import execute_from_command_line

    execute_from_command_line(arguments or sys.argv)


if __name__ == "__main__":
    main()
