"""The shop's own people: the shop log, the team room, and that colleagues know each other."""

from datetime import datetime

from parley.domain import events
from parley.domain.people import AccountKind
from parley.relay.actions import logs, membership
from parley.relay.actions.acquaintance import introduce_to_all
from parley.relay.actions.actor import Actor
from parley.relay.actions.conversations import leave_room
from parley.relay.queries import seats
from parley.relay.queries.shop import Shop, staff_of
from parley.relay.storage.database import RelationsChanged, Transaction


async def put(
    tx: Transaction, actor: Actor, shop: Shop, account: str, kind: AccountKind, now: datetime
) -> None:
    """Somebody is one of the shop's people now, or changes kind there; they are in the team room."""
    await logs.lock(tx, shop.id)
    await tx.execute(
        "INSERT INTO staff (shop, account) VALUES ($1, $2) ON CONFLICT (shop, account) DO NOTHING",
        shop.id,
        account,
    )
    colleagues = await staff_of(tx, shop.id)
    body = events.StaffChanged(account=account, kind=kind)
    await logs.append(tx, shop.id, actor, body, colleagues, now)
    await introduce_to_all(tx, account, colleagues, now)
    tx.publish(RelationsChanged(colleagues))
    await logs.lock(tx, shop.team_room)
    seat = await seats.find_seat(tx, account, shop.team_room)
    if seat is None or not seat.is_member:
        await membership.add_member(tx, actor, shop.team_room, account, now)


async def remove(tx: Transaction, actor: Actor, shop: Shop, account: str, now: datetime) -> None:
    """Somebody is no longer one of the shop's people, and out of the team room."""
    await logs.lock(tx, shop.id)
    colleagues = await staff_of(tx, shop.id)
    await tx.execute("DELETE FROM staff WHERE shop = $1 AND account = $2", shop.id, account)
    staying = tuple(colleague for colleague in colleagues if colleague != account)
    await logs.append(tx, shop.id, actor, events.StaffLeft(account=account), staying, now)
    tx.publish(RelationsChanged(colleagues))
    await logs.lock(tx, shop.team_room)
    seat = await seats.find_seat(tx, account, shop.team_room)
    if seat is not None and seat.is_member:
        await leave_room(tx, actor, shop.team_room, account, now)
