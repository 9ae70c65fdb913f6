"""One connection to a desktop's control socket: a line out, a line in. Needs no Qt."""

import asyncio
import contextlib
import io
import socket
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import msgspec

from parley.driver.errors import Gone, NotStarted

GRACE_SECONDS = 20.0
"""Beyond what a request itself may wait: after this long the desktop is taken for stuck."""
_LOOK_EVERY = 0.03
_START_SECONDS = 30.0


class Channel:
    """Sends requests and returns their answers, one at a time."""

    def __init__(
        self,
        stream: io.RawIOBase | io.BufferedRWPair,
        close: Callable[[], None],
        set_timeout: Callable[[float], None] = lambda _seconds: None,
    ) -> None:
        self._stream = stream
        self._close = close
        self._set_timeout = set_timeout
        self._count = 0
        self._lock = threading.Lock()

    @classmethod
    def connect(
        cls, path: Path, check_alive: Callable[[], None] = lambda: None, seconds: float = _START_SECONDS
    ) -> "Channel":
        """Connects as soon as the desktop listens. `check_alive` raises if it never will. Raises NotStarted."""
        deadline = monotonic() + seconds
        while True:
            try:
                return cls._open(path)
            except OSError as error:
                check_alive()
                if monotonic() > deadline:
                    raise NotStarted(f"Nobody listens at {path}: {error}") from None
            sleep(_LOOK_EVERY)

    @property
    def blocking(self) -> "Channel":
        """The channel for whoever can't await."""
        return self

    def request(self, op: str, fields: dict[str, Any], timeout_ms: int = 0) -> dict[str, Any]:
        """The answer as it came: `ok` with `result` or `error`. Raises Gone if there is none any more."""
        with self._lock:
            self._count += 1
            number = self._count
            try:
                self._set_timeout(timeout_ms / 1000 + GRACE_SECONDS)
                self._stream.write(msgspec.json.encode({"id": number, "op": op, **fields}) + b"\n")
                self._stream.flush()
                return self._read(number)
            except TimeoutError:
                raise Gone(f"The desktop doesn't answer `{op}`: it is stuck") from None
            except (OSError, ValueError) as error:
                raise Gone(f"The desktop went away during `{op}`: {error}") from None

    def close(self) -> None:
        """Lets go of the desktop, which goes on."""
        self._close()

    @classmethod
    def _open(cls, path: Path) -> "Channel":
        if sys.platform == "win32":
            pipe = Path(rf"\\.\pipe\{path.name}").open("r+b", buffering=0)  # noqa: SIM115
            return cls(pipe, pipe.close)
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(str(path))
        except OSError:
            connection.close()
            raise
        stream = connection.makefile("rwb")

        def close() -> None:
            # Closing writes what is left, and the other side may have gone.
            with contextlib.suppress(OSError):
                stream.close()
            connection.close()

        return cls(stream, close, connection.settimeout)

    def _read(self, number: int) -> dict[str, Any]:
        while True:
            line = self._stream.readline()
            if not line:
                raise OSError("it closed the connection")
            answer: dict[str, Any] = msgspec.json.decode(line)
            # Answers to requests that were given up are passed over.
            if answer.get("id") == number:
                return answer


class AsyncChannel:
    """The same for coroutines; a thread of its own does the waiting."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="parley-driver")

    @classmethod
    async def connect(
        cls, path: Path, check_alive: Callable[[], None] = lambda: None, seconds: float = _START_SECONDS
    ) -> "AsyncChannel":
        """See Channel."""
        return cls(await asyncio.to_thread(Channel.connect, path, check_alive, seconds))

    @property
    def blocking(self) -> Channel:
        """The channel for whoever can't await."""
        return self._channel

    async def request(self, op: str, fields: dict[str, Any], timeout_ms: int = 0) -> dict[str, Any]:
        """See Channel."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._channel.request, op, fields, timeout_ms)

    def close(self) -> None:
        """See Channel."""
        self._channel.close()
        self._pool.shutdown(wait=False)
