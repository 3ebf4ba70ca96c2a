"""A second start of the program on the same data brings the first one's window to the front instead of opening another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1500


def _name(folder: Path) -> str:
    return "unit-editor-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


class Doorbell(QObject):
    """Listens for other starts, for this user only, while it lives."""

    def __init__(self, folder: Path, rung: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rung = rung
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # The store's lock says that nobody else is here, so a socket of that name is a dead one's.
        QLocalServer.removeServer(_name(folder))
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(_name(folder))

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            self._rung()


def ring(folder: Path) -> bool:
    """True when the instance that has the data open has heard it. Called before there is a window, so waiting is harmless."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    heard = socket.waitForConnected(_WAIT_MS)
    socket.abort()
    return heard
