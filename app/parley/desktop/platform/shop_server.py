"""The shop's server on this computer: a process of its own, which outlives the windows.

It is found again by its data folder: while it runs it holds `relay.lock` there and describes itself in
`running.json`. Nothing else is remembered, so a window that crashed or was closed finds it like any other.
"""

import asyncio
import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec

from parley.desktop.i18n import translate
from parley.domain.errors import ParleyError

T = TypeVar("T")

PORT = 8787
_START_SECONDS = 30.0
_STOP_SECONDS = 10.0
_PORT_SECONDS = 3.0
_LOOK_EVERY = 0.05
_TRIES = 4


def _(text: str, **values: object) -> str:
    return translate("ShopServer", text, **values)


class ShopServerFailed(ParleyError):
    """The server didn't start or didn't stop; the text is for the person."""

    code = "shop_server_failed"


class RunningServer(msgspec.Struct, frozen=True, kw_only=True):
    """How a running server describes itself."""

    url: str
    pid: int
    urls: tuple[str, ...] = ()
    relay: str = ""
    cert: str | None = None
    owner_invite: str | None = None


class ShopServer:
    """Starts, finds and stops the server whose data lies in `data`."""

    def __init__(
        self,
        data: Path,
        *,
        command: Sequence[str] | None = None,
        host: str = "0.0.0.0",
        clock_file: Path | None = None,
    ) -> None:
        self.data = data
        self._clock_file = clock_file
        self._command = list(command or relay_command())
        self._host = host
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def exists(self) -> bool:
        """Whether a shop was set up on this computer."""
        return (self.data / "parley.sqlite").exists()

    def find(self) -> RunningServer | None:
        """The server, if it runs now."""
        found = _read_running(self.data / "running.json")
        if found is None or not self._is_alive(found.pid) or not _is_locked(self.data):
            return None
        return found

    async def start(self) -> RunningServer:
        """The running server; started first if need be. Raises ShopServerFailed."""
        running = await asyncio.to_thread(self.find)
        if running is not None:
            return running
        port = await self._port_to_use()
        for tries_left in reversed(range(_TRIES)):
            port = await asyncio.to_thread(self._launch, port)
            try:
                return await self._wait_for(
                    self._started, _START_SECONDS, _("Your shop's server didn't start in time.")
                )
            except ShopServerFailed:
                # Somebody else may have taken the port between our look and the server's.
                if not tries_left or _free_port(self._host, port) == port:
                    raise
        raise AssertionError("the last try returns or raises")

    async def stop(self) -> None:
        """Lets the server finish what it is writing and end. Raises ShopServerFailed."""
        running = await asyncio.to_thread(self.find)
        if running is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(running.pid, signal.SIGTERM)
        # Until the process is gone, not only its note: it holds the port to the last, and the next start needs it.
        await self._wait_for(
            lambda: not self._is_alive(running.pid),
            _STOP_SECONDS,
            _("Your shop's server didn't stop in time."),
        )

    async def _port_to_use(self) -> int:
        """Invitations name the port of last time: give whoever holds it a moment to let go."""
        port = _port_before(self.data)
        if not self.exists:
            return port
        with contextlib.suppress(ShopServerFailed):
            await self._wait_for(lambda: _free_port(self._host, port) == port, _PORT_SECONDS, "")
        return port

    def _launch(self, first_port: int) -> int:
        self.data.mkdir(parents=True, exist_ok=True)
        (self.data / "running.json").unlink(missing_ok=True)
        port = _free_port(self._host, first_port)
        arguments = ["--data", str(self.data), "--host", self._host, "--port", str(port)]
        arguments += ["--clock", str(self._clock_file)] if self._clock_file else []
        self._abandon()
        with (self.data / "start.log").open("wb") as log:
            self._process = subprocess.Popen(
                [*self._command, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=self.data,
                close_fds=True,
                **_detached(),
            )
        write_port(self.data, port)
        return port

    def _started(self) -> RunningServer | None:
        process = self._process
        if process is not None and process.poll() is not None:
            raise ShopServerFailed(_why(self.data) or _("Your shop's server stopped as soon as it started."))
        return self.find()

    async def _wait_for(self, look: Callable[[], T | None], seconds: float, too_late: str) -> T:
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while loop.time() < end:
            found = await asyncio.to_thread(look)
            if found:
                return found
            await asyncio.sleep(_LOOK_EVERY)
        raise ShopServerFailed(too_late)

    def _is_alive(self, pid: int) -> bool:
        if self._process is not None and self._process.pid == pid:
            return self._process.poll() is None
        return is_alive(pid)

    def _abandon(self) -> None:
        """The process is meant to outlive us: Popen shall not warn that it still runs."""
        if self._process is not None and self._process.poll() is None:
            self._process.returncode = 0
        self._process = None

    def __del__(self) -> None:
        self._abandon()


def relay_command() -> list[str]:
    """How to call `parley relay` from here: the frozen program, or this Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "relay"]
    return [sys.executable, "-m", "parley", "relay"]


def is_alive(pid: int) -> bool:
    """Whether a process with this id runs."""
    if sys.platform == "win32":
        import ctypes

        still_active = 259
        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        ctypes.windll.kernel32.GetExitCodeProcess(handle, ctypes.byref(code))
        ctypes.windll.kernel32.CloseHandle(handle)
        return code.value == still_active
    with contextlib.suppress(ChildProcessError):
        # A child of ours that has ended stays a zombie, which looks alive, until somebody asks.
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def write_port(data: Path, port: int) -> None:
    """Invitations name the port, so the next start should use the same one."""
    with contextlib.suppress(OSError):
        (data / "port").write_text(str(port), "ascii")


def _port_before(data: Path) -> int:
    try:
        return int((data / "port").read_text("ascii"))
    except (OSError, ValueError):
        return PORT


def _free_port(host: str, first: int) -> int:
    for port in range(first, first + 20):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if sys.platform != "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if error.errno in (errno.EADDRINUSE, errno.EACCES):
                    continue
                raise
            return port
    return 0


def _detached() -> dict[str, Any]:
    if sys.platform == "win32":
        return {"creationflags": subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _read_running(file: Path) -> RunningServer | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=RunningServer)
    except (OSError, msgspec.DecodeError):
        return None


def _is_locked(data: Path) -> bool:
    """Whether somebody holds the data folder. Looking at it must not take the lock from a server that starts."""
    try:
        with (data / "relay.lock").open("r+b") as stream:
            _try_lock(stream)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(stream: IO[bytes]) -> None:
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(stream: IO[bytes]) -> None:
        fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)


def _why(data: Path) -> str:
    try:
        lines = (data / "start.log").read_text("utf-8", errors="replace").strip().splitlines()
    except OSError:
        return ""
    return lines[-1].removeprefix("parley relay: ").strip() if lines else ""
