"""Talk: writers who keep a window of unanswered messages full, or a rate; readers who count what arrives.

acting --time is over--> draining --all acknowledged has arrived, or time is up--> tally
"""

import asyncio
import contextlib
import time

from parley.cli.bench.device import MARK_SECONDS, Device, Frame
from parley.cli.bench.plan import Group, Job, Tally, said
from parley.protocol.codec import encode

_DRAIN_SECONDS = 10.0
_LATENCIES_LIMIT = 200_000


class Talk:
    """All conversations of one run."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._lines = [_Line(group, self) for group in job.groups]
        self._drained = asyncio.Event()
        self.is_over = False
        self.latencies: list[float] = []
        self.refused = ""

    @property
    def window(self) -> int | None:
        """Unanswered messages of one writer; None when the rate decides."""
        return self._job.window if self._job.rate is None else None

    async def gather(self) -> list[Device]:
        """Everybody signs in, all at the same time."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(line.gather(self._job.url)) for line in self._lines]
        return [device for task in tasks for device in task.result()]

    async def act(self) -> Tally:
        """Talks for the seconds of the job."""
        began = time.monotonic()
        marking = asyncio.create_task(self._mark())
        await self._write(began)
        self.is_over = True
        await self._drain()
        took = max((line.last_at for line in self._lines), default=began) - began
        marking.cancel()
        for line in self._lines:
            line.mark()
        return Tally(
            delivered=sum(line.seen_once for line in self._lines),
            lost=sum(line.lost() for line in self._lines),
            duplicated=sum(line.duplicated for line in self._lines),
            seconds=max(took, 1e-9),
            latencies=tuple(self.latencies),
            refused=self.refused,
        )

    def note_latency(self, seconds: float) -> None:
        """One delivery took so long."""
        if len(self.latencies) < _LATENCIES_LIMIT:
            self.latencies.append(seconds)

    def note_progress(self) -> None:
        """Once the time is over: something arrived, perhaps the last."""
        if self.is_over and not any(line.is_waiting for line in self._lines):
            self._drained.set()

    async def _write(self, began: float) -> None:
        seconds = self._job.seconds
        if self._job.rate is None:
            for line in self._lines:
                line.fill()
            await asyncio.sleep(seconds)
            return
        total, number = max(1, round(self._job.rate * seconds)), 0
        while number < total:
            due = min(total, int((time.monotonic() - began) * self._job.rate) + 1)
            for _ in range(due - number):
                self._lines[number % len(self._lines)].write()
                number += 1
            await asyncio.sleep(max(0.0005, began + number / self._job.rate - time.monotonic()))

    async def _drain(self) -> None:
        self.note_progress()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._drained.wait(), _DRAIN_SECONDS)

    async def _mark(self) -> None:
        while True:
            await asyncio.sleep(MARK_SECONDS)
            for line in self._lines:
                line.mark()


class _Line:
    """One conversation, its writer and its readers."""

    def __init__(self, group: Group, talk: Talk) -> None:
        self._group = group
        self._talk = talk
        self._sent_at: dict[str, float] = {}
        self._unanswered = 0
        self._acked: set[int] = set()
        self._by_reader: dict[str, set[int]] = {}
        self._writer: Device
        self._readers: list[Device] = []
        self.duplicated = 0
        self.last_at = 0.0

    async def gather(self, url: str) -> list[Device]:
        self._writer = await Device.connect(url, self._group.writer, self._on_writer)
        for token in self._group.readers:
            self._readers.append(await Device.connect(url, token, self._on_reader))
        self._by_reader = {reader.token: set() for reader in self._readers}
        return [self._writer, *self._readers]

    def fill(self) -> None:
        """Writes until the window is full."""
        while self._unanswered < (self._talk.window or 0):
            self.write()

    def write(self) -> None:
        frame = said(self._group.conversation)
        self._sent_at[frame.client_message_id] = time.monotonic()
        self._unanswered += 1
        self._writer.send(encode(frame))

    def mark(self) -> None:
        for reader in self._readers:
            reader.mark()

    @property
    def seen_once(self) -> int:
        return sum(len(seen) for seen in self._by_reader.values())

    @property
    def is_waiting(self) -> bool:
        return self._unanswered > 0 or self.seen_once < len(self._acked) * len(self._readers)

    def lost(self) -> int:
        """Acknowledged, and not seen by somebody."""
        return sum(len(self._acked - seen) for seen in self._by_reader.values())

    def _on_writer(self, device: Device, frame: Frame) -> None:  # noqa: ARG002 - as Device calls it
        if frame.type == "Acked":
            self._unanswered -= 1
            self._acked.add(frame.seq)
            if not self._talk.is_over and self._talk.window is not None:
                self.fill()
        elif frame.type == "Refused":
            self._unanswered -= 1
            self._talk.refused = self._talk.refused or frame.sentence
        self._talk.note_progress()

    def _on_reader(self, device: Device, frame: Frame) -> None:
        if frame.type != "Event" or frame.body is None or frame.body.type != "MessageCreated":
            return
        if frame.log != self._group.conversation or frame.party != self._writer.account:
            return
        seen = self._by_reader[device.token]
        self.duplicated += frame.seq in seen
        seen.add(frame.seq)
        device.moved[frame.log] = frame.seq
        self.last_at = time.monotonic()
        sent_at = self._sent_at.get(frame.body.client_message_id)
        if sent_at is not None:
            self._talk.note_latency(self.last_at - sent_at)
        self._talk.note_progress()
