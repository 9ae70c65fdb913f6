"""The frames of the WebSocket: JSON text, one tagged struct each. PROTOCOL.md tells the story with examples.

A client sends `Hello`, then `Resume`; the relay answers `Welcome`, then `Heads` of the logs that moved. From then
on `Event`s flow, and the client asks for what it lacks with `FetchEvents`. Commands carry a `ref` of the client's
choice; the answer (`Acked`, `Events`, `Refused`) repeats it.
"""

from datetime import datetime

import msgspec

from parley.domain.conversation import Marks
from parley.domain.events import Event, LogKind
from parley.domain.message import Origin, Part
from parley.domain.presence import Status

PROTOCOL_VERSION = 1
SOCKET_PATH = "/api/v1/socket"
"""Where the WebSocket is, on the same port as REST."""
FRAME_LIMIT_BYTES = 256 * 1024
FETCH_LIMIT = 500
"""Events in one `Events` frame, at most."""

CLOSE_SIGNED_OUT = 4401
"""The token is unknown, revoked, or the account is disabled."""
CLOSE_UPDATE_NEEDED = 4426
"""No common protocol version."""
CLOSE_TOO_SLOW = 4408
"""The socket didn't take what was sent to it; resume on a new one (G11)."""
CLOSE_TOO_MANY = 4429
"""Too many connections of this account or address; try again later."""
CLOSE_GOING_DOWN = 1012
"""The relay restarts."""
CLOSE_TOO_BIG = 1009
"""A frame over FRAME_LIMIT_BYTES."""


class _Frame(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    pass


# Client to relay


class Hello(_Frame, frozen=True, kw_only=True):
    """The first frame: which protocol versions, and the device's token."""

    versions: tuple[int, ...]
    token: str
    client: str = ""


class Resume(_Frame, frozen=True, kw_only=True):
    """Where the client stands: per log the last seq it holds without a hole, and its marks version."""

    cursors: dict[str, tuple[int, int]]


class FetchEvents(_Frame, frozen=True, kw_only=True):
    """Asks for the events from_seq..to_seq of a log, both included."""

    ref: str
    log: str
    from_seq: int
    to_seq: int


class SendMessage(_Frame, frozen=True, kw_only=True):
    """Says something. The same id with the same content has one effect, however often it is sent (G2)."""

    client_message_id: str
    conversation: str
    parts: tuple[Part, ...]
    origin: Origin = Origin.HUMAN


class MarkDelivered(_Frame, frozen=True, kw_only=True):
    """This device has stored everything up to seq. Has no answer."""

    conversation: str
    seq: int


class MarkRead(_Frame, frozen=True, kw_only=True):
    """The person has read up to seq. Has no answer."""

    conversation: str
    seq: int


class SetTyping(_Frame, frozen=True, kw_only=True):
    """The person is writing, or stopped. Has no answer; it fades after 6 s without a repeat."""

    conversation: str
    is_typing: bool


class SetPresence(_Frame, frozen=True, kw_only=True):
    """`status` is the account's choice (None leaves it), `is_idle` is whether nobody is at this device."""

    status: Status | None = None
    is_idle: bool = False


class Ping(_Frame, frozen=True, kw_only=True):
    """Either side may send it; the answer is Pong with the same ref."""

    ref: str = ""


ClientFrame = (
    Hello | Resume | FetchEvents | SendMessage | MarkDelivered | MarkRead | SetTyping | SetPresence | Ping
)

# Relay to client


class Welcome(_Frame, frozen=True, kw_only=True):
    """Signed in. A new `epoch` means that the relay was restored from a backup (G16).

    `urls` are the addresses it has now, best first, for the next time.
    """

    version: int
    relay: str
    epoch: str
    account: str
    device: str
    account_log: str
    shop_log: str | None
    server_time: datetime
    heartbeat_seconds: float
    status: Status
    urls: tuple[str, ...] = ()


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """How far a log goes for this account. `unread` counts messages by others after the own read mark and joining."""

    kind: LogKind
    from_seq: int
    seq: int
    marks_version: int = 0
    marks: tuple[Marks, ...] = ()
    unread: int = 0
    joined_seq: int = 0


class Heads(_Frame, frozen=True, kw_only=True):
    """The logs whose head or marks moved since the cursors given; `gone` are logs no longer to be seen.

    `presence` is everyone visible who isn't offline.
    """

    logs: dict[str, Head]
    gone: tuple[str, ...] = ()
    presence: dict[str, Status] = {}


class Events(_Frame, frozen=True, kw_only=True):
    """The answer to FetchEvents: a run without a hole, from `from_seq` on; shorter than asked is fine."""

    ref: str
    log: str
    from_seq: int
    to_seq: int
    events: tuple[Event, ...]


class Acked(_Frame, frozen=True, kw_only=True):
    """The message is durable under this seq (G1)."""

    client_message_id: str
    conversation: str
    seq: int
    at: datetime


class Refused(_Frame, frozen=True, kw_only=True):
    """A command had no effect. `ref` is its ref or client_message_id, empty if it couldn't be read."""

    ref: str
    code: str
    sentence: str
    field: str | None = None
    next_step: str | None = None
    retry_after: float | None = None


class MarksMoved(_Frame, frozen=True, kw_only=True):
    """Members came further in a conversation; coalesced. `marks_version` is the log's new one."""

    conversation: str
    marks_version: int
    marks: tuple[Marks, ...]


class TypingChanged(_Frame, frozen=True, kw_only=True):
    """A member writes, or stopped."""

    conversation: str
    party: str
    is_typing: bool


class PresenceChanged(_Frame, frozen=True, kw_only=True):
    """How people are now; coalesced. One's own choice comes this way to one's other devices too."""

    people: dict[str, Status]


class Pong(_Frame, frozen=True, kw_only=True):
    """The answer to Ping."""

    ref: str = ""


RelayFrame = (
    Welcome
    | Heads
    | Event
    | Events
    | Acked
    | Refused
    | MarksMoved
    | TypingChanged
    | PresenceChanged
    | Ping
    | Pong
)
