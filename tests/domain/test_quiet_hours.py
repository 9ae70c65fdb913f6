"""Quiet hours: over midnight, by the clocks of a zone, and off where the setting can't be read."""

from datetime import UTC, datetime

import pytest

from parley.domain.errors import Refusal
from parley.domain.quiet_hours import QuietHours, check_quiet_hours, read_quiet_hours, write_quiet_hours


def at(hour: int, minute: int = 0, day: int = 21, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


NIGHT = QuietHours(is_on=True, starts="22:00", ends="08:00", zone="Asia/Shanghai")


@pytest.mark.parametrize(
    ("now", "is_quiet"),
    [(at(13, 59), False), (at(14), True), (at(23, 59), True), (at(0), False), (at(4), False)],
)
def test_the_night_of_the_zone_is_quiet(now: datetime, is_quiet: bool) -> None:
    assert NIGHT.are_now(now) is is_quiet


def test_hours_that_are_off_are_never_quiet() -> None:
    assert not QuietHours(starts="00:00", ends="00:00").are_now(at(3))


def test_a_lunch_break_doesnt_go_over_midnight() -> None:
    lunch = QuietHours(is_on=True, starts="12:00", ends="13:30")
    assert [lunch.are_now(at(11, 59)), lunch.are_now(at(12)), lunch.are_now(at(13, 30))] == [
        False,
        True,
        False,
    ]


def test_the_same_time_twice_is_the_whole_day() -> None:
    whole = QuietHours(is_on=True, starts="09:00", ends="09:00")
    assert [whole.are_now(at(8, 59)), whole.are_now(at(9))] == [True, True]


def test_summer_time_moves_them_with_the_clocks() -> None:
    berlin = QuietHours(is_on=True, starts="22:00", ends="07:00", zone="Europe/Berlin")
    assert not berlin.are_now(at(5, 30, day=25, month=7))
    assert berlin.are_now(at(5, 30, day=25, month=11))


def test_they_come_back_as_they_were_kept() -> None:
    assert read_quiet_hours(write_quiet_hours(NIGHT)) == NIGHT


@pytest.mark.parametrize(
    "setting", ["", "{", '{"is_on":true,"starts":"25:00"}', '{"is_on":true,"zone":"../x"}']
)
def test_a_setting_that_makes_no_sense_is_off(setting: str) -> None:
    assert read_quiet_hours(setting) == QuietHours()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"starts": "7"}, "starts"), ({"ends": "22:00:01"}, "ends"), ({"zone": "Mars/Base"}, "zone")],
)
def test_wrong_hours_are_refused_by_name(wrong: dict[str, str], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_quiet_hours(QuietHours(is_on=True, **wrong))  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.field) == ("quiet_hours_invalid", field)
