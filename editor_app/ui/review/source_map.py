"""From what a reviewer sees and selects back to the Markdown source that a remark is anchored to."""

from __future__ import annotations

from dataclasses import dataclass

from editor_app.core.diff import Op, Run
from editor_app.core.document import Block


@dataclass(frozen=True, slots=True)
class SourceMap:
    """One block as displayed: `prefix` characters that stand before its text (a bullet), then the runs, deletions included."""

    block: Block
    runs: tuple[Run, ...]
    prefix: int = 0

    def to_source(self, start_units: int, end_units: int) -> tuple[int, int] | None:
        """Source range of the displayed UTF-16 range; None when only deleted or foreign characters were chosen."""
        chosen = []
        shown = self.prefix
        place = 0
        for run in self.runs:
            for char in run.text:
                width = 2 if ord(char) > 0xFFFF else 1
                if run.op is not Op.DELETE:
                    if shown >= start_units and shown + width <= end_units:
                        chosen.append(place)
                    place += 1
                shown += width
        if not chosen or chosen[-1] >= len(self.block.text):
            return None
        return self.block.to_source(chosen[0], chosen[-1] + 1)
