"""Customers change hands: one, or all of a colleague."""

from litestar import Router, get, post
from litestar.params import JSONBody

from parley.domain.access import ShopAct, check_shop_act
from parley.protocol.rest_handing_over import CustomerCount, HandedOverCount, HandOver
from parley.relay.actions import handing_over
from parley.relay.queries.handing_over import count_customers
from parley.relay.rest.calls import Caller, Id, Services, signed_in


@post("/conversations/{conversation:str}/handover", status_code=200, **signed_in(403, 404, 422))
async def hand_over_one(
    services: Services, actor: Caller, conversation: Id, data: JSONBody[HandOver]
) -> HandedOverCount:
    """A colleague takes over one of one's own customers, with all that was said."""
    now = services.clock.now()
    await services.database.write(
        lambda tx: handing_over.hand_over_one(tx, actor, conversation, data.to, now)
    )
    return HandedOverCount(conversations=1)


@post("/accounts/{account:str}/handover", status_code=200, **signed_in(403, 404, 422))
async def hand_over_all(
    services: Services, actor: Caller, account: Id, data: JSONBody[HandOver]
) -> HandedOverCount:
    """A colleague takes over all customers of another one; for the owner."""
    now = services.clock.now()
    count = await services.database.write(
        lambda tx: handing_over.hand_over_all(tx, actor, account, data.to, now)
    )
    return HandedOverCount(conversations=count)


@get("/accounts/{account:str}/customers", **signed_in(403))
async def read_customers(services: Services, actor: Caller, account: Id) -> CustomerCount:
    """How many customers and partners somebody looks after; for the owner."""
    check_shop_act(actor.person, ShopAct.HAND_OVER)
    count = await services.database.read(lambda tx: count_customers(tx, account))
    return CustomerCount(customers=count)


handing_over_routes = Router(
    "/", tags=["handing over"], route_handlers=[hand_over_one, hand_over_all, read_customers]
)
