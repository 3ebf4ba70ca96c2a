"""For all tests: windows without a screen; a run that has ended must also leave: what holds it is shown, and the run fails."""

from __future__ import annotations

import faulthandler
import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_SECONDS_TO_LEAVE = 60


def pytest_unconfigure(config: pytest.Config) -> None:
    """After the last fixture: threads that never end would keep the process for ever."""
    del config
    faulthandler.dump_traceback_later(_SECONDS_TO_LEAVE, exit=True)
