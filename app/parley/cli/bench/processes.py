"""The two processes of a run, the relay and the generator, and what the relay's takes of the machine."""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
import psutil

from parley.cli.bench.people import BenchFailed
from parley.cli.bench.plan import Job, Ready, Tally
from parley.cli.demo.server import parley_command
from parley.relay.application import Listening

T = TypeVar("T")

_START_SECONDS = 60.0
_STOP_SECONDS = 10.0


class BenchedRelay:
    """A relay in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process, url: str, cold_start_s: float) -> None:
        self.url = url
        self.cold_start_s = cold_start_s
        self._root = psutil.Process(process.pid)

    def cpu_s(self) -> float:
        """What it and its children have used so far."""
        return float(sum(times.user + times.system for times in (one.cpu_times() for one in self._tree())))

    def rss_kib(self) -> float:
        """Their memory."""
        return float(sum(one.memory_info().rss for one in self._tree())) / 1024

    def _tree(self) -> list[psutil.Process]:
        return [self._root, *self._root.children(recursive=True)]


@asynccontextmanager
async def relay_process(data: Path, database: str | None) -> AsyncIterator[BenchedRelay]:
    """A relay without rate limits, until the block is left. Raises BenchFailed if it doesn't start."""
    began = time.monotonic()
    options = ["--data", str(data), "--port", "0", "--no-rate-limits"]
    options += ["--database", database] if database else []
    async with _process("relay", *options, log=data / "bench-relay.log") as process:
        server = await _line(process, Listening, data / "bench-relay.log")
        yield BenchedRelay(process, server.url, time.monotonic() - began)


class Generator:
    """The process that makes the load."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self._log = log

    async def begin(self, job: Job) -> Ready:
        """Signs everybody in."""
        self._tell(msgspec.json.encode(job))
        return await _line(self._process, Ready, self._log)

    async def act(self, seconds: float) -> Tally:
        """Lets them act; they are still signed in afterwards."""
        self._tell(b"go")
        return await _line(self._process, Tally, self._log, seconds)

    def _tell(self, line: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + b"\n")


@asynccontextmanager
async def generator_process(folder: Path) -> AsyncIterator[Generator]:
    """A generator until the block is left."""
    log = folder / "bench-generator.log"
    async with _process("bench", "generator", log=log, stdin=subprocess.PIPE) as process:
        yield Generator(process, log)


@asynccontextmanager
async def _process(
    *arguments: str, log: Path, stdin: int = subprocess.DEVNULL
) -> AsyncIterator[asyncio.subprocess.Process]:
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *parley_command(),
            *arguments,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=errors,
            limit=64 * 1024 * 1024,
            start_new_session=sys.platform != "win32",
        )
    try:
        yield process
    finally:
        await asyncio.shield(_stop(process))


async def _line(process: asyncio.subprocess.Process, kind: type[T], log: Path, seconds: float = 0.0) -> T:
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), _START_SECONDS + seconds)
        return msgspec.json.decode(line, type=kind)
    except (TimeoutError, msgspec.DecodeError) as error:
        why = (await asyncio.to_thread(log.read_text, "utf-8", "replace")).strip().rpartition("\n")[2]
        raise BenchFailed(f"A process of the bench ended early. {why}") from error


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
