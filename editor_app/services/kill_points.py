"""Places where the fault tests end the process the hard way, to prove that a crash there loses and doubles nothing.

`UNIT_EDITOR_CRASH_AT=label` ends it when the label is reached first, `label:3` when it is reached the third time.
"""

from __future__ import annotations

import os
import signal

VARIABLE = "UNIT_EDITOR_CRASH_AT"
LABELS = ("claimed", "before_upload", "uploading", "uploaded", "before_submit", "answered", "before_settle", "settled")

_seen: dict[str, int] = {}


def reach(label: str) -> None:
    """Does nothing unless the environment names this label; then the process ends at once, as by power loss."""
    wanted = os.environ.get(VARIABLE, "")
    if not wanted:
        return
    name, _, count = wanted.partition(":")
    if name != label:
        return
    _seen[label] = _seen.get(label, 0) + 1
    if _seen[label] >= int(count or 1):
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
