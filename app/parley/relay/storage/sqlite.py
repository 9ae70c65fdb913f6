"""SQLite: one writer thread with group commit, two reading threads.

The writer takes everything that is queued, runs all of it in one transaction and commits once: one fsync for all of
them (G1). An action that fails after writing is rolled back alone: then all run once more, each in a savepoint. Nothing is delayed on purpose, so an idle relay commits each write at once. A failed
commit rolls all back and answers `DatabaseUnavailable`; the next batch starts afresh (G13).
"""

import asyncio
import queue
import re
import sqlite3
import sys
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from parley.relay.storage.database import DatabaseUnavailable, Notice, Row, Transaction
from parley.relay.storage.notices import Announcer
from parley.relay.storage.unstorable import unstorable

T = TypeVar("T")
Action = Callable[[Transaction], Awaitable[Any]]

BATCH_LIMIT = 500
READERS = 2
BUSY_MS = 5_000

_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
}
"""Primary result codes that tell of the machine's trouble, not of a mistake in a statement."""

_PARAMETER = re.compile(r"\$(\d+)")
_ROW_LOCK = re.compile(r"\s+FOR UPDATE\b")


class SqliteDatabase:
    """A `Database` in one file. Create it on the event loop that will use it."""

    dialect = "sqlite"

    def __init__(self, path: Path | str) -> None:
        self._path = str(path)
        self._loop = asyncio.get_running_loop()
        self._announcer = Announcer()
        self._queue: queue.SimpleQueue[tuple[Action, asyncio.Future[Any]] | None] = queue.SimpleQueue()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="parley-sqlite-read")
        self._local = threading.local()
        self._reading: list[sqlite3.Connection] = []
        self._closed: asyncio.Future[None] | None = None
        self._writer = threading.Thread(target=self._run, name="parley-sqlite-write", daemon=True)
        self._writer.start()

    async def write(self, action: Callable[[Transaction], Awaitable[T]]) -> T:
        """Queues an action for the next commit and waits for it."""
        if self._closed is not None:
            raise DatabaseUnavailable("the database is closed")
        future: asyncio.Future[T] = self._loop.create_future()
        self._queue.put((action, future))
        return await future

    async def read(self, query: Callable[[Transaction], Awaitable[T]]) -> T:
        """Runs a query on one of the reading connections."""
        if self._closed is not None:
            raise DatabaseUnavailable("the database is closed")
        return await self._loop.run_in_executor(self._readers, self._read, query)

    def on_committed(self, listener: Callable[[list[Notice]], None]) -> None:
        """Sets the one listener."""
        self._announcer.listen(listener)

    async def close(self) -> None:
        """Commits what was queued, then ends the threads."""
        if self._closed is None:
            self._closed = self._loop.create_future()
            self._queue.put(None)
        await self._closed
        self._readers.shutdown()
        while self._reading:
            self._reading.pop().close()

    # Reading threads

    def _read(self, query: Callable[[Transaction], Awaitable[T]]) -> T:
        try:
            connection = self._reading_connection()
            connection.execute("BEGIN")
            try:
                return _drive(query(SqliteTransaction(connection)))
            finally:
                connection.execute("ROLLBACK")
        except (sqlite3.Error, UnicodeEncodeError, OverflowError) as error:
            raise _translated(error) from error

    def _reading_connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = _connect(self._path)
            connection.execute("PRAGMA query_only = 1")
            self._local.connection = connection
            self._reading.append(connection)
        return connection

    # Writer thread

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        is_open = True
        while is_open:
            batch, is_open = self._take()
            try:
                connection = connection or _connect(self._path)
                results, notices = _commit(connection, [action for action, _ in batch])
            except Exception as error:
                results, notices = [(None, _translated(error)) for _ in batch], []
                connection = _rolled_back(connection)
            self._call([future for _, future in batch], results, notices)
        if connection is not None:
            connection.close()
        self._loop.call_soon_threadsafe(self._finish)

    def _take(self) -> tuple[list[tuple[Action, asyncio.Future[Any]]], bool]:
        batch: list[tuple[Action, asyncio.Future[Any]]] = []
        item = self._queue.get()
        while item is not None:
            batch.append(item)
            if len(batch) == BATCH_LIMIT or self._queue.empty():
                return batch, True
            item = self._queue.get()
        return batch, False

    def _call(
        self,
        futures: list[asyncio.Future[Any]],
        results: list[tuple[Any, BaseException | None]],
        notices: list[Notice],
    ) -> None:
        try:
            self._loop.call_soon_threadsafe(self._resolve, futures, results, notices)
        except RuntimeError:
            return  # The loop is gone; so is everyone who could have waited.

    def _resolve(
        self,
        futures: list[asyncio.Future[Any]],
        results: list[tuple[Any, BaseException | None]],
        notices: list[Notice],
    ) -> None:
        for future, (value, error) in zip(futures, results, strict=True):
            if future.done():
                continue
            if error is None:
                future.set_result(value)
            else:
                future.set_exception(error)
        self._announcer.announce(notices)

    def _finish(self) -> None:
        if self._closed is not None and not self._closed.done():
            self._closed.set_result(None)


class SqliteTransaction:
    """One action's or query's view of a connection. Its coroutines never suspend."""

    is_alone = True

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.notices: list[Notice] = []
        self.has_written = False

    async def fetch(self, sql: str, *args: Any) -> list[Row]:
        """All rows."""
        self.has_written = self.has_written or not sql.startswith("SELECT")
        return self._connection.execute(*_spoken(sql, args)).fetchall()

    async def fetch_one(self, sql: str, *args: Any) -> Row | None:
        """The first row or None."""
        self.has_written = self.has_written or not sql.startswith("SELECT")
        cursor = self._connection.execute(*_spoken(sql, args))
        row: Row | None = cursor.fetchone()
        cursor.close()
        return row

    async def execute(self, sql: str, *args: Any) -> None:
        """A statement without rows."""
        self.has_written = True
        self._connection.execute(*_spoken(sql, args))

    async def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """The same statement for each row of arguments."""
        self.has_written = True
        for row in rows:
            self._connection.execute(*_spoken(sql, row))

    def publish(self, notice: Notice) -> None:
        """Keeps the notice until the commit."""
        self.notices.append(notice)


def _spoken(sql: str, args: Sequence[Any]) -> tuple[str, Sequence[Any]]:
    """`$n` in SQLite's dialect: plain `?` with the arguments in that order, for Python 3.12 warns of `?n`."""
    text, order = _translation(sql)
    return text, args if order is None else tuple(args[i] for i in order)


@lru_cache(4096)
def _translation(sql: str) -> tuple[str, tuple[int, ...] | None]:
    """The statement, and which argument goes where unless each is used once, in order.

    SQLite has one writer, so a row lock has nothing to keep out.
    """
    order = tuple(int(number) - 1 for number in _PARAMETER.findall(sql))
    text = _ROW_LOCK.sub("", _PARAMETER.sub("?", sql))
    return text, None if order == tuple(range(len(order))) else order


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = 1")
    connection.execute("PRAGMA journal_size_limit = 67108864")
    connection.execute("PRAGMA cache_size = -32768")
    if sys.platform == "darwin":
        # fsync alone leaves the data in the drive's cache there.
        connection.execute("PRAGMA fullfsync = 1")
        connection.execute("PRAGMA checkpoint_fullfsync = 1")
    return connection


class _HalfDone(Exception):
    """An action failed after it had written something."""


def _commit(
    connection: sqlite3.Connection, actions: list[Action]
) -> tuple[list[tuple[Any, BaseException | None]], list[Notice]]:
    """Most actions that fail do so before they write. When one didn't, all are run again, each in a savepoint."""
    if not actions:
        return [], []
    try:
        return _commit_all(connection, actions, has_savepoints=False)
    except _HalfDone:
        connection.execute("ROLLBACK")
        return _commit_all(connection, actions, has_savepoints=True)


def _commit_all(
    connection: sqlite3.Connection, actions: list[Action], *, has_savepoints: bool
) -> tuple[list[tuple[Any, BaseException | None]], list[Notice]]:
    results: list[tuple[Any, BaseException | None]] = []
    notices: list[Notice] = []
    connection.execute("BEGIN IMMEDIATE")
    for action in actions:
        transaction = SqliteTransaction(connection)
        if has_savepoints:
            connection.execute("SAVEPOINT action")
        try:
            results.append((_drive(action(transaction)), None))
        except Exception as error:
            # A full disk makes SQLite roll the whole transaction back: then the others have failed too.
            if not connection.in_transaction:
                raise
            if has_savepoints:
                connection.execute("ROLLBACK TO action")
            elif transaction.has_written:
                raise _HalfDone from error
            results.append((None, _translated(error)))
        else:
            notices += transaction.notices
        if has_savepoints:
            connection.execute("RELEASE action")
    connection.execute("COMMIT")
    return results, notices


def _rolled_back(connection: sqlite3.Connection | None) -> sqlite3.Connection | None:
    """The connection, fit for the next batch, or None when a new one is needed."""
    if connection is None:
        return None
    try:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        return connection
    except sqlite3.Error:
        connection.close()
        return None


def _drive(awaitable: Awaitable[T]) -> T:
    """Runs a coroutine that never waits for anything to its end."""
    steps = awaitable.__await__()
    try:
        next(steps)
    except StopIteration as end:
        value: T = end.value
        return value
    raise RuntimeError("an action or query may only wait for its own transaction")


def _translated(error: BaseException) -> BaseException:
    if isinstance(error, sqlite3.Error):
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if primary in _AWAY:
            return DatabaseUnavailable(str(error))
    return unstorable(error) if isinstance(error, (UnicodeEncodeError, OverflowError)) else error
