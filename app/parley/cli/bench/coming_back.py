"""Coming back: somebody connects with old cursors and is done when every message behind them has arrived.

It is done again and again, each time with the same cursors, until the time is over.
"""

import asyncio
import time

from parley.cli.bench.device import Device, Frame
from parley.cli.bench.plan import Fetch, Job, Tally
from parley.protocol.codec import encode
from parley.protocol.frames import FETCH_LIMIT, FetchEvents

_LIMIT_SECONDS = 30.0


async def come_back(job: Job, fetch: Fetch) -> Tally:
    """At least once, then until the seconds of the job are over."""
    began = time.monotonic()
    took: list[float] = []
    delivered = lost = duplicated = 0
    while not took or time.monotonic() - began < job.seconds:
        once = _Return(fetch)
        took.append(await once.run(job.url))
        delivered += len(once.seen)
        lost += fetch.expected - len(once.seen)
        duplicated += once.duplicated
    return Tally(
        delivered=delivered,
        lost=lost,
        duplicated=duplicated,
        seconds=time.monotonic() - began,
        received=tuple(took),
    )


class _Return:
    """One time."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._done = asyncio.Event()
        self.seen: set[tuple[str, int]] = set()
        self.duplicated = 0

    async def run(self, url: str) -> float:
        """Seconds from the first byte to the last message."""
        began = time.monotonic()
        device = await Device.connect(url, self._fetch.token, self._hear)
        device.resume(self._fetch.cursors)
        try:
            await asyncio.wait_for(self._done.wait(), _LIMIT_SECONDS)
        except TimeoutError:
            pass  # what is missing is counted as lost
        finally:
            device.close()
        return time.monotonic() - began

    def _hear(self, device: Device, frame: Frame) -> None:
        if frame.type == "Heads":
            for log, head in frame.logs.items():
                self._ask(device, log, self._fetch.cursors.get(log, (0, 0))[0] + 1, head.seq)
        for event in frame.events:
            if (
                event.body is not None
                and event.body.type == "MessageCreated"
                and event.party != device.account
            ):
                self.duplicated += (event.log, event.seq) in self.seen
                self.seen.add((event.log, event.seq))
        if len(self.seen) >= self._fetch.expected:
            self._done.set()

    def _ask(self, device: Device, log: str, first: int, last: int) -> None:
        for start in range(first, last + 1, FETCH_LIMIT):
            end = min(last, start + FETCH_LIMIT - 1)
            device.send(encode(FetchEvents(ref=f"{log}:{start}", log=log, from_seq=start, to_seq=end)))
