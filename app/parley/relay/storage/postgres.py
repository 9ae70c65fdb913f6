"""PostgreSQL through asyncpg, for relays of several nodes.

Actions run at READ COMMITTED and lock the rows of the logs they decide on first, so that decisions about one log are
serial on all nodes. Losing a race (serialization, deadlock, unique key) runs the action again, which then sees what
the winner did.

Notices keep the order of commits within a log: an action takes its turn just before it sends COMMIT, and turns are
announced in order. Whoever waits for a log's row lock gets it after the holder's COMMIT, so takes a later turn.
COMMITs still overlap, and the server flushes many at once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import asyncpg

from parley.relay.storage.database import DatabaseUnavailable, Notice, Row, Transaction
from parley.relay.storage.notices import Announcer
from parley.relay.storage.unstorable import unstorable

T = TypeVar("T")

ATTEMPTS = 20
CONNECTIONS = 10
TIMEOUT_SECONDS = 30.0

_RACES = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.UniqueViolationError,
)
_AWAY = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresSystemError,
    asyncpg.ReadOnlySQLTransactionError,
)
_UNSTORABLE = (
    asyncpg.CharacterNotInRepertoireError,
    asyncpg.UntranslatableCharacterError,
    asyncpg.NumericValueOutOfRangeError,
)


class PostgresDatabase:
    """A `Database` on a PostgreSQL server. Make it with `connect`."""

    dialect = "postgres"

    def __init__(self, pool: "asyncpg.Pool[Any]") -> None:
        self._pool = pool
        self._announcer = Announcer()
        self._running: set[asyncio.Task[Any]] = set()
        self._turn: asyncio.Future[None] | None = None
        self._is_closed = False

    @classmethod
    async def connect(cls, url: str) -> "PostgresDatabase":
        """Raises DatabaseUnavailable if the server doesn't answer."""
        try:
            pool = await asyncpg.create_pool(
                url, min_size=1, max_size=CONNECTIONS, command_timeout=TIMEOUT_SECONDS
            )
        except (*_AWAY, asyncpg.PostgresError, ValueError) as error:
            # A wrong password, a database that isn't there, a URL it can't read.
            raise DatabaseUnavailable(str(error)) from error
        return cls(pool)

    async def write(self, action: Callable[[Transaction], Awaitable[T]]) -> T:
        """Runs an action in a transaction of its own; a caller that stops waiting doesn't stop it."""
        if self._is_closed:
            raise DatabaseUnavailable("the database is closed")
        task = asyncio.ensure_future(self._write(action))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def read(self, query: Callable[[Transaction], Awaitable[T]]) -> T:
        """Runs a query on one snapshot."""
        if self._is_closed:
            raise DatabaseUnavailable("the database is closed")
        try:
            async with (
                self._pool.acquire(timeout=TIMEOUT_SECONDS) as connection,
                connection.transaction(isolation="repeatable_read", readonly=True),
            ):
                return await query(PostgresTransaction(connection))
        except asyncpg.DataError as error:
            raise _unstorable(error) from error
        except _AWAY as error:
            raise DatabaseUnavailable(str(error)) from error

    def on_committed(self, listener: Callable[[list[Notice]], None]) -> None:
        """Sets the one listener."""
        self._announcer.listen(listener)

    async def close(self) -> None:
        """Waits for the actions under way, then closes the connections."""
        self._is_closed = True
        if self._running:
            await asyncio.wait(set(self._running))
        await self._pool.close()

    async def _write(self, action: Callable[[Transaction], Awaitable[T]]) -> T:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._attempt(action)
            except _RACES:
                if attempt == ATTEMPTS:
                    raise
            except asyncpg.DataError as error:
                raise _unstorable(error) from error
            except _AWAY as error:
                raise DatabaseUnavailable(str(error)) from error
        raise AssertionError("unreachable")

    async def _attempt(self, action: Callable[[Transaction], Awaitable[T]]) -> T:
        async with self._pool.acquire(timeout=TIMEOUT_SECONDS) as connection:
            unit = connection.transaction()
            await unit.start()
            transaction = PostgresTransaction(connection)
            try:
                value = await action(transaction)
            except BaseException:
                await unit.rollback()
                raise
            await self._commit(unit, transaction.notices)
            return value

    async def _commit(self, unit: Any, notices: list[Notice]) -> None:
        before = self._turn
        mine = self._turn = asyncio.get_running_loop().create_future()
        try:
            await unit.commit()
            if before is not None:
                await before
            self._announcer.announce(notices)
        finally:
            if before is not None and not before.done():
                before.add_done_callback(lambda _: mine.set_result(None))
            else:
                mine.set_result(None)


class PostgresTransaction:
    """One action's or query's view of a connection."""

    is_alone = False

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.notices: list[Notice] = []

    async def fetch(self, sql: str, *args: Any) -> list[Row]:
        """All rows."""
        rows: list[Row] = await self._connection.fetch(sql, *args)
        return rows

    async def fetch_one(self, sql: str, *args: Any) -> Row | None:
        """The first row or None."""
        row: Row | None = await self._connection.fetchrow(sql, *args)
        return row

    async def execute(self, sql: str, *args: Any) -> None:
        """A statement without rows."""
        await self._connection.execute(sql, *args)

    async def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """The same statement for each row of arguments."""
        await self._connection.executemany(sql, rows)

    def publish(self, notice: Notice) -> None:
        """Keeps the notice until the commit."""
        self.notices.append(notice)


def _unstorable(error: asyncpg.DataError) -> BaseException:
    """asyncpg raises DataError for its own refusal to encode an argument too; any other is a bug of ours."""
    is_unstorable = isinstance(error, _UNSTORABLE) or isinstance(
        error.__cause__, (OverflowError, UnicodeEncodeError)
    )
    return unstorable(error) if is_unstorable else error
