"""Sends delayed automatic replies when their time has come.

One task per node sleeps until the next reply is due. It wakes early when one was stored here, and looks again every
few seconds for those that other nodes stored and didn't live to send; `fire` sends each once.
"""

import asyncio
from datetime import datetime, timedelta

import structlog

from parley.foundation.clock import Clock
from parley.relay.actions.auto_reply import fire
from parley.relay.queries.auto_reply import LiveStatus, next_due
from parley.relay.storage.database import Database, DatabaseUnavailable

LOOK_AGAIN = timedelta(seconds=5)
RETRY = timedelta(seconds=1)

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
            await self._clock.sleep_until(await self._send_due(), self._wake)

    async def _send_due(self) -> datetime:
        """Sends all that is due; answers when to look again."""
        try:
            while True:
                due = await self._database.read(next_due)
                now = self._clock.now()
                if due is None or due[1] > now:
                    return min(due[1], now + LOOK_AGAIN) if due else now + LOOK_AGAIN
                await self._fire(due[0], now)
        except Exception as error:
            # Most likely the database is away: the reply stays stored, only later.
            is_away = isinstance(error, DatabaseUnavailable)
            log.warning("auto_reply_delayed", reason=str(error), exc_info=not is_away)
            return self._clock.now() + RETRY

    async def _fire(self, reply: str, now: datetime) -> None:
        await self._database.write(lambda tx: fire(tx, reply, now, self._live))
