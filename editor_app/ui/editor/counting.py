"""How long a text is, as officers count: Chinese characters, and Latin words and numbers."""

from __future__ import annotations

import re

from editor_app.ui.editor.ports import TextCount

_TARGET = re.compile(r"\]\([^)\n]*\)|^\{:[^}\n]*\}\s*$", re.M)
_CHINESE = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]")
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*|\d+(?:[.,]\d+)*")
_MARKUP = re.compile(r"^[ \t]*(?:#{1,6}|[-*+>]|\|)[ \t]|[*~|`]|^[ |:\-]+$", re.M)


def count_text(title: str, body: str) -> TextCount:
    """Counts of title and body together; addresses of links and markup are not text."""
    text = title + "\n" + _MARKUP.sub(" ", _TARGET.sub("]", body))
    return TextCount(
        chinese=len(_CHINESE.findall(text)),
        words=len(_WORD.findall(text)),
        characters=sum(1 for char in text if not char.isspace()),
    )
