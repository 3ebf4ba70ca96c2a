"""The allow-list: the few elements and attributes that an article may hold. Built on nh3, which parses as browsers do."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import nh3

_TAG_NAMES = """
    p br h2 h3 h4 strong em del sup sub a ul ol li blockquote table thead tbody tr th td figure figcaption img hr code pre span
"""
TAGS = frozenset(_TAG_NAMES.split())
_CLASS_NAMES = "signature center indent noindent missing attachment footnotes footnote-ref footnote-back"
CLASSES = frozenset(_CLASS_NAMES.split())
_SCHEMES = {"http", "https", "mailto", "tel", "attachment"}
_ATTRIBUTES = {
    "a": {"href", "title", "class"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start", "class"},
    "li": {"id"},
    "sup": {"id"},
    "span": {"class"},
    "hr": {"class"},
    **{name: {"class"} for name in ("p", "h2", "h3", "h4")},
}
_WITH_CONTENT = {
    "script",
    "style",
    "iframe",
    "object",
    "svg",
    "math",
    "noscript",
    "template",
    "textarea",
    "title",
    "form",
    "select",
}
_NUMBERED = re.compile(r"[1-9]\d{0,3}")
_NOTE_ID = re.compile(r"fn(?:ref)?-\d{1,6}")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPAN = {"td": 100, "th": 100}
_HEADINGS = {"h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em", "s": "del", "strike": "del"}
_RENAMED = re.compile(r"<(/?)(h1|h5|h6|b|i|s|strike)(?=[\s>/])", re.I)


def clean(html: str) -> str:
    """Only allowed elements, attributes and addresses; links leave without a referrer. Cleaning twice changes nothing."""
    return nh3.clean(
        _whole(html),
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        clean_content_tags=_WITH_CONTENT,
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


def clean_raw(html: str, url: Callable[[str], str | None]) -> str:
    """HTML that an author wrote: made well-formed and safe; `url` maps each address of a link or picture, None removes it."""

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name in ("href", "src"):
            mapped = url(value)
            return mapped if mapped is not None and safe_url(mapped) else None
        return _attribute(tag, name, value)

    return nh3.clean(
        _RENAMED.sub(lambda match: f"<{match.group(1)}{_HEADINGS[match.group(2).lower()]}", _whole(html)),
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes=_SCHEMES,
        clean_content_tags=_WITH_CONTENT,
        link_rel="noopener noreferrer",
    )


def safe_url(url: str) -> bool:
    """May a link point there? Relative addresses, page anchors, http, https, mailto, tel and attachment may."""
    try:
        scheme = urlsplit(_CONTROL.sub("", url)).scheme.lower()
    except ValueError:
        return False
    return scheme in _SCHEMES or (not scheme and ":" not in _CONTROL.sub("", url).split("/")[0])


def _whole(text: str) -> str:
    """Half a surrogate pair, which no page can hold, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8") if _SURROGATE.search(text) else text


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in ("href", "src"):
        return value if safe_url(value) else None
    if name == "class":
        kept = [word for word in value.split() if word in CLASSES]
        return " ".join(kept) or None
    if name in ("colspan", "rowspan", "start", "width", "height"):
        fits = _NUMBERED.fullmatch(value) and int(value) <= _SPAN.get(tag, 9999)
        return value if fits else None
    if name == "id":
        return value if _NOTE_ID.fullmatch(value) else None
    return value
