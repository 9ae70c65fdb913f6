"""The relay's root: builds every part, passes each what it needs, starts and stops them in order.

open folder -> open database -> listen -> serve ...
drain: stop listening -> answer what was begun -> close sockets (1012) -> close database -> free folder
"""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import msgspec
import structlog

from parley.foundation.clock import Clock, SystemClock
from parley.relay import addresses, certificate, identity
from parley.relay.actions import invites
from parley.relay.auto_reply import AutoReplies
from parley.relay.avatars import Avatars
from parley.relay.broadcasts import Broadcasts
from parley.relay.certificate import Tls
from parley.relay.configuration import RelayConfiguration
from parley.relay.data_folder import DataFolder, open_folder
from parley.relay.database_clock import DatabaseClock
from parley.relay.expiry import Expiries
from parley.relay.gateway.gateway import Gateway
from parley.relay.gateway.services import GatewayServices
from parley.relay.gateway.sockets import Sockets
from parley.relay.gateway.wire import protocol_factory
from parley.relay.identity import Identity
from parley.relay.invite_links import RelayAddress, web_link
from parley.relay.notifier import Notifier
from parley.relay.passwords import Passwords
from parley.relay.presence import Presence
from parley.relay.queries.shop import find_shop
from parley.relay.rate_limits import RateLimits
from parley.relay.rest.routes import make_rest
from parley.relay.rest.services import RestServices
from parley.relay.serving import Server, bind, make_server
from parley.relay.storage.database import Database, Transaction
from parley.relay.storage.opening import open_database, sqlite_url
from parley.relay.visibility import watched_by, watchers_of

log = structlog.get_logger(__name__)


class Listening(msgspec.Struct, frozen=True, kw_only=True):
    """What the relay says about itself once it can be reached; also the content of `running.json`."""

    event: str = "listening"
    url: str
    urls: tuple[str, ...]
    relay: str
    cert: str | None
    owner_invite: str | None
    pid: int


class Relay:
    """A running relay. Made by `running`."""

    def __init__(self, listening: Listening, gateway: Gateway, sockets: Sockets, database: Database) -> None:
        self.listening = listening
        self.gateway = gateway
        self.sockets = sockets
        self.database = database


@asynccontextmanager
async def running(configuration: RelayConfiguration, clock: Clock | None = None) -> AsyncIterator[Relay]:
    """Runs a relay until the block is left, then drains it.

    Raises FolderInUse, PortTaken, DatabaseUnavailable, DatabaseTooNew, OSError or ValueError before it listens.
    """
    clock = clock or SystemClock()
    async with AsyncExitStack() as stack:
        folder = open_folder(configuration.data)
        stack.callback(folder.close)
        who = identity.load_or_make(folder.path)
        database = await open_database(configuration.database_url or sqlite_url(folder.database_path))
        stack.push_async_callback(database.close)
        yield await _start(
            configuration, await _clock_for(clock, database, stack), stack, folder, who, database
        )


async def _clock_for(clock: Clock, database: Database, stack: AsyncExitStack) -> Clock:
    """Nodes that share a database go by its time; a clock that a tester has set is everybody's already."""
    if getattr(database, "dialect", "") != "postgres" or not isinstance(clock, SystemClock):
        return clock
    shared = DatabaseClock(clock, database)
    await shared.measure()
    _keep_running(stack, shared.run())
    return shared


async def _start(
    configuration: RelayConfiguration,
    clock: Clock,
    stack: AsyncExitStack,
    folder: DataFolder,
    who: Identity,
    database: Database,
) -> Relay:
    listener = bind(configuration.host, configuration.port)
    stack.callback(listener.close)
    tls = _tls(configuration, folder, clock)
    address = _address(configuration, listener, who, tls)
    live = _make_live(configuration, clock, database, address)
    rest = _make_rest_services(stack, configuration, clock, database, who, address, live)
    server = make_server(
        make_rest(rest),
        protocol_factory(live.gateway.accept),
        tls,
        trusts_proxy=configuration.is_plain,
        per_address=_http_limit(configuration),
    )
    owner_code = await _owner_code(database, clock)
    for work in (
        live.presence.run(),
        live.sockets.keep_alive(),
        live.gateway.watch_rights(),
        live.auto_replies.run(),
        live.broadcasts.run(),
        live.expiries.run(),
    ):
        _keep_running(stack, work)
    await _serve(stack, server, listener)
    stack.push_async_callback(_drain, live.gateway, server, configuration.drain_seconds)
    listening = _listening(address, owner_code)
    folder.note_running(msgspec.json.encode(listening))
    log.info("listening", url=listening.url, relay=who.fingerprint)
    return Relay(listening, live.gateway, live.sockets, database)


@dataclass(frozen=True, kw_only=True)
class _Live:
    """What serves the sockets, and what says things of itself."""

    limits: RateLimits
    sockets: Sockets
    presence: Presence
    auto_replies: AutoReplies
    broadcasts: Broadcasts
    expiries: Expiries
    gateway: Gateway


def _make_live(
    configuration: RelayConfiguration, clock: Clock, database: Database, address: RelayAddress
) -> _Live:
    limits = RateLimits(clock.monotonic, is_on=configuration.has_rate_limits)
    sockets = Sockets(
        ping_seconds=configuration.ping_seconds,
        per_account=configuration.sockets_per_account if configuration.has_rate_limits else None,
        per_address=configuration.sockets_per_address if configuration.has_rate_limits else None,
    )
    presence = Presence(
        sockets,
        watchers=lambda people: watchers_of(database, people),
        watched=lambda people: watched_by(database, people),
    )
    auto_replies = AutoReplies(database, clock, presence.own_status)
    expiries = Expiries(database, clock)
    database.on_committed(
        Notifier(sockets, presence.relations_changed, auto_replies.wake, expiries.wake).notify
    )
    gateway = Gateway(
        GatewayServices(
            database=database,
            clock=clock,
            sockets=sockets,
            presence=presence,
            limits=limits,
            relay=address.relay,
            urls=address.urls,
            keeps_order=getattr(database, "dialect", "") == "sqlite",
            greeting_seconds=configuration.greeting_seconds,
        ),
        trusts_proxy=configuration.is_plain,
        buffer_limit=configuration.buffer_limit_bytes,
    )
    return _Live(
        limits=limits,
        sockets=sockets,
        presence=presence,
        auto_replies=auto_replies,
        broadcasts=Broadcasts(database, clock, configuration.broadcasts_per_second),
        expiries=expiries,
        gateway=gateway,
    )


def _make_rest_services(
    stack: AsyncExitStack,
    configuration: RelayConfiguration,
    clock: Clock,
    database: Database,
    who: Identity,
    address: RelayAddress,
    live: _Live,
) -> RestServices:
    passwords, avatars = Passwords(configuration.password_memory_kib), Avatars()
    stack.callback(passwords.close)
    stack.callback(avatars.close)
    return RestServices(
        database=database,
        clock=clock,
        limits=live.limits,
        passwords=passwords,
        avatars=avatars,
        identity=who,
        relay=address.relay,
        address=address,
        on_status_chosen=live.presence.choose,
        live_status=live.presence.own_status,
        on_broadcast=live.broadcasts.wake,
    )


def _http_limit(configuration: RelayConfiguration) -> int | None:
    """Behind a proxy everybody comes from its address; then it is the proxy's to limit."""
    if configuration.is_plain or not configuration.has_rate_limits:
        return None
    return configuration.connections_per_address


def _listening(address: RelayAddress, owner_code: str | None) -> Listening:
    return Listening(
        url=address.urls[0],
        urls=address.urls,
        relay=address.relay,
        cert=address.certificate,
        owner_invite=web_link(address, owner_code) if owner_code else None,
        pid=os.getpid(),
    )


def _tls(configuration: RelayConfiguration, folder: DataFolder, clock: Clock) -> Tls | None:
    if configuration.certificate is not None and configuration.key is not None:
        return certificate.load(configuration.certificate, configuration.key)
    if configuration.is_plain or addresses.is_loopback(configuration.host):
        return None
    return certificate.load_or_make(folder.path, addresses.reachable_hosts(configuration.host), clock.now())


def _address(
    configuration: RelayConfiguration, listener: socket.socket, who: Identity, tls: Tls | None
) -> RelayAddress:
    port = int(listener.getsockname()[1])
    own = addresses.base_urls(addresses.reachable_hosts(configuration.host), port, is_tls=tls is not None)
    public = (configuration.public_url.rstrip("/"),) if configuration.public_url else ()
    return RelayAddress(
        relay=who.fingerprint,
        urls=tuple(dict.fromkeys((*public, *own))),
        # A certificate of one's own is signed by an authority and changes when it is renewed: no pin.
        certificate=tls.fingerprint if tls is not None and configuration.certificate is None else None,
    )


async def _owner_code(database: Database, clock: Clock) -> str | None:
    """A fresh owner invitation while nobody owns the relay."""

    async def action(tx: Transaction) -> str | None:
        if await find_shop(tx) is not None:
            return None
        return await invites.create_owner_invite(tx, clock.now())

    return await database.write(action)


def _keep_running(stack: AsyncExitStack, work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.get_running_loop().create_task(work)

    async def stop() -> None:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    stack.push_async_callback(stop)


async def _serve(stack: AsyncExitStack, server: Server, listener: socket.socket) -> None:
    serving = asyncio.get_running_loop().create_task(server.serve([listener]))

    async def stop() -> None:
        server.should_exit = True
        await serving

    stack.push_async_callback(stop)
    ready = asyncio.get_running_loop().create_task(server.has_started.wait())
    await asyncio.wait({ready, serving}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    if serving.done():
        await serving


async def _drain(gateway: Gateway, server: Server, seconds: float) -> None:
    server.stop_listening()
    await gateway.drain(seconds)
