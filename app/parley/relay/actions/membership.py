"""Taking and leaving seats: the conversation's log and the member's own log tell the same story.

The caller has locked the conversation's log, so the seq of the next event is known.
"""

from collections.abc import Iterable
from datetime import datetime

from parley.domain import events
from parley.domain.conversation import ROOM_LIMIT, ConversationKind, Member, Role
from parley.domain.errors import Refusal
from parley.domain.events import LogKind
from parley.foundation.clock import to_milliseconds
from parley.foundation.ids import new_id
from parley.relay.actions import logs
from parley.relay.actions.acquaintance import introduce, introduce_to_all
from parley.relay.actions.actor import Actor
from parley.relay.queries import seats
from parley.relay.storage.database import RelationsChanged, Transaction


async def create_conversation(
    tx: Transaction,
    actor: Actor,
    kind: ConversationKind,
    title: str,
    members: Iterable[Member],
    now: datetime,
    *,
    newcomers_see_all: bool = False,
) -> str:
    """A conversation with its first members, who all see it from its first event on. Returns its id."""
    conversation = new_id(to_milliseconds(now))
    people = tuple(members)
    accounts = tuple(member.account for member in people)
    await logs.create_log(tx, conversation, LogKind.CONVERSATION)
    await tx.execute(
        "INSERT INTO conversation (id, kind, title, created_at, newcomers_see_all) VALUES ($1, $2, $3, $4, $5)",
        conversation,
        kind,
        title,
        to_milliseconds(now),
        int(newcomers_see_all),
    )
    created = events.ConversationCreated(
        kind=kind, title=title, members=people, newcomers_see_all=newcomers_see_all
    )
    await logs.append(tx, conversation, actor, created, accounts, now)
    for member in people:
        peer = next((a for a in accounts if a != member.account), None)
        peer = peer if kind is ConversationKind.DIRECT else None
        await _take_seat(tx, actor, conversation, kind, title, member, peer, now)
    return conversation


async def add_member(
    tx: Transaction, actor: Actor, room: str, account: str, now: datetime, role: Role = Role.MEMBER
) -> None:
    """Puts somebody into a locked room; they get to know everybody there.

    They see it from this event on, or from the first one where newcomers see all: then also who was there before.
    """
    others = await seats.members(tx, room)
    if len(others) >= ROOM_LIMIT:
        raise Refusal("room_full", f"A room has at most {ROOM_LIMIT} members.", field="account")
    title = await room_title(tx, room)
    seq = await logs.lock(tx, room) + 1
    sees_all = await newcomers_see_all(tx, room)
    member = Member(
        account=account, role=role, from_seq=1 if sees_all else seq, joined_at=now, joined_seq=seq
    )
    await introduce_to_all(tx, account, others, now)
    if sees_all:
        for former in await seats.former_members(tx, room):
            await introduce(tx, account, former, now)
    await logs.append(tx, room, actor, events.MemberJoined(member=member), (*others, account), now)
    await _take_seat(tx, actor, room, ConversationKind.ROOM, title, member, None, now)
    tx.publish(RelationsChanged((account, *others)))


async def remove_member(tx: Transaction, actor: Actor, room: str, account: str, now: datetime) -> None:
    """Ends a seat in a locked room: the member leaves, or is removed by the actor."""
    audience = await seats.members(tx, room)
    left = events.MemberLeft(account=account, is_removed=account != actor.account)
    event = await logs.append(tx, room, actor, left, audience, now)
    await tx.execute(
        "UPDATE seat SET until_seq = $3 WHERE party = $1 AND conversation = $2", account, room, event.seq
    )
    await logs.append_private(
        tx, account, actor, events.ConversationLeft(conversation=room, until_seq=event.seq), now
    )
    tx.publish(RelationsChanged(audience))


async def invite_member(tx: Transaction, actor: Actor, room: str, account: str, now: datetime) -> None:
    """Asks somebody into a locked room."""
    title = await room_title(tx, room)
    audience = await seats.members(tx, room)
    event = await logs.append(tx, room, actor, events.MemberInvited(account=account), audience, now)
    await tx.execute(
        "INSERT INTO seat (party, conversation, role, invited_by, invited_seq, told_title)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (party, conversation) DO UPDATE SET"
        " invited_by = excluded.invited_by, invited_seq = excluded.invited_seq, told_title = excluded.told_title",
        account,
        room,
        Role.MEMBER,
        actor.account,
        event.seq,
        title,
    )
    invited = events.ConversationInvited(conversation=room, title=title, invited_by=actor.account)
    await logs.append_private(tx, account, actor, invited, now)


async def end_invitation(tx: Transaction, actor: Actor, room: str, account: str, now: datetime) -> None:
    """An invitation into a locked room was declined or is taken back."""
    audience = await seats.members(tx, room)
    await logs.append(tx, room, actor, events.InvitationEnded(account=account), audience, now)
    await tx.execute(
        "UPDATE seat SET invited_by = NULL WHERE party = $1 AND conversation = $2", account, room
    )
    await tx.execute(
        "DELETE FROM seat WHERE party = $1 AND conversation = $2 AND from_seq = 0", account, room
    )
    await logs.append_private(tx, account, actor, events.ConversationInvitationEnded(conversation=room), now)


async def room_title(tx: Transaction, room: str) -> str:
    """What a conversation is called now."""
    row = await tx.fetch_one("SELECT title FROM conversation WHERE id = $1", room)
    return "" if row is None else str(row[0])


async def newcomers_see_all(tx: Transaction, room: str) -> bool:
    """Whether who joins now sees what was said before."""
    row = await tx.fetch_one("SELECT newcomers_see_all FROM conversation WHERE id = $1", room)
    return row is not None and bool(row[0])


async def _take_seat(
    tx: Transaction,
    actor: Actor,
    conversation: str,
    kind: ConversationKind,
    title: str,
    member: Member,
    peer: str | None,
    now: datetime,
) -> None:
    await tx.execute(
        "INSERT INTO seat (party, conversation, role, from_seq, joined_at, peer, told_title, joined_seq)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (party, conversation) DO UPDATE SET"
        " role = excluded.role, from_seq = excluded.from_seq, until_seq = NULL, joined_at = excluded.joined_at,"
        " invited_by = NULL, told_title = excluded.told_title, joined_seq = excluded.joined_seq",
        member.account,
        conversation,
        member.role,
        member.from_seq,
        to_milliseconds(member.joined_at),
        peer,
        title,
        member.joined_seq,
    )
    joined = events.ConversationJoined(
        conversation=conversation,
        kind=kind,
        from_seq=member.from_seq,
        title=title,
        peer=peer,
        joined_seq=member.joined_seq,
    )
    await logs.append_private(tx, member.account, actor, joined, now)
