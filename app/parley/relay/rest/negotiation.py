"""Offers and what is answered to them, in direct chats."""

from litestar import Router, post
from litestar.params import JSONBody

from parley.protocol.rest_negotiation import ActCommand, ActDone
from parley.relay.actions.negotiation import do_act
from parley.relay.rest.calls import Caller, Id, Services, signed_in


@post("/conversations/{conversation:str}/acts", status_code=200, **signed_in(403, 404, 409, 422))
async def post_act(
    services: Services, actor: Caller, conversation: Id, data: JSONBody[ActCommand]
) -> ActDone:
    """An offer, or what is answered to one. The same id with the same content has one effect."""
    now = services.clock.now()
    return await services.database.write(lambda tx: do_act(tx, actor, conversation, data, now))


negotiation_routes = Router("/", tags=["negotiation"], route_handlers=[post_act])
