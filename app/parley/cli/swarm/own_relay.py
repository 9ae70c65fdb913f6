"""The swarm's own server: a real `parley relay` in a process of its own, on a free port of this computer only."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec

from parley.cli.demo.server import Server, parley_command
from parley.cli.swarm.errors import SwarmFailed

_START_SECONDS = 30.0
_STOP_SECONDS = 10.0


@asynccontextmanager
async def own_relay(folder: Path) -> AsyncIterator[Server]:
    """A server without rate limits, until the block is left. Raises SwarmFailed if it doesn't start."""
    log = folder / "relay.log"
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *parley_command(),
            *("relay", "--data", str(folder / "relay"), "--port", "0", "--no-rate-limits"),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            **_alone(),
        )
    try:
        yield await _listening(process, log)
    finally:
        await asyncio.shield(_stop(process))


async def _listening(process: asyncio.subprocess.Process, log: Path) -> Server:
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), _START_SECONDS)
        return msgspec.json.decode(line, type=Server)
    except (TimeoutError, msgspec.DecodeError) as error:
        why = await asyncio.to_thread(_last_line, log)
        raise SwarmFailed(f"The swarm's server didn't start. {why}") from error


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


def _last_line(log: Path) -> str:
    return log.read_text("utf-8", "replace").strip().rpartition("\n")[2]


def _alone() -> dict[str, Any]:
    """Ctrl+C in a terminal goes to all its processes; the server has to outlive the users who still send."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
