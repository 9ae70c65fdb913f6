"""Writes that offers have expired, when their time is over.

One task per node sleeps until the next offer's validity ends. It wakes early when one was made here, and looks again
every few seconds for those that other nodes took and didn't live to end. Nobody waits for it: a late act is refused by
the offer's own time, whether or not this was written; the log's lock sees to it that each is written once.
"""

import asyncio
from datetime import datetime, timedelta

import structlog

from parley.foundation.clock import Clock
from parley.relay.actions.negotiation import expire_offers
from parley.relay.queries.negotiation import next_expiry
from parley.relay.storage.database import Database, DatabaseUnavailable

LOOK_AGAIN = timedelta(seconds=5)
RETRY = timedelta(seconds=1)
_MOMENT = timedelta(milliseconds=1)
"""The last valid moment still counts."""

log = structlog.get_logger(__name__)


class Expiries:
    """The task and what wakes it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """An offer was made whose validity ends."""
        self._wake.set()

    async def run(self) -> None:
        """Writes what is due, until cancelled."""
        while True:
            self._wake.clear()
            await self._clock.sleep_until(await self.write_due(), self._wake)

    async def write_due(self) -> datetime:
        """Writes all that is due; answers when to look again."""
        try:
            while True:
                due = await self._database.read(next_expiry)
                now = self._clock.now()
                if due is None or due[1] >= now:
                    return min(due[1] + _MOMENT, now + LOOK_AGAIN) if due else now + LOOK_AGAIN
                await self._database.write(lambda tx, log=due[0], at=now: expire_offers(tx, log, at))  # type: ignore[misc]
        except Exception as error:
            # Most likely the database is away: nothing is lost, late acts are refused all the same.
            is_away = isinstance(error, DatabaseUnavailable)
            log.warning("expiry_delayed", reason=str(error), exc_info=not is_away)
            return self._clock.now() + RETRY
