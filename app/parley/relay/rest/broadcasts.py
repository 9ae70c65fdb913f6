"""Messages to many: the sender's own, and the shop's rules and opt-outs."""

from typing import Annotated

from litestar import Router, delete, get, post, put
from litestar.params import JSONBody, QueryParameter

from parley.domain.broadcast import Broadcast, BroadcastRules
from parley.protocol.rest_broadcasts import BroadcastPreview, BroadcastWish, OptOutChange, RecipientPage
from parley.relay.actions import broadcasts, opt_outs
from parley.relay.queries.broadcasts import PAGE_LIMIT, recipients_page
from parley.relay.rate_limits import Act
from parley.relay.rest.calls import Caller, Id, Services, signed_in
from parley.relay.storage.database import Transaction

After = Annotated[int, QueryParameter(ge=0, le=1_000_000, description="`next_after` of the page before.")]
Limit = Annotated[int, QueryParameter(ge=1, le=PAGE_LIMIT)]


@post("/broadcast-previews", status_code=200, **signed_in(403, 409, 422))
async def preview_broadcast(
    services: Services, actor: Caller, data: JSONBody[BroadcastWish]
) -> BroadcastPreview:
    """Who would get it now, who not and why; nothing is sent."""
    services.limits.check(Act.SEARCH, actor.account)
    now = services.clock.now()
    return await services.database.read(lambda tx: broadcasts.preview(tx, actor, data, now))


@put("/broadcasts/{broadcast:str}", **signed_in(403, 409, 422))
async def start_broadcast(
    services: Services, actor: Caller, broadcast: Id, data: JSONBody[BroadcastWish]
) -> Broadcast:
    """Begins to send. Its id is a UUID of the client's making: the same one has one effect."""
    services.limits.check(Act.IMPORT, actor.account)
    now = services.clock.now()
    started = await services.database.write(lambda tx: broadcasts.start(tx, actor, broadcast, data, now))
    services.on_broadcast()
    return started


@post("/broadcasts/{broadcast:str}/pause", status_code=200, **signed_in(404, 409))
async def pause_broadcast(services: Services, actor: Caller, broadcast: Id) -> Broadcast:
    """Nobody more gets it for now."""
    now = services.clock.now()
    return await services.database.write(lambda tx: broadcasts.pause(tx, actor, broadcast, now))


@post("/broadcasts/{broadcast:str}/resume", status_code=200, **signed_in(403, 404, 409))
async def resume_broadcast(services: Services, actor: Caller, broadcast: Id) -> Broadcast:
    """Goes on where it was paused."""
    now = services.clock.now()
    resumed = await services.database.write(lambda tx: broadcasts.resume(tx, actor, broadcast, now))
    services.on_broadcast()
    return resumed


@post("/broadcasts/{broadcast:str}/cancel", status_code=200, **signed_in(404, 409))
async def cancel_broadcast(services: Services, actor: Caller, broadcast: Id) -> Broadcast:
    """Whoever hasn't got it doesn't get it."""
    now = services.clock.now()
    return await services.database.write(lambda tx: broadcasts.cancel(tx, actor, broadcast, now))


@delete("/broadcasts/{broadcast:str}", **signed_in(404, 409))
async def remove_broadcast(services: Services, actor: Caller, broadcast: Id) -> None:
    """Forgets one that is over, with its results; the messages stay."""
    now = services.clock.now()
    await services.database.write(lambda tx: broadcasts.remove(tx, actor, broadcast, now))


@get("/broadcasts/{broadcast:str}/recipients", **signed_in(404))
async def read_recipients(
    services: Services, actor: Caller, broadcast: Id, after: After = 0, limit: Limit = PAGE_LIMIT
) -> RecipientPage:
    """What became of each recipient, in the order of their turn."""

    async def query(tx: Transaction) -> RecipientPage:
        await broadcasts.check_own(tx, actor, broadcast)
        return await recipients_page(tx, broadcast, after, limit)

    return await services.database.read(query)


@put("/broadcast-rules", **signed_in(403, 409, 422))
async def put_rules(services: Services, actor: Caller, data: JSONBody[BroadcastRules]) -> BroadcastRules:
    """How many messages to many one customer may get a day, and by which clocks."""
    now = services.clock.now()
    return await services.database.write(lambda tx: broadcasts.set_rules(tx, actor, data, now))


@put("/opt-outs/{account:str}", status_code=204, **signed_in(403, 404, 422))
async def put_opt_out(services: Services, actor: Caller, account: Id, data: JSONBody[OptOutChange]) -> None:
    """Writes down that a customer wants no messages to many, or, with a reason, that they want them again."""
    now = services.clock.now()
    await services.database.write(lambda tx: opt_outs.set_opt_out(tx, actor, account, data, now))


broadcast_routes = Router(
    "/",
    tags=["broadcasts"],
    route_handlers=[
        preview_broadcast,
        start_broadcast,
        pause_broadcast,
        resume_broadcast,
        cancel_broadcast,
        remove_broadcast,
        read_recipients,
        put_rules,
        put_opt_out,
    ],
)
