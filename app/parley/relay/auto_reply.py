"""Sends delayed automatic replies when their time has come.

One task per node sleeps until the next reply is due. It wakes early when one was stored here, and looks again every
few seconds for those that other nodes stored and didn't live to send; `fire` sends each once.
"""

import asyncio

import structlog

from parley.foundation.clock import Clock
from parley.relay.actions.auto_reply import fire
from parley.relay.queries.auto_reply import LiveStatus, next_due
from parley.relay.storage.database import Database, DatabaseUnavailable

LOOK_SECONDS = 5.0
RETRY_SECONDS = 1.0

log = structlog.get_logger(__name__)


class AutoReplies:
    """The task and what wakes it."""

    def __init__(self, database: Database, clock: Clock, live: LiveStatus) -> None:
        self._database = database
        self._clock = clock
        self._live = live
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """A reply was stored."""
        self._wake.set()

    async def run(self) -> None:
        """Sends what is due, until cancelled."""
        while True:
            self._wake.clear()
            await self._wait(await self._send_due())

    async def _send_due(self) -> float:
        """Sends all that is due; answers how many seconds there are until the next."""
        try:
            while True:
                due = await self._database.read(next_due)
                if due is None:
                    return LOOK_SECONDS
                reply, at = due
                now = self._clock.now()
                if at > now:
                    return min(LOOK_SECONDS, (at - now).total_seconds())
                await self._database.write(lambda tx, reply=reply, now=now: fire(tx, reply, now, self._live))  # type: ignore[misc]
        except Exception as error:
            # Most likely the database is away: the reply stays stored, only later.
            is_away = isinstance(error, DatabaseUnavailable)
            log.warning("auto_reply_delayed", reason=str(error), exc_info=not is_away)
            return RETRY_SECONDS

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return
