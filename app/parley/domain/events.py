"""The events of the logs.

Everything that is shared or must follow a person over devices is an event in a log, numbered 1..N without a hole.
There are three kinds of log:

* **conversation**: messages, membership and offers (`domain.negotiation_state`), seen by every member from `from_seq` on;
* **account**: one person's private state, seen by that person's own devices;
* **shop**: what the shop's staff share.

`party` is who others see acting; `acted_by` (account and device) is only ever sent to that party itself.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from parley.domain.auto_reply import Book
from parley.domain.broadcast import Broadcast, BroadcastRules, OptOut
from parley.domain.conversation import ConversationKind, Member, Preferences, Role
from parley.domain.desk import Desk
from parley.domain.device import DeviceKey
from parley.domain.hours import WorkingHours
from parley.domain.message import Origin, Part
from parley.domain.negotiation_state import NegotiationBody
from parley.domain.note import NoteText
from parley.domain.people import AccountKind, Contact, ContactGroup, Profile
from parley.domain.phrase import Phrase, PhraseEditors, PhraseFolder
from parley.domain.tag import PersonTag


class LogKind(StrEnum):
    """Which of the three a log is."""

    CONVERSATION = "conversation"
    ACCOUNT = "account"
    SHOP = "shop"


class _Body(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """What happened; the class name is the tag."""


# Conversation log


class ConversationCreated(_Body, frozen=True, kw_only=True):
    """The first event of a conversation. `title` is empty in direct ones."""

    kind: ConversationKind
    title: str
    members: tuple[Member, ...]
    newcomers_see_all: bool = False


class MessageCreated(_Body, frozen=True, kw_only=True):
    """Someone said something. `client_message_id` is the id its author's device gave it."""

    client_message_id: str
    parts: tuple[Part, ...]
    origin: Origin = Origin.HUMAN


class MemberInvited(_Body, frozen=True, kw_only=True):
    """Somebody was asked into a room and hasn't answered."""

    account: str


class InvitationEnded(_Body, frozen=True, kw_only=True):
    """Somebody who was asked declined, or the invitation was taken back."""

    account: str


class MemberJoined(_Body, frozen=True, kw_only=True):
    """A new member; what they see starts with this event, or with the first one where newcomers see all."""

    member: Member


class MemberLeft(_Body, frozen=True, kw_only=True):
    """Somebody left, or was removed when `is_removed`."""

    account: str
    is_removed: bool = False


class RoleChanged(_Body, frozen=True, kw_only=True):
    """A member became owner, or plain member again."""

    account: str
    role: Role


class RoomRenamed(_Body, frozen=True, kw_only=True):
    """The room has a new title."""

    title: str


class NewcomersChanged(_Body, frozen=True, kw_only=True):
    """Who joins from now on sees the room from its first event, or only from joining on."""

    newcomers_see_all: bool


class HandedOver(_Body, frozen=True, kw_only=True):
    """Another colleague looks after the customer of a direct conversation now, and sees all of it.

    `from_account` sees no more than this event. Why it was done is nobody's business outside the shop.
    """

    from_account: str
    member: Member


ConversationBody = (
    ConversationCreated
    | MessageCreated
    | MemberInvited
    | InvitationEnded
    | MemberJoined
    | MemberLeft
    | RoleChanged
    | RoomRenamed
    | NewcomersChanged
    | HandedOver
)

# Account log and shop log: the phrases that are one's own, and those that are the shop's


class PhrasesChanged(_Body, frozen=True, kw_only=True):
    """Phrases are new or changed. An import is many of them in a few events."""

    phrases: tuple[Phrase, ...]


class PhraseRemoved(_Body, frozen=True, kw_only=True):
    """A phrase is gone from this library."""

    phrase: str


class PhrasesOrdered(_Body, frozen=True, kw_only=True):
    """The order stays; the positions (by phrase) are spread anew, to make gaps."""

    positions: dict[str, int]


class PhraseFolderChanged(_Body, frozen=True, kw_only=True):
    """A folder of the library is new or changed."""

    folder: PhraseFolder


class PhraseFolderRemoved(_Body, frozen=True, kw_only=True):
    """A folder is gone; its phrases stay, without it."""

    folder: str


PhraseBody = PhrasesChanged | PhraseRemoved | PhrasesOrdered | PhraseFolderChanged | PhraseFolderRemoved

# Account log and shop log: tags and notes about people, one's own and the shop's


class TagChanged(_Body, frozen=True, kw_only=True):
    """A tag is new or changed."""

    tag: PersonTag


class TagRemoved(_Body, frozen=True, kw_only=True):
    """A tag is gone, from everybody who carried it too."""

    tag: str


class PersonTagged(_Body, frozen=True, kw_only=True):
    """The tags of this log's owner that somebody carries now, in the order of their ids; () is none."""

    person: str
    tags: tuple[str, ...]


class NoteWritten(_Body, frozen=True, kw_only=True):
    """A note about somebody is new, or says something else now."""

    note: str
    person: str
    text: NoteText


class NoteRemoved(_Body, frozen=True, kw_only=True):
    """A note was taken away; who did it and when stays in its place."""

    note: str
    removed_by: str
    removed_at: datetime


CardBody = TagChanged | TagRemoved | PersonTagged | NoteWritten | NoteRemoved

# Account log and shop log: when one is there, and what is said when one isn't


class HoursChanged(_Body, frozen=True, kw_only=True):
    """The working hours are now these; None: there are none."""

    hours: WorkingHours | None


class AutoReplyChanged(_Body, frozen=True, kw_only=True):
    """The book of automatic replies is now this."""

    book: Book


ReplyBody = HoursChanged | AutoReplyChanged

# Account log


class ProfileChanged(_Body, frozen=True, kw_only=True):
    """One's own profile is now this."""

    profile: Profile


class PersonChanged(_Body, frozen=True, kw_only=True):
    """Somebody one knows is now this; also the first time one gets to know them."""

    person: Profile


class DevicesChanged(_Body, frozen=True, kw_only=True):
    """The devices of somebody one sees live, or one's own, are now these."""

    account: str
    devices: tuple[DeviceKey, ...]


class ContactChanged(_Body, frozen=True, kw_only=True):
    """An entry of one's contact list is new or changed."""

    contact: Contact


class ContactRemoved(_Body, frozen=True, kw_only=True):
    """An entry of one's contact list, or a request, is gone."""

    account: str


class GroupChanged(_Body, frozen=True, kw_only=True):
    """One of one's own contact groups is new or changed."""

    group: ContactGroup


class GroupRemoved(_Body, frozen=True, kw_only=True):
    """A group is gone; its contacts stay, without it."""

    group: str


class PersonBlocked(_Body, frozen=True, kw_only=True):
    """One blocked somebody. Only oneself ever learns of it."""

    account: str


class PersonUnblocked(_Body, frozen=True, kw_only=True):
    """A block was lifted."""

    account: str


class ConversationInvited(_Body, frozen=True, kw_only=True):
    """One was asked into a room."""

    conversation: str
    title: str
    invited_by: str


class ConversationInvitationEnded(_Body, frozen=True, kw_only=True):
    """An invitation into a room was declined or taken back."""

    conversation: str


class ConversationJoined(_Body, frozen=True, kw_only=True):
    """One sees a conversation from `from_seq` on. `peer` is the other one of a direct conversation.

    `joined_seq` is one's joining, where one sees what was said before it. `is_earlier`: a direct conversation that was
    handed over to somebody who has another one with the same person already; new talk belongs there.
    """

    conversation: str
    kind: ConversationKind
    from_seq: int
    title: str = ""
    peer: str | None = None
    joined_seq: int = 0
    is_earlier: bool = False


class PeerChanged(_Body, frozen=True, kw_only=True):
    """A direct conversation goes on with somebody else. `is_earlier`: one has another one with them already."""

    conversation: str
    peer: str
    is_earlier: bool = False


class ConversationLeft(_Body, frozen=True, kw_only=True):
    """One sees a conversation up to `until_seq` and no further."""

    conversation: str
    until_seq: int


class PreferencesChanged(_Body, frozen=True, kw_only=True):
    """Mute, pin, draft of a conversation are now these."""

    conversation: str
    preferences: Preferences


class DeskChanged(_Body, frozen=True, kw_only=True):
    """What one has done about the customer of a direct conversation is now this."""

    conversation: str
    desk: Desk


class BroadcastChanged(_Body, frozen=True, kw_only=True):
    """One of one's own messages to many is new or has come further; told at every tenth of the way."""

    broadcast: Broadcast


class BroadcastRemoved(_Body, frozen=True, kw_only=True):
    """A broadcast that is over is no longer kept."""

    broadcast: str


class SettingChanged(_Body, frozen=True, kw_only=True):
    """A setting that follows the account; `value` None means its default."""

    name: str
    value: str | None


AccountBody = (
    ProfileChanged
    | PersonChanged
    | DevicesChanged
    | ContactChanged
    | ContactRemoved
    | GroupChanged
    | GroupRemoved
    | PersonBlocked
    | PersonUnblocked
    | ConversationInvited
    | ConversationInvitationEnded
    | ConversationJoined
    | PeerChanged
    | ConversationLeft
    | PreferencesChanged
    | DeskChanged
    | BroadcastChanged
    | BroadcastRemoved
    | SettingChanged
)

# Shop log


class ShopOpened(_Body, frozen=True, kw_only=True):
    """The first event of a shop."""

    shop: str
    name: str


class ShopRenamed(_Body, frozen=True, kw_only=True):
    """The shop has a new name."""

    name: str


class StaffChanged(_Body, frozen=True, kw_only=True):
    """Somebody joined the shop's people, or changed kind there."""

    account: str
    kind: AccountKind


class StaffLeft(_Body, frozen=True, kw_only=True):
    """Somebody is no longer one of the shop's people."""

    account: str


class BroadcastRulesChanged(_Body, frozen=True, kw_only=True):
    """How often one customer may get a message to many."""

    rules: BroadcastRules


class OptOutChanged(_Body, frozen=True, kw_only=True):
    """Somebody wants no more messages to many, or takes them again (None), by their own word or a colleague's."""

    account: str
    opt_out: OptOut | None
    reason: str = ""


class PhraseEditorsChanged(_Body, frozen=True, kw_only=True):
    """Who may change the shop's phrases."""

    editors: PhraseEditors


ShopBody = (
    ShopOpened
    | ShopRenamed
    | StaffChanged
    | StaffLeft
    | PhraseEditorsChanged
    | BroadcastRulesChanged
    | OptOutChanged
)

BroadcastBody = BroadcastChanged | BroadcastRemoved | BroadcastRulesChanged | OptOutChanged
"""What is about messages to many, in either log."""


class UnknownBody(_Body, frozen=True, kw_only=True):
    """What a newer program wrote and this one can't read: `raw` is its JSON, kept for a later version (G15).

    It never travels: a client makes it of what arrives, keeps it in its store, and applies it as nothing.
    """

    name: str
    raw: str


Body = (
    ConversationBody
    | NegotiationBody
    | AccountBody
    | ShopBody
    | PhraseBody
    | CardBody
    | ReplyBody
    | UnknownBody
)


class ActedBy(msgspec.Struct, frozen=True, kw_only=True):
    """Which account and device acted; for the acting party's own eyes."""

    account: str
    device: str


class Event(msgspec.Struct, frozen=True, kw_only=True, tag="Event", tag_field="type"):
    """One entry of a log. `at` is the relay's decision time; it never goes back within a log (G14)."""

    log: str
    seq: int
    id: str
    at: datetime
    party: str
    body: Body
    acted_by: ActedBy | None = None
