"""Handing over: another colleague looks after a customer, and the history goes along.

The conversation stays the same log. The heir takes a seat in it from its first event, with the marks and the waiting
customer of whoever looked after them so far, whose seat ends; the customer reads who it is now, and goes on writing
where they always did, so that what was still on its way out arrives too. Where heir and customer have a direct
conversation already, that one goes on being the one that is found by person; the one handed over is marked
`is_earlier` for both, and stays open. All of it is one transaction, and done again it changes nothing.
"""

from datetime import datetime

from parley.domain import events
from parley.domain.access import (
    Person,
    Seat,
    ShopAct,
    check_may_hand_over,
    check_may_take_over,
    check_shop_act,
    is_customers,
    no_such_conversation,
)
from parley.domain.conversation import ConversationKind, Member, Role
from parley.domain.errors import NotFound, Refusal
from parley.domain.people import ContactState
from parley.foundation.clock import to_milliseconds
from parley.relay.actions import contacts, desk, logs
from parley.relay.actions.acquaintance import introduce, introduce_each_other
from parley.relay.actions.actor import Actor
from parley.relay.actions.marks import take_over_marks
from parley.relay.queries import people, seats
from parley.relay.queries.contacts import find_contact
from parley.relay.queries.handing_over import customer_conversations
from parley.relay.storage.database import RelationsChanged, Transaction


async def hand_over_one(tx: Transaction, actor: Actor, conversation: str, to: str, now: datetime) -> None:
    """A colleague takes over a customer of the actor's. Raises NotFound, Forbidden, Refusal."""
    customer = await seats.peer_of(tx, actor.account, conversation)
    peer = await people.find_person(tx, customer or "")
    # Asked before the heir is looked at: who may not know the conversation learns nothing else either.
    check_may_hand_over(actor.person, await seats.find_seat(tx, actor.account, conversation), peer)
    heir = await _check_heir(tx, actor.account, to, (customer,) if customer else ())
    seat = await _find_locked_seat(tx, actor.account, conversation)
    check_may_hand_over(actor.person, seat, peer)
    assert seat is not None
    assert customer is not None
    if seat.is_member:
        await _hand_over(tx, actor, conversation, actor.account, heir, customer, now)
    elif heir.account not in await seats.members(tx, conversation):
        raise no_such_conversation()


async def hand_over_all(tx: Transaction, actor: Actor, account: str, to: str, now: datetime) -> int:
    """A colleague takes over all customers of another one; answers how many conversations.

    Raises NotFound, Forbidden, Refusal.
    """
    check_shop_act(actor.person, ShopAct.HAND_OVER)
    keeper = await people.get_person(tx, account)
    if not keeper.kind.is_staff:
        raise Refusal("not_a_colleague", "Choose a colleague who works for the shop.", field="account")
    found = await customer_conversations(tx, account)
    locked = {customer for _, customer in found}
    heir = await _check_heir(tx, account, to, tuple(locked))
    # Somebody may have come while the locks were waited for; now that the keeper's log is held, nobody can.
    found = await customer_conversations(tx, account)
    await logs.lock_all(tx, {customer for _, customer in found} - locked)
    count = 0
    for conversation, customer in found:
        seat = await _find_locked_seat(tx, account, conversation)
        if seat is not None and seat.is_member and is_customers(seat, await people.find_person(tx, customer)):
            await _hand_over(tx, actor, conversation, account, heir, customer, now)
            count += 1
    return count


async def _hand_over(
    tx: Transaction,
    actor: Actor,
    conversation: str,
    keeper: str,
    heir: Person,
    customer: str,
    now: datetime,
) -> None:
    await introduce_each_other(tx, heir.account, customer, now)
    for former in (keeper, *await seats.former_members(tx, conversation)):
        await introduce(tx, heir.account, former, now)
    is_earlier = await _point_direct(tx, conversation, heir.account, customer)
    await _take_seat(tx, actor, conversation, keeper, heir.account, customer, is_earlier, now)
    await tx.execute(
        "UPDATE seat SET peer = $3, is_earlier = $4 WHERE party = $1 AND conversation = $2",
        customer,
        conversation,
        heir.account,
        int(is_earlier),
    )
    changed = events.PeerChanged(conversation=conversation, peer=heir.account, is_earlier=is_earlier)
    await logs.append_private(tx, customer, actor, changed, now)
    await take_over_marks(tx, conversation, keeper, heir.account)
    await desk.take_over_waiting(tx, conversation, keeper, heir.account)
    await tx.execute(
        "DELETE FROM auto_reply_pending WHERE account = $1 AND conversation = $2", keeper, conversation
    )
    await _become_contacts_too(tx, keeper, heir, customer, now)
    tx.publish(RelationsChanged((keeper, heir.account, customer)))


async def _take_seat(
    tx: Transaction,
    actor: Actor,
    conversation: str,
    keeper: str,
    heir: str,
    customer: str,
    is_earlier: bool,
    now: datetime,
) -> None:
    member = Member(account=heir, role=Role.MEMBER, from_seq=1, joined_at=now)
    body = events.HandedOver(from_account=keeper, member=member)
    event = await logs.append(tx, conversation, actor, body, (keeper, customer, heir), now)
    await tx.execute(
        "UPDATE seat SET until_seq = $3 WHERE party = $1 AND conversation = $2",
        keeper,
        conversation,
        event.seq,
    )
    left = events.ConversationLeft(conversation=conversation, until_seq=event.seq)
    await logs.append_private(tx, keeper, actor, left, now)
    await tx.execute(
        "INSERT INTO seat (party, conversation, role, from_seq, joined_at, peer, handed_seq, is_earlier)"
        " VALUES ($1, $2, $3, 1, $4, $5, $6, $7) ON CONFLICT (party, conversation) DO UPDATE SET"
        " role = excluded.role, from_seq = 1, until_seq = NULL, joined_at = excluded.joined_at,"
        " peer = excluded.peer, handed_seq = excluded.handed_seq, is_earlier = excluded.is_earlier,"
        " joined_seq = 0",
        heir,
        conversation,
        Role.MEMBER,
        to_milliseconds(now),
        customer,
        event.seq,
        int(is_earlier),
    )
    joined = events.ConversationJoined(
        conversation=conversation,
        kind=ConversationKind.DIRECT,
        from_seq=1,
        peer=customer,
        joined_seq=event.seq,
        is_earlier=is_earlier,
    )
    await logs.append_private(tx, heir, actor, joined, now)


async def _point_direct(tx: Transaction, conversation: str, heir: str, customer: str) -> bool:
    """The direct conversation of heir and customer is this one, unless they have one; whether they do."""
    low, high = sorted((heir, customer))
    await tx.execute("DELETE FROM direct WHERE conversation = $1", conversation)
    if await tx.fetch_one("SELECT 1 FROM direct WHERE low = $1 AND high = $2", low, high) is not None:
        return True
    await tx.execute(
        "INSERT INTO direct (low, high, conversation) VALUES ($1, $2, $3)", low, high, conversation
    )
    return False


async def _become_contacts_too(
    tx: Transaction, keeper: str, heir: Person, customer: str, now: datetime
) -> None:
    """Whoever was the keeper's contact is the heir's; remark and groups were the keeper's own."""
    known = await find_contact(tx, keeper, customer)
    between = await people.relation(tx, heir.account, customer)
    is_wanted = known is not None and known.state is ContactState.ACCEPTED
    if not is_wanted or between.contact is ContactState.ACCEPTED:
        return
    if not (between.viewer_blocks or between.subject_blocks):
        # No device of theirs is named to anyone: they did nothing.
        await contacts.become_contacts(tx, Actor(heir.account, "", heir.kind), customer, "", now)


async def _check_heir(tx: Transaction, keeper: str, to: str, customers: tuple[str, ...]) -> Person:
    """The heir, with the logs of all whom it is about locked."""
    check_may_take_over(keeper, await people.find_person(tx, to))
    await logs.lock_all(tx, (keeper, to, *customers))
    return check_may_take_over(keeper, await people.find_person(tx, to))


async def _find_locked_seat(tx: Transaction, account: str, conversation: str) -> Seat | None:
    try:
        await logs.lock(tx, conversation)
    except NotFound:
        raise no_such_conversation() from None
    return await seats.find_seat(tx, account, conversation)
