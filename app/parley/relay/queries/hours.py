"""Working hours: one's own, or those of the shop one works for."""

from functools import lru_cache

import msgspec

from parley.domain.hours import WorkingHours
from parley.relay.storage.database import Transaction


async def find_hours(tx: Transaction, owner: str) -> WorkingHours | None:
    """Those of an account or a shop, by the id of its log."""
    row = await tx.fetch_one("SELECT hours FROM working_hours WHERE owner = $1", owner)
    return None if row is None else _decoded(row[0])


async def hours_for(tx: Transaction, account: str) -> WorkingHours | None:
    """What counts for an account: its own hours, else those of the shop it works for."""
    rows = await tx.fetch(
        "SELECT owner, hours FROM working_hours WHERE owner = $1"
        " OR owner = (SELECT min(shop) FROM staff WHERE account = $1)",
        account,
    )
    found = {row[0]: row[1] for row in rows}
    text = found.get(account) or next(iter(found.values()), None)
    return None if text is None else _decoded(text)


@lru_cache(256)
def _decoded(text: str) -> WorkingHours:
    return msgspec.json.decode(text, type=WorkingHours)
