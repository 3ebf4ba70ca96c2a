"""What changed between two texts, paragraph by paragraph and then character by character (Chinese has no word breaks)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"[A-Za-z]+|\d+|\s+|.", re.S)
_CLEANUP = 2  # an unchanged run this short between two changes only makes the change harder to read


class Op(StrEnum):
    """Kind of a run."""

    SAME = "same"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters that is in both texts, only in the new one or only in the old one."""

    op: Op
    text: str


def diff_text(old: str, new: str) -> list[Run]:
    """Runs that spell `old` (SAME + DELETE) and `new` (SAME + INSERT) in order. Lines are aligned first, so long texts stay quick."""
    if old == new:
        return [Run(Op.SAME, old)] if old else []
    runs: list[Run] = []
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run(Op.SAME, "".join(old_lines[a1:a2])))
        else:
            runs.extend(_lines(old_lines[a1:a2], new_lines[b1:b2]))
    return list(_merged(runs))


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """Align the lines of a changed stretch by likeness, so that an inserted paragraph does not shift the rest."""
    pair = 0
    for left in old:
        best, score = -1, 0.5
        for index in range(pair, min(pair + 8, len(new))):
            matcher = SequenceMatcher(None, left, new[index], autojunk=False)
            if matcher.real_quick_ratio() > score and matcher.quick_ratio() > score and (ratio := matcher.ratio()) > score:
                best, score = index, ratio
        if best < 0:
            yield Run(Op.DELETE, left)
            continue
        yield from (Run(Op.INSERT, line) for line in new[pair:best])
        yield from diff_line(left, new[best])
        pair = best + 1
    yield from (Run(Op.INSERT, line) for line in new[pair:])


def diff_line(old: str, new: str) -> Iterator[Run]:
    """Character-level runs of one paragraph; Latin words and numbers stay whole."""
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    deleted, inserted = "", ""
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        gone, come = "".join(left[a1:a2]), "".join(right[b1:b2])
        if tag == "equal":
            if (deleted or inserted) and len(gone) < _CLEANUP and a2 < len(left) and b2 < len(right):
                deleted, inserted = deleted + gone, inserted + come
                continue
            yield from _changed(deleted, inserted)
            deleted = inserted = ""
            yield Run(Op.SAME, gone)
        else:
            deleted, inserted = deleted + gone, inserted + come
    yield from _changed(deleted, inserted)


def _changed(deleted: str, inserted: str) -> Iterator[Run]:
    if deleted == inserted:
        if deleted:
            yield Run(Op.SAME, deleted)
        return
    if deleted:
        yield Run(Op.DELETE, deleted)
    if inserted:
        yield Run(Op.INSERT, inserted)


def _merged(runs: Sequence[Run]) -> Iterator[Run]:
    last: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if last is not None and last.op is run.op:
            last = Run(run.op, last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
