"""The composition root: builds everything, knows everybody; nobody imports it."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from pathlib import Path

from editor_app.app.arguments import parse


def run(argv: Sequence[str]) -> int:
    """Open the window; returns the process's exit code (0 closed normally, 3 the local data could not be opened)."""
    arguments = parse(argv)
    if arguments.home is not None:
        os.environ["UNIT_EDITOR_HOME"] = str(arguments.home.expanduser().absolute())
    if arguments.selftest is not None:
        from editor_app import selftest

        return selftest.run(Path(arguments.selftest) if arguments.selftest else None, arguments.portal)
    gc.disable()  # loading leaves hardly any garbage; GcGuard collects from then on, on the GUI thread only
    from editor_app.app.program import Program
    from editor_app.ui.application import create_application

    application = create_application(["editor-app"])
    program = Program(application, arguments)
    program.start()
    code = application.exec()
    return program.finish(code)
