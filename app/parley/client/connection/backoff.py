"""How long to wait before the next try: growing, with full jitter, so that clients of a server that comes back
don't all arrive at once."""

from collections.abc import Callable

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 30.0


def pause_after(failures: int, random: Callable[[], float]) -> float:
    """Seconds to wait after so many failures in a row (1 or more); `random` answers 0..1.

    Full jitter, as in "Exponential Backoff and Jitter" of the AWS Architecture Blog.
    """
    longest: float = min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** min(failures - 1, 16))
    return longest * random()
