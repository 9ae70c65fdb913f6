"""What the clocks show where somebody is, for who is elsewhere."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec


class LocalTime(msgspec.Struct, frozen=True):
    """`at` is aware, in their zone; `ahead_minutes` is how far their clocks are ahead of one's own."""

    at: datetime
    ahead_minutes: int
    city: str


def local_time(zone: str, now: datetime, own_zone: str) -> LocalTime | None:
    """None where it is as late as here, or nobody knows where that is."""
    theirs, own = _zone(zone), _zone(own_zone)
    if theirs is None or own is None:
        return None
    at, here = now.astimezone(theirs), now.astimezone(own)
    ahead = (at.utcoffset() or _NONE) - (here.utcoffset() or _NONE)
    minutes = round(ahead.total_seconds() / 60)
    return LocalTime(at, minutes, zone.rpartition("/")[2].replace("_", " ")) if minutes else None


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


_NONE = timedelta()
