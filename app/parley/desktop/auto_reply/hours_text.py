"""Working hours as one writes them: "9:00-12:00, 13:30-18:00", "2026-10-01 - 2026-10-07 National Day"."""

import re
import unicodedata
from datetime import date

from parley.domain.errors import Refusal
from parley.domain.hours import DAY_MINUTES, ExtraDay, Holiday, Shift

_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?"
_SHIFT = re.compile(rf"{_CLOCK}\s*-\s*{_CLOCK}")
_DATE = r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
_HOLIDAY = re.compile(rf"{_DATE}(?:\s*-\s*{_DATE})?(?:\s+([^-].*))?")
_EXTRA = re.compile(rf"{_DATE}\s+([\d:.,\s-]+?)(?:\s+(\D.*))?")


def write_shifts(shifts: tuple[Shift, ...]) -> str:
    """As `read_shifts` takes them."""
    return ", ".join(f"{_clock(shift.start)}-{_clock(shift.end)}" for shift in shifts)


def read_shifts(text: str) -> tuple[Shift, ...]:
    """Shifts divided by commas; "" is none. Raises Refusal."""
    shifts = []
    for piece in _plain(text).split(","):
        if not piece.strip():
            continue
        found = _SHIFT.fullmatch(piece.strip())
        if found is None:
            raise Refusal("hours_invalid", "Write times like 9:00-12:00, 13:30-18:00.", field="shifts")
        shifts.append(Shift(start=_minutes(found[1], found[2]), end=_minutes(found[3], found[4])))
    return tuple(shifts)


def write_holidays(holidays: tuple[Holiday, ...]) -> str:
    """One a line."""
    lines = []
    for holiday in holidays:
        days = f"{holiday.first}" if holiday.first == holiday.last else f"{holiday.first} - {holiday.last}"
        lines.append(f"{days} {holiday.name}".strip())
    return "\n".join(lines)


def read_holidays(text: str) -> tuple[Holiday, ...]:
    """Raises Refusal, its sentence names the line."""
    holidays = []
    for line in filter(None, map(str.strip, _plain(text).split("\n"))):
        found = _HOLIDAY.fullmatch(line)
        first = _day(found, 1) if found else None
        last = (_day(found, 4) if found and found[4] else first) if found else None
        if found is None or first is None or last is None:
            raise Refusal("hours_invalid", f"This isn't a date: {line}", field="holidays")
        holidays.append(Holiday(first=first, last=last, name=found[7] or ""))
    return tuple(holidays)


def write_extra_days(days: tuple[ExtraDay, ...]) -> str:
    """One a line."""
    return "\n".join(f"{day.day} {write_shifts(day.shifts)} {day.name}".strip() for day in days)


def read_extra_days(text: str) -> tuple[ExtraDay, ...]:
    """Raises Refusal, its sentence names the line."""
    days = []
    for line in filter(None, map(str.strip, _plain(text).split("\n"))):
        found = _EXTRA.fullmatch(line)
        day = _day(found, 1) if found else None
        if found is None or day is None:
            raise Refusal("hours_invalid", f"This isn't a date with times: {line}", field="extra_days")
        days.append(ExtraDay(day=day, shifts=read_shifts(found[4]), name=found[5] or ""))
    return tuple(days)


def _plain(text: str) -> str:
    """Full width and typographic signs as on a plain keyboard."""
    text = unicodedata.normalize("NFKC", text).replace("、", ",").replace(";", ",")
    return re.sub(r"\s*[–—−~至到]\s*", "-", text)


def _minutes(hour: str, minute: str | None) -> int:
    minutes = int(hour) * 60 + int(minute or 0)
    if minutes > DAY_MINUTES or int(minute or 0) > 59:
        raise Refusal("hours_invalid", "A time lies between 0:00 and 24:00.", field="shifts")
    return minutes


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _day(found: re.Match[str], group: int) -> date | None:
    try:
        return date(int(found[group]), int(found[group + 1]), int(found[group + 2]))
    except ValueError:
        return None
