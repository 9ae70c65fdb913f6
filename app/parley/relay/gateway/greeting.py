"""The first frame: who is it, and do we speak a common version?"""

import msgspec

from parley.domain.presence import CHOSEN, Status
from parley.protocol.codec import encode
from parley.protocol.frames import (
    CLOSE_SIGNED_OUT,
    CLOSE_TOO_MANY,
    CLOSE_UPDATE_NEEDED,
    PROTOCOL_VERSION,
    Hello,
    Welcome,
)
from parley.relay.actions import devices, settings
from parley.relay.actions.actor import Actor
from parley.relay.gateway.connection import Connection
from parley.relay.gateway.services import GatewayServices
from parley.relay.queries.shop import find_shop_of, get_epoch
from parley.relay.storage.database import DatabaseUnavailable, Transaction
from parley.relay.tokens import token_hash

CLOSE_TRY_LATER = 1013


class _Greeted(msgspec.Struct, frozen=True):
    actor: Actor
    epoch: str
    shop_log: str | None
    status: Status


async def greet(services: GatewayServices, connection: Connection, hello: Hello) -> None:
    """Answers with Welcome, or closes the socket with the reason."""
    if PROTOCOL_VERSION not in hello.versions:
        connection.close(CLOSE_UPDATE_NEEDED, f"this relay speaks version {PROTOCOL_VERSION}; please update")
        return
    try:
        greeted = await services.database.read(lambda tx: _look_up(tx, hello.token))
    except DatabaseUnavailable:
        connection.close(CLOSE_TRY_LATER, "the relay can't read its data at the moment")
        return
    if greeted is None:
        connection.close(CLOSE_SIGNED_OUT, "this token is not valid")
    elif not services.sockets.has_room_for_account(greeted.actor.account):
        connection.close(CLOSE_TOO_MANY, "too many connections of this account")
    elif not connection.is_closing:
        _welcome(services, connection, greeted)


def _welcome(services: GatewayServices, connection: Connection, greeted: _Greeted) -> None:
    actor = greeted.actor
    connection.actor = actor
    services.sockets.welcome(connection)
    services.presence.connected(actor.account, connection, greeted.status)
    welcome = Welcome(
        version=PROTOCOL_VERSION,
        relay=services.relay,
        epoch=greeted.epoch,
        account=actor.account,
        device=actor.device,
        account_log=actor.account,
        shop_log=greeted.shop_log,
        server_time=services.clock.now(),
        heartbeat_seconds=services.sockets.ping_seconds,
        status=services.presence.own_status(actor.account),
        urls=services.urls,
    )
    connection.send(encode(welcome))


async def _look_up(tx: Transaction, token: str) -> _Greeted | None:
    actor = await devices.device_by_token(tx, token_hash(token))
    if actor is None:
        return None
    kept = await settings.find_setting(tx, actor.account, settings.STATUS)
    chosen = Status(kept) if kept in CHOSEN else Status.ONLINE
    return _Greeted(actor, await get_epoch(tx), await find_shop_of(tx, actor.account), chosen)
