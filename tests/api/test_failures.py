"""Every way the HTTP libraries can fail has a place in our tree."""

from __future__ import annotations

import inspect
import ssl

import pytest
import urllib3.exceptions as low
from requests import exceptions

from editor_app.api.failures import NO_ANSWER, NOT_SENT, translate
from editor_app.core.errors import PortalBroken, PortalError, Retry, TlsFailure, Unreachable

EXPECTED: dict[str, tuple[type[PortalError], str]] = {
    "RequestException": (Unreachable, NO_ANSWER),
    "InvalidJSONError": (PortalBroken, NO_ANSWER),
    "JSONDecodeError": (PortalBroken, NO_ANSWER),
    "HTTPError": (PortalBroken, NO_ANSWER),
    "ConnectionError": (Unreachable, NO_ANSWER),
    "ProxyError": (Unreachable, NOT_SENT),
    "SSLError": (TlsFailure, NOT_SENT),
    "Timeout": (Unreachable, NO_ANSWER),
    "ConnectTimeout": (Unreachable, NOT_SENT),
    "ReadTimeout": (Unreachable, NO_ANSWER),
    "URLRequired": (PortalError, NOT_SENT),
    "TooManyRedirects": (PortalBroken, NO_ANSWER),
    "MissingSchema": (PortalError, NOT_SENT),
    "InvalidSchema": (PortalError, NOT_SENT),
    "InvalidURL": (PortalError, NOT_SENT),
    "InvalidHeader": (PortalError, NOT_SENT),
    "InvalidProxyURL": (PortalError, NOT_SENT),
    "ChunkedEncodingError": (Unreachable, NO_ANSWER),
    "ContentDecodingError": (PortalBroken, NO_ANSWER),
    "StreamConsumedError": (PortalBroken, NO_ANSWER),
    "RetryError": (Unreachable, NO_ANSWER),
    "UnrewindableBodyError": (PortalBroken, NO_ANSWER),
}


def _classes() -> list[type[Exception]]:
    return [
        item
        for item in vars(exceptions).values()
        if inspect.isclass(item) and issubclass(item, exceptions.RequestException) and item.__module__.startswith("requests")
    ]


def test_every_exception_class_of_the_library_is_mapped() -> None:
    assert {item.__name__ for item in _classes()} == set(EXPECTED)


@pytest.mark.parametrize("kind", _classes(), ids=lambda kind: kind.__name__)
def test_each_becomes_the_error_it_should(kind: type[Exception]) -> None:
    arguments = ("text", "document", 0) if kind.__name__ == "JSONDecodeError" else ("text",)
    error = translate(kind(*arguments))
    assert (type(error), error.code) == EXPECTED[kind.__name__]
    assert error.title


def test_a_bad_address_is_not_tried_again() -> None:
    assert translate(exceptions.InvalidURL("x")).retry is Retry.NEVER


def _verification(code: int, message: str) -> exceptions.ConnectionError:
    inner = ssl.SSLCertVerificationError(1, message)
    inner.verify_code = code
    return exceptions.ConnectionError(low.MaxRetryError(None, "/", low.SSLError(inner)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (10, "expired"),
        (9, "not valid yet"),
        (18, "nobody this computer trusts"),
        (62, "another address"),
        (64, "another address"),
    ],
)
def test_a_certificate_error_wrapped_as_connection_error_is_still_told_apart(code: int, words: str) -> None:
    error = translate(_verification(code, "certificate verify failed"))
    assert isinstance(error, TlsFailure)
    assert words in error.title
    assert error.code == NOT_SENT


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A required certificate is not within its validity period", "expired"),
        ("“portal” certificate is not trusted", "nobody this computer trusts"),
        ("The certificate's CN name does not match the passed value", "another address"),
        ("something else", "was not accepted"),
    ],
)
def test_the_words_of_other_systems_are_understood(text: str, words: str) -> None:
    error = translate(_verification(0, text))
    assert isinstance(error, TlsFailure)
    assert words in error.title


def test_a_handshake_that_was_cut_off_is_a_network_failure() -> None:
    broken = exceptions.SSLError(low.MaxRetryError(None, "/", ssl.SSLEOFError(8, "EOF occurred in violation of protocol")))  # type: ignore[arg-type]
    assert type(translate(broken)) is Unreachable


def test_a_refused_connection_was_surely_not_sent() -> None:
    refused = low.NewConnectionError(None, "refused")  # type: ignore[arg-type]
    assert translate(exceptions.ConnectionError(low.MaxRetryError(None, "/", refused))).code == NOT_SENT  # type: ignore[arg-type]
