"""One running desktop per profile: a second start raises the first one's window and passes on its link."""

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MS = 2_000


class SingleInstance(QObject):
    """Held by the desktop that runs.

    Signals: `asked` when another start wants this one to show itself, with its link or "".
    """

    asked = Signal(str)

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        profile.mkdir(parents=True, exist_ok=True)
        self._name = f"parley-{hashlib.sha256(str(profile.resolve()).encode()).hexdigest()[:20]}"
        self._lock = QLockFile(str(profile / "desktop.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._callers: list[QLocalSocket] = []

    def acquire(self) -> bool:
        """Whether this is the first one. It then listens for others."""
        if not self._lock.tryLock(0):
            return False
        # A crash leaves the socket's file behind; the lock says that nobody listens there.
        QLocalServer.removeServer(self._name)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)
        return True

    def ask_running_one(self, link: str) -> bool:
        """Tells the running desktop to show itself and open the link; whether it heard."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_ANSWER_MS):
            return False
        socket.write(json.dumps({"link": link}).encode() + b"\n")
        heard = socket.waitForBytesWritten(_ANSWER_MS)
        socket.disconnectFromServer()
        return heard

    def release(self) -> None:
        """For the end of the application."""
        self._server.close()
        self._lock.unlock()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._callers.append(socket)
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(self._read)
        self._read()

    def _read(self) -> None:
        for socket in list(self._callers):
            if socket.canReadLine():
                line = bytes(socket.readLine(65_536).data())
                self._callers.remove(socket)
                socket.deleteLater()
                self.asked.emit(_link_in(line))
            elif socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
                self._callers.remove(socket)
                socket.deleteLater()


def _link_in(line: bytes) -> str:
    try:
        return str(json.loads(line)["link"])
    except (ValueError, KeyError, TypeError):
        return ""
