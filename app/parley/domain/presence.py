"""Presence: what others see of whether one is there.

A person chooses a status for the account (online, away, busy, invisible); each device adds whether it is
connected and idle. `combine` makes the one status that others see.
"""

from collections.abc import Iterable
from enum import StrEnum


class Status(StrEnum):
    """`invisible` is only ever seen by oneself; others see `offline`."""

    ONLINE = "online"
    AWAY = "away"
    BUSY = "busy"
    INVISIBLE = "invisible"
    OFFLINE = "offline"


CHOSEN = (Status.ONLINE, Status.AWAY, Status.BUSY, Status.INVISIBLE)
"""What a person may choose."""


def combine(chosen: Status, devices_idle: Iterable[bool]) -> Status:
    """The status of an account. `devices_idle` has one entry per connected device: True when nobody is at it."""
    idle = list(devices_idle)
    if not idle:
        return Status.OFFLINE
    if chosen is Status.ONLINE and all(idle):
        return Status.AWAY
    return chosen


def as_seen_by_others(status: Status) -> Status:
    """What may leave one's own devices."""
    return Status.OFFLINE if status is Status.INVISIBLE else status
