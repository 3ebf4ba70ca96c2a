"""The portal's clock set to another time, so that made-up history goes through the real actions and still has its own dates."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from unittest import mock

from django.utils import timezone


@contextlib.contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """django.utils.timezone.now() gives `moment` within; model defaults that hold the function are covered as well."""

    class Stopped(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return moment.astimezone(tz) if tz else moment.replace(tzinfo=None)

    with mock.patch.object(timezone, "datetime", Stopped):
        yield
