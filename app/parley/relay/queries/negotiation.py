"""Negotiations as the tables have them, and when the next offer's validity ends."""

from datetime import datetime

import msgspec

from parley.domain.negotiation_state import Negotiation, Offer
from parley.foundation.clock import from_milliseconds
from parley.relay.queries.marks import places
from parley.relay.storage.database import Transaction

_negotiation_decoder = msgspec.json.Decoder(Negotiation)
_offer_decoder = msgspec.json.Decoder(Offer)


async def negotiation_of(tx: Transaction, log: str) -> Negotiation:
    """How the negotiation of a log stands; an empty one if nobody has begun any."""
    return (await negotiations_of(tx, [log])).get(log, Negotiation())


async def open_negotiation_of(tx: Transaction, log: str, *named: str) -> Negotiation:
    """The same, with no other offers than those that are open and those named: all that an act can be about."""
    row = await tx.fetch_one("SELECT value FROM negotiation WHERE log_id = $1", log)
    if row is None:
        return Negotiation()
    rows = await tx.fetch(
        "SELECT id, value FROM offer WHERE log_id = $1 AND (is_open = 1"
        + (f" OR id IN ({places(len(named), 2)})" if named else "")
        + ") ORDER BY position",
        log,
        *named,
    )
    offers = {name: _offer_decoder.decode(value) for name, value in rows}
    return msgspec.structs.replace(_negotiation_decoder.decode(row[0]), offers=offers)


async def negotiations_of(tx: Transaction, logs: list[str]) -> dict[str, Negotiation]:
    """The negotiations there are in these logs."""
    if not logs:
        return {}
    among = places(len(logs), 1)
    rows = await tx.fetch(f"SELECT log_id, value FROM negotiation WHERE log_id IN ({among})", *logs)
    if not rows:
        return {}
    offers: dict[str, dict[str, Offer]] = {}
    for log, name, value in await tx.fetch(
        f"SELECT log_id, id, value FROM offer WHERE log_id IN ({among}) ORDER BY log_id, position", *logs
    ):
        offers.setdefault(log, {})[name] = _offer_decoder.decode(value)
    return {
        log: msgspec.structs.replace(_negotiation_decoder.decode(value), offers=offers.get(log, {}))
        for log, value in rows
    }


async def next_expiry(tx: Transaction) -> tuple[str, datetime] | None:
    """The log whose offer's validity ends next, and its last valid moment."""
    row = await tx.fetch_one(
        "SELECT log_id, expires_at FROM offer WHERE expires_at IS NOT NULL ORDER BY expires_at, log_id LIMIT 1"
    )
    return None if row is None else (row[0], from_milliseconds(row[1]))
