"""Writes our Markdown so that reading it again gives the very same text and marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from editor_app.content.blocks import MAX_COLUMNS
from editor_app.content.inline import scan

STYLES = ("strong", "em", "del", "sup", "sub")
_MARKS = {"strong": "**", "em": "*", "del": "~~"}
_ENTITY = re.compile(r"&(?:#\d|#[xX]|[A-Za-z])")
_LINE_START = re.compile(r"(#{1,6}(?=[ \t])|>|[-+](?= |$)|[-_](?=[-_ ]*$)|~(?=~~)|\|)|(\d{1,9})(?=\.(?: |$))")
_CLASS_END = re.compile(r"\{(?=:?[ ]*\.)")


@dataclass(frozen=True, slots=True)
class Run:
    """Text with its styles (a subset of STYLES) and the address it links to. Line feeds are line breaks.

    An image has its address in `image` and its alternative text in `text`; a footnote mark has its name in `note`.
    """

    text: str
    styles: frozenset[str] = frozenset()
    link: str = ""
    image: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `spans` is (columns, rows)."""

    runs: tuple[Run, ...]
    spans: tuple[int, int] = (1, 1)


def write_paragraph(runs: Sequence[Run], classes: Sequence[str] = ()) -> str:
    """A paragraph of one or more lines; "" when it holds nothing visible."""
    text = "\n".join(_safe_line(line) for line in write_inline(runs).split("\n") if line.strip())
    suffix = "\n{" + " ".join(f".{name}" for name in classes) + "}" if classes and text else ""
    return text + suffix


def write_heading(level: int, runs: Sequence[Run]) -> str:
    """A heading of level 2 to 4 on one line; bold is not repeated there."""
    plain = [Run(run.text.replace("\n", " "), run.styles - {"strong"}, run.link, run.image, run.note) for run in runs]
    text = write_inline(plain).strip()
    if text.endswith("#"):
        text = text[:-1] + "\\#"
    return f"{'#' * min(max(level, 2), 4)} {text}" if text else ""


def write_list(items: Sequence[str], *, start: int = 0) -> str:
    """Items that are Markdown already; `start` is the first number, 0 for bullets. Nested blocks are indented by four spaces."""
    lines = []
    for index, item in enumerate(items):
        marker = f"{start + index}. " if start else "- "
        lines.append(marker + item.replace("\n", "\n    ").replace("\n    \n", "\n\n"))
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(lines)


def write_table(rows: Sequence[Sequence[Cell]]) -> str:
    """A pipe table, or an HTML table where cells are merged or there are more columns than the dialect has."""
    width = max((len(row) for row in rows), default=0)
    if width == 0:
        return ""
    if width > MAX_COLUMNS or any(cell.spans != (1, 1) for row in rows for cell in row) or not any(c.runs for c in rows[0]):
        return _html_table(rows)
    lines = [_table_row(row, width) for row in rows]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def _table_row(row: Sequence[Cell], width: int) -> str:
    cells = [write_inline(cell.runs, in_table=True).strip().replace("\n", "<br>") for cell in row]
    return "| " + " | ".join(cells + [""] * (width - len(cells))) + " |"


def _html_table(rows: Sequence[Sequence[Cell]]) -> str:
    lines = ["<table>"]
    for row in rows:
        cells = ""
        for cell in row:
            columns, down = cell.spans
            spans = (f' colspan="{columns}"' if columns > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
            cells += f"<td{spans}>{html_inline(cell.runs)}</td>"
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</table>"])


def html_inline(runs: Sequence[Run]) -> str:
    """The runs as the HTML that the dialect takes inside a raw table."""
    return "".join(_html_run(run) for run in _tidy(runs))


def _html_run(run: Run) -> str:
    if run.image:
        return f'<img src="{escape(run.image)}" alt="{escape(run.text)}">'
    if run.note:
        return f"<sup>{escape(run.note)}</sup>"
    html = escape(run.text, quote=False).replace("\n", "<br>")
    for style in reversed(STYLES):
        if style in run.styles:
            html = f"<{style}>{html}</{style}>"
    return f'<a href="{escape(run.link)}">{html}</a>' if run.link else html


def write_inline(runs: Sequence[Run], *, in_table: bool = False) -> str:
    """Inline Markdown. Marks are used where they read back right, inline HTML elements where they would not."""
    tidy = _tidy(runs)
    text = _grouped(tidy, ("link", *STYLES), in_table, plain_marks=True)
    if _read_back(text) != _expected(tidy):
        text = _grouped(tidy, ("link", *STYLES), in_table, plain_marks=False)
    return text


def _tidy(runs: Sequence[Run]) -> list[Run]:
    """Neighbours of one kind joined, white space at the edges of a style or link moved out of it, empty ones gone."""
    parts: list[Run] = []
    for run in runs:
        if run.image or run.note:
            parts.append(run)
            continue
        text = run.text
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if text.strip() else ""
        if lead:
            parts.append(Run(lead))
        if text.strip():
            parts.append(Run(text.strip(), run.styles, run.link))
        if tail:
            parts.append(Run(tail))
    joined: list[Run] = []
    for part in parts:
        last = joined[-1] if joined else None
        mergeable = last is not None and not (last.image or last.note or part.image or part.note)
        if last is not None and mergeable and (last.styles, last.link) == (part.styles, part.link):
            joined[-1] = Run(last.text + part.text, part.styles, part.link)
        else:
            joined.append(part)
    return joined


def _grouped(runs: Sequence[Run], order: Sequence[str], in_table: bool, *, plain_marks: bool) -> str:
    """Write runs from the outermost mark inwards, so that marks always nest."""
    if not order:
        return "".join(_leaf(run, in_table) for run in runs)
    name, rest = order[0], order[1:]

    def value(run: Run) -> str:
        return run.link if name == "link" else (name if name in run.styles else "")

    parts = []
    for key, group in groupby(runs, key=value):
        text = _grouped(list(group), rest, in_table, plain_marks=plain_marks)
        parts.append(_wrapped(name, key, text, plain_marks) if key else text)
    return "".join(parts)


def _wrapped(name: str, key: str, text: str, plain_marks: bool) -> str:
    if name == "link":
        return f"[{text}]({_address(key)})"
    if name in _MARKS and plain_marks:
        return f"{_MARKS[name]}{text}{_MARKS[name]}"
    if name == "sup" and plain_marks and re.fullmatch(r"[^\s^~*_`\[\]<>\\&]{1,40}", text):
        return f"^{text}^"
    return f"<{name}>{text}</{name}>"


def _leaf(run: Run, in_table: bool) -> str:
    if run.image:
        return f"![{_escaped(run.text.replace(chr(10), ' '), in_table)}]({_address(run.image)})"
    if run.note:
        return f"[^{run.note}]"
    return _escaped(run.text, in_table)


def _address(url: str) -> str:
    if re.fullmatch(r"[^\s()<>\\|\"]+", url):
        return url
    return "<" + re.sub(r"[\s<>|]", lambda match: f"%{ord(match.group()):02X}" if ord(match.group()) < 128 else "", url) + ">"


def _escaped(text: str, in_table: bool) -> str:
    """Backslashes before the characters that would be marks."""
    parts = []
    for index, char in enumerate(text):
        before, after = text[index - 1 : index] if index else "", text[index + 1 : index + 2]
        parts.append("\\" + char if _needs_escape(char, before, after, text, index) or (in_table and char == "|") else char)
    return "".join(parts)


def _needs_escape(char: str, before: str, after: str, text: str, index: int) -> bool:
    if char in "*`^[]\\":
        return True
    if char == "~":
        return not before or not after or "~" in before + after or before in ")）" or (before.isascii() and before.isalpha())
    if char == "_":
        return not (before.isascii() and before.isalnum() and after.isascii() and after.isalnum())
    if char == "!":
        return not after
    if char == "<":
        return not after or after in "/!?" or after.isalpha()
    if char == "&":
        return not after or _ENTITY.match(text, index) is not None
    return char == "{" and (not after or after in ":. ")


def _safe_line(line: str) -> str:
    """A line that no longer looks like a heading, a list item, a quote, a rule or a table."""
    line = line.strip()
    match = _LINE_START.match(line)
    if match is None:
        return line
    return f"{match.group(2)}\\{line[match.end() :]}" if match.group(2) else "\\" + line


def _read_back(text: str) -> list[tuple[str, frozenset[str], str]]:
    """Each visible character with its styles and link, as the dialect reads them."""
    found: list[tuple[str, frozenset[str], str]] = []
    styles: list[str] = []
    links: list[str] = []
    for event in scan(text):
        if event.kind == "open":
            (links if event.value == "a" else styles).append(event.target if event.value == "a" else event.value)
        elif event.kind == "close":
            (links if event.value == "a" else styles).pop()
        elif event.kind in ("text", "char", "break", "code"):
            shown = event.value if event.kind == "char" else text[event.start : event.end] if event.kind != "break" else "\n"
            found.extend((char, frozenset(styles), links[-1] if links else "") for char in shown)
        elif event.kind in ("image", "note"):
            found.append((event.kind, frozenset(styles), links[-1] if links else ""))
    return _comparable(found)


def _expected(runs: Sequence[Run]) -> list[tuple[str, frozenset[str], str]]:
    found: list[tuple[str, frozenset[str], str]] = []
    for run in runs:
        if run.image or run.note:
            found.append(("image" if run.image else "note", run.styles, run.link))
        else:
            found.extend((char, run.styles, run.link) for char in run.text)
    return _comparable(found)


def _comparable(found: list[tuple[str, frozenset[str], str]]) -> list[tuple[str, frozenset[str], str]]:
    """White space has no style of its own: a space may be inside or outside of bold."""
    return [
        (char, frozenset() if char.isspace() else styles, "" if char.isspace() else bool(link) * "link")
        for char, styles, link in found
    ]
