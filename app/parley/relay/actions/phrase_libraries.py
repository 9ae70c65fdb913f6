"""Whose phrases an action is about, and whether the actor may change them."""

import msgspec

from parley.domain.access import check_may_edit_phrases
from parley.domain.errors import Conflict
from parley.domain.ownership import Owner
from parley.domain.phrase import PhraseEditors
from parley.relay.actions.actor import Actor
from parley.relay.queries.phrases import editors_of
from parley.relay.queries.shop import find_shop_of, staff_of
from parley.relay.storage.database import Transaction


class Library(msgspec.Struct, frozen=True):
    """The phrases that one log tells of, to an audience."""

    log: str
    owner: Owner
    audience: tuple[str, ...]


async def visible_libraries(tx: Transaction, actor: Actor) -> tuple[Library, ...]:
    """One's own, then the shop's if one works there."""
    own = Library(actor.account, Owner.PERSON, (actor.account,))
    shop = await find_shop_of(tx, actor.account)
    return (own,) if shop is None else (own, Library(shop, Owner.SHOP, await staff_of(tx, shop)))


async def check_library(tx: Transaction, actor: Actor, owner: Owner) -> Library:
    """The library, for changing it. Raises Forbidden."""
    for library in await visible_libraries(tx, actor):
        if library.owner is owner:
            await check_may_edit(tx, actor, library)
            return library
    check_may_edit_phrases(actor.person, owner, PhraseEditors.OWNER)
    raise Conflict("shop_missing", "The shop isn't open yet.")


async def check_may_edit(tx: Transaction, actor: Actor, library: Library) -> None:
    """Raises Forbidden."""
    is_shop = library.owner is Owner.SHOP
    editors = await editors_of(tx, library.log) if is_shop else PhraseEditors.STAFF
    check_may_edit_phrases(actor.person, library.owner, editors)
