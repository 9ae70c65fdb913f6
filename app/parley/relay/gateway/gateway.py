"""The live side of the relay: accepts sockets, gives each a session, ends those that lost their right (G9).

Ended devices are told through the notifier at once. What other processes did (another node, `parley admin`) is found
by asking the database once a second.
"""

import asyncio
from collections.abc import Iterable

import structlog
from picows import WSListener, WSUpgradeRequest

from parley.domain.people import AccountKind
from parley.protocol.frames import CLOSE_GOING_DOWN, CLOSE_SIGNED_OUT, CLOSE_TOO_MANY
from parley.relay.actions import devices as device_actions
from parley.relay.actions.actor import Actor
from parley.relay.addresses import is_loopback
from parley.relay.gateway.connection import BUFFER_LIMIT_BYTES, Connection
from parley.relay.gateway.services import GatewayServices
from parley.relay.gateway.session import Session
from parley.relay.storage.database import DatabaseUnavailable, Transaction

POLL_SECONDS = 1.0
TOUCH_SECONDS = 60.0
_IDS_AT_ONCE = 200

log = structlog.get_logger(__name__)


class Gateway:
    """Receives what all connections have to say. `trusts_proxy`: the peer is a proxy that names the client."""

    def __init__(
        self, services: GatewayServices, *, trusts_proxy: bool = False, buffer_limit: int = BUFFER_LIMIT_BYTES
    ) -> None:
        self._services = services
        self._trusts_proxy = trusts_proxy
        self._buffer_limit = buffer_limit
        self._sessions: dict[Connection, Session] = {}
        self._is_draining = False

    def accept(self, request: WSUpgradeRequest, peer: str) -> WSListener:
        """The listener of a new socket."""
        address = peer
        if self._trusts_proxy and is_loopback(peer):
            address = request.headers.get("x-forwarded-for", peer).split(",")[-1].strip() or peer
        return Connection(self, address, buffer_limit=self._buffer_limit)

    # Connections call these

    def on_open(self, connection: Connection) -> None:
        """Counts the socket and waits for its Hello."""
        has_room = self._services.sockets.has_room_for_address(connection.address)
        self._services.sockets.add(connection)
        if self._is_draining:
            connection.close(CLOSE_GOING_DOWN, "the relay restarts")
        elif not has_room:
            connection.close(CLOSE_TOO_MANY, "too many connections from this address")
        else:
            self._sessions[connection] = Session(self._services, connection)
            asyncio.get_running_loop().call_later(
                self._services.greeting_seconds, self._end_without_greeting, connection
            )

    def on_message(self, connection: Connection, message: bytes) -> None:
        """Gives it to the session, unless the relay is going down: then it was never accepted."""
        session = self._sessions.get(connection)
        if session is not None and not self._is_draining:
            session.receive(message)

    def on_closed(self, connection: Connection) -> None:
        """Forgets the socket."""
        self._services.sockets.remove(connection)
        session = self._sessions.pop(connection, None)
        if session is not None:
            session.close()

    async def drain(self, seconds: float) -> None:
        """Takes nothing more, answers what was begun, closes all sockets with 1012."""
        self._is_draining = True
        settling = [asyncio.ensure_future(session.settle()) for session in list(self._sessions.values())]
        if settling:
            _, late = await asyncio.wait(settling, timeout=seconds / 2)
            for task in late:
                task.cancel()
        await self._services.sockets.close_all(seconds / 2)

    # Beside the frames

    async def watch_rights(self) -> None:
        """Once a second: closes the sockets of devices that were revoked elsewhere; until cancelled."""
        loop = asyncio.get_running_loop()
        touched_at = loop.time()
        while True:
            await asyncio.sleep(POLL_SECONDS)
            try:
                await self._end_revoked()
                if loop.time() - touched_at > TOUCH_SECONDS:
                    touched_at = loop.time()
                    await self._touch()
            except DatabaseUnavailable as error:
                log.warning("rights_unknown", reason=str(error))
            except Exception:
                log.exception("rights_unknown")

    async def _end_revoked(self) -> None:
        devices = sorted(self._services.sockets.devices())
        if not devices:
            return

        async def standing(tx: Transaction) -> dict[str, AccountKind]:
            found: dict[str, AccountKind] = {}
            for start in range(0, len(devices), _IDS_AT_ONCE):
                found |= await _standing(tx, devices[start : start + _IDS_AT_ONCE])
            return found

        kinds = await self._services.database.read(standing)
        asked = set(devices)
        for connection in self._services.sockets:
            actor = connection.actor
            if actor is None or actor.device not in asked:
                continue
            kind = kinds.get(actor.device)
            if kind is None:
                connection.close(CLOSE_SIGNED_OUT, "signed out")
            elif kind is not actor.kind:
                connection.actor = Actor(actor.account, actor.device, kind)

    async def _touch(self) -> None:
        devices = tuple(sorted(self._services.sockets.devices()))
        now = self._services.clock.now()
        if devices:
            await self._services.database.write(lambda tx: device_actions.touch_devices(tx, devices, now))

    def _end_without_greeting(self, connection: Connection) -> None:
        if connection.actor is None:
            connection.close(CLOSE_SIGNED_OUT, "no Hello came in time")


async def _standing(tx: Transaction, devices: Iterable[str]) -> dict[str, AccountKind]:
    """The kinds of account of those devices that may be connected."""
    ids = tuple(devices)
    places = ", ".join(f"${n}" for n in range(1, len(ids) + 1))
    rows = await tx.fetch(
        "SELECT d.id, a.kind FROM device d JOIN account a ON a.id = d.account"
        f" WHERE d.id IN ({places}) AND d.revoked_at IS NULL AND a.is_disabled = 0",
        *ids,
    )
    return {row[0]: AccountKind(row[1]) for row in rows}
