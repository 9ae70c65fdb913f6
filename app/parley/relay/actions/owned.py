"""Whose hours and rules an action is about: one's own, or the shop's, which is the owner's to set."""

import msgspec

from parley.domain.access import ShopAct, check_shop_act
from parley.domain.errors import Conflict
from parley.domain.ownership import Owner
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.queries.shop import find_shop_of, staff_of
from parley.relay.storage.database import Transaction


class Owned(msgspec.Struct, frozen=True):
    """A log that holds hours and rules, and who reads it."""

    log: str
    audience: tuple[str, ...]


async def lock_owned(tx: Transaction, actor: Actor, owner: Owner, act: ShopAct) -> Owned:
    """Whose they are, the log locked, for changing it. Raises Forbidden."""
    if owner is Owner.PERSON:
        await logs.lock(tx, actor.account)
        return Owned(actor.account, (actor.account,))
    check_shop_act(actor.person, act)
    shop = await find_shop_of(tx, actor.account)
    if shop is None:
        raise Conflict("shop_missing", "The shop isn't open yet.")
    await logs.lock(tx, shop)
    return Owned(shop, await staff_of(tx, shop))
