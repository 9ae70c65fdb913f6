"""The conversation list: rows, rooms and members, and one's private wishes for them."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

import apsw

from parley.client import records, resolve
from parley.client.changes import ConversationsChanged
from parley.client.core import Core
from parley.client.draft import recounted
from parley.client.pusher import Pusher
from parley.client.records import Record
from parley.client.rows import ConversationRow, MemberRow
from parley.client.storage import conversations, pending
from parley.client.wishes import Wish
from parley.domain.access import no_such_conversation
from parley.domain.conversation import Role
from parley.domain.people import AccountKind
from parley.domain.state import ConversationEntry
from parley.protocol.frames import MarkRead
from parley.protocol.rest_conversations import (
    ConversationSnapshot,
    CreateRoom,
    InviteMember,
    MemberChange,
    OpenDirect,
    RoomChange,
)
from parley.protocol.rest_handing_over import HandOver

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Conversations:
    """What one takes part in."""

    def __init__(self, core: Core, pusher: Pusher) -> None:
        self._core = core
        self._pusher = pusher

    def all(self) -> list[ConversationRow]:
        """All rows, hidden ones too, newest first."""
        found = (resolve.conversation_row(self._core, c) for c in self._core.state.conversations)
        return sorted((row for row in found if row), key=lambda r: r.last_at or _NEVER, reverse=True)

    def get(self, conversation: str) -> ConversationRow | None:
        """One row."""
        return resolve.conversation_row(self._core, conversation)

    def unread_total(self) -> int:
        """Unread messages; muted conversations don't count."""
        core, now = self._core, self._core.now()
        return sum(
            record.unread
            for conversation, record in core.records.items()
            if record.unread and core.entry(conversation) and not core.preferences(conversation).mutes(now)
        )

    def is_with_customer(self, conversation: str) -> bool:
        """Whether it is a direct one with a customer."""
        entry = self._core.entry(conversation)
        peer = resolve.profile_of(self._core, entry.peer) if entry and entry.peer else None
        return peer is not None and peer.kind is AccountKind.CUSTOMER

    def with_person(self, person: str) -> str | None:
        """The direct conversation with somebody, if there is one."""
        return next((e.conversation for e in self._direct_with(person) if not e.is_earlier), None)

    def earlier_with(self, person: str) -> list[str]:
        """Direct conversations that a colleague had with somebody before one took over, beside one's own."""
        return [entry.conversation for entry in self._direct_with(person) if entry.is_earlier]

    def direct_with(self, people: Collection[str]) -> list[ConversationRow]:
        """All direct conversations with these people, also those that a colleague looks after now."""
        entries = self._core.state.conversations.values()
        found = (resolve.conversation_row(self._core, e.conversation) for e in entries if e.peer in people)
        return [row for row in found if row is not None]

    async def hand_over(self, conversation: str, person: str) -> None:
        """A colleague looks after this customer from now on, and sees all that was said."""
        await self._call("POST", f"{conversation}/handover", HandOver(to=person))
        await self._core.until(lambda: self._has_left(conversation))

    def since(self, person: str) -> datetime | None:
        """Since when one talks with somebody directly."""
        record = self._core.records.get(self.with_person(person) or "")
        joined = [member.joined_at for member in record.state.members.values()] if record else []
        return min(joined, default=None)

    async def open_direct(self, person: str) -> str:
        """The direct conversation with somebody; made on the first call."""
        known = self.with_person(person)
        if known is not None:
            return known
        return await self._made("/conversations/direct", OpenDirect(account=person))

    async def create_room(
        self, title: str, people: Sequence[str] = (), *, newcomers_see_all: bool = False
    ) -> str:
        """A new room; colleagues are in at once, others are asked."""
        room = CreateRoom(title=title, invite=tuple(people), newcomers_see_all=newcomers_see_all)
        return await self._made("/conversations/rooms", room)

    async def invite(self, conversation: str, person: str) -> None:
        """Asks somebody into a room."""
        await self._call("POST", f"{conversation}/members", InviteMember(account=person))
        await self._core.until(lambda: self._is_in(conversation, person))

    async def join(self, conversation: str) -> None:
        """Accepts an invitation into a room."""
        await self._call("POST", f"{conversation}/join")
        await self._core.until(lambda: self._is_in(conversation, self._core.own))

    async def decline(self, conversation: str) -> None:
        """Declines an invitation into a room."""
        await self._call("POST", f"{conversation}/decline")
        await self._core.until(lambda: not self._is_invited(conversation))

    async def leave(self, conversation: str) -> None:
        """Leaves a room."""
        await self._call("DELETE", f"{conversation}/members/{self._core.own}")
        await self._core.until(lambda: self._has_left(conversation))

    async def remove_member(self, conversation: str, person: str) -> None:
        """Removes a member, or takes back an invitation."""
        await self._call("DELETE", f"{conversation}/members/{person}")
        await self._core.until(lambda: not self._is_in(conversation, person))

    async def rename(self, conversation: str, title: str) -> None:
        """Gives a room a new title."""
        await self._change(conversation, RoomChange(title=title))

    async def set_newcomers(self, conversation: str, see_all: bool) -> None:
        """Whether who joins a room from now on sees what was said before."""
        await self._change(conversation, RoomChange(newcomers_see_all=see_all))

    async def set_role(self, conversation: str, person: str, role: Role) -> None:
        """Makes a member owner, or plain member again."""
        await self._call("PATCH", f"{conversation}/members/{person}", MemberChange(role=role))

        def is_seen() -> bool:
            member = self._record(conversation).state.members.get(person)
            return member is None or member.role is role

        await self._core.until(is_seen)

    async def members(self, conversation: str) -> list[MemberRow]:
        """Members, owners first, then those invited."""
        return resolve.member_rows(self._core, self._record(conversation))

    async def set_muted(self, conversation: str, on: bool, lasts: timedelta | None = None) -> None:
        """Local first. A mute that `lasts` ends by itself on all devices, any other when it is taken back."""
        until = self._core.now() + lasts if on and lasts else None
        await self._wish(conversation, Wish(is_muted=on, muted_until=until))

    async def set_sound(self, conversation: str, sound: str) -> None:
        """What a new message sounds like: "" the usual, `NO_SOUND` nothing. Local first."""
        await self._wish(conversation, Wish(sound=sound))

    def next_unmute(self) -> datetime | None:
        """When the next mute is over by itself: call `mutes_ended` then."""
        core, now = self._core, self._core.now()
        wishes = (core.preferences(conversation) for conversation in core.state.conversations)
        return min((w.muted_until for w in wishes if w.muted_until and w.mutes(now)), default=None)

    def mutes_ended(self) -> None:
        """Shows the rows whose mute is over by now as they are."""
        core, now = self._core, self._core.now()
        ended = []
        for conversation in core.state.conversations:
            wish = core.preferences(conversation)
            if wish.is_muted and not wish.mutes(now):
                ended.append(conversation)
        if ended:
            core.announce([ConversationsChanged(core.own, tuple(ended))])

    async def set_pinned(self, conversation: str, on: bool) -> None:
        """Local first."""
        await self._wish(conversation, Wish(is_pinned=on))

    async def set_hidden(self, conversation: str, on: bool) -> None:
        """Local first; a new message shows it again."""
        await self._wish(conversation, Wish(is_hidden=on))

    async def set_draft(self, conversation: str, text: str) -> None:
        """Durable on this computer when it returns; follows to the other devices."""
        if text != self._core.preferences(conversation).draft:
            await self._wish(conversation, Wish(draft=text, draft_at=self._core.now()))

    async def mark_read(self, conversation: str, seq: int | None = None) -> None:
        """Read up to `seq`; None means everything there is. Local first."""
        core = self._core
        async with core.turn:
            record = core.records.get(conversation)
            if record is None:
                return
            upto = record.seq if seq is None else min(seq, record.seq)
            if upto <= record.read_seq(core.own):
                return
            core.records[conversation] = await core.write(lambda db: _save_read(db, record, core.own, upto))
            core.reads[conversation] = upto
        core.send(MarkRead(conversation=conversation, seq=upto))
        core.announce([ConversationsChanged(core.own, (conversation,))])

    async def _change(self, conversation: str, change: RoomChange) -> None:
        rest = self._core.check_online()
        seen = await rest.send("PATCH", f"/conversations/{conversation}", ConversationSnapshot, change)
        await self._core.until(lambda: self._record(conversation).seq >= seen.seq)

    def _direct_with(self, person: str) -> list[ConversationEntry]:
        entries = self._core.state.conversations.values()
        return [entry for entry in entries if entry.peer == person and entry.until_seq is None]

    async def _wish(self, conversation: str, wish: Wish) -> None:
        if self._core.entry(conversation) is None:
            raise no_such_conversation()
        await self._pusher.wish(conversation, wish)

    async def _made(self, path: str, body: object) -> str:
        core = self._core
        snapshot = await core.check_online().send("POST", path, ConversationSnapshot, body)
        await core.until(lambda: self._is_here(snapshot))
        return snapshot.log

    async def _call(self, method: str, path: str, body: object = None) -> None:
        await self._core.check_online().call(method, f"/conversations/{path}", body=body)

    def _record(self, conversation: str) -> Record:
        return self._core.records.get(conversation) or Record(id=conversation)

    def _is_here(self, snapshot: ConversationSnapshot) -> bool:
        return self._core.entry(snapshot.log) is not None and self._record(snapshot.log).seq >= snapshot.seq

    def _is_in(self, conversation: str, person: str) -> bool:
        state = self._record(conversation).state
        return person in state.members or person in state.invited

    def _is_invited(self, conversation: str) -> bool:
        entry = self._core.entry(conversation)
        return entry is not None and entry.invited_by is not None

    def _has_left(self, conversation: str) -> bool:
        entry = self._core.entry(conversation)
        return entry is None or entry.until_seq is not None


def _save_read(db: apsw.Connection, record: Record, own: str, seq: int) -> Record:
    record = recounted(db, records.read(record, own, seq, record.unread), own, None)
    conversations.save(db, record)
    pending.put(db, pending.READ, record.id, seq)
    return record
