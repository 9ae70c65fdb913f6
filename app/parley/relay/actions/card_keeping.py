"""Whose tags and notes an action is about, and whether the actor may change them."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from parley.domain.access import check_may_keep_card, check_may_keep_cards, no_such_person
from parley.domain.errors import Conflict
from parley.domain.ownership import Owner
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.actions.phrase_libraries import Library, visible_libraries
from parley.relay.queries import people
from parley.relay.storage.database import Transaction

T = TypeVar("T")


async def check_keeping(tx: Transaction, actor: Actor, owner: Owner) -> Library:
    """Where that owner's tags and notes are, locked. Raises Forbidden, Conflict."""
    check_may_keep_cards(actor.person, owner)
    for library in await visible_libraries(tx, actor):
        if library.owner is owner:
            await logs.lock(tx, library.log)
            return library
    raise Conflict("shop_missing", "The shop isn't open yet.")


async def check_about(tx: Transaction, actor: Actor, person: str, owner: Owner) -> None:
    """Raises NotFound, Forbidden, Refusal unless the actor may tag and note the person as that owner."""
    subject = await people.find_person(tx, person)
    if subject is None:
        raise no_such_person()
    between = await people.relation(tx, actor.account, person)
    check_may_keep_card(actor.person, subject, between, owner)


async def find_keeping(
    tx: Transaction, actor: Actor, find: Callable[[Library], Awaitable[T | None]]
) -> tuple[Library, T] | None:
    """The first of the actor's own and the shop's where `find` finds something, both locked."""
    libraries = await visible_libraries(tx, actor)
    await logs.lock_all(tx, (library.log for library in libraries))
    for library in libraries:
        found = await find(library)
        if found is not None:
            check_may_keep_cards(actor.person, library.owner)
            return library, found
    return None
