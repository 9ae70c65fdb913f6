"""Offers and what is answered to them, in direct chats."""

from litestar import Response, Router, get, post
from litestar.params import JSONBody

from parley.domain.record import write_record
from parley.domain.signing import public_key_of
from parley.protocol.rest_negotiation import ActCommand, ActDone
from parley.relay.actions.negotiation import do_act
from parley.relay.queries.record import record_entries
from parley.relay.rest.calls import Caller, Id, Services, signed_in


@post("/conversations/{conversation:str}/acts", status_code=200, **signed_in(403, 404, 409, 422))
async def post_act(
    services: Services, actor: Caller, conversation: Id, data: JSONBody[ActCommand]
) -> ActDone:
    """An offer, or what is answered to one. The same id with the same content has one effect."""
    now = services.clock.now()
    return await services.database.write(lambda tx: do_act(tx, actor, conversation, data, now))


@get("/conversations/{conversation:str}/record", media_type="application/octet-stream", **signed_in(403, 404))
async def read_record(services: Services, actor: Caller, conversation: Id) -> Response[bytes]:
    """What was offered and agreed, signed by the server: a JSON file whose every byte counts (`domain.record`)."""
    entries = await services.database.read(lambda tx: record_entries(tx, actor.account, conversation))
    key = services.identity.key.private_bytes_raw()
    record = write_record(entries, conversation, services.clock.now(), key, public_key_of(key))
    headers = {"Content-Disposition": f'attachment; filename="deal-{conversation}.json"'}
    return Response(record, media_type="application/octet-stream", headers=headers)


negotiation_routes = Router("/", tags=["negotiation"], route_handlers=[post_act, read_record])
