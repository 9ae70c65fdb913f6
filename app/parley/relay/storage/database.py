"""The one road to the relay's database, with two implementations: SQLite (a writer thread) and PostgreSQL.

Actions and queries are `async def` functions of a `Transaction` with SQL in the dialect both understand and
`$1`-style parameters. On PostgreSQL they truly wait; on SQLite nothing ever suspends, so the writer thread runs
each to its end, many within one commit: **group commit**, one fsync for all, and no result leaves before it (G1).

What an action wants told to the world once it is durable it hands to `Transaction.publish`. After the commit, and in
commit order, the database passes these publications to the one listener (the notifier).
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol, TypeVar

import msgspec

from parley.domain.errors import ParleyError

T = TypeVar("T")
Row = Sequence[Any]


class DatabaseUnavailable(ParleyError):
    """The disk is full or the database is away. Whether the write happened is unknown; nothing was acknowledged."""


class Publication(msgspec.Struct, frozen=True):
    """A frame for the sockets of these accounts. `own` is for the acting party (it also names its device)."""

    audience: tuple[str, ...]
    frame: bytes
    own_party: str = ""
    own_frame: bytes = b""


class Ended(msgspec.Struct, frozen=True):
    """Devices (all of them when None) of an account lost their right to be connected (G9)."""

    account: str
    devices: tuple[str, ...] | None = None


class RelationsChanged(msgspec.Struct, frozen=True):
    """Who may see whom live has changed between these accounts: presence has to be told, or withdrawn."""

    accounts: tuple[str, ...]


class RepliesDue(msgspec.Struct, frozen=True):
    """Automatic replies wait for their time: whoever sends them has to look when that is."""


class OffersExpire(msgspec.Struct, frozen=True):
    """An offer whose validity ends was made: whoever writes expiries has to look when that is."""


Notice = Publication | Ended | RelationsChanged | RepliesDue | OffersExpire


class Transaction(Protocol):
    """One unit of work. Raising rolls back this action alone, not the others of the same commit.

    An action may be run again from its start, on PostgreSQL after a lost race, on SQLite after another one failed.
    """

    is_alone: bool
    """Nobody else writes until this ends, so locking a row only to keep others out is needless."""

    async def fetch(self, sql: str, *args: Any) -> list[Row]:
        """All rows."""

    async def fetch_one(self, sql: str, *args: Any) -> Row | None:
        """The first row or None."""

    async def execute(self, sql: str, *args: Any) -> None:
        """A statement without rows."""

    async def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """The same statement for each row of arguments."""

    def publish(self, notice: Notice) -> None:
        """Tells the listener after the commit; forgotten if the action fails."""


class Database(Protocol):
    """Opened by `open_database(url)`. Safe to call from one event loop."""

    async def write(self, action: Callable[[Transaction], Awaitable[T]]) -> T:
        """Runs an action; returns once it is durable. Raises what it raised, or DatabaseUnavailable."""

    async def read(self, query: Callable[[Transaction], Awaitable[T]]) -> T:
        """Runs a query on a snapshot that holds every write this process has acknowledged (G6)."""

    def on_committed(self, listener: Callable[[list[Notice]], None]) -> None:
        """Sets the one listener; it is called on the event loop with the notices of a commit, in order."""

    async def close(self) -> None:
        """Finishes what was accepted, then closes."""
