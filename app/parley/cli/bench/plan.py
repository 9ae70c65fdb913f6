"""What the generator is told and what it answers: one JSON line each way at every step.

job -->             <-- Ready once everybody is signed in
"go" -->            <-- Tally once all is over
end of input: it closes its sockets and ends
"""

import msgspec

from parley.cli.bench.figures import Shape
from parley.domain.message import text_part
from parley.foundation.ids import new_id
from parley.protocol.frames import SendMessage

TEXT_BYTES = 200


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """One conversation: who is online in it, by token, and which of them writes."""

    conversation: str
    writer: str
    readers: tuple[str, ...]


class Fetch(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody who comes back asks for: the events behind their cursors."""

    token: str
    cursors: dict[str, tuple[int, int]]
    expected: int
    """How many messages those are."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """`rate` is messages a second over all writers, None as fast as the window allows; `window` is unanswered ones."""

    shape: Shape
    url: str
    seconds: float
    rate: float | None = None
    window: int = 32
    groups: tuple[Group, ...] = ()
    idle: tuple[str, ...] = ()
    fetch: Fetch | None = None


class Ready(msgspec.Struct, frozen=True):
    """Everybody is signed in; how long that took them."""

    sessions: int
    seconds: float


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted. Times in seconds; `received` has one entry per coming back."""

    delivered: int = 0
    lost: int = 0
    duplicated: int = 0
    seconds: float = 0.0
    latencies: tuple[float, ...] = ()
    received: tuple[float, ...] = ()
    refused: str = ""
    """The first sentence with which the relay refused something."""


def said(conversation: str) -> SendMessage:
    """A message of TEXT_BYTES."""
    return SendMessage(
        client_message_id=new_id(), conversation=conversation, parts=(text_part("x" * TEXT_BYTES),)
    )
