"""Opening a file with the program that the desktop has for it. Only files this program wrote or downloaded itself come here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> bool:
    """False when the desktop has no program for it or the file is gone."""
    return path.is_file() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
