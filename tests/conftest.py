"""For all tests: a run that has ended must also leave. What still holds it is shown, and the run fails instead of hanging."""

from __future__ import annotations

import faulthandler

import pytest

_SECONDS_TO_LEAVE = 60


def pytest_unconfigure(config: pytest.Config) -> None:
    """After the last fixture: threads that never end would keep the process for ever."""
    del config
    faulthandler.dump_traceback_later(_SECONDS_TO_LEAVE, exit=True)
