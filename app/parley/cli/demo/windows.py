"""Two of the demo's people in real windows, each a `parley` of its own that a person can take over."""

import asyncio
import subprocess
from collections.abc import Sequence
from pathlib import Path

from parley.cli.demo.server import parley_command

_STOP_SECONDS = 5


class Windows:
    """The processes of the windows."""

    def __init__(self, processes: Sequence[subprocess.Popen[bytes]]) -> None:
        self._processes = list(processes)

    async def wait(self) -> int:
        """Returns when all of them were closed: 0, or the first exit code that tells of a failure."""
        codes = await asyncio.gather(*(asyncio.to_thread(process.wait) for process in self._processes))
        return next((code for code in codes if code > 0), 0)

    def close(self) -> None:
        """Ends those that are still open."""
        for process in self._processes:
            if process.poll() is None:
                process.terminate()
        for process in self._processes:
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def open_windows(profiles: Sequence[Path], language: str) -> Windows:
    """A window for each profile, which has one account already."""
    return Windows(
        [
            subprocess.Popen(
                [*parley_command(), "--profile", str(profile), "--lang", language], stdin=subprocess.DEVNULL
            )
            for profile in profiles
        ]
    )
