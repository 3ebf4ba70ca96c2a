"""What the toolbar writes into the Markdown source: pure functions from text and selection to one edit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_HEADING = re.compile(r"^#{1,6}[ \t]+")
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+")
_NUMBER = re.compile(r"^[ \t]*\d+[.)][ \t]+")
_QUOTE = re.compile(r"^>[ \t]?")
_BRACKETS = re.compile(r"[\[\]\\]")


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `start`..`end` (code points) by `text`, then select `select_start`..`select_end` of the result."""

    start: int
    end: int
    text: str
    select_start: int
    select_end: int


def apply_edit(text: str, edit: Edit) -> str:
    """The text after the edit."""
    return text[: edit.start] + edit.text + text[edit.end :]


def toggle_inline(text: str, start: int, end: int, mark: str) -> Edit:
    """Wrap the selection in `mark` (`**`, `*`, `~~`) or unwrap it; spaces at the rim stay outside."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    size = len(mark)
    if _wrapped(text, start - size, end + size, mark):
        inner = text[start:end]
        return Edit(start - size, end + size, inner, start - size, start - size + len(inner))
    if end - start >= 2 * size and _wrapped(text, start, end, mark):
        inner = text[start + size : end - size]
        return Edit(start, end, inner, start, start + len(inner))
    inner = text[start:end]
    return Edit(start, end, f"{mark}{inner}{mark}", start + size, start + size + len(inner))


def _wrapped(text: str, start: int, end: int, mark: str) -> bool:
    size = len(mark)
    if start < 0 or end > len(text) or end - start < 2 * size:
        return False
    if text[start : start + size] != mark or text[end - size : end] != mark:
        return False
    if mark != "*":
        return True
    return _run(text, start, -1) + _run(text, start + 1, 1) in (1, 3)


def _run(text: str, position: int, step: int) -> int:
    count = 0
    while 0 <= position < len(text) and text[position] == "*":
        count, position = count + 1, position + step
    return count


def set_heading(text: str, start: int, end: int, level: int) -> Edit:
    """Make the touched lines headings of `level` (1 to 4), or paragraphs for level 0; the same level again takes it away."""
    mark = "#" * level + " " if level else ""

    def change(lines: list[str]) -> list[str]:
        filled = [line for line in lines if line.strip()]
        again = bool(level) and bool(filled) and all(_level(line) == level for line in filled)
        return [_HEADING.sub("", line) if again or not level else mark + _plain(line) for line in lines]

    return _lines(text, start, end, change)


def _level(line: str) -> int:
    match = _HEADING.match(line)
    return len(match.group().strip()) if match else 0


def _plain(line: str) -> str:
    for pattern in (_HEADING, _BULLET, _NUMBER, _QUOTE):
        line = pattern.sub("", line)
    return line


def toggle_bullets(text: str, start: int, end: int) -> Edit:
    """Make the touched lines bullet items, or paragraphs when all are."""
    return _lines(text, start, end, lambda lines: _toggled(lines, _BULLET, lambda _index: "- "))


def toggle_numbers(text: str, start: int, end: int) -> Edit:
    """Make the touched lines numbered items from 1, or paragraphs when all are."""
    return _lines(text, start, end, lambda lines: _toggled(lines, _NUMBER, lambda index: f"{index}. "))


def toggle_quote(text: str, start: int, end: int) -> Edit:
    """Quote the touched lines, or end the quotation when all are quoted. Empty lines inside stay part of it."""

    def change(lines: list[str]) -> list[str]:
        if all(_QUOTE.match(line) for line in lines):
            return [_QUOTE.sub("", line) for line in lines]
        return [f"> {line}" if line.strip() else ">" for line in lines]

    return _lines(text, start, end, change)


def _toggled(lines: list[str], pattern: re.Pattern[str], mark: Callable[[int], str]) -> list[str]:
    filled = [line for line in lines if line.strip()]
    if filled and all(pattern.match(line) for line in filled):
        return [pattern.sub("", line) for line in lines]
    result, index = [], 0
    for line in lines:
        if line.strip() or len(lines) == 1:
            index += 1
            result.append(mark(index) + _plain(line))
        else:
            result.append(line)
    return result


def _lines(text: str, start: int, end: int, change: Callable[[list[str]], list[str]]) -> Edit:
    """Change whole lines. A mere cursor stays at its character; a selection becomes the changed lines."""
    first = text.rfind("\n", 0, start) + 1
    stop = end - 1 if end > start and text[end - 1] == "\n" else end
    last = text.find("\n", stop)
    last = len(text) if last < 0 else last
    old = text[first:last]
    new = "\n".join(change(old.split("\n")))
    if start == end:
        cursor = max(first, min(first + len(new), start + len(new) - len(old)))
        return Edit(first, last, new, cursor, cursor)
    return Edit(first, last, new, first, first + len(new))


def insert_link(text: str, start: int, end: int, address: str, words: str = "") -> Edit:
    """A link on the selection (or on `words`); the words end up selected so that typing replaces them."""
    label = text[start:end] or words or address
    label = _BRACKETS.sub(lambda match: "\\" + match.group(), " ".join(label.split()))
    target = f"<{address}>" if re.search(r"[\s()]", address) else address
    return Edit(start, end, f"[{label}]({target})", start + 1, start + 1 + len(label))


def insert_block(text: str, start: int, end: int, block: str, select: tuple[int, int] | None = None) -> Edit:
    """Put `block` on lines of its own with an empty line before and after. `select` is a range inside `block`, else behind it."""
    before, after = text[:start], text[end:]
    lead = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    if not after.strip("\n"):
        trail = "" if after else "\n"
    else:
        trail = "" if after.startswith("\n\n") else "\n" if after.startswith("\n") else "\n\n"
    at = start + len(lead)
    first, last = select if select is not None else (len(block), len(block))
    return Edit(start, end, lead + block + trail, at + first, at + last)


def insert_image(text: str, start: int, end: int, attachment_id: str, alt: str) -> Edit:
    """`![alt](attachment:id)` on a line of its own below the one the selection ends in; the alternative text is selected.

    Nothing is replaced and no paragraph is split: several pictures may arrive while the first is still selected.
    """
    below = text.find("\n", max(start, end))
    start = end = len(text) if below < 0 else below
    words = _BRACKETS.sub(lambda match: "\\" + match.group(), " ".join(alt.split()))
    return insert_block(text, start, end, f"![{words}](attachment:{attachment_id})", (2, 2 + len(words)))


def insert_attachment(text: str, start: int, end: int, attachment_id: str, name: str) -> Edit:
    """A link to an attached file on the selection or on its name."""
    return insert_link(text, start, end, f"attachment:{attachment_id}", name)


def insert_table(text: str, start: int, end: int, rows: int, columns: int, heading: str) -> Edit:
    """A table with a header row and `rows` empty rows; the first header is selected."""
    heads = [f"{heading}{number}" for number in range(1, columns + 1)]
    line = "| " + " | ".join(heads) + " |"
    rule = "| " + " | ".join(["---"] * columns) + " |"
    empty = "| " + " | ".join(["  "] * columns) + " |"
    block = "\n".join([line, rule, *[empty] * rows])
    return insert_block(text, start, end, block, (2, 2 + len(heads[0])))


def insert_signature(text: str, start: int, end: int, unit: str, date: str) -> Edit:
    """The signature block (落款): unit and date, set to the right by the `signature` class."""
    return insert_block(text, start, end, f"{unit}\n{date}\n{{: .signature }}", (0, len(unit)))


def continue_line(text: str, position: int) -> str:
    """What a new line begins with: the next item of a list, a further quoted line, or nothing; "" too behind an empty item."""
    first = text.rfind("\n", 0, position) + 1
    line = text[first:position]
    bullet = _BULLET.match(line)
    if bullet:
        return bullet.group() if line[bullet.end() :].strip() else ""
    number = _NUMBER.match(line)
    if number and line[number.end() :].strip():
        return re.sub(r"\d+", lambda match: str(int(match.group()) + 1), number.group(), count=1)
    quote = _QUOTE.match(line)
    return quote.group() if quote and line[quote.end() :].strip() else ""
