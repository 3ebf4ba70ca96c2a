"""File names as people may see and save them: no paths, no tricks of the eye, nothing that an operating system refuses."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 120
"""Characters, extension included."""

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u00ad\u180e\u200b\u200c\u200d\u2028\u2029\u2060\ufeff")
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f]')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$|CLOCK\$)(?=\.|$)", re.I)
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,10}$")


def has_bidi_marks(name: str) -> bool:
    """Does the name hold characters that turn the direction of writing, as in `通知\\u202efdp.exe`?"""
    return any(char in _BIDI for char in name)


def extension_of(name: str) -> str:
    """The extension in lower case with its dot, or ""."""
    match = _EXTENSION.search(name.strip().rstrip(". "))
    return match.group().lower() if match else ""


def safe_file_name(name: str) -> str:
    """A name of at most 120 characters with its extension kept, safe to show and to save on Windows, Linux and macOS.

    Applying it again changes nothing; what is left empty becomes `file`.
    """
    name = re.split(r"[/\\]", name)[-1]
    name = unicodedata.normalize("NFC", "".join(char for char in name if char not in _BIDI and char not in _INVISIBLE))
    name = "".join(char for char in _FORBIDDEN.sub("_", name) if not 0xD800 <= ord(char) <= 0xDFFF)
    name = re.sub(r"\s+", " ", name).strip().strip(".").strip(" .")
    if _RESERVED.match(name):
        name = "_" + name
    if len(name) > MAX_NAME:
        extension = extension_of(name)
        name = name[: MAX_NAME - len(extension)].rstrip(" .") + extension
    return name or "file"
