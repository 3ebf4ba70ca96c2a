"""The block structure of the one Markdown dialect. Every line keeps its source offset; time grows linearly.

The dialect is that of Python-Markdown with tables, footnotes, sane lists and line breaks kept; the same tree feeds the page
and the rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor_app.content.nodes import Line, Node, make_line, make_row, split_cells, trim, with_classes

MAX_DEPTH = 8
"""Lists and quotes nested deeper than this are shown as text."""
MAX_COLUMNS = 60

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)$")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:-[ ]{0,3}){3,}+|(?:\*[ ]{0,3}){3,}+|(?:_[ ]{0,3}){3,}+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([^`\n]{0,60})$")
_QUOTE = re.compile(r" {0,3}>[ ]?")
_BULLET = re.compile(r"( {0,3})([-*+])(?: +|$)")
_NUMBER = re.compile(r"( {0,3})(\d{1,9})\.(?: +|$)")
_NOTE = re.compile(r" {0,3}\[\^([\w-]{1,60})\]:[ ]*")
_SEPARATOR = re.compile(r" {0,3}\|?+(?:[ ]*+:?+-++:?+[ ]*+\|)*+(?:[ ]*+:?+-++:?+[ ]*+)?+$")
_HTML_NAMES = (
    "table|figure|div|p|ul|ol|dl|blockquote|pre|h[1-6]|hr|section|article|aside|header|footer|main|nav|center|details|form|fieldset|"
    "script|style|iframe|object|embed|svg|math|noscript|template|textarea|video|audio|html|head|body|meta|link|base|title"
)
_HTML = re.compile(rf"<({_HTML_NAMES})(?=[\s/>]|$)|<!--|</({_HTML_NAMES})(?=[\s>])", re.I)
_VOID = frozenset(["hr", "meta", "link", "base", "embed"])


def read_blocks(source: str) -> list[Node]:
    """The block tree of a body. Never raises; total time is proportional to the length of the text."""
    lines, base = [], 0
    for raw in source.split("\n"):
        lines.append(make_line(raw, base))
        base += len(raw) + 1
    return _Reader(lines, 0, 0).read()


class _Reader:
    """Reads the lines of one container."""

    def __init__(self, lines: Sequence[Line], depth: int, list_level: int, *, in_item: bool = False) -> None:
        self.lines = lines
        self.depth = depth
        self.list_level = list_level
        self.in_item = in_item
        self.at = 0
        self.nodes: list[Node] = []
        self.no_fence: dict[str, int] = {}
        self.no_end: set[str] = set()

    def read(self) -> list[Node]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.blank:
                self.at += 1
                continue
            start = self.at
            if not (self.structure(line) or self.container(line)):
                self.paragraph()
            assert self.at > start, "a block must consume a line"
        return self.nodes

    def structure(self, line: Line) -> bool:
        """Blocks that may also end a paragraph."""
        lead = line.text.lstrip(" ")[:1]
        if lead not in "#-*_`~<[" or lead == "":
            return False
        if lead == "#":
            return self.heading(line)
        if lead in "`~":
            return self.fence(line)
        if lead == "<":
            return self.html(line)
        if lead == "[":
            return self.note(line)
        if _RULE.match(line.text):
            self.nodes.append(Node("rule", start=line.base, end=line.base + len(line.text)))
            self.at += 1
            return True
        return False

    def container(self, line: Line) -> bool:
        if self.depth >= MAX_DEPTH:
            return False
        if _QUOTE.match(line.text):
            return self.quote()
        for marker in (_BULLET, _NUMBER):
            if marker.match(line.text):
                return self.listing(marker)
        return "|" in line.text and self.table()

    def heading(self, line: Line) -> bool:
        match = _HEADING.match(line.text)
        if match is None:
            return False
        content = trim(line.cut(match.start(2)))
        tail = _HEADING_END.search(content.text) if content.text.endswith("#") else None
        if tail is not None:
            content = trim(Line(content.text[: tail.start()], content.base))
        node = Node("heading", lines=[content], level=len(match.group(1)), start=line.base, end=line.base + len(line.text))
        self.nodes.append(with_classes(node))
        self.at += 1
        return True

    def fence(self, line: Line) -> bool:
        match = _FENCE.match(line.text)
        if match is None:
            return False
        mark, width = match.group(1)[0], len(match.group(1))
        if width >= self.no_fence.get(mark, 1 << 30):
            return False
        for index in range(self.at + 1, len(self.lines)):
            text = self.lines[index].text.strip(" \t")
            if text[:1] == mark and len(text) >= width and not text.strip(mark):
                inner = list(self.lines[self.at + 1 : index])
                end = self.lines[index].base + len(self.lines[index].text)
                self.nodes.append(Node("code", lines=inner, value=match.group(2).strip(), start=line.base, end=end))
                self.at = index + 1
                return True
        self.no_fence[mark] = width
        return False

    def html(self, line: Line) -> bool:
        match = _HTML.match(line.text)
        if match is None:
            return False
        name = (match.group(1) or "").lower()
        last = self.html_end(name, "<!--" if match.group() == "<!--" else "")
        block = self.lines[self.at : last + 1]
        self.nodes.append(Node("html", lines=list(block), value=name, start=line.base, end=block[-1].base + len(block[-1].text)))
        self.at = last + 1
        return True

    def html_end(self, name: str, comment: str) -> int:
        """Index of the last line of an HTML block: where its element ends, else before the next blank line."""
        key = name or comment
        if key and name not in _VOID and key not in self.no_end:
            marks = re.compile("-->" if comment else rf"<(/?){name}(?=[\s>/])", re.I)
            depth = 0
            for index in range(self.at, len(self.lines)):
                for mark in marks.finditer(self.lines[index].text):
                    depth += -1 if comment or mark.group(1) else 1
                    if depth <= 0:
                        return index
            self.no_end.add(key)
        index = self.at
        while index + 1 < len(self.lines) and not self.lines[index + 1].blank:
            index += 1
        return index

    def note(self, line: Line) -> bool:
        match = _NOTE.match(line.text)
        if match is None or self.depth:
            return False
        inner = [line.cut(match.end())]
        self.at += 1
        while self.at < len(self.lines):
            following = self.lines[self.at]
            if following.blank:
                ahead = self.next_filled()
                if ahead >= len(self.lines) or self.lines[ahead].indent < 4:
                    break
                inner.append(Line("", following.base))
                self.at = ahead
                continue
            if _NOTE.match(following.text) or _interrupts(following):
                break
            inner.append(following.cut(min(4, following.indent)))
            self.at += 1
        children = _Reader(inner, self.depth + 1, 0).read()
        self.nodes.append(Node("note", children=children, value=match.group(1), start=line.base))
        return True

    def next_filled(self) -> int:
        index = self.at
        while index < len(self.lines) and self.lines[index].blank:
            index += 1
        return index

    def quote(self) -> bool:
        inner: list[Line] = []
        start = self.lines[self.at].base
        while self.at < len(self.lines):
            line = self.lines[self.at]
            match = _QUOTE.match(line.text)
            if match:
                inner.append(line.cut(match.end()))
            elif line.blank:
                ahead = self.next_filled()
                if ahead >= len(self.lines) or not _QUOTE.match(self.lines[ahead].text):
                    break
                inner.append(Line("", line.base))
                self.at = ahead
                continue
            elif _interrupts(line) or inner[-1].blank:
                break
            else:
                inner.append(line)
            self.at += 1
        self.nodes.append(Node("quote", children=_Reader(inner, self.depth + 1, 0).read(), start=start))
        return True

    def listing(self, marker: re.Pattern[str]) -> bool:
        first = marker.match(self.lines[self.at].text)
        assert first is not None
        node = Node("list", level=self.list_level + 1, start=self.lines[self.at].base)
        node.value = first.group(2) if marker is _NUMBER else ""
        own = first.group(1)
        while self.at < len(self.lines):
            line = self.lines[self.at]
            match = marker.match(line.text)
            if match is None or (node.children and match.end(1) - len(own) >= 2) or _RULE.match(line.text):
                break
            inner, blanks = self.item(line.cut(match.end()), len(own) + 2)
            item = Node("item", children=_Reader(inner, self.depth + 1, node.level, in_item=True).read(), level=node.level)
            node.children.append(item)
            node.loose = node.loose or blanks
            if self.at < len(self.lines) and self.lines[self.at].blank:
                ahead = self.next_filled()
                following = marker.match(self.lines[ahead].text) if ahead < len(self.lines) else None
                if following is None or _RULE.match(self.lines[ahead].text):
                    break
                node.loose = True
                self.at = ahead
        self.nodes.append(node)
        return True

    def item(self, first: Line, least: int) -> tuple[list[Line], bool]:
        """The lines of one item without their indentation, and whether it holds blank lines. `least` spaces belong to it."""
        inner, blanks, step = [first], False, 0
        self.at += 1
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.blank:
                ahead = self.next_filled()
                if ahead >= len(self.lines) or self.lines[ahead].indent < least:
                    break
                blanks = True
                inner.append(Line("", line.base))
                self.at = ahead
                continue
            indent = line.indent
            if indent >= least:
                step = step or min(indent, max(4, least))
                inner.append(line.cut(min(step, indent)))
            elif _BULLET.match(line.text) or _NUMBER.match(line.text) or _interrupts(line):
                break
            else:
                inner.append(line)
            self.at += 1
        return inner, blanks

    def table(self) -> bool:
        if self.at + 1 >= len(self.lines):
            return False
        head, separator = self.lines[self.at], self.lines[self.at + 1]
        if "|" not in separator.text or not _SEPARATOR.match(separator.text) or "-" not in separator.text:
            return False
        columns = split_cells(head)
        if len(columns) > MAX_COLUMNS or len(columns) != len(split_cells(separator)):
            return False
        node = Node("table", start=head.base)
        node.children.append(make_row(columns, header=True))
        self.at += 2
        while self.at < len(self.lines) and not self.lines[self.at].blank and not _interrupts(self.lines[self.at]):
            cells = split_cells(self.lines[self.at])[: len(columns)]
            cells += [Line("", cells[-1].base + len(cells[-1].text))] * (len(columns) - len(cells))
            node.children.append(make_row(cells, header=False))
            self.at += 1
        self.nodes.append(node)
        return True

    def paragraph(self) -> None:
        lines = [trim(self.lines[self.at])]
        self.at += 1
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.blank or _interrupts(line) or self.container_follows(line):
                break
            if _FENCE.match(line.text) and self.fence_follows(line):
                break
            lines.append(trim(line))
            self.at += 1
        node = Node("paragraph", lines=lines, start=lines[0].base, end=lines[-1].base + len(lines[-1].text))
        self.nodes.append(with_classes(node))

    def container_follows(self, line: Line) -> bool:
        """A quote ends a paragraph; a list does so only inside an item, where it is a nested one."""
        if self.depth >= MAX_DEPTH:
            return False
        text = line.text
        return bool(_QUOTE.match(text) or (self.in_item and (_BULLET.match(text) or _NUMBER.match(text))))

    def fence_follows(self, line: Line) -> bool:
        """Would a fence begin here? Tried without keeping its result."""
        at, count = self.at, len(self.nodes)
        found = self.fence(line)
        self.at = at
        del self.nodes[count:]
        return found


def _interrupts(line: Line) -> bool:
    """Does this line end a paragraph, a list or a quote by itself?"""
    lead = line.text.lstrip(" ")[:1]
    if lead == "#":
        return _HEADING.match(line.text) is not None
    if lead == "<":
        return _HTML.match(line.text) is not None
    if lead == "[":
        return _NOTE.match(line.text) is not None
    return lead != "" and lead in "-*_" and _RULE.match(line.text) is not None
