"""Logs: their events by pages, and what they add up to."""

from typing import Annotated

from litestar import Response, Router, get
from litestar.params import QueryParameter

from parley.protocol.codec import encode
from parley.protocol.rest_conversations import ConversationSnapshot
from parley.protocol.rest_logs import AccountSnapshot, EventPage, ShopSnapshot
from parley.relay.queries import history, snapshots
from parley.relay.rest.calls import Caller, Id, Services, signed_in

PAGE_LIMIT = 500

Seq = Annotated[int | None, QueryParameter(ge=1, lt=1 << 53, description="A number in the log, from 1 on.")]
Limit = Annotated[int, QueryParameter(ge=1, le=PAGE_LIMIT)]


@get("/{log:str}/events", **signed_in(404))
async def read_events(
    services: Services,
    actor: Caller,
    log: Id,
    from_seq: Seq = None,
    to_seq: Seq = None,
    limit: Limit = 100,
) -> Response[EventPage]:
    """A run of events without a hole; the newest ones when `from_seq` is left out."""
    page = await services.database.read(
        lambda tx: history.event_page(tx, actor.account, log, from_seq, to_seq, limit)
    )
    return Response(encode(page), media_type="application/json")  # type: ignore[arg-type]


@get("/{log:str}/snapshot", **signed_in(404))
async def read_snapshot(
    services: Services, actor: Caller, log: Id
) -> AccountSnapshot | ShopSnapshot | ConversationSnapshot:
    """What a log adds up to now, as far as one may see it."""
    return await services.database.read(lambda tx: snapshots.snapshot(tx, actor.account, log))


log_routes = Router("/logs", tags=["logs"], route_handlers=[read_events, read_snapshot])
