"""What a write changed; broadcast once so that each screen can tell whether it concerns it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of drafts and outbox entries that were written, and flags for the rest."""

    drafts: frozenset[str] = frozenset()
    outbox: frozenset[str] = frozenset()
    account: bool = False
    settings: bool = False
    tasks: bool = False
    reference: bool = False  # sections, kinds, rule pack
    connection: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.drafts | other.drafts,
            self.outbox | other.outbox,
            self.account or other.account,
            self.settings or other.settings,
            self.tasks or other.tasks,
            self.reference or other.reference,
            self.connection or other.connection,
        )

    def __bool__(self) -> bool:
        return self != Changes()
