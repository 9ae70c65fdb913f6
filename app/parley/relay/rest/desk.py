"""The seller's desk: one's own, and for the team lead who waits at whom."""

from litestar import Router, get, put
from litestar.params import JSONBody

from parley.domain.access import ShopAct, check_shop_act
from parley.domain.desk import Desk
from parley.protocol.rest_desk import TeamWaiting
from parley.relay.actions import desk as desks
from parley.relay.queries.desk import team_waiting
from parley.relay.queries.shop import find_shop_of
from parley.relay.rest.calls import Caller, Id, Services, signed_in
from parley.relay.storage.database import Transaction


@put("/conversations/{conversation:str}/desk", **signed_in(403, 404, 422))
async def put_desk(services: Services, actor: Caller, conversation: Id, data: JSONBody[Desk]) -> Desk:
    """What one has done about the customer of a direct conversation: done, put off, flagged."""
    now = services.clock.now()
    return await services.database.write(lambda tx: desks.set_desk(tx, actor, conversation, data, now))


@get("/shop/waiting", **signed_in(403))
async def read_team_waiting(services: Services, actor: Caller) -> TeamWaiting:
    """Who waits at which colleague; for the owner."""
    check_shop_act(actor.person, ShopAct.SEE_TEAM_WAITING)
    now = services.clock.now()

    async def query(tx: Transaction) -> TeamWaiting:
        return await team_waiting(tx, await find_shop_of(tx, actor.account) or "", now)

    return await services.database.read(query)


desk_routes = Router("/", tags=["desk"], route_handlers=[put_desk, read_team_waiting])
