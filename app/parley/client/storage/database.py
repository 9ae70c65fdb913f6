"""The encrypted SQLite file of one account: a writer thread and a reader thread, one connection each.

Jobs are plain functions of a connection. The writer takes all jobs that wait into one transaction, each in a
savepoint of its own; a job's future is set only after the commit, so what was answered is durable.
"""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

import apsw

from parley.client.errors import StoreTrouble
from parley.client.storage.schema import migrate

T = TypeVar("T")
Job = Callable[[apsw.Connection], Any]
_BATCH = 500


class StoreUnreadable(StoreTrouble):
    """The file isn't a store, is damaged, or has another key."""

    code = "store_unreadable"
    sentence = "The store of this account can't be opened."


class Database:
    """Opened by `Database.open`; used from one event loop."""

    def __init__(self, path: Path, writer: apsw.Connection, reader: apsw.Connection) -> None:
        self.path = path
        self._loop = asyncio.get_running_loop()
        self._writes: SimpleQueue[tuple[Job, asyncio.Future[Any]] | None] = SimpleQueue()
        self._reads: SimpleQueue[tuple[Job, asyncio.Future[Any]] | None] = SimpleQueue()
        self._is_closed = False
        self._threads = [
            threading.Thread(target=self._run_writer, args=(writer,), name="store-writer", daemon=True),
            threading.Thread(target=self._run_reader, args=(reader,), name="store-reader", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @classmethod
    async def open(cls, path: Path, key: bytes) -> "Database":
        """Opens or makes the file, and brings its schema up to date. Raises StoreUnreadable or StoreTrouble."""
        writer, reader = await asyncio.to_thread(_open_pair, path, key)
        return cls(path, writer, reader)

    async def write(self, job: Callable[[apsw.Connection], T]) -> T:
        """Runs a job in a transaction; durable when it returns. Raises what the job raised, or StoreTrouble."""
        return await self._put(self._writes, job)

    async def read(self, job: Callable[[apsw.Connection], T]) -> T:
        """Runs a query; it sees every write that was answered."""
        return await self._put(self._reads, job)

    async def close(self) -> None:
        """Finishes what was accepted, then closes."""
        if self._is_closed:
            return
        self._is_closed = True
        self._writes.put(None)
        self._reads.put(None)
        for thread in self._threads:
            await asyncio.to_thread(thread.join)

    async def _put(self, queue: "SimpleQueue[Any]", job: Callable[[apsw.Connection], T]) -> T:
        if self._is_closed:
            raise StoreTrouble("The store is closed.")
        future: asyncio.Future[T] = self._loop.create_future()
        queue.put((job, future))
        return await future

    def _run_writer(self, connection: apsw.Connection) -> None:
        ends = False
        while not ends:
            item = self._writes.get()
            batch = []
            while item is not None:
                batch.append(item)
                if len(batch) == _BATCH or self._writes.empty():
                    break
                item = self._writes.get()
            ends = item is None
            if batch:
                self._announce(_run_batch(connection, batch))
        connection.close()

    def _run_reader(self, connection: apsw.Connection) -> None:
        while (item := self._reads.get()) is not None:
            job, future = item
            self._announce([(future, *_attempt(lambda job=job: job(connection)))])  # type: ignore[misc]
        connection.close()

    def _announce(self, outcomes: "list[tuple[asyncio.Future[Any], Any, BaseException | None]]") -> None:
        try:
            self._loop.call_soon_threadsafe(_settle, outcomes)
        except RuntimeError:
            return  # the loop is gone: nobody waits any more


def _open_pair(path: Path, key: bytes) -> tuple[apsw.Connection, apsw.Connection]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    is_new = not path.exists()
    writer = None
    try:
        writer = _connect(path, key, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("PRAGMA synchronous = FULL")
        migrate(writer)
        reader = _connect(path, key, apsw.SQLITE_OPEN_READWRITE)
        reader.execute("PRAGMA query_only = ON")
    except (apsw.NotADBError, apsw.CorruptError) as error:
        _close(writer)
        raise StoreUnreadable() from error
    except apsw.Error as error:
        _close(writer)
        raise StoreTrouble(f"The store can't be opened: {error}") from error
    if is_new:
        path.chmod(0o600)
    return writer, reader


def _connect(path: Path, key: bytes, flags: int) -> apsw.Connection:
    connection = apsw.Connection(str(path), flags=flags)
    connection.set_busy_timeout(5000)
    # A raw key of sqleet's ChaCha20 scheme: the key is random already, so no key derivation is needed.
    connection.pragma("cipher", "chacha20")
    connection.pragma("key", f"raw:{key.hex()}")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _close(connection: apsw.Connection | None) -> None:
    if connection is not None:
        connection.close()


def _run_batch(
    connection: apsw.Connection, batch: list[tuple[Job, "asyncio.Future[Any]"]]
) -> "list[tuple[asyncio.Future[Any], Any, BaseException | None]]":
    outcomes = []
    try:
        connection.execute("BEGIN IMMEDIATE")
        for job, future in batch:
            outcomes.append((future, *_attempt(lambda job=job: _in_savepoint(connection, job))))  # type: ignore[misc]
        connection.execute("COMMIT")
    except apsw.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        trouble = StoreTrouble(f"The store can't be written: {error}")
        return [(future, None, trouble) for _, future in batch]
    return outcomes


def _in_savepoint(connection: apsw.Connection, job: Job) -> Any:
    with connection:
        return job(connection)


def _attempt(action: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    try:
        return action(), None
    except apsw.Error as error:
        trouble = StoreTrouble(f"The store failed: {error}")
        trouble.__cause__ = error
        return None, trouble
    except Exception as error:
        return None, error


def _settle(outcomes: "list[tuple[asyncio.Future[Any], Any, BaseException | None]]") -> None:
    for future, value, error in outcomes:
        if future.cancelled():
            continue
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(value)
