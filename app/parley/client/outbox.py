"""The outbox: what waits to be said, in order, and under ids that never change (G2, G7).

    queued --due--> in flight --Acked--> acked --its event arrives--> gone
                              --Refused, with retry_after--> queued; the whole outbox pauses
                              --Refused--> failed --retry--> queued (last) | --discard--> gone
                              --connection lost--> queued, in its old place

One message per conversation is in flight at a time: if the relay puts one off (429), the next must not overtake it.
Conversations don't wait for each other, and neither does a message for one that failed.
"""

from datetime import datetime

import msgspec

from parley.domain.message import Origin, Part
from parley.protocol.frames import Acked, Refused, SendMessage

_replace = msgspec.structs.replace
_TRIES_AGAIN = {"server_trouble": 3.0, "unavailable": 3.0, "database_unavailable": 3.0}
"""Codes that mean "unknown, not refused": tried again after so many seconds (G13)."""


class OutboxItem(msgspec.Struct, frozen=True, kw_only=True):
    """One message on its way out. `key` is its client_message_id; `seq` and `at` are set once acknowledged."""

    key: str
    conversation: str
    parts: tuple[Part, ...]
    queued_at: datetime
    origin: Origin = Origin.HUMAN
    failure: str | None = None
    sentence: str = ""
    seq: int | None = None
    at: datetime | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether it still has to be acknowledged."""
        return self.failure is None and self.seq is None


class Outbox(msgspec.Struct, frozen=True, kw_only=True):
    """All items by key, in the order they were queued. `paused_until` is a monotonic time."""

    items: dict[str, OutboxItem] = {}
    in_flight: frozenset[str] = frozenset()
    paused_until: float = 0.0

    @property
    def is_settled(self) -> bool:
        """Whether everything was acknowledged or has failed."""
        return not any(item.is_waiting for item in self.items.values())

    def of(self, conversation: str) -> list[OutboxItem]:
        """A conversation's items, in order."""
        return [item for item in self.items.values() if item.conversation == conversation]


def put(outbox: Outbox, item: OutboxItem) -> Outbox:
    """Adds an item at the end, or replaces the one with its key where it stands."""
    return _replace(outbox, items={**outbox.items, item.key: item})


def remove(outbox: Outbox, key: str) -> Outbox:
    """Forgets an item."""
    items = {k: item for k, item in outbox.items.items() if k != key}
    return _replace(outbox, items=items, in_flight=outbox.in_flight - {key})


def due(outbox: Outbox, now: float) -> tuple[Outbox, tuple[SendMessage, ...]]:
    """What to send now, noted as in flight."""
    if now < outbox.paused_until:
        return outbox, ()
    busy = {outbox.items[key].conversation for key in outbox.in_flight if key in outbox.items}
    frames = []
    for item in outbox.items.values():
        if item.is_waiting and item.conversation not in busy:
            busy.add(item.conversation)
            frames.append(_frame(item))
    going = frozenset(frame.client_message_id for frame in frames)
    return _replace(outbox, in_flight=outbox.in_flight | going), tuple(frames)


def acked(outbox: Outbox, frame: Acked) -> Outbox:
    """The message is durable on the relay. It stays until its event is stored here."""
    item = outbox.items.get(frame.client_message_id)
    outbox = _replace(outbox, in_flight=outbox.in_flight - {frame.client_message_id})
    return (
        put(outbox, _replace(item, seq=frame.seq, at=frame.at, failure=None, sentence="")) if item else outbox
    )


def refused(outbox: Outbox, frame: Refused, now: float) -> Outbox:
    """The message had no effect: later again, or failed."""
    item = outbox.items.get(frame.ref)
    outbox = _replace(outbox, in_flight=outbox.in_flight - {frame.ref})
    if item is None or not item.is_waiting:
        return outbox
    pause = frame.retry_after if frame.retry_after is not None else _TRIES_AGAIN.get(frame.code)
    if pause is not None:
        return _replace(outbox, paused_until=max(outbox.paused_until, now + pause))
    return put(outbox, _replace(item, failure=frame.code, sentence=frame.sentence))


def disconnected(outbox: Outbox) -> Outbox:
    """Nothing is in flight any more; it is sent again under the same ids."""
    return _replace(outbox, in_flight=frozenset(), paused_until=0.0)


def retried(outbox: Outbox, key: str) -> Outbox:
    """A failed item waits again, behind the others."""
    item = _replace(outbox.items[key], failure=None, sentence="")
    return put(remove(outbox, key), item)


def _frame(item: OutboxItem) -> SendMessage:
    return SendMessage(
        client_message_id=item.key, conversation=item.conversation, parts=item.parts, origin=item.origin
    )
