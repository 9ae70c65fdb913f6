"""What reached whom, and when: one line for each message and recipient device."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from parley.cli.demo.shop import Player
from parley.cli.demo.talk import Sent
from parley.client.changes import Change, TimelineAppended
from parley.client.rows import TimelineKind, TimelineRow
from parley.foundation.clock import Clock


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """A message on a device. `recipient` is handle/device; the times are the server's and this computer's."""

    conversation: str
    seq: int
    id: str
    sender: str
    recipient: str
    sent_at: datetime
    received_at: datetime


@dataclass
class Transcript:
    """Listens to devices and keeps every arrival as it came, repeated ones too: it is evidence."""

    clock: Clock
    handles: dict[str, str]
    """Handle by account."""
    arrivals: list[Arrival] = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def listen_to(self, player: Player) -> Callable[[], None]:
        """Note what arrives on this device from now on; the answer ends that."""

        def listen(change: Change) -> None:
            if isinstance(change, TimelineAppended):
                for row in change.rows:
                    self._note(change.conversation, row, player)

        return player.session.subscribe(listen)

    def missing(self, sent: Iterable[Sent], devices: dict[str, list[Player]]) -> set[tuple[str, str]]:
        """(message, recipient) pairs that haven't arrived; `devices` are those of each conversation."""
        wanted = {
            (one.key, player.address)
            for one in sent
            for player in devices[one.conversation]
            if player.person.handle != one.sender
        }
        return wanted - {(arrival.id, arrival.recipient) for arrival in self.arrivals}

    async def wait_for(self, sent: list[Sent], devices: dict[str, list[Player]], seconds: float) -> bool:
        """Whether everything arrived in time."""
        try:
            async with asyncio.timeout(seconds):
                while self.missing(sent, devices):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return False
        return True

    def write(self, file: Path) -> None:
        """One JSON object a line, in the order of arrival."""
        encoder = msgspec.json.Encoder()
        file.write_bytes(b"".join(encoder.encode(arrival) + b"\n" for arrival in self.arrivals))

    def _note(self, conversation: str, row: TimelineRow, player: Player) -> None:
        if row.kind is not TimelineKind.MESSAGE or row.seq is None or row.is_own:
            return
        self.arrivals.append(
            Arrival(
                conversation=conversation,
                seq=row.seq,
                id=row.key,
                sender=self.handles.get(row.sender, row.sender),
                recipient=player.address,
                sent_at=row.at,
                received_at=self.clock.now(),
            )
        )
        self._changed.set()
