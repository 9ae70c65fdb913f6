"""Devices and their tokens. A token is opaque, belongs to one device, and is kept as a hash only."""

from datetime import datetime

import msgspec

from parley.domain.device import check_public_key
from parley.domain.errors import NotFound
from parley.domain.people import AccountKind, check_name
from parley.foundation.clock import from_milliseconds, to_milliseconds
from parley.foundation.ids import new_id
from parley.protocol.rest import Device
from parley.relay.actions.actor import Actor
from parley.relay.actions.device_lists import tell_devices
from parley.relay.storage.database import Ended, Transaction

DEVICE_NAME_LIMIT = 80


class NewDevice(msgspec.Struct, frozen=True, kw_only=True):
    """A device at sign-in; the token itself never comes here."""

    name: str
    public_key: str
    token_hash: str


async def create_device(tx: Transaction, account: str, device: NewDevice, now: datetime) -> str:
    """The new device's id; who sees the account live is told of it.

    The caller has verified the password, the invitation or the recovery code. Raises Refusal.
    """
    name = check_name(device.name, field="device.name", limit=DEVICE_NAME_LIMIT, required=False) or "Parley"
    public_key = check_public_key(device.public_key)
    device_id = new_id(to_milliseconds(now))
    await tx.execute(
        "INSERT INTO device (id, account, name, public_key, token_hash, created_at, last_seen_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $6)",
        device_id,
        account,
        name,
        public_key,
        device.token_hash,
        to_milliseconds(now),
    )
    await tell_devices(tx, account, now)
    return device_id


async def device_by_token(tx: Transaction, token_hash: str) -> Actor | None:
    """Whose token this is; None when it is unknown, revoked, or its account disabled. A query."""
    row = await tx.fetch_one(
        "SELECT d.account, d.id, a.kind FROM device d JOIN account a ON a.id = d.account"
        " WHERE d.token_hash = $1 AND d.revoked_at IS NULL AND a.is_disabled = 0",
        token_hash,
    )
    return None if row is None else Actor(row[0], row[1], AccountKind(row[2]))


async def valid_devices(tx: Transaction, devices: tuple[str, ...]) -> frozenset[str]:
    """Those of the devices that may still be connected; polled once a second by the gateway (G9). A query."""
    valid: set[str] = set()
    for start in range(0, len(devices), 500):
        some = devices[start : start + 500]
        places = ", ".join(f"${i}" for i in range(1, len(some) + 1))
        rows = await tx.fetch(
            "SELECT d.id FROM device d JOIN account a ON a.id = d.account"
            f" WHERE d.revoked_at IS NULL AND a.is_disabled = 0 AND d.id IN ({places})",
            *some,
        )
        valid.update(row[0] for row in rows)
    return frozenset(valid)


async def list_devices(tx: Transaction, actor: Actor) -> list[Device]:
    """One's own devices that are signed in, the newest first. A query."""
    rows = await tx.fetch(
        "SELECT id, name, public_key, created_at, last_seen_at FROM device"
        " WHERE account = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC",
        actor.account,
    )
    return [
        Device(
            id=row[0],
            name=row[1],
            public_key=row[2],
            created_at=from_milliseconds(row[3]),
            last_seen_at=from_milliseconds(row[4]),
            is_this=row[0] == actor.device,
        )
        for row in rows
    ]


async def sign_out(tx: Transaction, actor: Actor, now: datetime) -> None:
    """Ends this device's token."""
    await _revoke(tx, actor.account, actor.device, now)


async def revoke_device(tx: Transaction, actor: Actor, device: str, now: datetime) -> None:
    """Ends the token of one of one's own devices. Raises NotFound."""
    row = await tx.fetch_one(
        "SELECT 1 FROM device WHERE id = $1 AND account = $2 AND revoked_at IS NULL", device, actor.account
    )
    if row is None:
        raise NotFound("no_such_device", "There is no such device.", field="device")
    await _revoke(tx, actor.account, device, now)


async def revoke_all(tx: Transaction, account: str, now: datetime, but: str = "") -> None:
    """Ends every token of an account, but for the device named."""
    rows = await tx.fetch(
        "UPDATE device SET revoked_at = $3 WHERE account = $1 AND id <> $2 AND revoked_at IS NULL RETURNING id",
        account,
        but,
        to_milliseconds(now),
    )
    if rows:
        tx.publish(Ended(account, tuple(row[0] for row in rows)))
        await tell_devices(tx, account, now)


async def touch_devices(tx: Transaction, devices: tuple[str, ...], now: datetime) -> None:
    """Notes that these devices were seen."""
    await tx.execute_many(
        "UPDATE device SET last_seen_at = $2 WHERE id = $1",
        [(d, to_milliseconds(now)) for d in sorted(devices)],
    )


async def _revoke(tx: Transaction, account: str, device: str, now: datetime) -> None:
    await tx.execute("UPDATE device SET revoked_at = $2 WHERE id = $1", device, to_milliseconds(now))
    tx.publish(Ended(account, (device,)))
    await tell_devices(tx, account, now)
