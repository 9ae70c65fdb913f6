"""Direct conversations and rooms.

A colleague who is invited into a room is in at once; everybody else is asked. The last owner who leaves hands the room
over to the member who has been there longest.
"""

from datetime import datetime

from parley.domain import events
from parley.domain.access import (
    RoomAct,
    ShopAct,
    check_may_see,
    check_may_write_to,
    check_room_act,
    check_shop_act,
    no_such_conversation,
    no_such_person,
)
from parley.domain.conversation import ROOM_LIMIT, ConversationKind, Member, Role
from parley.domain.errors import Conflict, NotFound, Refusal
from parley.domain.people import check_name
from parley.relay.actions import logs, membership
from parley.relay.actions.acquaintance import introduce, introduce_each_other
from parley.relay.actions.actor import Actor
from parley.relay.queries import people, seats
from parley.relay.storage.database import RelationsChanged, Transaction

TITLE_LIMIT = 60


async def open_direct(tx: Transaction, actor: Actor, account: str, now: datetime) -> str:
    """The id of the direct conversation with somebody, made on the first call. Raises NotFound, Forbidden."""
    if await people.find_person(tx, account) is None:
        raise no_such_person()
    low, high = sorted((actor.account, account))
    await logs.lock_all(tx, (low, high))
    subject = await people.get_person(tx, account)
    between = await people.relation(tx, actor.account, account)
    check_may_see(actor.person, subject, between)
    row = await tx.fetch_one("SELECT conversation FROM direct WHERE low = $1 AND high = $2", low, high)
    if row is not None:
        return str(row[0])
    check_may_write_to(actor.person, subject, between)
    return await start_direct(tx, actor, account, now)


async def start_direct(tx: Transaction, actor: Actor, account: str, now: datetime) -> str:
    """A new direct conversation, nobody asked; for `open_direct` and for newcomers."""
    await introduce_each_other(tx, actor.account, account, now)
    members = [
        Member(account=a, role=Role.MEMBER, from_seq=1, joined_at=now) for a in (actor.account, account)
    ]
    conversation = await membership.create_conversation(tx, actor, ConversationKind.DIRECT, "", members, now)
    low, high = sorted((actor.account, account))
    await tx.execute(
        "INSERT INTO direct (low, high, conversation) VALUES ($1, $2, $3)", low, high, conversation
    )
    tx.publish(RelationsChanged((actor.account, account)))
    return conversation


async def create_room(
    tx: Transaction,
    actor: Actor,
    title: str,
    invite: tuple[str, ...],
    now: datetime,
    *,
    newcomers_see_all: bool = False,
) -> str:
    """A room of the actor's own; the others are invited. Returns its id. Raises Refusal, NotFound, Forbidden."""
    check_shop_act(actor.person, ShopAct.CREATE_ROOM)
    title = check_name(title, field="title", limit=TITLE_LIMIT)
    if len(invite) >= ROOM_LIMIT:
        raise Refusal("room_full", f"A room has at most {ROOM_LIMIT} members.", field="invite")
    owner = Member(account=actor.account, role=Role.OWNER, from_seq=1, joined_at=now)
    room = await membership.create_conversation(
        tx, actor, ConversationKind.ROOM, title, (owner,), now, newcomers_see_all=newcomers_see_all
    )
    for account in dict.fromkeys(invite):
        if account != actor.account:
            await _invite(tx, actor, room, account, now)
    return room


async def invite_to_room(tx: Transaction, actor: Actor, room: str, account: str, now: datetime) -> None:
    """Colleagues are in at once, others are asked. Raises NotFound, Forbidden, Conflict."""
    await _check_act(tx, actor, room, RoomAct.INVITE)
    seat = await seats.find_seat(tx, account, room)
    if seat is not None and seat.is_member:
        raise Conflict("member_already", "This person is in the room already.", field="account")
    if seat is not None and seat.is_invited:
        raise Conflict("invited_already", "This person was asked already.", field="account")
    await _invite(tx, actor, room, account, now)


async def join_room(tx: Transaction, actor: Actor, room: str, now: datetime) -> None:
    """Accepts an invitation. Raises NotFound without one."""
    await _check_invited(tx, actor, room)
    await membership.add_member(tx, actor, room, actor.account, now)


async def decline_room(tx: Transaction, actor: Actor, room: str, now: datetime) -> None:
    """Declines an invitation. Raises NotFound without one."""
    await _check_invited(tx, actor, room)
    await membership.end_invitation(tx, actor, room, actor.account, now)


async def remove_from_room(tx: Transaction, actor: Actor, room: str, account: str, now: datetime) -> None:
    """Leaves (oneself), removes a member, or takes an invitation back. Raises NotFound, Forbidden."""
    act = RoomAct.LEAVE if account == actor.account else RoomAct.REMOVE
    seat = await seats.find_seat(tx, account, room)
    if act is RoomAct.REMOVE and seat is not None and seat.is_invited and not seat.is_member:
        await _take_back(tx, actor, room, account, now)
        return
    await _check_act(tx, actor, room, act)
    seat = await seats.find_seat(tx, account, room)
    if seat is None or not seat.is_member:
        raise NotFound("no_such_member", "This person isn't in the room.", field="account")
    await leave_room(tx, actor, room, account, now)


async def leave_room(tx: Transaction, actor: Actor, room: str, account: str, now: datetime) -> None:
    """Ends a seat and sees to it that somebody owns the room; nobody asked."""
    await logs.lock(tx, room)
    await _hand_over(tx, actor, room, account, now)
    await membership.remove_member(tx, actor, room, account, now)


async def rename_room(tx: Transaction, actor: Actor, room: str, title: str, now: datetime) -> None:
    """Gives a room another title. Raises Refusal, NotFound, Forbidden."""
    title = check_name(title, field="title", limit=TITLE_LIMIT)
    await _check_act(tx, actor, room, RoomAct.RENAME)
    await do_rename(tx, actor, room, title, now)


async def do_rename(tx: Transaction, actor: Actor, room: str, title: str, now: datetime) -> None:
    """Renames, nobody asked. Who was only invited reads the title in their own log, so it is told there again."""
    if title == await membership.room_title(tx, room):
        return
    await tx.execute("UPDATE conversation SET title = $2 WHERE id = $1", room, title)
    audience = await seats.members(tx, room)
    await logs.append(tx, room, actor, events.RoomRenamed(title=title), audience, now)
    rows = await tx.fetch(
        "SELECT party, invited_by FROM seat WHERE conversation = $1 AND invited_by IS NOT NULL ORDER BY party",
        room,
    )
    for party, invited_by in rows:
        invited = events.ConversationInvited(conversation=room, title=title, invited_by=invited_by)
        await logs.append_private(tx, party, actor, invited, now)
        await tx.execute(
            "UPDATE seat SET told_title = $3 WHERE party = $1 AND conversation = $2", party, room, title
        )


async def set_newcomers(
    tx: Transaction, actor: Actor, room: str, newcomers_see_all: bool, now: datetime
) -> None:
    """Says what those who join from now on see; nobody who is in sees more or less. Raises NotFound, Forbidden."""
    await _check_act(tx, actor, room, RoomAct.SET_NEWCOMERS)
    if newcomers_see_all == await membership.newcomers_see_all(tx, room):
        return
    await tx.execute(
        "UPDATE conversation SET newcomers_see_all = $2 WHERE id = $1", room, int(newcomers_see_all)
    )
    audience = await seats.members(tx, room)
    changed = events.NewcomersChanged(newcomers_see_all=newcomers_see_all)
    await logs.append(tx, room, actor, changed, audience, now)


async def set_role(tx: Transaction, actor: Actor, room: str, account: str, role: Role, now: datetime) -> None:
    """Makes a member an owner, or a plain member again. Raises NotFound, Forbidden, Conflict."""
    await _check_act(tx, actor, room, RoomAct.SET_ROLE)
    seat = await seats.find_seat(tx, account, room)
    if seat is None or not seat.is_member:
        raise NotFound("no_such_member", "This person isn't in the room.", field="account")
    if seat.role is role:
        return
    if role is Role.MEMBER and not await _other_owners(tx, room, account):
        raise Conflict(
            "last_owner", "A room needs an owner.", field="role", next_step="Make someone else owner first."
        )
    await _do_set_role(tx, actor, room, account, role, now)


async def _invite(tx: Transaction, actor: Actor, room: str, account: str, now: datetime) -> None:
    subject = await people.get_person(tx, account)
    between = await people.relation(tx, actor.account, account)
    check_may_see(actor.person, subject, between)
    blocked = between.subject_blocks or between.viewer_blocks or subject.is_disabled
    if subject.kind.is_staff and actor.kind.is_staff and not blocked:
        await membership.add_member(tx, actor, room, account, now)
        return
    check_may_write_to(actor.person, subject, between)
    if len(await seats.members(tx, room)) >= ROOM_LIMIT:
        raise Refusal("room_full", f"A room has at most {ROOM_LIMIT} members.", field="account")
    await introduce(tx, account, actor.account, now)
    await membership.invite_member(tx, actor, room, account, now)


async def _take_back(tx: Transaction, actor: Actor, room: str, account: str, now: datetime) -> None:
    """Whoever asked may take it back, and so may the owners."""
    row = await tx.fetch_one(
        "SELECT invited_by FROM seat WHERE party = $1 AND conversation = $2", account, room
    )
    is_own = row is not None and row[0] == actor.account
    await _check_act(tx, actor, room, RoomAct.INVITE if is_own else RoomAct.REMOVE)
    await membership.end_invitation(tx, actor, room, account, now)


async def _check_act(tx: Transaction, actor: Actor, room: str, act: RoomAct) -> None:
    """Locks the conversation, then asks. Raises NotFound, Forbidden."""
    try:
        await logs.lock(tx, room)
    except NotFound:
        raise no_such_conversation() from None
    check_room_act(await seats.find_seat(tx, actor.account, room), act)


async def _check_invited(tx: Transaction, actor: Actor, room: str) -> None:
    try:
        await logs.lock(tx, room)
    except NotFound:
        raise no_such_conversation() from None
    seat = await seats.find_seat(tx, actor.account, room)
    if seat is None or not seat.is_invited:
        raise no_such_conversation()


async def _hand_over(tx: Transaction, actor: Actor, room: str, leaving: str, now: datetime) -> None:
    seat = await seats.find_seat(tx, leaving, room)
    if seat is None or seat.role is not Role.OWNER or await _other_owners(tx, room, leaving):
        return
    heirs = [account for account in await seats.members(tx, room) if account != leaving]
    if heirs:
        await _do_set_role(tx, actor, room, heirs[0], Role.OWNER, now)


async def _other_owners(tx: Transaction, room: str, account: str) -> bool:
    row = await tx.fetch_one(
        "SELECT 1 FROM seat WHERE conversation = $1 AND party <> $2 AND role = $3"
        " AND from_seq > 0 AND until_seq IS NULL LIMIT 1",
        room,
        account,
        Role.OWNER,
    )
    return row is not None


async def _do_set_role(
    tx: Transaction, actor: Actor, room: str, account: str, role: Role, now: datetime
) -> None:
    await tx.execute("UPDATE seat SET role = $3 WHERE party = $1 AND conversation = $2", account, room, role)
    audience = await seats.members(tx, room)
    await logs.append(tx, room, actor, events.RoleChanged(account=account, role=role), audience, now)
