"""Automatic replies and working hours: one's own, and the shop's."""

from datetime import datetime
from typing import Annotated

from litestar import Router, get, post, put
from litestar.params import JSONBody, QueryParameter

from parley.domain.auto_reply import Book
from parley.protocol.rest_auto_reply import AwaySummary, DryRun, DryRunQuestion, HoursValue
from parley.relay.actions import auto_reply, hours
from parley.relay.actions.auto_reply import check_owner
from parley.relay.queries import dry_run
from parley.relay.queries.auto_reply import away_summary
from parley.relay.rest.calls import Caller, Id, Services, signed_in

Since = Annotated[datetime, QueryParameter(description="A time with its zone.")]


@put("/hours/{owner:str}", **signed_in(403, 404, 409, 422))
async def put_hours(services: Services, actor: Caller, owner: Id, data: JSONBody[HoursValue]) -> HoursValue:
    """Sets working hours: `person` one's own, `shop` the shop's (owner)."""
    whose, now = check_owner(owner), services.clock.now()
    stored = await services.database.write(lambda tx: hours.put_hours(tx, actor, whose, data.hours, now))
    return HoursValue(hours=stored)


@put("/auto-reply/{owner:str}", **signed_in(403, 404, 409, 422))
async def put_book(services: Services, actor: Caller, owner: Id, data: JSONBody[Book]) -> Book:
    """Changes all rules of a book at once: `person` one's own, `shop` the shop's (owner).

    `version` is that of the book it was made from.
    """
    whose, now = check_owner(owner), services.clock.now()
    return await services.database.write(lambda tx: auto_reply.put_book(tx, actor, whose, data, now))


@post("/auto-reply/dry-run", status_code=200, **signed_in(404, 422))
async def ask_dry_run(services: Services, actor: Caller, data: JSONBody[DryRunQuestion]) -> DryRun:
    """What would be sent in answer to a message, and why; nothing is."""
    now = services.clock.now()
    return await services.database.read(
        lambda tx: dry_run.dry_run(tx, actor, data, now, services.live_status)
    )


@get("/auto-reply/away", **signed_in(422))
async def read_away(services: Services, actor: Caller, since: Since) -> AwaySummary:
    """Who wrote since then, who got an automatic reply, who waits."""
    at = dry_run.checked_time(since, field="since")
    return await services.database.read(lambda tx: away_summary(tx, actor.account, at))


auto_reply_routes = Router(
    "/", tags=["auto-reply"], route_handlers=[put_hours, put_book, ask_dry_run, read_away]
)
