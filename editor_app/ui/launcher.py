"""The desktop behind seams.Launcher."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication


class DesktopLauncher:
    """Opens addresses in the browser and folders in the file manager; fills the clipboard."""

    def open_url(self, url: str) -> bool:
        """Only http and https: an address from the portal must not start a program."""
        if urlsplit(url).scheme not in ("http", "https"):
            return False
        return QDesktopServices.openUrl(QUrl(url))

    def open_folder(self, path: Path) -> bool:
        """Show a folder."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        QGuiApplication.clipboard().setText(text)
