"""One who speaks the control protocol over a real socket, from the same event loop."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot


class Asker:
    """Asks, and waits for the answer while the event loop runs."""

    def __init__(self, path: Path, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.socket = QLocalSocket()
        self.socket.connectToServer(str(path))
        assert self.socket.waitForConnected(2_000), self.socket.errorString()
        self._count = 0

    def __call__(self, op: str, target: Any = None, **fields: Any) -> Any:
        """The result of a request that succeeds."""
        answer = self.answer(op, target, **fields)
        assert answer["ok"], answer["error"]
        return answer["result"]

    def refused(self, op: str, target: Any = None, **fields: Any) -> dict[str, Any]:
        """The error of a request that fails."""
        answer = self.answer(op, target, **fields)
        assert not answer["ok"], answer
        error: dict[str, Any] = answer["error"]
        return error

    def answer(self, op: str, target: Any = None, **fields: Any) -> dict[str, Any]:
        number = self.send(op, target, **fields)
        found = self.read()
        assert found["id"] == number
        return found

    def send(self, op: str, target: Any = None, **fields: Any) -> int:
        self._count += 1
        given = {"target": target} if target is not None else {}
        self.write(json.dumps({"id": self._count, "op": op, **given, **fields}).encode() + b"\n")
        return self._count

    def write(self, data: bytes) -> None:
        self.socket.write(data)
        self.socket.flush()

    def read(self) -> dict[str, Any]:
        self._qtbot.waitUntil(self.socket.canReadLine, timeout=10_000)
        answer: dict[str, Any] = json.loads(bytes(self.socket.readLine().data()))
        return answer
