"""Delivered and read marks on their way in: cumulative, so only the furthest of each conversation is written.

A socket's first mark is written at once; those of the next INTERVAL_SECONDS together.
"""

import asyncio
from collections.abc import Callable

import msgspec

from parley.protocol.frames import MarkDelivered, MarkRead

INTERVAL_SECONDS = 0.25
CONVERSATIONS_LIMIT = 5_000


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """How far an account has come in a conversation; 0 leaves that part as it is."""

    conversation: str
    delivered_seq: int = 0
    read_seq: int = 0


class MarkLane:
    """The marks of one socket. `write` is called with each batch, at most four times a second."""

    def __init__(self, write: Callable[[tuple[Mark, ...]], None]) -> None:
        self._write = write
        self._pending: dict[str, Mark] = {}
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None

    def add(self, frame: MarkDelivered | MarkRead) -> None:
        """Remembers the mark and writes it soon."""
        old = self._pending.get(frame.conversation) or Mark(conversation=frame.conversation)
        delivered = frame.seq if isinstance(frame, MarkDelivered) else 0
        read = frame.seq if isinstance(frame, MarkRead) else 0
        self._pending[frame.conversation] = Mark(
            conversation=frame.conversation,
            delivered_seq=max(old.delivered_seq, delivered),
            read_seq=max(old.read_seq, read),
        )
        if self._timer is None or len(self._pending) >= CONVERSATIONS_LIMIT:
            self.flush()

    def flush(self) -> None:
        """Writes what is pending now."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._pending:
            batch = tuple(self._pending.values())
            self._pending.clear()
            self._write(batch)
            self._timer = self._loop.call_later(INTERVAL_SECONDS, self._on_time)

    def _on_time(self) -> None:
        self._timer = None
        self.flush()

    def close(self) -> None:
        """Writes the rest and stops."""
        self.flush()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
