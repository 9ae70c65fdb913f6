"""May X see or do Y? The one answer that every route, frame, search and export asks for (G10).

The caller reads a `Relation` between two people, or a `Seat` in a conversation, and asks here; nothing else in the
product compares account kinds, blocks or memberships. The rules:

* A customer finds and sees the shop's staff, and people they share a conversation with; no one else.
* A partner finds staff and partners. Staff find everyone on the relay.
* A contact request or a conversation makes two people visible to each other, whatever their kinds.
* Everybody keeps tags and notes of their own about people they may see. The shop's are for all staff, and never about a
  colleague, who would read them; nobody else ever gets a byte of them.
* Everybody keeps phrases of their own. The shop's are for staff; the shop decides whether all of them may change these.
* Staff keep a desk: what they have done about a customer they talk with. Nobody else sees it; the owner sees who waits
  at whom.
* A block is invisible: to the blocked person the other one looks offline for good, can't be written to (with the
  same words as anyone who only takes messages from contacts), and never changes.
* In a direct chat both may make offers, unless they are colleagues. A block stops all but withdrawing and rejecting:
  whoever is bound by an open offer must be able to end it.
* A member of a conversation sees its events from `from_seq` on, and up to `until_seq` after leaving. A newcomer's
  `from_seq` is their joining, or 1 in a room whose owner lets newcomers see all.
"""

from enum import StrEnum

import msgspec

from parley.domain.conversation import ConversationKind, Role
from parley.domain.errors import Forbidden, NotFound, Refusal
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind, ContactState, WhoMayWrite
from parley.domain.phrase import PhraseEditors
from parley.domain.waiting import can_wait


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, or who is asked about."""

    account: str
    kind: AccountKind
    is_disabled: bool = False
    who_may_write: WhoMayWrite = WhoMayWrite.ANYONE


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """What stands between a viewer and a subject. `contact` is the viewer's own entry about the subject."""

    contact: ContactState | None = None
    shares_conversation: bool = False
    viewer_blocks: bool = False
    subject_blocks: bool = False


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """An account's place in a conversation. `from_seq` 0 with `is_invited`: asked, but not in."""

    kind: ConversationKind
    role: Role = Role.MEMBER
    from_seq: int = 0
    until_seq: int | None = None
    is_invited: bool = False

    @property
    def is_member(self) -> bool:
        """Whether the seat is taken now."""
        return self.from_seq > 0 and self.until_seq is None


class RoomAct(StrEnum):
    """What can be done to a conversation as a whole."""

    WRITE = "write"
    INVITE = "invite"
    RENAME = "rename"
    SET_NEWCOMERS = "set_newcomers"
    REMOVE = "remove"
    SET_ROLE = "set_role"
    LEAVE = "leave"


_OWNERS_ACTS = frozenset((RoomAct.REMOVE, RoomAct.SET_ROLE, RoomAct.RENAME, RoomAct.SET_NEWCOMERS))


class ShopAct(StrEnum):
    """What can be done to the shop and its accounts."""

    INVITE_STAFF = "invite_staff"
    INVITE_CUSTOMER = "invite_customer"
    LIST_ACCOUNTS = "list_accounts"
    RESET_PASSWORD = "reset_password"
    DISABLE_ACCOUNT = "disable_account"
    RENAME_SHOP = "rename_shop"
    CREATE_ROOM = "create_room"
    HAND_OVER = "hand_over"
    SET_PHRASE_EDITORS = "set_phrase_editors"
    BROADCAST = "broadcast"
    SET_BROADCAST_RULES = "set_broadcast_rules"
    SEE_TEAM_WAITING = "see_team_waiting"
    SET_HOURS = "set_hours"
    SET_AUTO_REPLY = "set_auto_reply"


def may_find(viewer: Person, subject: Person, relation: Relation) -> bool:
    """Whether a search by the viewer may show the subject."""
    if subject.is_disabled or viewer.account == subject.account:
        return False
    return may_see(viewer, subject, relation)


def may_see(viewer: Person, subject: Person, relation: Relation) -> bool:
    """Whether the viewer may see the subject's profile at all."""
    if viewer.account == subject.account:
        return True
    if relation.shares_conversation or relation.contact is not None:
        return True
    if viewer.kind.is_staff or subject.kind.is_staff:
        return True
    return viewer.kind is AccountKind.PARTNER and subject.kind is AccountKind.PARTNER


def may_see_live(viewer: Person, subject: Person, relation: Relation) -> bool:
    """Whether presence, typing, receipts and profile changes of the subject may reach the viewer."""
    if viewer.account == subject.account:
        return True
    if relation.subject_blocks or subject.is_disabled:
        return False
    if viewer.kind.is_staff and subject.kind.is_staff:
        return True
    return relation.shares_conversation or relation.contact is ContactState.ACCEPTED


def check_may_see(viewer: Person, subject: Person, relation: Relation) -> None:
    """Raises NotFound: who may not see a person doesn't learn that they exist."""
    if not may_see(viewer, subject, relation):
        raise no_such_person()


def check_may_write_to(viewer: Person, subject: Person, relation: Relation) -> None:
    """Raises NotFound or Forbidden unless the viewer may start, or go on with, a direct conversation."""
    check_may_see(viewer, subject, relation)
    if viewer.account == subject.account:
        raise Forbidden("write_to_self", "You can't write to yourself.", field="account")
    if relation.viewer_blocks:
        raise Forbidden(
            "you_block_them", "You blocked this person.", next_step="Unblock them to write again."
        )
    closed = subject.who_may_write is WhoMayWrite.CONTACTS and relation.contact is not ContactState.ACCEPTED
    if relation.subject_blocks or subject.is_disabled or closed:
        raise Forbidden("cannot_write", "This person doesn't take messages from you at the moment.")


def check_may_ask_contact(viewer: Person, subject: Person, relation: Relation) -> None:
    """Raises NotFound or Forbidden unless the viewer may ask the subject to become a contact."""
    check_may_see(viewer, subject, relation)
    if viewer.account == subject.account:
        raise Forbidden("contact_self", "You are always in your own contacts.", field="account")


def may_read(seat: Seat | None, seq: int) -> bool:
    """Whether the event `seq` of a conversation is visible from that seat."""
    if seat is None or seat.from_seq == 0:
        return False
    return seq >= seat.from_seq and (seat.until_seq is None or seq <= seat.until_seq)


def check_may_open(seat: Seat | None) -> Seat:
    """The seat of someone who may see at least a part of a conversation. Raises NotFound."""
    if seat is None or seat.from_seq == 0:
        raise no_such_conversation()
    return seat


def check_room_act(seat: Seat | None, act: RoomAct) -> Seat:
    """Raises NotFound for outsiders, Forbidden for members who may not do this."""
    seat = check_may_open(seat)
    if not seat.is_member:
        raise Forbidden("not_a_member", "You have left this conversation.")
    if seat.kind is ConversationKind.DIRECT and act is not RoomAct.WRITE:
        raise Forbidden("not_in_direct", "A direct chat always has the same two people.")
    if act in _OWNERS_ACTS and seat.role is not Role.OWNER:
        raise Forbidden("owner_only", "Only an owner of this room can do that.")
    return seat


def check_shop_act(viewer: Person, act: ShopAct) -> None:
    """Raises Forbidden unless the account may do this to the shop."""
    if act in (ShopAct.INVITE_CUSTOMER, ShopAct.CREATE_ROOM, ShopAct.BROADCAST):
        allowed = viewer.kind.is_staff or (act is ShopAct.CREATE_ROOM and viewer.kind is AccountKind.PARTNER)
    else:
        allowed = viewer.kind is AccountKind.OWNER
    if not allowed:
        raise Forbidden("not_allowed", "Your account can't do that.", next_step="Ask the owner of the shop.")


def check_may_keep_desk(viewer: Person, seat: Seat | None, peer: Person | None) -> None:
    """Raises NotFound for outsiders, Forbidden unless one of the shop's people talks with a customer there."""
    seat = check_may_open(seat)
    is_customer = peer is not None and can_wait(viewer.kind, peer.kind)
    if seat.kind is not ConversationKind.DIRECT or not is_customer:
        raise Forbidden("no_desk", "Only direct chats with customers can be done, put off or flagged.")


def may_edit_phrases(kind: AccountKind, owner: Owner, editors: PhraseEditors) -> bool:
    """Whether an account of that kind may change the phrases of its own, or of its shop."""
    if owner is Owner.PERSON:
        return True
    return kind is AccountKind.OWNER or (kind.is_staff and editors is PhraseEditors.STAFF)


def check_may_edit_phrases(viewer: Person, owner: Owner, editors: PhraseEditors) -> None:
    """Raises Forbidden unless the account may change these phrases."""
    if may_edit_phrases(viewer.kind, owner, editors):
        return
    if not viewer.kind.is_staff:
        raise Forbidden("not_allowed", "Your account can't do that.", next_step="Ask the owner of the shop.")
    raise Forbidden(
        "phrases_locked",
        "Only the owner changes the shop's phrases.",
        field="owner",
        next_step="Keep it as a phrase of your own, or ask the owner.",
    )


def may_read_statistics(kind: AccountKind, *, is_own: bool) -> bool:
    """The shop's people see how they answer themselves, and the owner how everybody does."""
    return kind is AccountKind.OWNER or (kind.is_staff and is_own)


def check_may_read_statistics(viewer: Person, *, is_own: bool) -> None:
    """Raises Forbidden unless the account may see these figures."""
    if not may_read_statistics(viewer.kind, is_own=is_own):
        raise Forbidden("not_allowed", "Your account can't do that.", next_step="Ask the owner of the shop.")


def check_may_keep_card(viewer: Person, subject: Person, relation: Relation, owner: Owner) -> None:
    """Raises NotFound, Forbidden or Refusal unless the viewer may tag and note somebody as that owner."""
    check_may_see(viewer, subject, relation)
    check_may_keep_cards(viewer, owner)
    if owner is Owner.SHOP and subject.kind.is_staff:
        raise Refusal(
            "card_of_colleague",
            "The shop keeps no tags or notes about its own people.",
            field="owner",
            next_step="Keep it as your own.",
        )


def check_may_keep_cards(viewer: Person, owner: Owner) -> None:
    """Raises Forbidden unless the account may change the tags and notes of that owner."""
    if owner is Owner.SHOP and not viewer.kind.is_staff:
        raise Forbidden("not_allowed", "Your account can't do that.", next_step="Ask the owner of the shop.")


def check_may_negotiate(seat: Seat | None, own: AccountKind, peer: AccountKind | None) -> Seat:
    """The seat of someone who may make and answer offers in a conversation. Raises NotFound, Forbidden."""
    seat = check_room_act(seat, RoomAct.WRITE)
    if seat.kind is not ConversationKind.DIRECT:
        raise Forbidden("no_deal_here", "Offers are made in a chat of two.", field="conversation")
    if peer is None:
        raise no_such_person()
    if own.is_staff and peer.is_staff:
        raise Forbidden("no_deal_here", "Colleagues make each other no offers.", field="conversation")
    return seat


def check_may_hand_over(keeper: Person, seat: Seat | None, customer: Person | None) -> None:
    """Raises NotFound or Forbidden unless the keeper's colleague may look after this conversation from now on."""
    seat = check_may_open(seat)
    if not keeper.kind.is_staff:
        raise Forbidden("not_allowed", "Your account can't do that.", next_step="Ask the owner of the shop.")
    if not is_customers(seat, customer):
        raise Forbidden("not_a_customer", "Only the chat with a customer or partner can be handed over.")


def is_customers(seat: Seat, customer: Person | None) -> bool:
    """Whether it is a direct conversation with somebody from outside of the shop."""
    return seat.kind is ConversationKind.DIRECT and customer is not None and not customer.kind.is_staff


def check_may_take_over(keeper: str, heir: Person | None) -> Person:
    """The colleague who looks after customers from now on. Raises Refusal."""
    if heir is None or not heir.kind.is_staff or heir.is_disabled or heir.account == keeper:
        raise Refusal("not_a_colleague", "Choose another colleague who works for the shop.", field="to")
    return heir


def no_such_person() -> NotFound:
    """The same words whether a person doesn't exist or may not be seen."""
    return NotFound("no_such_person", "There is no such person here.", field="account")


def no_such_conversation() -> NotFound:
    """The same words whether a conversation doesn't exist or may not be seen."""
    return NotFound("no_such_conversation", "There is no such conversation here.", field="conversation")
