"""The control socket: connections, requests in, answers out. See README.md for the words.

A connection's requests are answered in their order. A request whose target isn't ready is tried again every few
milliseconds until its time is up; meanwhile the desktop goes on as usual, nothing here runs a loop of its own.
"""

import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from parley.driver.control_access import ControlRefused, check_place, may_control, peer_uid
from parley.driver.control_lines import LONGEST_LINE, Lines
from parley.driver.control_wire import ControlError, Request, Wait, read_request
from parley.driver.operations import Act, act_of
from parley.driver.script import Turns, as_control_error
from parley.driver.surroundings import Surroundings

TRY_EVERY_MS = 15
MOST_CONNECTIONS = 8
MOST_WAITING = 1_000
"""Requests of one connection that wait for their turn; more are refused."""

PeerUid = Callable[[int], int | None]


class ControlServer(QObject):
    """Listens at a path and lets its owner drive the desktop. Made by `control.start`."""

    def __init__(
        self, around: Surroundings, *, uid_of: PeerUid = peer_uid, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._uid_of = uid_of
        self._turns = Turns()
        self._connections: list[_Connection] = []
        self._path: Path | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    @property
    def connection_count(self) -> int:
        """How many are connected."""
        return len(self._connections)

    def listen(self, path: Path) -> None:
        """Opens the socket. Raises ControlRefused."""
        check_place(path)
        name = path.name if sys.platform == "win32" else str(path)
        if not self._server.listen(name):
            raise ControlRefused(
                f"The control socket can't be opened at {path}: {self._server.errorString()}"
            )
        self._path = path

    def note_notification(self, title: str, text: str) -> None:
        """For whoever announces something to the person: the op `notifications` tells it."""
        self._around.note(title, text)

    def close(self) -> None:
        """Lets go of everybody and removes the socket."""
        for connection in list(self._connections):
            connection.end()
        self._server.close()
        if self._path is not None and sys.platform != "win32":
            self._path.unlink(missing_ok=True)

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if self._is_refused(socket):
                socket.abort()
                socket.deleteLater()
                continue
            connection = _Connection(socket, self._around, self._turns, self._connections.remove)
            self._connections.append(connection)
            connection.read()

    def _is_refused(self, socket: QLocalSocket) -> bool:
        if len(self._connections) >= MOST_CONNECTIONS:
            return True
        if sys.platform == "win32":
            return False
        return not may_control(self._uid_of(int(socket.socketDescriptor())))


class _Connection(QObject):
    """One who drives. Its requests wait here for their turn."""

    def __init__(
        self,
        socket: QLocalSocket,
        around: Surroundings,
        turns: Turns,
        on_end: Callable[["_Connection"], None],
    ) -> None:
        super().__init__(socket)
        self._socket = socket
        self._around = around
        self._turns = turns
        self._on_end: Callable[[_Connection], None] | None = on_end
        self._lines = Lines()
        self._waiting: deque[bytes | None] = deque()
        self._job: _Job | None = None
        socket.readyRead.connect(self.read)
        socket.disconnected.connect(self.end)

    def read(self) -> None:
        """Takes what has arrived."""
        self._waiting.extend(self._lines.receive(bytes(self._socket.readAll().data())))
        if len(self._waiting) > MOST_WAITING:
            self._answer_error(None, ControlError("too_many", f"More than {MOST_WAITING} requests wait here"))
            self.end()
            return
        self._go_on()

    def end(self) -> None:
        """The other side has gone, or has to go."""
        on_end, self._on_end = self._on_end, None
        if on_end is None:
            return
        on_end(self)
        self._turns.forget(self)
        if self._job is not None:
            self._job.stop()
        self._waiting.clear()
        self._socket.disconnectFromServer()
        self._socket.deleteLater()

    def _go_on(self) -> None:
        while self._job is None and self._waiting and self._on_end is not None:
            self._begin(self._waiting.popleft())

    def _begin(self, line: bytes | None) -> None:
        number: Any = None
        try:
            if line is None:
                raise ControlError(
                    "too_long", f"A line has at most {LONGEST_LINE} bytes; this one was thrown away"
                )
            number, request = read_request(line)
            act = act_of(request, self._around)
        except ControlError as error:
            self._answer_error(error.details.pop("id", number), error)
            return
        self._job = _Job(
            self, self._turns, request, act, lambda result, error: self._ended(number, result, error)
        )
        self._job.start()

    def _ended(self, number: Any, result: Any, error: ControlError | None) -> None:
        self._job = None
        if error is not None:
            self._answer_error(number, error)
        else:
            self._answer({"id": number, "ok": True, "result": result})
        self._go_on()

    def _answer_error(self, number: Any, error: ControlError) -> None:
        self._answer({"id": number, "ok": False, "error": error.as_json()})

    def _answer(self, answer: dict[str, Any]) -> None:
        if self._on_end is not None:
            self._socket.write(msgspec.json.encode(answer) + b"\n")
            self._socket.flush()


class _Job:
    """One request on its way: tried until it succeeds, fails for good, or its time is up."""

    def __init__(
        self,
        owner: _Connection,
        turns: Turns,
        request: Request,
        act: Act,
        done: Callable[[Any, ControlError | None], None],
    ) -> None:
        self._owner = owner
        self._turns = turns
        self._request = request
        self._act = act
        self._done: Callable[[Any, ControlError | None], None] | None = done
        self._deadline = monotonic() + request.timeout_ms / 1000
        self._is_planned = False
        self._timer = QTimer(owner)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._try)

    def start(self) -> None:
        """Tries at once."""
        self._try()

    def stop(self) -> None:
        """Nobody waits for the answer any more."""
        self._timer.stop()
        self._done = None

    def _try(self) -> None:
        if self._act.plan is None:
            self._tell()
            return
        self._is_planned = False
        self._turns.take(self._owner, [self._plan], self._after_steps)

    def _plan(self) -> Any:
        assert self._act.plan is not None
        steps = self._act.plan()
        self._is_planned = True
        return steps

    def _after_steps(self, error: Exception | None) -> None:
        if error is None:
            self._tell()
        elif self._is_planned:
            # Something was done already; to do it twice would be worse than to say that it failed.
            self._end(None, as_control_error(error))
        else:
            self._again_or_fail(error)

    def _tell(self) -> None:
        try:
            result = self._act.result()
        except Exception as error:
            self._again_or_fail(error)
            return
        self._end(result, None)

    def _again_or_fail(self, error: Exception) -> None:
        known = as_control_error(error)
        if known.is_passing and monotonic() < self._deadline:
            self._timer.start(TRY_EVERY_MS)
            return
        self._end(None, self._late(known) if known.is_passing else known)

    def _late(self, error: ControlError) -> ControlError:
        waited = self._request.timeout_ms
        if isinstance(self._request, Wait):
            message = f"After {waited} ms: {error.message}"
            return ControlError("timeout", message, **(error.details | {"last": error.code}))
        if not waited:
            return error
        return ControlError(error.code, f"{error.message} (waited {waited} ms)", **error.details)

    def _end(self, result: Any, error: ControlError | None) -> None:
        done, self._done = self._done, None
        self._timer.stop()
        self._timer.deleteLater()
        if done is not None:
            done(result, error)
