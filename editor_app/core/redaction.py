"""Keeping secrets out of logs, crash reports and copied details: known secrets and everything that looks like one become ***."""

from __future__ import annotations

import logging
import re
import threading

MASK = "***"
_SHORTEST = 6  # a shorter secret would blot out ordinary words

_PATTERNS = (
    re.compile(r"(?i)(bearer\s+)[^\s\"',;]+"),
    re.compile(r"(?i)((?:x-session-token|authorization|cookie|set-cookie)[\"']?\s*[:=]\s*[\"']?)(?!bearer\b)[^\s\"',;]+"),
    re.compile(r"(?i)([\"']?\w*(?:password|token|secret)\w*[\"']?\s*[:=]\s*[\"'])[^\"']+"),
)

_secrets: set[str] = set()
_lock = threading.Lock()


def remember_secret(secret: str) -> None:
    """From now on `redact` hides this text wherever it stands. Kept in memory only."""
    if len(secret) >= _SHORTEST:
        with _lock:
            _secrets.add(secret)


def redact(text: str) -> str:
    """The text without secrets."""
    with _lock:
        known = sorted(_secrets, key=len, reverse=True)
    for secret in known:
        text = text.replace(secret, MASK)
    for pattern in _PATTERNS:
        text = pattern.sub(rf"\1{MASK}", text)
    return text


class RedactingFilter(logging.Filter):
    """Put on every log HANDLER (a logger's own filters do not see the records of its children)."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Redacts the finished message and a formatted traceback; lets every record pass."""
        record.msg, record.args = redact(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        return True
