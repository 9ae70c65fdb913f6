"""The time of a database that several nodes share (DESIGN G14).

Nodes' own clocks may differ by minutes; what is late must not depend on which node one talks to. Each node measures
how far the database's clock is ahead of its own, now and then, and goes by that.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from parley.foundation.clock import Clock, from_milliseconds
from parley.relay.storage.database import Database, DatabaseUnavailable, Transaction

MEASURED_EVERY = timedelta(seconds=60)

log = structlog.get_logger(__name__)


class DatabaseClock:
    """A node's clock, put right by the PostgreSQL database's."""

    def __init__(self, clock: Clock, database: Database) -> None:
        self._clock = clock
        self._database = database
        self._offset = timedelta()

    def now(self) -> datetime:
        """The database's time, as far as it is known."""
        return self._clock.now() + self._offset

    def monotonic(self) -> float:
        """The node's own."""
        return self._clock.monotonic()

    async def sleep_until(self, moment: datetime | None, wake: asyncio.Event | None = None) -> None:
        """By the offset as it is now: who waits long looks again anyway."""
        await self._clock.sleep_until(None if moment is None else moment - self._offset, wake)

    def on_set(self, listener: Callable[[], None]) -> Callable[[], None]:
        """When the node's hands are moved."""
        return self._clock.on_set(listener)

    async def measure(self) -> None:
        """Raises DatabaseUnavailable. Half the way there and back is what is not known."""
        before = self._clock.now()
        theirs = await self._database.read(_database_time)
        self._offset = theirs - (before + (self._clock.now() - before) / 2)
        # Whole milliseconds, as all clocks of the product have.
        self._offset -= timedelta(microseconds=self._offset.microseconds % 1000)

    async def run(self) -> None:
        """Measures again and again, until cancelled."""
        while True:
            await self._clock.sleep_until(self._clock.now() + MEASURED_EVERY)
            try:
                await self.measure()
            except DatabaseUnavailable as error:
                log.warning("clock_not_measured", reason=str(error))


async def _database_time(tx: Transaction) -> datetime:
    row = await tx.fetch_one("SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT)")
    assert row is not None
    return from_milliseconds(int(row[0]))
