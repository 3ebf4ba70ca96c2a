"""Every way in which the requests library can fail, as one of our errors. TLS failures are told apart from a missing network."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions as low
from requests import exceptions as req

from editor_app.core.errors import PortalBroken, PortalError, Retry, TlsFailure, Unreachable

NOT_SENT = "not_sent"
"""The request never left this computer."""
NO_ANSWER = "no_answer"
"""It may have arrived; what became of it is unknown."""

_CHECK_ADDRESS = "Check the address in the settings, or ask the information centre."
_CERTIFICATE_ADVICE = "Nothing was sent. Ask the information centre for its certificate."
_TIME_ADVICE = "Nothing was sent. Check this computer's date and time first, then ask the information centre."
_VERIFY_CODES = {
    9: ("The portal's certificate is not valid yet", _TIME_ADVICE),
    10: ("The portal's certificate has expired", _TIME_ADVICE),
    18: ("The portal's certificate was issued by nobody this computer trusts", _CERTIFICATE_ADVICE),
    19: ("The portal's certificate was issued by nobody this computer trusts", _CERTIFICATE_ADVICE),
    20: ("The portal's certificate was issued by nobody this computer trusts", _CERTIFICATE_ADVICE),
    21: ("The portal's certificate was issued by nobody this computer trusts", _CERTIFICATE_ADVICE),
    62: ("The portal's certificate belongs to another address", f"Nothing was sent. {_CHECK_ADDRESS}"),
    64: ("The portal's certificate belongs to another address", f"Nothing was sent. {_CHECK_ADDRESS}"),
}
_WRONG_PEER = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL", "UNSUPPORTED_PROTOCOL", "HANDSHAKE_FAILURE", "ALERT")

_BAD_ADDRESS = (
    req.InvalidURL,
    req.InvalidProxyURL,
    req.MissingSchema,
    req.InvalidSchema,
    req.URLRequired,
    req.InvalidHeader,
)
_FOREIGN_FORM = (req.InvalidJSONError, req.ContentDecodingError, req.HTTPError, req.TooManyRedirects)
_NOT_SENT = (low.NewConnectionError, low.ConnectTimeoutError, low.NameResolutionError, low.ProxyError, low.LocationParseError)


def translate(error: BaseException) -> PortalError:
    """The PortalError for a failure of requests or urllib3. Its `code`, NOT_SENT or NO_ANSWER, is what the outbox goes by."""
    what = f"{type(error).__name__}: {_last(error)}"
    tls = _tls_failure(error)
    if tls is not None:
        return TlsFailure(*tls, detail=what, code=NOT_SENT)
    if isinstance(error, _BAD_ADDRESS):
        return PortalError("This address cannot be used", _CHECK_ADDRESS, detail=what, code=NOT_SENT, retry=Retry.NEVER)
    if isinstance(error, (req.StreamConsumedError, req.UnrewindableBodyError, low.DecodeError, *_FOREIGN_FORM)):
        return PortalBroken(detail=what, code=NO_ANSWER)
    if isinstance(error, req.ProxyError):
        return Unreachable("The network's proxy did not connect us to the portal", detail=what, code=NOT_SENT)
    if isinstance(error, req.ConnectTimeout) or any(isinstance(link, _NOT_SENT) for link in chain(error)):
        return Unreachable(detail=what, code=NOT_SENT)
    return Unreachable(detail=what, code=NO_ANSWER)


def chain(error: BaseException) -> Iterator[BaseException]:
    """The exception and everything it wraps: causes, contexts, `reason`s and exceptions among its arguments."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        link = waiting.pop(0)
        if id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        inner = (link.__cause__, link.__context__, getattr(link, "reason", None), *link.args)
        waiting.extend(item for item in inner if isinstance(item, BaseException))


def _tls_failure(error: BaseException) -> tuple[str, str] | None:
    """Title and advice when the peer's identity or the encryption is at fault; None for a connection that merely broke."""
    links = list(chain(error))
    for link in links:
        if isinstance(link, ssl.SSLCertVerificationError):
            return _VERIFY_CODES.get(getattr(link, "verify_code", 0), _by_text(str(link)))
    for link in links:
        if isinstance(link, ssl.SSLEOFError | ssl.SSLZeroReturnError | ssl.SSLSyscallError):
            return None
        if isinstance(link, ssl.SSLError) and any(word in str(link).upper() for word in _WRONG_PEER):
            return ("The portal does not speak the encryption that is needed", _CERTIFICATE_ADVICE)
    if any(isinstance(link, ssl.SSLError | low.SSLError | req.SSLError) for link in links):
        return _by_text(" ".join(str(link) for link in links))
    return None


def _by_text(text: str) -> tuple[str, str]:
    """The systems' own verifiers (Windows, macOS) give no number, only words."""
    lower = text.lower()
    if "expired" in lower or "not within its validity" in lower:
        return _VERIFY_CODES[10]
    if "hostname" in lower or "cn name" in lower or "ip address mismatch" in lower:
        return _VERIFY_CODES[62]
    if "self-signed" in lower or "self signed" in lower or "not trusted" in lower or "root" in lower or "issuer" in lower:
        return _VERIFY_CODES[20]
    return (TlsFailure.default_title, TlsFailure.default_advice)


def _last(error: BaseException) -> str:
    """The innermost message: the outer ones repeat the whole address."""
    return str(list(chain(error))[-1])[:300]


FAILURES = (requests.RequestException, low.HTTPError, ssl.SSLError)
"""What the client catches around a request and while it reads the answer."""
