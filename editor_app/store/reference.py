"""What the portal said, kept for work without network: profile, sections, rule pack, feed cursor, statuses. Name -> text."""

from __future__ import annotations

from editor_app.core.changes import Changes
from editor_app.store.database import Database
from editor_app.store.rows import storable


class Reference:
    """The kept answers of one account."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str | None:
        """The text kept under that name, or None."""
        value = self._database.value("SELECT value FROM reference WHERE name = ?", (name,))
        return None if value is None else str(value)

    def names(self, prefix: str = "") -> list[str]:
        """Names that begin with `prefix`, in order."""
        found = self._database.rows(
            "SELECT name FROM reference WHERE substr(name, 1, length(?)) = ? ORDER BY name", (prefix, prefix)
        )
        return [str(row["name"]) for row in found]

    def put(self, name: str, text: str) -> Changes:
        """Keep a text, replacing the one before; nothing is written when it is the same."""
        if self.get(name) == text:
            return Changes()
        with self._database.transaction():
            self._database.run(
                "INSERT INTO reference (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, storable(text)),
            )
        return Changes(reference=True)

    def remove(self, name: str) -> Changes:
        """Forget it; an unknown name is no error."""
        with self._database.transaction():
            return Changes(reference=bool(self._database.run("DELETE FROM reference WHERE name = ?", (name,))))
