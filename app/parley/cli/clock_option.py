"""`--clock FILE`: the tester's settable clock, the same for the desktop and the shop's server."""

import argparse
from pathlib import Path

from parley.foundation.clock import Clock, FileClock, SystemClock


def clock_of(parser: argparse.ArgumentParser, file: Path | None) -> Clock:
    """The clock to run by. Ends with a usage error when the file holds no time."""
    if file is None:
        return SystemClock()
    try:
        return FileClock(file.absolute())
    except (ValueError, OSError) as error:
        parser.error(f"--clock: {error}")
