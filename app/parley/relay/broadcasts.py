"""Sends what was said to many: gently, one after the other, for as long as there is somebody left.

A job is rows in the database, so a relay that dies goes on where it was. Every round gives each running broadcast one
turn; between turns it waits, so that many messages don't crowd out the people who talk. With several nodes each may
take a turn; the broadcast's row decides who does.
"""

import asyncio
from datetime import timedelta

import structlog

from parley.foundation.clock import Clock
from parley.relay.actions.broadcast_send import note_trouble, send_next
from parley.relay.queries.broadcasts import running_broadcasts
from parley.relay.storage.database import Database, DatabaseUnavailable

LOOK_SECONDS = 30.0
"""What another node began is noticed so soon."""
RETRY_SECONDS = 5.0

log = structlog.get_logger(__name__)


class Broadcasts:
    """The one task that sends. `per_second` 0 doesn't wait between turns."""

    def __init__(self, database: Database, clock: Clock, per_second: float) -> None:
        self._database = database
        self._clock = clock
        self._pause_seconds = 1 / per_second if per_second else 0.0
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There is something new to send."""
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._wake.clear()
            seconds = LOOK_SECONDS
            try:
                await self._send_all()
            except DatabaseUnavailable as error:
                log.warning("broadcasts_delayed", reason=str(error))
                seconds = RETRY_SECONDS
            await self._clock.sleep_until(self._clock.now() + timedelta(seconds=seconds), self._wake)

    async def _send_all(self) -> None:
        """Returns when nobody is left."""
        running = await self._database.read(running_broadcasts)
        while running:
            for broadcast in running:
                await self._take_turn(broadcast)
                # Real seconds: it spares the machine, whatever a tester's clock says.
                await asyncio.sleep(self._pause_seconds)
            running = await self._database.read(running_broadcasts)

    async def _take_turn(self, broadcast: str) -> None:
        now = self._clock.now()
        try:
            await self._database.write(lambda tx: send_next(tx, broadcast, now))
        except DatabaseUnavailable:
            raise
        except Exception:
            # One that can't be sent to must not keep all the others from getting it.
            log.exception("broadcast_turn_failed", broadcast=broadcast)
            await self._database.write(lambda tx: note_trouble(tx, broadcast, now))
