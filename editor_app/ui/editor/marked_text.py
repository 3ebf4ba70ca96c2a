"""Runs of a comparison as HTML pieces for ArticlePage: everything from outside is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from editor_app.core.diff import Op, Run

CLASSES = {Op.INSERT: "ins", Op.DELETE: "del"}


def runs_html(runs: Iterable[Run]) -> str:
    """Insertions underlined on green, deletions struck out on red: shape and colour both."""
    parts = []
    for run in runs:
        words = escape(run.text).replace("\n", "<br>")
        name = CLASSES.get(run.op)
        parts.append(f'<span class="{name}">{words}</span>' if name else words)
    return "".join(parts)


def lines_of(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs cut at line ends, one list per line; empty lines are left out."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        if first:
            lines[-1].append(Run(run.op, first))
        for part in rest:
            lines.append([Run(run.op, part)] if part else [])
    return [line for line in lines if line]


def source_pieces(runs: Sequence[Run]) -> list[str]:
    """A compared Markdown source, one paragraph per line."""
    return [f'<p class="flat">{runs_html(line)}</p>' for line in lines_of(runs)]
