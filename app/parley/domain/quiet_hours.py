"""Quiet hours: when this person's devices neither sound nor show notifications; messages arrive all the same.

From `starts` to `ends` by the clocks of a zone, over midnight where the end isn't later than the start. They follow the
account as the setting `quiet_hours`. Customers may break through: whoever waits for an answer is why a shop has a
messenger at all.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from parley.domain.errors import Refusal

SETTING = "quiet_hours"


class QuietHours(msgspec.Struct, frozen=True, kw_only=True):
    """`starts` and `ends` are HH:MM; the same time twice means the whole day. `zone` is an IANA name."""

    is_on: bool = False
    starts: str = "22:00"
    ends: str = "08:00"
    zone: str = "UTC"
    lets_customers_through: bool = True

    def are_now(self, now: datetime) -> bool:
        """Whether `now` lies within them."""
        if not self.is_on:
            return False
        local = now.astimezone(_zone(self.zone)).time().replace(tzinfo=None)
        starts, ends = time.fromisoformat(self.starts), time.fromisoformat(self.ends)
        if starts < ends:
            return starts <= local < ends
        return local >= starts or local < ends


def check_quiet_hours(hours: QuietHours) -> QuietHours:
    """The hours as they are kept. Raises Refusal `quiet_hours_invalid`."""
    for field, text in (("starts", hours.starts), ("ends", hours.ends)):
        try:
            moment = time.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or f"{moment:%H:%M}" != text:
            raise Refusal("quiet_hours_invalid", "A time of the day looks like 22:00.", field=field)
    try:
        ZoneInfo(hours.zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise Refusal("quiet_hours_invalid", "There is no such time zone.", field="zone") from None
    return hours


def read_quiet_hours(setting: str) -> QuietHours:
    """What the setting says; off where it says nothing that can be understood."""
    try:
        return check_quiet_hours(msgspec.json.decode(setting, type=QuietHours))
    except (msgspec.DecodeError, Refusal):
        return QuietHours()


def write_quiet_hours(hours: QuietHours) -> str:
    """The setting's value. Raises Refusal."""
    return msgspec.json.encode(check_quiet_hours(hours)).decode()


def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
