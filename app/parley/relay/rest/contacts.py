"""One's own contacts, groups and blocks."""

from litestar import Router, delete, patch, post, put
from litestar.params import JSONBody

from parley.domain.people import Contact, ContactGroup
from parley.protocol.rest_contacts import AskContact, ContactChange, GroupValue
from parley.relay.actions import blocks, contacts, groups
from parley.relay.rate_limits import Act
from parley.relay.rest.calls import Caller, Id, Services, signed_in


@post("/contacts", **signed_in(403, 404, 409, 422))
async def ask_contact(services: Services, actor: Caller, data: JSONBody[AskContact]) -> Contact:
    """Asks somebody to become a contact; if they asked already, both are contacts now."""
    services.limits.check(Act.CONTACT, actor.account)
    now = services.clock.now()
    return await services.database.write(lambda tx: contacts.ask(tx, actor, data, now))


@post("/contacts/{account:str}/accept", status_code=200, **signed_in(403, 404, 409, 422))
async def accept_contact(services: Services, actor: Caller, account: Id) -> Contact:
    """Says yes to a request."""
    now = services.clock.now()
    return await services.database.write(lambda tx: contacts.accept(tx, actor, account, now))


@post("/contacts/{account:str}/decline", status_code=204, **signed_in(404, 409))
async def decline_contact(services: Services, actor: Caller, account: Id) -> None:
    """Says no to a request."""
    now = services.clock.now()
    await services.database.write(lambda tx: contacts.decline(tx, actor, account, now))


@patch("/contacts/{account:str}", **signed_in(404, 422))
async def change_contact(
    services: Services, actor: Caller, account: Id, data: JSONBody[ContactChange]
) -> Contact:
    """Another remark name or other groups; only oneself sees them."""
    now = services.clock.now()
    return await services.database.write(lambda tx: contacts.change(tx, actor, account, data, now))


@delete("/contacts/{account:str}", **signed_in(404))
async def remove_contact(services: Services, actor: Caller, account: Id) -> None:
    """Takes a contact off the list, or a request back."""
    now = services.clock.now()
    await services.database.write(lambda tx: contacts.remove(tx, actor, account, now))


@put("/groups/{group:str}", **signed_in(409, 422))
async def put_group(services: Services, actor: Caller, group: Id, data: JSONBody[GroupValue]) -> ContactGroup:
    """Makes or changes a group. Its id is a UUID of the client's making."""
    now = services.clock.now()
    return await services.database.write(lambda tx: groups.put_group(tx, actor, group, data, now))


@delete("/groups/{group:str}", **signed_in(404, 422))
async def remove_group(services: Services, actor: Caller, group: Id) -> None:
    """Removes a group; its contacts stay."""
    now = services.clock.now()
    await services.database.write(lambda tx: groups.remove_group(tx, actor, group, now))


@put("/blocks/{account:str}", status_code=204, **signed_in(403, 404, 422))
async def block(services: Services, actor: Caller, account: Id) -> None:
    """Blocks somebody, who never learns of it."""
    now = services.clock.now()
    await services.database.write(lambda tx: blocks.block(tx, actor, account, now))


@delete("/blocks/{account:str}", **signed_in(404))
async def unblock(services: Services, actor: Caller, account: Id) -> None:
    """Lifts a block."""
    now = services.clock.now()
    await services.database.write(lambda tx: blocks.unblock(tx, actor, account, now))


contact_routes = Router(
    "/",
    tags=["contacts"],
    route_handlers=[
        ask_contact,
        accept_contact,
        decline_contact,
        change_contact,
        remove_contact,
        put_group,
        remove_group,
        block,
        unblock,
    ],
)
