"""The shop itself."""

from datetime import datetime

from parley.domain import events
from parley.domain.access import ShopAct, check_shop_act
from parley.domain.errors import Conflict
from parley.domain.people import check_name
from parley.domain.phrase import PhraseEditors
from parley.protocol.rest import ShopChange
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.queries.phrases import editors_of
from parley.relay.queries.shop import Shop, find_shop, staff_of
from parley.relay.storage.database import Transaction


async def change_shop(tx: Transaction, actor: Actor, change: ShopChange, now: datetime) -> str:
    """Changes the fields that are given. Returns the shop's id. Raises Refusal, Forbidden, Conflict."""
    check_shop_act(actor.person, ShopAct.RENAME_SHOP)
    if change.name is not None:
        await rename_shop(tx, actor, change.name, now)
    if change.phrase_editors is not None:
        await set_phrase_editors(tx, actor, change.phrase_editors, now)
    return (await _get_shop(tx)).id


async def rename_shop(tx: Transaction, actor: Actor, name: str, now: datetime) -> str:
    """Gives the shop another name. Returns the shop's id.

    Raises Refusal, Forbidden.
    """
    check_shop_act(actor.person, ShopAct.RENAME_SHOP)
    name = check_name(name, field="name")
    shop = await _get_shop(tx)
    await logs.lock(tx, shop.id)
    if name == shop.name:
        return shop.id
    await tx.execute("UPDATE shop SET name = $2 WHERE id = $1", shop.id, name)
    await logs.append(tx, shop.id, actor, events.ShopRenamed(name=name), await staff_of(tx, shop.id), now)
    return shop.id


async def set_phrase_editors(
    tx: Transaction, actor: Actor, editors: PhraseEditors, now: datetime
) -> PhraseEditors:
    """Says who may change the shop's phrases. Raises Forbidden."""
    check_shop_act(actor.person, ShopAct.SET_PHRASE_EDITORS)
    shop = await _get_shop(tx)
    await logs.lock(tx, shop.id)
    if editors is not await editors_of(tx, shop.id):
        await tx.execute("UPDATE shop SET phrase_editors = $2 WHERE id = $1", shop.id, editors)
        body = events.PhraseEditorsChanged(editors=editors)
        await logs.append(tx, shop.id, actor, body, await staff_of(tx, shop.id), now)
    return editors


async def _get_shop(tx: Transaction) -> Shop:
    shop = await find_shop(tx)
    if shop is None:
        raise Conflict("shop_missing", "The shop isn't open yet.")
    return shop
