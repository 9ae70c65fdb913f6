"""What a log adds up to: snapshot + events = fresh snapshot.

Each log kind has a state and a pure `apply_...` that takes the next body. The relay answers with a state it reads
from its tables, the client keeps one by applying events; a property test holds the two against each other for
every action.
"""

from typing import TypeVar

import msgspec

from parley.domain import events
from parley.domain.auto_reply import Book
from parley.domain.broadcast import Broadcast, BroadcastRules, OptOut
from parley.domain.conversation import ConversationKind, Member, Preferences
from parley.domain.desk import Desk
from parley.domain.device import DeviceKey
from parley.domain.hours import WorkingHours
from parley.domain.note import Note, removed, written
from parley.domain.ownership import Owner
from parley.domain.people import AccountKind, Contact, ContactGroup, Profile
from parley.domain.phrase import Phrase, PhraseEditors, PhraseFolder
from parley.domain.tag import PersonTag

V = TypeVar("V")
S = TypeVar("S", "AccountState", "ShopState")
_replace = msgspec.structs.replace


class ConversationState(msgspec.Struct, frozen=True, kw_only=True):
    """Who is in a conversation and what it is called. `invited` holds accounts in the order they were asked."""

    kind: ConversationKind = ConversationKind.DIRECT
    title: str = ""
    members: dict[str, Member] = {}
    invited: tuple[str, ...] = ()
    newcomers_see_all: bool = False


class ConversationEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One's own seat in a conversation: what one sees of it and one's private wishes.

    `until_seq` is set once one has left; `invited_by` while one hasn't joined yet (then `from_seq` is 0). `joined_seq`
    is one's joining; 0 for those who were there from the start.
    """

    conversation: str
    kind: ConversationKind
    title: str = ""
    peer: str | None = None
    from_seq: int = 0
    until_seq: int | None = None
    invited_by: str | None = None
    joined_seq: int = 0
    is_earlier: bool = False
    preferences: Preferences = Preferences()


class AccountState(msgspec.Struct, frozen=True, kw_only=True):
    """Everything private to one account that its devices share. Keys are account, group or conversation ids."""

    profile: Profile | None = None
    people: dict[str, Profile] = {}
    devices: dict[str, tuple[DeviceKey, ...]] = {}
    contacts: dict[str, Contact] = {}
    groups: dict[str, ContactGroup] = {}
    blocks: frozenset[str] = frozenset()
    conversations: dict[str, ConversationEntry] = {}
    desk: dict[str, Desk] = {}
    settings: dict[str, str] = {}
    broadcasts: dict[str, Broadcast] = {}
    phrases: dict[str, Phrase] = {}
    phrase_folders: dict[str, PhraseFolder] = {}
    tags: dict[str, PersonTag] = {}
    tagged: dict[str, tuple[str, ...]] = {}
    """Which of `tags` a person carries, by account."""
    notes: dict[str, Note] = {}
    auto_reply: Book = Book()
    hours: WorkingHours | None = None


class ShopState(msgspec.Struct, frozen=True, kw_only=True):
    """The shop's name, its people, and what they share."""

    shop: str = ""
    name: str = ""
    staff: dict[str, AccountKind] = {}
    phrases: dict[str, Phrase] = {}
    phrase_folders: dict[str, PhraseFolder] = {}
    phrase_editors: PhraseEditors = PhraseEditors.STAFF
    tags: dict[str, PersonTag] = {}
    tagged: dict[str, tuple[str, ...]] = {}
    notes: dict[str, Note] = {}
    auto_reply: Book = Book()
    hours: WorkingHours | None = None
    broadcast_rules: BroadcastRules = BroadcastRules()
    opt_outs: dict[str, OptOut] = {}


def apply_conversation(state: ConversationState, body: events.Body) -> ConversationState:
    """The state after one more event of a conversation log."""
    match body:
        case events.ConversationCreated():
            members = {member.account: member for member in body.members}
            return ConversationState(
                kind=body.kind,
                title=body.title,
                members=members,
                newcomers_see_all=body.newcomers_see_all,
            )
        case events.MemberInvited():
            return _replace(state, invited=(*(a for a in state.invited if a != body.account), body.account))
        case events.InvitationEnded():
            return _replace(state, invited=tuple(a for a in state.invited if a != body.account))
        case events.MemberJoined():
            member = body.member
            return _replace(
                state,
                members={**state.members, member.account: member},
                invited=tuple(a for a in state.invited if a != member.account),
            )
        case events.MemberLeft():
            return _replace(state, members=_without(state.members, body.account))
        case events.RoleChanged():
            member = _replace(state.members[body.account], role=body.role)
            return _replace(state, members={**state.members, body.account: member})
        case events.HandedOver():
            members = _without(state.members, body.from_account)
            return _replace(state, members={**members, body.member.account: body.member})
        case events.RoomRenamed():
            return _replace(state, title=body.title)
        case events.NewcomersChanged():
            return _replace(state, newcomers_see_all=body.newcomers_see_all)
        case _:
            return state


def apply_account(state: AccountState, body: events.Body) -> AccountState:
    """The state after one more event of an account log."""
    match body:
        case events.ProfileChanged():
            return _replace(state, profile=body.profile)
        case events.PersonChanged():
            return _replace(state, people={**state.people, body.person.account: body.person})
        case events.DevicesChanged():
            return _replace(state, devices={**state.devices, body.account: body.devices})
        case events.ContactChanged():
            return _replace(state, contacts={**state.contacts, body.contact.account: body.contact})
        case events.ContactRemoved():
            return _replace(state, contacts=_without(state.contacts, body.account))
        case events.GroupChanged():
            return _replace(state, groups={**state.groups, body.group.id: body.group})
        case events.GroupRemoved():
            return _without_group(state, body.group)
        case events.PersonBlocked():
            return _replace(state, blocks=state.blocks | {body.account})
        case events.PersonUnblocked():
            return _replace(state, blocks=state.blocks - {body.account})
        case events.DeskChanged():
            return _replace(state, desk={**state.desk, body.conversation: body.desk})
        case events.BroadcastChanged():
            return _replace(state, broadcasts={**state.broadcasts, body.broadcast.id: body.broadcast})
        case events.BroadcastRemoved():
            return _replace(state, broadcasts=_without(state.broadcasts, body.broadcast))
        case events.SettingChanged(value=None):
            return _replace(state, settings=_without(state.settings, body.name))
        case events.SettingChanged(value=str(value)):
            return _replace(state, settings={**state.settings, body.name: value})
        case _:
            return _apply_shared(_apply_seat(state, body), body, Owner.PERSON)


def apply_shop(state: ShopState, body: events.Body) -> ShopState:
    """The state after one more event of a shop log."""
    match body:
        case events.ShopOpened():
            return ShopState(shop=body.shop, name=body.name)
        case events.ShopRenamed():
            return _replace(state, name=body.name)
        case events.StaffChanged():
            return _replace(state, staff={**state.staff, body.account: body.kind})
        case events.StaffLeft():
            return _replace(state, staff=_without(state.staff, body.account))
        case events.PhraseEditorsChanged():
            return _replace(state, phrase_editors=body.editors)
        case events.BroadcastRulesChanged():
            return _replace(state, broadcast_rules=body.rules)
        case events.OptOutChanged(opt_out=None):
            return _replace(state, opt_outs=_without(state.opt_outs, body.account))
        case events.OptOutChanged(opt_out=OptOut() as opt_out):
            return _replace(state, opt_outs={**state.opt_outs, body.account: opt_out})
        case _:
            return _apply_shared(state, body, Owner.SHOP)


def _apply_shared(state: S, body: events.Body, owner: Owner) -> S:
    """What a person and a shop both have."""
    match body:
        case events.HoursChanged():
            return _replace(state, hours=body.hours)
        case events.AutoReplyChanged():
            return _replace(state, auto_reply=body.book)
        case _:
            return _apply_card(_apply_phrases(state, body), body, owner)


def _apply_phrases(state: S, body: events.Body) -> S:
    match body:
        case events.PhrasesChanged():
            changed = {phrase.id: phrase for phrase in body.phrases}
            return _replace(state, phrases={**state.phrases, **changed})
        case events.PhraseRemoved():
            return _replace(state, phrases=_without(state.phrases, body.phrase))
        case events.PhrasesOrdered():
            moved = {
                key: _replace(state.phrases[key], position=position)
                for key, position in body.positions.items()
                if key in state.phrases
            }
            return _replace(state, phrases={**state.phrases, **moved})
        case events.PhraseFolderChanged():
            folders = {**state.phrase_folders, body.folder.id: body.folder}
            return _replace(state, phrase_folders=folders)
        case events.PhraseFolderRemoved():
            phrases = {
                key: _replace(phrase, folder=None) if phrase.folder == body.folder else phrase
                for key, phrase in state.phrases.items()
            }
            return _replace(
                state, phrases=phrases, phrase_folders=_without(state.phrase_folders, body.folder)
            )
        case _:
            return state


def _apply_card(state: S, body: events.Body, owner: Owner) -> S:
    match body:
        case events.TagChanged():
            return _replace(state, tags={**state.tags, body.tag.id: body.tag})
        case events.TagRemoved():
            left = {
                person: tuple(tag for tag in tags if tag != body.tag) if body.tag in tags else tags
                for person, tags in state.tagged.items()
            }
            tagged = {person: tags for person, tags in left.items() if tags}
            return _replace(state, tags=_without(state.tags, body.tag), tagged=tagged)
        case events.PersonTagged(tags=()):
            return _replace(state, tagged=_without(state.tagged, body.person))
        case events.PersonTagged():
            return _replace(state, tagged={**state.tagged, body.person: body.tags})
        case events.NoteWritten():
            note = state.notes.get(body.note) or Note(id=body.note, owner=owner, person=body.person)
            return _replace(state, notes={**state.notes, note.id: written(note, body.text)})
        case events.NoteRemoved() if body.note in state.notes:
            note = removed(state.notes[body.note], body.removed_by, body.removed_at)
            return _replace(state, notes={**state.notes, note.id: note})
        case _:
            return state


def _apply_seat(state: AccountState, body: events.Body) -> AccountState:
    match body:
        case events.ConversationInvited():
            old = state.conversations.get(body.conversation)
            seat = ConversationEntry(
                conversation=body.conversation,
                kind=ConversationKind.ROOM,
                title=body.title,
                from_seq=old.from_seq if old else 0,
                until_seq=old.until_seq if old else None,
                invited_by=body.invited_by,
                joined_seq=old.joined_seq if old else 0,
                preferences=old.preferences if old else Preferences(),
            )
        case events.ConversationInvitationEnded():
            old = state.conversations.get(body.conversation)
            if old is None or old.from_seq == 0:
                return _replace(state, conversations=_without(state.conversations, body.conversation))
            seat = _replace(old, invited_by=None)
        case events.ConversationJoined():
            old = state.conversations.get(body.conversation)
            seat = ConversationEntry(
                conversation=body.conversation,
                kind=body.kind,
                title=body.title,
                peer=body.peer,
                from_seq=body.from_seq,
                joined_seq=body.joined_seq,
                is_earlier=body.is_earlier,
                preferences=old.preferences if old else Preferences(),
            )
        case events.PeerChanged():
            old = state.conversations.get(body.conversation)
            if old is None:
                return state
            seat = _replace(old, peer=body.peer, is_earlier=body.is_earlier)
        case events.ConversationLeft():
            old = state.conversations.get(body.conversation)
            if old is None:
                return state
            seat = _replace(old, until_seq=body.until_seq)
        case events.PreferencesChanged():
            old = state.conversations.get(body.conversation)
            if old is None:
                return state
            seat = _replace(old, preferences=body.preferences)
        case _:
            return state
    return _replace(state, conversations={**state.conversations, seat.conversation: seat})


def _without_group(state: AccountState, group: str) -> AccountState:
    contacts = {
        account: _replace(contact, groups=tuple(g for g in contact.groups if g != group))
        if group in contact.groups
        else contact
        for account, contact in state.contacts.items()
    }
    return _replace(state, groups=_without(state.groups, group), contacts=contacts)


def _without(mapping: dict[str, V], key: str) -> dict[str, V]:
    return {k: v for k, v in mapping.items() if k != key}
