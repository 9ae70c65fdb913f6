"""Hours as they are written and read."""

from datetime import date

import pytest

from parley.desktop.auto_reply.hours_text import (
    read_extra_days,
    read_holidays,
    read_shifts,
    write_extra_days,
    write_holidays,
    write_shifts,
)
from parley.domain.errors import Refusal
from parley.domain.hours import ExtraDay, Holiday, Shift

SPLIT = (Shift(start=540, end=720), Shift(start=810, end=1080))


@pytest.mark.parametrize(
    "text",
    [
        "9:00-12:00, 13:30-18:00",
        "9-12,13:30-18",
        "９：００－１２：００，１３：３０～１８：００",
        "9:00至12:00、13:30到18:00",
        "9.00–12.00; 13.30—18.00",
    ],
)
def test_shifts_are_read_as_people_write_them(text: str) -> None:
    assert read_shifts(text) == SPLIT


def test_what_is_written_is_read_again() -> None:
    holidays = (
        Holiday(first=date(2026, 10, 1), last=date(2026, 10, 7), name="国庆节"),
        Holiday(first=date(2027, 1, 1), last=date(2027, 1, 1)),
    )
    extra = (
        ExtraDay(day=date(2026, 10, 10), shifts=SPLIT, name="调休"),
        ExtraDay(day=date(2026, 9, 20), shifts=SPLIT),
    )
    assert read_shifts(write_shifts(SPLIT)) == SPLIT
    assert read_holidays(write_holidays(holidays)) == holidays
    assert read_extra_days(write_extra_days(extra)) == extra
    assert read_shifts("") == ()
    assert read_holidays("\n") == ()


@pytest.mark.parametrize("text", ["morning", "9:00", "25:00-26:00", "9:61-10:00", "9:00-12:00-13:00"])
def test_times_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_shifts(text)


@pytest.mark.parametrize("text", ["National Day", "2026-13-01", "2026-10-01 -"])
def test_holidays_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_holidays(text)


@pytest.mark.parametrize("text", ["2026-10-10", "2026-02-30 9-18", "2026-10-10 调休"])
def test_extra_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_extra_days(text)
