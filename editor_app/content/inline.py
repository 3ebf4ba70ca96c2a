"""Inline marks of the one Markdown dialect, scanned once and in linear time, for the renderer and for the rules alike.

Each mark becomes an Event with its place in the text, so the page shows exactly what the rules saw. Marks that find no partner
are plain text.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import NamedTuple

_SPECIAL = re.compile(r"[\\`*_~^\[\]!<&\n]")
_ESCAPABLE = frozenset("\\`*_{}[]()<>#+-.!|~^&:\"'=")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SUP = re.compile(r"\^([^\s^~*_`\[\]<>\\&]{1,40})\^")
_SUB = re.compile(r"~([A-Za-z0-9+\-()（）]{1,20})~(?!~)")
_NOTE = re.compile(r"\[\^([\w-]{1,60})\]")
_TARGET = re.compile(
    r"""\([ ]*+(?:<([^<>\n]{0,2000}+)>|((?:[^\s()<>\\]|\\[^\s]|\([^\s()<>]{0,500}+\)){0,2000}+))"""
    r"""(?:[ \n]++(?:"([^"\n]{0,500}+)"|“([^”\n]{0,500}+)”))?+[ ]*+\)"""
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]{0,20})(\s[^<>]{0,2000}+)?/?>")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000}+)>")
_RUN = {mark: re.compile(re.escape(mark) + "+") for mark in "*_~`"}
_PUNCTUATION_BEFORE_SUB = re.compile(r"[A-Za-z)）]")

PAIRED_TAGS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "del": "del",
    "s": "del",
    "strike": "del",
    "sup": "sup",
    "sub": "sub",
}
"""Inline HTML that means the same as a mark."""

_KNOWN = """
    a abbr address applet area article aside audio b base bdi bdo big blink body br button canvas caption center cite code col
    colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame
    frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins isindex kbd label legend li link listing main map
    mark marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture
    plaintext pre progress q rp rt ruby s samp script section select slot small source span strike strong style sub summary sup
    svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp o:p v:shape w:sdt
"""
_KNOWN_TAGS = frozenset(_KNOWN.split())
_SWALLOWED_NAMES = "script style iframe object svg math template noscript textarea title xmp noembed noframes plaintext"
_SWALLOWED = frozenset(_SWALLOWED_NAMES.split())


class Event(NamedTuple):
    """One step of a scanned text; `start`, `end` are offsets into it.

    kind: text | char (`value` stands for the source range) | open | close (`value` is the element) | code | image | break |
    note | dropped. Links open with their target; images carry alternative text in `value`, their address in `target` and a
    caption in `title`.
    """

    kind: str
    start: int
    end: int
    value: str = ""
    target: str = ""
    title: str = ""


@dataclass(slots=True)
class _Open:
    """An opening mark that waits for its partner; `index` is its place in the events, `close_at` the known end of a link."""

    kind: str
    index: int
    close_at: int = -1
    resume: int = -1


@dataclass(slots=True)
class _Scanner:
    text: str
    brackets: dict[int, int]
    runs: dict[int, list[int]]
    events: list[Event] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    unclosed: set[str] = field(default_factory=set)

    def scan(self) -> list[Event]:
        text, position, length = self.text, 0, len(self.text)
        while position < length:
            found = _SPECIAL.search(text, position)
            if found is None:
                self.plain(position, length)
                break
            at = found.start()
            if at > position:
                self.plain(position, at)
            position = self.mark(at, text[at])
        while self.stack:
            self.discard()
        return self.events

    def mark(self, at: int, char: str) -> int:
        """Handle the special character at `at`; return where to go on."""
        if char == "\n":
            self.events.append(Event("break", at, at + 1))
            return at + 1
        if char == "\\":
            return self.escape(at)
        if char == "`":
            return self.code(at)
        if char in "*_":
            return self.emphasis(at, char)
        if char == "~":
            return self.tilde(at)
        if char == "^":
            return self.small(at, _SUP.match(self.text, at), "sup")
        if char == "[":
            return self.bracket(at)
        if char == "]":
            return self.close_bracket(at)
        if char == "!":
            return self.image(at)
        if char == "<":
            return self.angle(at)
        return self.entity(at)

    def plain(self, start: int, end: int) -> int:
        if end > start:
            self.events.append(Event("text", start, end))
        return end

    def escape(self, at: int) -> int:
        following = self.text[at + 1 : at + 2]
        if following and following in _ESCAPABLE:
            return self.plain(at + 1, at + 2)
        return self.plain(at, at + 1)

    def entity(self, at: int) -> int:
        match = _ENTITY.match(self.text, at)
        value = html.unescape(match.group()) if match else ""
        if match is None or value == match.group() or not _printable(value):
            return self.plain(at, at + 1)
        self.events.append(Event("char", at, match.end(), value))
        return match.end()

    def code(self, at: int) -> int:
        match = _RUN["`"].match(self.text, at)
        assert match is not None
        width = match.end() - at
        ends = self.runs.get(width, [])
        while ends and ends[-1] <= at:
            ends.pop()
        if not ends:
            return self.plain(at, match.end())
        close = ends.pop()
        start, end = match.end(), close
        if end - start > 2 and self.text[start] == " " == self.text[end - 1]:
            start, end = start + 1, end - 1
        self.events.append(Event("code", start, end))
        return close + width

    def emphasis(self, at: int, char: str) -> int:
        match = _RUN[char].match(self.text, at)
        assert match is not None
        end, width = match.end(), match.end() - at
        before, after = self.text[at - 1 : at], self.text[end : end + 1]
        may_close, may_open = bool(before) and not before.isspace(), bool(after) and not after.isspace()
        if char == "_":
            may_open = may_open and not _wordlike(before)
            may_close = may_close and not _wordlike(after)
        if width > 3 or not (may_close or may_open):
            return self.plain(at, end)
        position = at
        while position < end:
            position = self.delimiter(position, end, char, may_close, may_open)
        return end

    def delimiter(self, at: int, end: int, char: str, may_close: bool, may_open: bool) -> int:
        """Close the innermost fitting mark, else open the widest; one or two characters of a run of at most three."""
        width = end - at
        if may_close:
            for waiting in reversed(self.stack):
                if waiting.kind == "a":
                    break
                if waiting.kind[0] == char and len(waiting.kind) <= width and not (width == 2 and len(waiting.kind) == 1):
                    self.close(waiting.kind, at, at + len(waiting.kind))
                    return at + len(waiting.kind)
        size = 2 if width >= 2 else 1
        if may_open and not self.waiting(char * size):
            self.open(char * size, "strong" if size == 2 else "em", at, at + size)
        else:
            self.plain(at, at + size)
        return at + size

    def tilde(self, at: int) -> int:
        match = _RUN["~"].match(self.text, at)
        assert match is not None
        end = match.end()
        if end - at == 1:
            known = at > 0 and _PUNCTUATION_BEFORE_SUB.match(self.text, at - 1) is not None
            return self.small(at, _SUB.match(self.text, at) if known else None, "sub")
        if end - at > 2:
            return self.plain(at, end)
        if self.waiting("~~") and not self.text[at - 1].isspace():
            self.close("~~", at, end)
        elif self.text[end : end + 1].strip() and not self.waiting("~~"):
            self.open("~~", "del", at, end)
        else:
            self.plain(at, end)
        return end

    def small(self, at: int, match: re.Match[str] | None, element: str) -> int:
        if match is None:
            return self.plain(at, at + 1)
        self.events.append(Event("open", at, at + 1, element))
        self.plain(match.start(1), match.end(1))
        self.events.append(Event("close", match.end() - 1, match.end(), element))
        return match.end()

    def bracket(self, at: int) -> int:
        note = _NOTE.match(self.text, at)
        if note is not None:
            self.events.append(Event("note", at, note.end(), note.group(1)))
            return note.end()
        close = self.brackets.get(at, -1)
        target = _TARGET.match(self.text, close + 1) if close > at + 1 and not self.waiting("a", barrier=False) else None
        if target is None:
            return self.plain(at, at + 1)
        self.stack.append(_Open("a", len(self.events), close, target.end()))
        self.events.append(Event("open", at, at + 1, "a", _address(target)))
        return at + 1

    def close_bracket(self, at: int) -> int:
        for waiting in reversed(self.stack):
            if waiting.kind == "a":
                if waiting.close_at != at:
                    break
                self.close("a", at, waiting.resume)
                return waiting.resume
        return self.plain(at, at + 1)

    def image(self, at: int) -> int:
        close = self.brackets.get(at + 1, -1) if self.text[at + 1 : at + 2] == "[" else -1
        target = _TARGET.match(self.text, close + 1) if close > 0 else None
        if target is None:
            return self.plain(at, at + 1)
        alt = _unescape(self.text[at + 2 : close])
        group = 3 if target.group(3) is not None else 4
        self.events.append(Event("image", at, target.end(), alt, _address(target), target.group(group) or ""))
        return target.end()

    def angle(self, at: int) -> int:
        link = _AUTOLINK.match(self.text, at)
        if link is not None and not self.waiting("a", barrier=False):
            self.events.append(Event("open", at, at + 1, "a", link.group(1)))
            self.plain(link.start(1), link.end(1))
            self.events.append(Event("close", link.end() - 1, link.end(), "a"))
            return link.end()
        tag = _TAG.match(self.text, at)
        name = tag.group(2).lower() if tag else ""
        if tag is None or name not in _KNOWN_TAGS:
            return self.plain(at, at + 1)
        return self.tag(at, tag.end(), name, bool(tag.group(1)))

    def tag(self, at: int, end: int, name: str, closing: bool) -> int:
        if name == "br":
            self.events.append(Event("break", at, end, "<br>"))
        elif name in PAIRED_TAGS and not closing and not self.waiting("<" + name):
            self.open("<" + name, PAIRED_TAGS[name], at, end, drop=True)
        elif name in PAIRED_TAGS and closing and self.waiting("<" + name):
            self.close("<" + name, at, end)
        elif name in _SWALLOWED and not closing and name not in self.unclosed:
            close = re.compile(f"</{name}[^<>]{{0,200}}>", re.I).search(self.text, end)
            if close is None:
                self.unclosed.add(name)
            end = close.end() if close else end
            self.events.append(Event("dropped", at, end))
        else:
            self.events.append(Event("dropped", at, end))
        return end

    def waiting(self, kind: str, *, barrier: bool = True) -> bool:
        for item in reversed(self.stack):
            if item.kind == kind:
                return True
            if barrier and item.kind == "a":
                return False
        return False

    def open(self, kind: str, element: str, start: int, end: int, *, drop: bool = False) -> None:
        self.stack.append(_Open(kind, len(self.events)))
        self.events.append(Event("open", start, end, element, title="drop" if drop else ""))

    def close(self, kind: str, start: int, end: int) -> None:
        while self.stack[-1].kind != kind:
            self.discard()
        opened = self.events[self.stack.pop().index]
        self.events.append(Event("close", start, end, opened.value))

    def discard(self) -> None:
        """An opening mark without a partner is text (an HTML tag is dropped, a link cannot be here)."""
        waiting = self.stack.pop()
        opened = self.events[waiting.index]
        self.events[waiting.index] = Event("dropped" if opened.title == "drop" else "text", opened.start, opened.end)


def scan(text: str) -> list[Event]:
    """The events of one block's raw text, in order. Opens and closes are always nested properly."""
    if _SPECIAL.search(text) is None:
        return [Event("text", 0, len(text))] if text else []
    brackets, runs = _partners(text)
    return _Scanner(text, brackets, runs).scan()


_PARTNER = re.compile(r"\\.|`+|[\[\]]", re.S)


def _partners(text: str) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Matching square brackets, and the starts of backtick runs by width with the last one first."""
    brackets: dict[int, int] = {}
    runs: dict[int, list[int]] = {}
    waiting: list[int] = []
    for match in _PARTNER.finditer(text):
        token = match.group()
        if token == "[":
            waiting.append(match.start())
        elif token == "]":
            if waiting:
                brackets[waiting.pop()] = match.start()
        elif token[0] == "`":
            runs.setdefault(len(token), []).append(match.start())
    for starts in runs.values():
        starts.reverse()
    return brackets, runs


def _address(match: re.Match[str]) -> str:
    return _unescape(match.group(1) if match.group(1) is not None else match.group(2) or "")


def _unescape(text: str) -> str:
    return re.sub(r"\\([^\w\s])", r"\1", text) if "\\" in text else text


def _wordlike(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _printable(value: str) -> bool:
    return all(char >= " " or char in "\t\n" for char in value) and not any(0xD800 <= ord(char) <= 0xDFFF for char in value)
