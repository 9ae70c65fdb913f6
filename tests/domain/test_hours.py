"""Working hours: split shifts, holidays, 调休, and the nights on which the clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.domain.errors import Refusal
from parley.domain.hours import ExtraDay, Holiday, Shift, WorkingHours, check_hours, usual_hours

SHANGHAI, BERLIN, NEW_YORK, LORD_HOWE = (
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
)
SPLIT = (Shift(start=540, end=720), Shift(start=810, end=1080))


def hours(zone: str = SHANGHAI, **more: object) -> WorkingHours:
    return WorkingHours(zone=zone, week=(SPLIT,) * 5 + ((), ()), **more)  # type: ignore[arg-type]


def every_day(zone: str, *shifts: tuple[int, int]) -> WorkingHours:
    day = tuple(Shift(start=start, end=end) for start, end in shifts)
    return WorkingHours(zone=zone, week=(day,) * 7)


def at(zone: str, text: str) -> datetime:
    """A wall-clock time of a zone, the first one if it comes twice."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("wall", "is_open"),
    [
        ("2026-11-23T08:59:59.999", False),
        ("2026-11-23T09:00", True),
        ("2026-11-23T11:59:59.999", True),
        ("2026-11-23T12:00", False),
        ("2026-11-23T13:30", True),
        ("2026-11-23T18:00", False),
        ("2026-11-22T10:00", False),  # Sunday
    ],
)
def test_a_split_day(wall: str, is_open: bool) -> None:
    assert hours().is_open(at(SHANGHAI, wall)) is is_open


def test_a_holiday_closes_and_an_extra_day_opens_again() -> None:
    """The National Day of 2026: closed from 1 to 7 October, Sunday 20 September and Saturday 10 October at work."""
    shop = hours(
        holidays=(Holiday(first=date(2026, 10, 1), last=date(2026, 10, 7), name="国庆节"),),
        extra_days=(
            ExtraDay(day=date(2026, 9, 20), shifts=(Shift(start=600, end=960),)),
            ExtraDay(day=date(2026, 10, 5), shifts=(Shift(start=600, end=660),)),
            ExtraDay(day=date(2026, 10, 10), shifts=SPLIT),
        ),
    )
    assert not shop.is_open(at(SHANGHAI, "2026-10-01T10:00"))
    assert shop.is_open(at(SHANGHAI, "2026-09-20T15:59"))
    assert not shop.is_open(at(SHANGHAI, "2026-09-20T09:30"))
    assert shop.is_open(at(SHANGHAI, "2026-10-10T10:00"))
    assert shop.is_open(at(SHANGHAI, "2026-10-05T10:30"))  # the extra day wins over the holiday
    assert shop.next_open(at(SHANGHAI, "2026-09-30T18:00")) == at(SHANGHAI, "2026-10-05T10:00")
    assert shop.next_open(at(SHANGHAI, "2026-10-05T11:00")) == at(SHANGHAI, "2026-10-08T09:00")


def test_a_night_shift_ends_on_the_day_after() -> None:
    friday = ((), (), (), (), (Shift(start=1320, end=120),), (), ())
    bar = WorkingHours(zone=SHANGHAI, week=friday)
    assert bar.is_open(at(SHANGHAI, "2026-11-28T01:59"))
    assert not bar.is_open(at(SHANGHAI, "2026-11-28T02:00"))
    assert not bar.is_open(at(SHANGHAI, "2026-11-27T01:00"))
    assert bar.open_time_between(at(SHANGHAI, "2026-11-27T23:00"), at(SHANGHAI, "2026-11-30T00:00")) == (
        timedelta(hours=3)
    )


@pytest.mark.parametrize(
    ("zone", "forward", "back", "hours_forward", "hours_back"),
    [
        (BERLIN, "2026-03-29", "2026-10-25", 3.0, 5.0),
        (NEW_YORK, "2026-03-08", "2026-11-01", 3.0, 5.0),
        (LORD_HOWE, "2026-10-04", "2026-04-05", 3.5, 4.5),
        (SHANGHAI, "2026-03-29", "2026-10-25", 4.0, 4.0),
    ],
)
def test_the_clocks_change_in_an_early_shift(
    zone: str, forward: str, back: str, hours_forward: float, hours_back: float
) -> None:
    """Midnight to four on the wall is an hour shorter in spring and longer in autumn (half an hour on Lord Howe)."""
    shop = every_day(zone, (0, 240))
    for day, expected in ((forward, hours_forward), (back, hours_back)):
        midnight = at(zone, f"{day}T00:00")
        assert shop.open_time_between(midnight, midnight + timedelta(hours=20)) == timedelta(hours=expected)
        assert shop.next_close(midnight) == midnight + timedelta(hours=expected)


def test_a_time_that_does_not_exist_is_the_moment_of_the_change() -> None:
    shop = every_day(NEW_YORK, (150, 240))  # 2:30 to 4:00; on 8 March the clocks go from 2:00 to 3:00
    change = datetime(2026, 3, 8, 7, 0, tzinfo=UTC)
    assert shop.next_open(change - timedelta(hours=3)) == change
    assert not shop.is_open(change - timedelta(seconds=1))


def test_a_time_that_comes_twice_is_the_first() -> None:
    shop = every_day(BERLIN, (60, 150))  # 1:00 to 2:30; on 25 October 2:30 comes twice
    start = at(BERLIN, "2026-10-25T01:00")
    assert shop.open_time_between(start, start + timedelta(hours=12)) == timedelta(minutes=90)
    assert not shop.is_open(start + timedelta(minutes=90))


def test_the_days_length_across_a_change_of_the_clocks_outside_the_shift() -> None:
    for zone in (BERLIN, NEW_YORK, SHANGHAI):
        shop = hours(zone)
        march = shop.open_time_between(at(zone, "2026-03-01T00:00"), at(zone, "2026-04-01T00:00"))
        assert march == timedelta(hours=7.5) * 22


def test_always_open_never_closes_and_never_open_never_opens() -> None:
    always, never = every_day(SHANGHAI, (0, 1440)), every_day(SHANGHAI)
    now = at(SHANGHAI, "2026-11-23T03:00")
    assert always.next_close(now) is None
    assert always.open_time_between(now, now + timedelta(days=3)) == timedelta(days=3)
    assert never.next_open(now) is None
    assert never.open_time_between(now, now + timedelta(days=3)) == timedelta()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (hours("Mars/Olympus"), "zone_unknown"),
        (hours("../etc/passwd"), "zone_unknown"),
        (hours(""), "zone_unknown"),
        (WorkingHours(zone=SHANGHAI, week=()), "hours_invalid"),
        (every_day(SHANGHAI, (600, 600)), "hours_invalid"),
        (every_day(SHANGHAI, (-1, 600)), "hours_invalid"),
        (every_day(SHANGHAI, (600, 1441)), "hours_invalid"),
        (every_day(SHANGHAI, (600, 720), (700, 800)), "hours_invalid"),
        (every_day(SHANGHAI, (1320, 120), (1380, 1400)), "hours_invalid"),
        (hours(holidays=(Holiday(first=date(2026, 5, 2), last=date(2026, 5, 1)),)), "hours_invalid"),
        (
            hours(holidays=(Holiday(first=date(2026, 5, 1), last=date(2026, 5, 1), name="x" * 41),)),
            "name_too_long",
        ),
        (hours(extra_days=(ExtraDay(day=date(2026, 5, 9), shifts=()),) * 2), "hours_invalid"),
    ],
)
def test_what_is_refused(wrong: WorkingHours, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_hours(wrong)
    assert refused.value.code == code


def test_hours_are_stored_in_order() -> None:
    day = (SPLIT[1], SPLIT[0])
    assert check_hours(WorkingHours(zone=SHANGHAI, week=(day,) * 7)).week[0] == SPLIT
    assert check_hours(usual_hours(BERLIN)) == usual_hours(BERLIN)


zones = st.sampled_from([SHANGHAI, BERLIN, NEW_YORK, LORD_HOWE])
shifts = st.lists(
    st.builds(Shift, start=st.integers(0, 1439), end=st.integers(0, 1440)).filter(lambda s: s.start != s.end),
    max_size=3,
).map(tuple)
days = st.dates(date(2026, 3, 1), date(2026, 11, 30))
some_hours = st.builds(
    WorkingHours,
    zone=zones,
    week=st.tuples(*[shifts] * 7),
    holidays=st.lists(st.builds(lambda d: Holiday(first=d, last=d), days), max_size=3).map(tuple),
    extra_days=st.lists(st.builds(ExtraDay, day=days, shifts=shifts), max_size=3).map(tuple),
)
START = datetime(2026, 3, 1, tzinfo=UTC)
moments = st.integers(0, 274 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds))


@settings(max_examples=150, deadline=None)
@given(some_hours, moments, st.integers(0, 90 * 60), st.integers(0, 90 * 60))
def test_the_questions_agree(shop: WorkingHours, a: datetime, first: int, second: int) -> None:
    """Open time adds up, is never more than the time, and is zero exactly up to the next opening."""
    b, c = a + timedelta(minutes=first), a + timedelta(minutes=first + second)
    assert shop.open_time_between(a, b) + shop.open_time_between(b, c) == shop.open_time_between(a, c)
    assert timedelta() <= shop.open_time_between(a, c) <= c - a
    opens = shop.next_open(a)
    assert shop.is_open(a) == (opens == a)
    if opens is not None:
        assert shop.is_open(opens)
        assert shop.open_time_between(a, opens) == timedelta()
        assert shop.open_time_between(opens, opens + timedelta(milliseconds=1)) > timedelta()


@settings(max_examples=150, deadline=None)
@given(some_hours, moments)
def test_open_is_what_the_wall_clock_says_away_from_the_changes(shop: WorkingHours, moment: datetime) -> None:
    wall = shop.local(moment)
    if (
        shop.local(moment - timedelta(hours=26)).utcoffset()
        != shop.local(moment + timedelta(hours=26)).utcoffset()
    ):
        return
    minute = wall.hour * 60 + wall.minute
    today, yesterday = shop.shifts_on(wall.date()), shop.shifts_on(wall.date() - timedelta(days=1))
    expected = any(s.start <= minute < (s.end if s.end > s.start else 1440 * 2) for s in today) or any(
        s.end <= s.start and minute < s.end for s in yesterday
    )
    assert shop.is_open(moment) == expected
