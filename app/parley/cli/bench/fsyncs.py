"""How long this disk takes for an fsync while the relay is at work on it: no acknowledgement can be faster."""

import asyncio
import os
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

_PAGE = b"\0" * 4096
_PAUSE_SECONDS = 0.02


@asynccontextmanager
async def timing_fsyncs(folder: Path) -> AsyncIterator[list[float]]:
    """Appends a page and syncs it now and then until the block is left; the list holds the seconds each took."""
    took: list[float] = []
    stop = threading.Event()
    work = asyncio.get_running_loop().run_in_executor(None, _probe, folder / "bench-fsync", took, stop)
    try:
        yield took
    finally:
        stop.set()
        await work


def _probe(file: Path, took: list[float], stop: threading.Event) -> None:
    with file.open("wb", buffering=0) as out:
        while not stop.wait(_PAUSE_SECONDS):
            out.write(_PAGE)
            began = time.perf_counter()
            os.fsync(out.fileno())
            took.append(time.perf_counter() - began)
