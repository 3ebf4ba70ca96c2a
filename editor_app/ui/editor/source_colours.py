"""Quiet colours for Markdown source: headings bold, marks and addresses muted. One line at a time, only lines that change."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

_HEADING = re.compile(r"#{1,6}[ \t]")
_MUTED = re.compile(r"^[ \t]*(?:[-*+>]|\d+[.)])(?=[ \t])|^\{:[^}]*\}$|^[ \t|:\-]+$|\*\*|~~|\||!?\[(?=[^\]\n]*\]\()|\]\([^)\n]*\)")
Part = tuple[int, int, QTextCharFormat]
LONGEST = 20_000  # a line beyond this (a pasted base64, say) stays plain


class SourceColours(QSyntaxHighlighter):
    """Qt asks anew at every step of a composition though the line is the same: the answer is kept, `lines` counts new ones."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.lines = 0
        self._kept: tuple[str, list[Part]] = ("", [])
        self._heading = QTextCharFormat()
        self._heading.setFontWeight(QFont.Weight.Bold)
        self._muted = QTextCharFormat()

    def set_colour(self, muted: QColor) -> None:
        """From the theme."""
        self._muted.setForeground(muted)
        self._kept = ("", [])
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """One line."""
        if text != self._kept[0]:
            self._kept = (text, self._parts(text))
        for start, length, style in self._kept[1]:
            self.setFormat(start, length, style)

    def _parts(self, text: str) -> list[Part]:
        self.lines += 1
        if len(text) > LONGEST or (not text.isascii() and max(text) > "\uffff"):
            return []  # Qt counts in UTF-16 here; a line with rare characters stays plain rather than being marked askew
        heading = _HEADING.match(text)
        parts = [(0, len(text), self._heading), (0, heading.end(), self._muted)] if heading else []
        return parts + [(match.start(), match.end() - match.start(), self._muted) for match in _MUTED.finditer(text)]
