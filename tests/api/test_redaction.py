from __future__ import annotations

import io
import logging

import pytest

from editor_app.core.redaction import RedactingFilter, redact, remember_secret


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer CANARY",
        "{'Authorization': 'Bearer CANARY'}",
        "X-Session-Token: CANARY",
        '{"password": "CANARY"}',
        "new_password='CANARY'",
        "device_token: 'CANARY'",
        "Cookie: CANARY",
    ],
)
def test_what_looks_like_a_secret_is_hidden(text: str) -> None:
    assert "CANARY" not in redact(text)


def test_ordinary_words_stay() -> None:
    text = "The password is wrong; the token was refused: 401"
    assert redact(text) == text


def test_a_remembered_secret_is_hidden_in_messages_and_tracebacks() -> None:
    remember_secret("canary-in-traceback-77")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RedactingFilter())
    logger = logging.getLogger("redaction-test")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        raise ValueError("canary-in-traceback-77")
    except ValueError:
        logger.exception("with %s", "canary-in-traceback-77")
    assert "canary" not in stream.getvalue()
    assert "ValueError: ***" in stream.getvalue()
