"""Waiting for what a session says, without sleeping."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from parley.client.changes import Change, TimelineAppended, TimelineUpdated
from parley.client.rows import ConnectionState, TimelineRow
from parley.client.session import Session

C = TypeVar("C")


class Ear:
    """Keeps every change of a session from now on."""

    def __init__(self, session: Session) -> None:
        self.heard: list[Change] = []
        self._moved = asyncio.Event()
        self._unsubscribe = session.subscribe(self._hear)

    async def until(self, condition: Callable[[], bool], timeout: float = 15) -> None:
        """Returns once a condition holds, looking again at every change. Raises TimeoutError."""
        async with asyncio.timeout(timeout):
            while not condition():
                self._moved.clear()
                await self._moved.wait()

    async def until_heard(self, kind: type[C], condition: Callable[[C], bool] = lambda _: True) -> C:
        """The first change of a kind for which a condition holds."""
        found: list[C] = []

        def has_come() -> bool:
            found.extend(c for c in self.heard if isinstance(c, kind) and condition(c))
            return bool(found)

        await self.until(has_come)
        return found[0]

    def rows(self, conversation: str) -> list[TimelineRow]:
        """All rows that were appended, in order, as they look now."""
        rows: dict[str, TimelineRow] = {}
        for change in self.heard:
            if isinstance(change, TimelineAppended | TimelineUpdated) and change.conversation == conversation:
                rows |= {
                    row.key: row
                    for row in change.rows
                    if isinstance(change, TimelineAppended) or row.key in rows
                }
        return list(rows.values())

    def close(self) -> None:
        """Stops listening."""
        self._unsubscribe()

    def _hear(self, change: Change) -> None:
        self.heard.append(change)
        self._moved.set()


async def until(session: Session, condition: Callable[[], bool], timeout: float = 15) -> None:
    """Returns once a condition over a session's values holds. Raises TimeoutError."""
    ear = Ear(session)
    try:
        await ear.until(condition, timeout)
    finally:
        ear.close()


def texts(rows: "list[TimelineRow] | tuple[TimelineRow, ...]") -> list[str]:
    """What was said, system lines left out."""
    return ["\n".join(part.text for part in row.parts) for row in rows if row.parts]


async def reconnected(*sessions: Session) -> None:
    """The server was away: the sessions have noticed, and are back.

    To be begun before anything else is awaited: who was back before this looks would be waited for in vain.
    """
    await asyncio.gather(*(_reconnected(session) for session in sessions))


async def _reconnected(session: Session) -> None:
    await until(session, lambda: session.state is not ConnectionState.ONLINE)
    session.retry_now()
    await session.wait_online()
