"""Times on the wire and in the store: ISO 8601 with offset, whole seconds unless said otherwise."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """The present, aware, in local time."""
    return dt.datetime.now().astimezone()


def stamp(moment: dt.datetime | None = None) -> str:
    """ISO 8601 with milliseconds and offset."""
    return (moment or now()).isoformat(timespec="milliseconds")


def parse(text: str) -> dt.datetime | None:
    """An aware time, or None for an empty or foreign text."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.astimezone()
