"""The REST shapes of conversations, rooms and their members. The routes are listed in `rest.py`."""

from msgspec import UNSET, UnsetType

from parley.domain.conversation import Marks, Role
from parley.domain.events import Event
from parley.domain.negotiation_state import Negotiation
from parley.domain.state import ConversationState
from parley.domain.waiting import Unanswered
from parley.protocol.rest import Shape


class OpenDirect(Shape, frozen=True, kw_only=True):
    """The direct conversation with somebody; made on the first call."""

    account: str


class CreateRoom(Shape, frozen=True, kw_only=True):
    """A room with a title; the people in `invite` are invited.

    Who joins later sees it from joining on, or with `newcomers_see_all` from its first event.
    """

    title: str
    invite: tuple[str, ...] = ()
    newcomers_see_all: bool = False


class RoomChange(Shape, frozen=True, kw_only=True):
    """Fields left out stay as they are. `newcomers_see_all` counts for those who join from now on."""

    title: str | None = None
    newcomers_see_all: bool | None = None


class InviteMember(Shape, frozen=True, kw_only=True):
    """Whom to invite."""

    account: str


class MemberChange(Shape, frozen=True, kw_only=True):
    """A member's new role."""

    role: Role


class ConversationSnapshot(Shape, frozen=True, kw_only=True):
    """A conversation up to `seq`, with its marks and the newest event that is a message.

    `unanswered` is there for the shop's people in direct conversations with customers, where somebody may wait, `negotiation`
    where somebody has made an offer.
    """

    log: str
    from_seq: int
    seq: int
    state: ConversationState
    marks_version: int
    marks: tuple[Marks, ...]
    unread: int
    last_message: Event | None = None
    unanswered: Unanswered | UnsetType = UNSET
    negotiation: Negotiation | UnsetType = UNSET


class ConversationPage(Shape, frozen=True, kw_only=True):
    """`next_after` is passed as `after` for the following page; None at the end."""

    conversations: tuple[ConversationSnapshot, ...]
    next_after: str | None = None
