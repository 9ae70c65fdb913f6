"""The shop itself."""

from datetime import datetime

from parley.domain import events
from parley.domain.access import ShopAct, check_shop_act
from parley.domain.errors import Conflict
from parley.domain.people import check_name
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.queries.shop import find_shop, staff_of
from parley.relay.storage.database import Transaction


async def rename_shop(tx: Transaction, actor: Actor, name: str, now: datetime) -> str:
    """Gives the shop another name. Returns the shop's id.

    Raises Refusal, Forbidden.
    """
    check_shop_act(actor.person, ShopAct.RENAME_SHOP)
    name = check_name(name, field="name")
    shop = await find_shop(tx)
    if shop is None:
        raise Conflict("shop_missing", "The shop isn't open yet.")
    await logs.lock(tx, shop.id)
    if name == shop.name:
        return shop.id
    await tx.execute("UPDATE shop SET name = $2 WHERE id = $1", shop.id, name)
    await logs.append(tx, shop.id, actor, events.ShopRenamed(name=name), await staff_of(tx, shop.id), now)
    return shop.id
