"""Time as Parley keeps it: aware UTC, whole milliseconds.

Nothing in the product reads the system clock directly; a `Clock` is passed in, so that tests and the tester's
settable clock can move it by hand.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic, time_ns
from typing import Protocol


class Clock(Protocol):
    """What the time is, and how much of it has passed."""

    def now(self) -> datetime:
        """Aware UTC, rounded down to whole milliseconds."""

    def monotonic(self) -> float:
        """Seconds since some fixed point; never goes back."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return from_milliseconds(time_ns() // 1_000_000)

    def monotonic(self) -> float:
        return monotonic()


class ManualClock:
    """A clock that stands still until it is moved; for tests and for `--headless` runs."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
        self._elapsed = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._elapsed

    def advance(self, seconds: float) -> None:
        """Moves both readings forward. Raises ValueError for a step back."""
        if seconds < 0:
            raise ValueError("a clock is only moved forward")
        self._now += timedelta(milliseconds=round(seconds * 1000))
        self._elapsed += seconds


def from_milliseconds(milliseconds: int) -> datetime:
    """Aware UTC from milliseconds since 1970."""
    seconds, rest = divmod(milliseconds, 1000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000)


def to_milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970, rounded down. Raises ValueError for a naive time."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone has no place on the time line")
    return round((moment - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))


Now = Callable[[], datetime]
