"""What the session tells its listeners after its store or connection changed.

Listeners are plain callables, called on the event loop's thread in the order things happened; they should return
at once. A change names what moved; the new values are read from the session.
"""

from dataclasses import dataclass

from parley.client.rows import ConnectionState, TimelineRow


@dataclass(frozen=True, slots=True)
class ConnectionChanged:
    """`reason` is a stable code when the state is offline, signed_out or update_needed."""

    account: str
    state: ConnectionState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ConversationsChanged:
    """Rows of the conversation list are new or different; `removed` ones are gone."""

    account: str
    conversations: tuple[str, ...]
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineAppended:
    """Rows at the end of a conversation's timeline, oldest first."""

    account: str
    conversation: str
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class TimelineUpdated:
    """Rows that were there look different now (found by `key`): delivered, read, failed, numbered."""

    account: str
    conversation: str
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class TimelineReset:
    """The timeline has to be read again (a gap was filled, the relay was restored, a message was discarded)."""

    account: str
    conversation: str


@dataclass(frozen=True, slots=True)
class MessageArrived:
    """A message by someone else, new and live or found at reconnecting: what notifications are made from."""

    account: str
    conversation: str
    row: TimelineRow


@dataclass(frozen=True, slots=True)
class PeopleChanged:
    """Profiles, contacts, remarks, groups or blocks of these accounts moved; () means groups alone."""

    account: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """How these people are."""

    account: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypingChanged:
    """Who is writing in a conversation now."""

    account: str
    conversation: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MembersChanged:
    """A conversation has other members, roles or invitations."""

    account: str
    conversation: str


@dataclass(frozen=True, slots=True)
class PhrasesChanged:
    """Phrases, their folders, their use counts, or who may change the shop's."""

    account: str


@dataclass(frozen=True, slots=True)
class CardsChanged:
    """Tags or notes about these people moved; () means the tags themselves, whoever carries them."""

    account: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BroadcastsChanged:
    """Messages to many, the rules for them, or who opted out."""

    account: str


@dataclass(frozen=True, slots=True)
class NegotiationChanged:
    """Offers of a direct chat, who sells there, or for whom somebody concludes."""

    account: str
    conversation: str


@dataclass(frozen=True, slots=True)
class SelfChanged:
    """One's own profile, settings, shop or chosen status."""

    account: str


Change = (
    ConnectionChanged
    | ConversationsChanged
    | TimelineAppended
    | TimelineUpdated
    | TimelineReset
    | MessageArrived
    | PeopleChanged
    | PresenceChanged
    | TypingChanged
    | MembersChanged
    | PhrasesChanged
    | CardsChanged
    | BroadcastsChanged
    | NegotiationChanged
    | SelfChanged
)
