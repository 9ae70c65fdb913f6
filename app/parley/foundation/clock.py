"""Time as Parley keeps it: aware UTC, whole milliseconds.

Nothing in the product reads the system clock directly; a `Clock` is passed in, so that tests and the tester's
settable clock can move it by hand. What waits for a moment waits with `Clock.sleep_until`, and what shows a time
listens with `Clock.on_set`: then moving the hands has its effect at once.
"""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from time import monotonic, time_ns
from typing import NamedTuple, Protocol

_LOOK_AGAIN_SECONDS = 60.0
"""A computer that slept, or whose clock was put right, is noticed so soon."""
_LOOK_AT_FILE_SECONDS = 0.05


class Clock(Protocol):
    """What the time is, and how much of it has passed."""

    def now(self) -> datetime:
        """Aware UTC, rounded down to whole milliseconds."""

    def monotonic(self) -> float:
        """Seconds since some fixed point; never goes back."""

    async def sleep_until(self, moment: datetime | None, wake: asyncio.Event | None = None) -> None:
        """Returns when it is `moment`, or as soon as `wake` is set (the caller clears it). None: only then."""

    def on_set(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Calls `listener` when the hands are moved, not as time passes. What is returned ends that."""


class _Waits:
    """The waiting that all clocks share."""

    def now(self) -> datetime:
        raise NotImplementedError

    def on_set(self, listener: Callable[[], None]) -> Callable[[], None]:  # noqa: ARG002
        return lambda: None

    async def sleep_until(self, moment: datetime | None, wake: asyncio.Event | None = None) -> None:
        moved = asyncio.Event()
        leave = self.on_set(moved.set)
        try:
            while not (wake is not None and wake.is_set()):
                left = None if moment is None else (moment - self.now()).total_seconds()
                if left is not None and left <= 0:
                    return
                moved.clear()
                await _first(self._real_seconds(left), [moved] if wake is None else [moved, wake])
        finally:
            leave()

    def _real_seconds(self, left: float | None) -> float | None:
        return None if left is None else min(left, _LOOK_AGAIN_SECONDS)


class SystemClock(_Waits):
    """The machine's clock."""

    def now(self) -> datetime:
        return from_milliseconds(time_ns() // 1_000_000)

    def monotonic(self) -> float:
        return monotonic()


class ManualClock(_Waits):
    """A clock that stands still until it is moved; for tests."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
        self._elapsed = 0.0
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._elapsed

    def on_set(self, listener: Callable[[], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def advance(self, seconds: float) -> None:
        """Moves both readings forward. Raises ValueError for a step back."""
        if seconds < 0:
            raise ValueError("a clock is only moved forward")
        self._now += timedelta(milliseconds=round(seconds * 1000))
        self._elapsed += seconds
        for listener in tuple(self._listeners):
            listener()

    def _real_seconds(self, left: float | None) -> float | None:  # noqa: ARG002
        return None


class FileClock(_Waits):
    """The clock of `--clock FILE`, which desktop and relay share: the system's while there is no such file.

    The file holds a time with its zone, `2026-11-21T02:30:00Z`, from which the clock runs on since the file was
    written, or `2026-11-21T02:30:00Z frozen`, at which it stands still. A new time counts at once; write it beside
    and rename it, so that nobody reads half of it. A jump forward also counts as time that has passed.
    """

    def __init__(self, file: Path) -> None:
        """Raises ValueError when the file holds something else. Later that leaves the clock as it was."""
        self._file = file
        self._lock = Lock()
        self._stamp = _stamp_of(file)
        self._hands = _read(file) if self._stamp else None
        self._jumped = 0.0
        self._settings = 0
        self._told = 0
        self._listeners: list[Callable[[], None]] = []
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_frozen(self) -> bool:
        """Whether it stands still."""
        self._look()
        return self._hands is not None and self._hands.is_frozen

    def now(self) -> datetime:
        self._look()
        return self._show()

    def monotonic(self) -> float:
        self._look()
        return monotonic() + self._jumped

    def on_set(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call it where an event loop runs: that is what looks at the file."""
        self._listeners.append(listener)
        if self._timer is None:
            self._told = self._settings
            self._timer = asyncio.get_running_loop().call_later(_LOOK_AT_FILE_SECONDS, self._tell)
        return lambda: self._listeners.remove(listener)

    def _tell(self) -> None:
        self._timer = None
        self._look()
        if self._told != self._settings:
            self._told = self._settings
            for listener in tuple(self._listeners):
                listener()
        if self._listeners:
            self._timer = asyncio.get_running_loop().call_later(_LOOK_AT_FILE_SECONDS, self._tell)

    def _look(self) -> None:
        with self._lock:
            stamp = _stamp_of(self._file)
            if stamp == self._stamp:
                return
            before, self._stamp = self._show(), stamp
            with suppress(ValueError, OSError):
                self._hands = _read(self._file) if stamp else None
                self._jumped += max(0.0, (self._show() - before).total_seconds())
                self._settings += 1

    def _show(self) -> datetime:
        system = SystemClock().now()
        if self._hands is None:
            return system
        return self._hands.at if self._hands.is_frozen else self._hands.at + (system - self._hands.since)

    def _real_seconds(self, left: float | None) -> float | None:
        return None if self._hands is not None and self._hands.is_frozen else super()._real_seconds(left)


class _Hands(NamedTuple):
    at: datetime
    since: datetime
    is_frozen: bool


def write_clock_file(file: Path, moment: datetime, *, frozen: bool = False) -> None:
    """Sets every `FileClock` of this file. Raises ValueError for a time without a zone."""
    at = from_milliseconds(to_milliseconds(moment))
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    beside.write_text(f"{at.isoformat()}{' frozen' if frozen else ''}\n", "ascii")
    # Finer than what the file system notes by itself: two settings within one tick must look different.
    os.utime(beside, ns=(time_ns(), time_ns()))
    beside.replace(file)


def from_milliseconds(milliseconds: int) -> datetime:
    """Aware UTC from milliseconds since 1970."""
    seconds, rest = divmod(milliseconds, 1000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000)


def to_milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970, rounded down. Raises ValueError for a naive time."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone has no place on the time line")
    return round((moment - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))


def _stamp_of(file: Path) -> tuple[int, int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116  # at every reading of the clock: a third of what Path.stat costs
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


def _read(file: Path) -> _Hands:
    words = file.read_text("utf-8").split()
    if not words or words[1:] not in ([], ["frozen"]):
        raise ValueError(f"{file} holds no time: write 2026-11-21T02:30:00Z, or that and the word frozen")
    try:
        moment = datetime.fromisoformat(words[0])
        at = from_milliseconds(to_milliseconds(moment))
    except ValueError as error:
        raise ValueError(
            f"{file} holds no time with a zone, such as 2026-11-21T02:30:00Z: {error}"
        ) from error
    return _Hands(at, from_milliseconds(file.stat().st_mtime_ns // 1_000_000), bool(words[1:]))


async def _first(seconds: float | None, events: list[asyncio.Event]) -> None:
    """Until one of the events is set, but no longer than so many seconds."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()


Now = Callable[[], datetime]
