"""The demo's server: a real `parley relay` in a process of its own, on a free port of this computer only."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from parley.domain.errors import ParleyError

_START_SECONDS = 30
_STOP_SECONDS = 10


class DemoFailed(ParleyError):
    """The demo can't go on; the text says why."""


class Server(msgspec.Struct, frozen=True):
    """Where the server listens, and the invitation of its owner."""

    url: str
    owner_invite: str


@asynccontextmanager
async def running_server(data: Path, clock_file: Path | None = None) -> AsyncIterator[Server]:
    """A server until the block is left, going by the clock file if one is given. Raises DemoFailed."""
    log = data.with_name("server.log")
    process = await asyncio.to_thread(_launch, data, log, clock_file)
    try:
        yield await _listening(process, log)
    finally:
        await asyncio.to_thread(_stop, process)


def _launch(data: Path, log: Path, clock_file: Path | None) -> subprocess.Popen[bytes]:
    data.mkdir(parents=True, exist_ok=True)
    clock = [] if clock_file is None else ["--clock", str(clock_file)]
    with log.open("wb") as errors:
        return subprocess.Popen(
            [*parley_command(), "relay", "--data", str(data), "--host", "127.0.0.1", "--port", "0", *clock],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        )


async def _listening(process: subprocess.Popen[bytes], log: Path) -> Server:
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(asyncio.to_thread(process.stdout.readline), _START_SECONDS)
        return msgspec.json.decode(line, type=Server)
    except (TimeoutError, msgspec.DecodeError) as error:
        why = await asyncio.to_thread(_last_line, log)
        raise DemoFailed(f"The demo's server didn't start. {why}") from error


def _last_line(log: Path) -> str:
    return log.read_text("utf-8", "replace").strip().rpartition("\n")[2]


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def parley_command() -> list[str]:
    """How to call `parley` from here: the frozen program, or this Python."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "parley"]
