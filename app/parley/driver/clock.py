"""The clock a test sets: one file, which its desktops and its shop's server read (`--clock FILE`)."""

from datetime import datetime, timedelta
from pathlib import Path

from parley.foundation.clock import FileClock, write_clock_file


class SettableClock:
    """The system's time until it is set. What waits for a time, and what shows one, follows within a moment."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def now(self) -> datetime:
        """The time as the desktops and the server have it, aware UTC."""
        return FileClock(self.file).now()

    def set(self, moment: datetime | str, *, frozen: bool = False) -> None:
        """Sets it: `clock.set("2026-11-21 10:30")`. It runs on from there, or stands still. Without a zone it is a
        time of this computer's zone. It may go back, too; the messages of a conversation never do.
        """
        wanted = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_clock_file(self.file, wanted.astimezone(), frozen=frozen)

    def advance(self, **time: float) -> None:
        """Moves it forward: `clock.advance(minutes=40)`, `clock.advance(days=1, hours=2)`. Raises ValueError back."""
        step = timedelta(**time)
        if step < timedelta(0):
            raise ValueError("a clock is only advanced forward; `set` moves it anywhere")
        clock = FileClock(self.file)
        self.set(clock.now() + step, frozen=clock.is_frozen)
