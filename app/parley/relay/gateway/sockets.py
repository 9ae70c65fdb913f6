"""Who is connected: the relay's own count of its sockets, since uvicorn doesn't know them after the upgrade.

Finds sockets by account and device, limits them per account and address, cuts those that gave no sign of life, and
closes all of them when the relay stops.
"""

import asyncio
from collections.abc import Iterable, Iterator

import structlog

from parley.protocol.frames import CLOSE_GOING_DOWN, CLOSE_SIGNED_OUT
from parley.relay.gateway.connection import Connection

log = structlog.get_logger(__name__)


class Sockets:
    """All open sockets. Heartbeat: a ping after `ping_seconds` of silence, cut after twice that. Limits may be None."""

    def __init__(self, *, ping_seconds: float, per_account: int | None, per_address: int | None) -> None:
        self.ping_seconds = ping_seconds
        self._per_account = per_account
        self._per_address = per_address
        self._all: set[Connection] = set()
        self._by_account: dict[str, set[Connection]] = {}
        self._by_address: dict[str, int] = {}
        self._all_gone = asyncio.Event()
        self._all_gone.set()

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Connection]:
        return iter(tuple(self._all))

    def has_room_for_address(self, address: str) -> bool:
        """Whether one more socket from there is fine."""
        return self._per_address is None or self._by_address.get(address, 0) < self._per_address

    def has_room_for_account(self, account: str) -> bool:
        """Whether one more socket of that account is fine."""
        return self._per_account is None or len(self._by_account.get(account, ())) < self._per_account

    def add(self, connection: Connection) -> None:
        """A socket that was upgraded; nobody knows yet whose it is."""
        self._all.add(connection)
        self._all_gone.clear()
        self._by_address[connection.address] = self._by_address.get(connection.address, 0) + 1

    def welcome(self, connection: Connection) -> None:
        """The socket has an actor now and gets what its account may see."""
        if connection.actor is not None and connection in self._all:
            self._by_account.setdefault(connection.actor.account, set()).add(connection)

    def remove(self, connection: Connection) -> None:
        """The socket is gone."""
        if connection not in self._all:
            return
        self._all.discard(connection)
        left = self._by_address[connection.address] - 1
        if left:
            self._by_address[connection.address] = left
        else:
            del self._by_address[connection.address]
        if connection.actor is not None:
            self._remove_from_account(connection, connection.actor.account)
        if not self._all:
            self._all_gone.set()

    def of(self, account: str) -> Iterable[Connection]:
        """The welcomed sockets of an account."""
        return tuple(self._by_account.get(account, ()))

    def accounts(self) -> tuple[str, ...]:
        """Accounts with at least one welcomed socket."""
        return tuple(self._by_account)

    def devices(self) -> set[str]:
        """Devices with at least one welcomed socket."""
        return {
            c.actor.device for sockets in self._by_account.values() for c in sockets if c.actor is not None
        }

    def end(self, account: str, devices: Iterable[str] | None = None) -> None:
        """Closes the sockets of these devices, or of all the account's (G9)."""
        chosen = None if devices is None else set(devices)
        for connection in self.of(account):
            if chosen is None or (connection.actor is not None and connection.actor.device in chosen):
                connection.close(CLOSE_SIGNED_OUT, "signed out")

    async def keep_alive(self) -> None:
        """Pings and cuts, until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(self.ping_seconds / 4)
            now = loop.time()
            for connection in self:
                silent = 0.0 if connection.is_held else now - connection.last_heard_at
                if silent > 2 * self.ping_seconds:
                    log.info("socket_silent", address=connection.address)
                    connection.abort()
                elif silent > self.ping_seconds * 3 / 4:
                    connection.ping()

    async def close_all(self, seconds: float) -> None:
        """Closes every socket with 1012; cuts those that are still there after `seconds`."""
        for connection in self:
            connection.close(CLOSE_GOING_DOWN, "the relay restarts")
        try:
            await asyncio.wait_for(self._all_gone.wait(), seconds)
        except TimeoutError:
            for connection in self:
                connection.abort()

    def _remove_from_account(self, connection: Connection, account: str) -> None:
        sockets = self._by_account.get(account)
        if sockets is None:
            return
        sockets.discard(connection)
        if not sockets:
            del self._by_account[account]
