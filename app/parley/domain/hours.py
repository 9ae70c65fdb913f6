"""Working hours: when a shop, or a person, answers.

A week of split shifts in a time zone, holidays, and extra working days (调休), which have shifts of their own. What
holds for a day, the strongest first: extra day, holiday, day of the week. A shift names wall-clock minutes; one that
ends no later than it starts ends on the day after (22:00 to 02:00), whatever that day is.

Shifts become spans of instants, so that everything here is right when the clocks change: a time that doesn't exist
that day is the moment of the change, one that comes twice is the first of the two.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from parley.domain.errors import Refusal

DAY_MINUTES = 24 * 60
SHIFTS_LIMIT = 6
"""In one day."""
DATES_LIMIT = 200
"""Holidays, and extra days."""
HOLIDAY_DAYS_LIMIT = 366
DATE_NAME_LIMIT = 40
SEARCH_DAYS = 400
"""How far `next_open` looks ahead."""


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """`start` and `end` in minutes after midnight, 0 to 1,440; up to and not including `end`."""

    start: int
    end: int


class Holiday(msgspec.Struct, frozen=True, kw_only=True):
    """Closed days, both ends included."""

    first: date
    last: date
    name: str = ""


class ExtraDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day with shifts of its own, holiday or weekend though it be (调休)."""

    day: date
    shifts: tuple[Shift, ...]
    name: str = ""


class WorkingHours(msgspec.Struct, frozen=True, kw_only=True):
    """`zone` is an IANA name; `week` has the shifts of Monday to Sunday."""

    zone: str
    week: tuple[tuple[Shift, ...], ...]
    holidays: tuple[Holiday, ...] = ()
    extra_days: tuple[ExtraDay, ...] = ()

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there to answer."""
        return any(start <= at < end for start, end in self._spans_around(at))

    def next_open(self, at: datetime) -> datetime | None:
        """`at` itself when open, else the next opening; None when there is none within 400 days."""
        for start, end in self.spans(at, at + timedelta(days=SEARCH_DAYS)):
            if end > at:
                return max(start, at)
        return None

    def next_close(self, at: datetime) -> datetime | None:
        """When it closes next after `at`; `at` itself when closed, None when it never closes within 400 days."""
        closes = at
        for start, end in self.spans(at, at + timedelta(days=SEARCH_DAYS)):
            if start > closes:
                break
            closes = max(closes, end)
        return closes if closes < at + timedelta(days=SEARCH_DAYS) else None

    def open_time_between(self, a: datetime, b: datetime) -> timedelta:
        """How much of a..b is open; zero when b isn't after a."""
        return sum(
            (min(end, b) - max(start, a) for start, end in self.spans(a, b) if end > a and start < b),
            timedelta(),
        )

    def shifts_on(self, day: date) -> tuple[Shift, ...]:
        """What holds for a day of the calendar."""
        for extra in self.extra_days:
            if extra.day == day:
                return extra.shifts
        if any(holiday.first <= day <= holiday.last for holiday in self.holidays):
            return ()
        return self.week[day.weekday()]

    def local(self, at: datetime) -> datetime:
        """The moment as the clocks of the zone show it."""
        return at.astimezone(zone_of(self.zone))

    def spans(self, a: datetime, b: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The open spans that may touch a..b, in order, without overlaps; in UTC."""
        day, last = self.local(a).date() - timedelta(days=1), self.local(b).date()
        held: tuple[datetime, datetime] | None = None
        while day <= last:
            for start, end in self._spans_on(day):
                if held is not None and start <= held[1]:
                    held = (held[0], max(held[1], end))
                    continue
                if held is not None:
                    yield held
                held = (start, end)
            day += timedelta(days=1)
        if held is not None:
            yield held

    def _spans_around(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        today = self.local(at).date()
        yield from self._spans_on(today - timedelta(days=1))
        yield from self._spans_on(today)

    def _spans_on(self, day: date) -> list[tuple[datetime, datetime]]:
        found = []
        for shift in self.shifts_on(day):
            ends_on = day if shift.end > shift.start else day + timedelta(days=1)
            start, end = _instant(self.zone, day, shift.start), _instant(self.zone, ends_on, shift.end)
            if end > start:
                found.append((start, end))
        return sorted(found)


def check_hours(hours: WorkingHours) -> WorkingHours:
    """The hours as they are stored: in order, names without blanks. Raises Refusal."""
    check_zone(hours.zone)
    if len(hours.week) != 7:
        raise Refusal("hours_invalid", "A week has seven days, Monday first.", field="week")
    week = tuple(_checked_shifts(shifts, f"week[{n}]") for n, shifts in enumerate(hours.week))
    for field, dates in (("holidays", hours.holidays), ("extra_days", hours.extra_days)):
        if len(dates) > DATES_LIMIT:
            raise Refusal("hours_invalid", f"At most {DATES_LIMIT} dates fit.", field=field)
    holidays = tuple(_checked_holiday(h, f"holidays[{n}]") for n, h in enumerate(hours.holidays))
    extra = tuple(
        msgspec.structs.replace(
            day,
            shifts=_checked_shifts(day.shifts, f"extra_days[{n}].shifts"),
            name=_checked_name(day.name, f"extra_days[{n}].name"),
        )
        for n, day in enumerate(hours.extra_days)
    )
    if len({day.day for day in extra}) < len(extra):
        raise Refusal("hours_invalid", "An extra working day stands twice.", field="extra_days")
    return WorkingHours(
        zone=hours.zone,
        week=week,
        holidays=tuple(sorted(holidays, key=lambda holiday: (holiday.first, holiday.last))),
        extra_days=tuple(sorted(extra, key=lambda day: day.day)),
    )


def check_zone(zone: str, *, field: str = "zone") -> str:
    """The zone's name. Raises Refusal."""
    try:
        zone_of(zone)
    except (KeyError, ValueError, OSError):
        raise Refusal(
            "zone_unknown", "This time zone isn't known; choose one like Asia/Shanghai.", field=field
        ) from None
    return zone


def usual_hours(zone: str) -> WorkingHours:
    """What an editor starts with: Monday to Friday, 9 to 12 and 13:30 to 18."""
    day = (Shift(start=9 * 60, end=12 * 60), Shift(start=13 * 60 + 30, end=18 * 60))
    return WorkingHours(zone=zone, week=(day,) * 5 + ((), ()))


def _checked_shifts(shifts: tuple[Shift, ...], field: str) -> tuple[Shift, ...]:
    if len(shifts) > SHIFTS_LIMIT:
        raise Refusal("hours_invalid", f"A day has at most {SHIFTS_LIMIT} shifts.", field=field)
    ordered = tuple(sorted(shifts, key=lambda shift: shift.start))
    reached = 0
    for shift in ordered:
        if not (0 <= shift.start < DAY_MINUTES and 0 <= shift.end <= DAY_MINUTES):
            raise Refusal("hours_invalid", "A shift lies between 0:00 and 24:00.", field=field)
        if shift.start == shift.end:
            raise Refusal("hours_invalid", "A shift ends when it starts.", field=field)
        if shift.start < reached:
            raise Refusal("hours_invalid", "Two shifts of a day overlap.", field=field)
        reached = shift.end if shift.end > shift.start else DAY_MINUTES
    return ordered


def _checked_holiday(holiday: Holiday, field: str) -> Holiday:
    days = (holiday.last - holiday.first).days
    if not 0 <= days < HOLIDAY_DAYS_LIMIT:
        raise Refusal(
            "hours_invalid", "A holiday ends on or after its first day, within a year.", field=field
        )
    return msgspec.structs.replace(holiday, name=_checked_name(holiday.name, f"{field}.name"))


def _checked_name(name: str, field: str) -> str:
    line = " ".join(name.split())
    if len(line) > DATE_NAME_LIMIT:
        raise Refusal("name_too_long", f"At most {DATE_NAME_LIMIT} characters fit.", field=field)
    return line


@lru_cache(64)
def zone_of(name: str) -> ZoneInfo:
    """The zone of a checked IANA name."""
    return ZoneInfo(name)


@lru_cache(4096)
def _instant(zone: str, day: date, minutes: int) -> datetime:
    """When the clocks of the zone show this; the moment of the change when they never do that day (PEP 495)."""
    day, minutes = day + timedelta(days=minutes // DAY_MINUTES), minutes % DAY_MINUTES
    wall = datetime.combine(day, time(minutes // 60, minutes % 60), zone_of(zone))
    at = wall.astimezone(UTC)
    if at.astimezone(zone_of(zone)).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return at
    return _change_between(zone, wall.replace(fold=1).astimezone(UTC), at)


def _change_between(zone: str, low: datetime, high: datetime) -> datetime:
    """The first second after `low`, up to `high`, at which the zone's offset is another one."""
    before, tz = low.astimezone(zone_of(zone)).utcoffset(), zone_of(zone)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
        if middle.astimezone(tz).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high
