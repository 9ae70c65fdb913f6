"""Telling people of each other's devices: who sees somebody live learns of every sign-in and sign-out.

An account's log holds the lists of the people it met, its own among them. For a blocked person the list stands still,
as everything else of the blocker does.
"""

from datetime import datetime

from parley.domain.access import may_see_live
from parley.domain.device import DeviceKey
from parley.domain.events import DevicesChanged
from parley.protocol.codec import encode
from parley.relay.actions.actor import Actor
from parley.relay.actions.logs import append_private
from parley.relay.queries import devices, people
from parley.relay.queries.watchers import watchers_of
from parley.relay.storage.database import Transaction


async def tell_devices(tx: Transaction, account: str, now: datetime) -> None:
    """A device was added or revoked: tells the account itself and those who may see it live."""
    listed = await devices.device_keys(tx, account)
    for viewer in (account, *sorted(await watchers_of(tx, account))):
        await _tell(tx, viewer, account, listed, now)


async def show_devices(tx: Transaction, viewer: str, subject: str, now: datetime) -> None:
    """Two people meet: the viewer is shown the subject's devices, unless the subject blocks them."""
    if not (await people.relation(tx, viewer, subject)).subject_blocks:
        await _tell(tx, viewer, subject, await devices.device_keys(tx, subject), now)


async def catch_up_devices(tx: Transaction, viewer: str, subject: str, now: datetime) -> None:
    """Brings the list up to date for a viewer who may see the subject live (again)."""
    between = await people.relation(tx, viewer, subject)
    if may_see_live(await people.get_person(tx, viewer), await people.get_person(tx, subject), between):
        await show_devices(tx, viewer, subject, now)


async def _tell(
    tx: Transaction, viewer: str, subject: str, listed: tuple[DeviceKey, ...], now: datetime
) -> None:
    if await devices.find_told(tx, viewer, subject) == listed:
        return
    await tx.execute(
        "INSERT INTO devices_seen (viewer, subject, devices) VALUES ($1, $2, $3)"
        " ON CONFLICT (viewer, subject) DO UPDATE SET devices = excluded.devices",
        viewer,
        subject,
        encode(listed).decode(),
    )
    # The person told about is the one who acts; no device of theirs is named to anyone.
    teller = Actor(subject, "", (await people.get_person(tx, subject)).kind)
    await append_private(tx, viewer, teller, DevicesChanged(account=subject, devices=listed), now)
