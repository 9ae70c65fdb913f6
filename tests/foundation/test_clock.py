"""Every clock waits alike, and the one in a file moves desktop and relay together."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parley.foundation.clock import FileClock, ManualClock, SystemClock, write_clock_file

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "clock"


def test_without_a_file_it_is_the_systems(file: Path) -> None:
    before = SystemClock().now()
    assert before <= FileClock(file).now() <= SystemClock().now()


def test_a_frozen_clock_stands_and_a_running_one_goes_on_from_when_it_was_written(file: Path) -> None:
    clock = FileClock(file)
    write_clock_file(file, NOON, frozen=True)
    assert clock.now() == clock.now() == NOON
    write_clock_file(file, NOON)
    written = file.stat().st_mtime
    os.utime(file, (written - 90, written - 90))
    assert NOON + timedelta(seconds=90) <= clock.now() < NOON + timedelta(seconds=120)


def test_a_second_clock_of_the_file_shows_the_same(file: Path) -> None:
    write_clock_file(file, NOON, frozen=True)
    first, second = FileClock(file), FileClock(file)
    write_clock_file(file, NOON + timedelta(hours=1), frozen=True)
    assert first.now() == second.now() == NOON + timedelta(hours=1)


def test_a_jump_forward_is_time_that_passed_and_a_jump_back_is_none(file: Path) -> None:
    write_clock_file(file, NOON)
    clock = FileClock(file)
    began = clock.monotonic()
    write_clock_file(file, NOON + timedelta(minutes=40))
    assert 2399 < clock.monotonic() - began < 2460
    after = clock.monotonic()
    write_clock_file(file, NOON)
    assert 0 <= clock.monotonic() - after < 60


@pytest.mark.parametrize("text", ["", "noon", "2026-11-21T02:30:00", "2026-11-21T02:30:00Z later", "\xff"])
def test_a_file_without_a_time_is_refused_first_and_ignored_later(file: Path, text: str) -> None:
    file.write_text(text, "latin-1")
    with pytest.raises(ValueError):
        FileClock(file)
    write_clock_file(file, NOON, frozen=True)
    clock = FileClock(file)
    file.write_text(text, "latin-1")
    assert clock.now() == NOON


async def test_whoever_waits_in_a_frozen_clock_wakes_when_it_is_set(file: Path) -> None:
    write_clock_file(file, NOON, frozen=True)
    clock = FileClock(file)
    waiting = asyncio.create_task(clock.sleep_until(NOON + timedelta(hours=8)))
    await asyncio.sleep(0)
    assert not waiting.done()
    write_clock_file(file, NOON + timedelta(hours=9), frozen=True)
    async with asyncio.timeout(5):
        await waiting


async def test_listeners_hear_of_a_setting_until_they_leave(file: Path) -> None:
    clock, heard = FileClock(file), asyncio.Event()
    leave = clock.on_set(heard.set)
    clock.now()
    write_clock_file(file, NOON)
    async with asyncio.timeout(5):
        await heard.wait()
    leave()


async def test_a_manual_clock_wakes_only_those_whose_time_has_come() -> None:
    clock = ManualClock(NOON)
    soon = asyncio.create_task(clock.sleep_until(NOON + timedelta(seconds=10)))
    late = asyncio.create_task(clock.sleep_until(NOON + timedelta(seconds=60)))
    await asyncio.sleep(0)
    clock.advance(10)
    await soon
    assert not late.done()
    clock.advance(50)
    await late


@pytest.mark.parametrize("moment", [None, NOON + timedelta(days=1)])
async def test_something_new_ends_the_waiting(moment: datetime | None) -> None:
    clock, wake = ManualClock(NOON), asyncio.Event()
    waiting = asyncio.create_task(clock.sleep_until(moment, wake))
    await asyncio.sleep(0)
    assert not waiting.done()
    wake.set()
    async with asyncio.timeout(5):
        await waiting


async def test_what_is_over_is_not_waited_for() -> None:
    async with asyncio.timeout(5):
        await SystemClock().sleep_until(SystemClock().now())
        await SystemClock().sleep_until(SystemClock().now() + timedelta(milliseconds=5))
