"""Working hours: the shop's, which its owner sets, and one's own."""

from datetime import datetime

from parley.domain import events
from parley.domain.access import ShopAct
from parley.domain.hours import WorkingHours, check_hours
from parley.domain.ownership import Owner
from parley.protocol.codec import encode
from parley.relay.actions import logs
from parley.relay.actions.actor import Actor
from parley.relay.actions.owned import lock_owned
from parley.relay.queries.hours import find_hours
from parley.relay.storage.database import Transaction


async def put_hours(
    tx: Transaction, actor: Actor, owner: Owner, hours: WorkingHours | None, now: datetime
) -> WorkingHours | None:
    """The hours as they hold from now on; None: none. Raises Refusal, Forbidden."""
    hours = None if hours is None else check_hours(hours)
    whose = await lock_owned(tx, actor, owner, ShopAct.SET_HOURS)
    if hours == await find_hours(tx, whose.log):
        return hours
    await tx.execute("DELETE FROM working_hours WHERE owner = $1", whose.log)
    if hours is not None:
        await tx.execute(
            "INSERT INTO working_hours (owner, hours) VALUES ($1, $2)", whose.log, encode(hours).decode()
        )
    await logs.append(tx, whose.log, actor, events.HoursChanged(hours=hours), whose.audience, now)
    return hours
