"""Addresses of public pages that are not in the page tree."""

from __future__ import annotations

from typing import Any

urlpatterns: list[Any] = []
