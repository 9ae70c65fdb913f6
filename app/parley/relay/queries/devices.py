"""Lists of devices: as they are, and as each person was last told of them."""

import msgspec

from parley.domain.device import DEVICES_SHOWN, DeviceKey
from parley.foundation.clock import from_milliseconds
from parley.relay.storage.database import Transaction

_decode = msgspec.json.Decoder(tuple[DeviceKey, ...]).decode


async def device_keys(tx: Transaction, account: str) -> tuple[DeviceKey, ...]:
    """An account's devices, those that are signed in first, the newest of each first."""
    rows = await tx.fetch(
        "SELECT public_key, created_at, revoked_at FROM device WHERE account = $1"
        " ORDER BY CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END, created_at DESC, id DESC LIMIT $2",
        account,
        DEVICES_SHOWN,
    )
    return tuple(
        DeviceKey(
            public_key=row[0],
            since=from_milliseconds(row[1]),
            revoked_at=None if row[2] is None else from_milliseconds(row[2]),
        )
        for row in rows
    )


async def find_told(tx: Transaction, viewer: str, subject: str) -> tuple[DeviceKey, ...] | None:
    """The list as the viewer was last told it, or None."""
    row = await tx.fetch_one(
        "SELECT devices FROM devices_seen WHERE viewer = $1 AND subject = $2", viewer, subject
    )
    return None if row is None else _decode(row[0])


async def all_told(tx: Transaction, viewer: str) -> dict[str, tuple[DeviceKey, ...]]:
    """Every list the viewer was told, by account."""
    rows = await tx.fetch("SELECT subject, devices FROM devices_seen WHERE viewer = $1", viewer)
    return {row[0]: _decode(row[1]) for row in rows}
