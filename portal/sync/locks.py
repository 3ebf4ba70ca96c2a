"""Locks across processes: advisory ones on PostgreSQL. On SQLite every write transaction is already alone (IMMEDIATE)."""

from __future__ import annotations

import hashlib

from django.db import connection

CHANGE_LOG = 0x5541_4301


def lock_change_log() -> None:
    """Wait for the change log until the transaction ends, so that ids are given out in the order of commits."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHANGE_LOG])


def try_lock(name: str) -> bool:
    """Take the lock `name` until the transaction ends; False when another transaction has it."""
    if connection.vendor != "postgresql":
        return True
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])
