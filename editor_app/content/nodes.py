"""Lines that know where they stand in the source, and the nodes that are built of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_CLASSES = re.compile(r"(?:^|[ \n]+)\{:?[ ]*((?:\.(?:signature|center|indent|noindent)[ ]*){1,4})\}[ ]*$")
_PIPE = re.compile(r"\\.|(`+)[^`]*+\1|\|")


class Line(NamedTuple):
    """A line without its line end; source offset of `text[i]` is `base + i` from the first visible character on."""

    text: str
    base: int

    @property
    def blank(self) -> bool:
        """Nothing but white space."""
        return not self.text or self.text.isspace()

    @property
    def indent(self) -> int:
        """Leading spaces."""
        return len(self.text) - len(self.text.lstrip(" "))

    def cut(self, count: int) -> Line:
        """Without its first `count` characters."""
        return Line(self.text[count:], self.base + count)


@dataclass(slots=True)
class Node:
    """A block. `kind`: heading paragraph list item quote table row cell code html rule note.

    `lines` are the trimmed lines of a leaf; `level` is the heading's 1 to 6 or the list's nesting depth; `value` is a list's
    first number ("" for bullets), a footnote's name, or a fence's language; `header` marks the cells of a table's first row;
    `start`, `end` are the source range (0 where nobody needs it).
    """

    kind: str
    children: list[Node] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    level: int = 0
    value: str = ""
    classes: tuple[str, ...] = ()
    loose: bool = False
    header: bool = False
    start: int = 0
    end: int = 0

    @property
    def text(self) -> str:
        """Raw inline text of a leaf."""
        return "\n".join(line.text for line in self.lines)


def make_line(raw: str, base: int) -> Line:
    """Leading tabs become spaces up to the next multiple of four; a carriage return at the end is dropped."""
    text = raw.removesuffix("\r")
    if "\t" in text:
        content = text.lstrip(" \t")
        lead = text[: len(text) - len(content)]
        if "\t" in lead:
            width = min(len(lead.expandtabs(4)), 100)
            return Line(" " * width + content, base + len(lead) - width)
    return Line(text, base)


def trim(line: Line) -> Line:
    content = line.text.lstrip()
    return Line(content.rstrip(), line.base + len(line.text) - len(content))


def with_classes(node: Node) -> Node:
    """Take `{.signature}` and the like off the end of a heading or paragraph."""
    last = node.lines[-1].text
    if not last.endswith("}"):
        return node
    match = _CLASSES.search(last)
    if match is None or (match.start() == 0 and len(node.lines) == 1):
        return node
    node.classes = tuple(dict.fromkeys(match.group(1).replace(".", " ").split()))
    if match.start() == 0:
        node.lines.pop()
    else:
        node.lines[-1] = Line(last[: match.start()].rstrip(), node.lines[-1].base)
    return node


def split_cells(line: Line) -> list[Line]:
    """The trimmed cells of a table row; `\\|` and bars inside code do not part cells."""
    text = line.text.rstrip()
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] == "|":
        start += 1
    cells = []
    for match in _PIPE.finditer(text, start):
        if match.group() == "|":
            cells.append(trim(Line(text[start : match.start()], line.base + start)))
            start = match.end()
    if start < len(text) or not cells:
        cells.append(trim(Line(text[start:], line.base + start)))
    return cells


def make_row(cells: Sequence[Line], *, header: bool) -> Node:
    return Node("row", children=[Node("cell", lines=[cell], header=header, start=cell.base) for cell in cells], header=header)
