"""Token buckets: how often somebody may do something (G12).

Each kind of act has a `Rate`: a burst that is free, then so many a second. A bucket is kept per kind and key (an
account, a device, an address); full buckets are forgotten, so memory stays with those who are busy.
"""

from collections.abc import Callable
from enum import StrEnum

import msgspec

from parley.domain.errors import TooMany

BUCKETS_LIMIT = 50_000


class Act(StrEnum):
    """What is limited."""

    SIGN_IN_NAME = "sign_in_name"
    """Tries at one sign-in name, from one address: one may lock out only oneself."""
    SIGN_IN_ADDRESS = "sign_in_address"
    INVITE_LOOK = "invite_look"
    JOIN = "join"
    REQUEST = "request"
    """Any other signed-in REST request."""
    PUBLIC = "public"
    SEARCH = "search"
    MESSAGE = "message"
    COMMAND = "command"
    """Frames that aren't messages."""
    AVATAR = "avatar"
    CONTACT = "contact"
    IMPORT = "import"
    STATISTICS = "statistics"


class Rate(msgspec.Struct, frozen=True):
    """`burst` at once, `per_second` in the long run."""

    burst: float
    per_second: float


class Bucket(msgspec.Struct, frozen=True):
    """How much was left at a moment."""

    left: float
    at: float


RATES: dict[Act, Rate] = {
    Act.SIGN_IN_NAME: Rate(10, 1 / 30),
    Act.SIGN_IN_ADDRESS: Rate(60, 1),
    Act.INVITE_LOOK: Rate(60, 1),
    Act.JOIN: Rate(60, 0.5),
    Act.REQUEST: Rate(600, 60),
    Act.PUBLIC: Rate(300, 30),
    Act.SEARCH: Rate(60, 5),
    Act.MESSAGE: Rate(300, 60),
    Act.COMMAND: Rate(1200, 200),
    Act.AVATAR: Rate(20, 0.2),
    Act.CONTACT: Rate(60, 0.5),
    Act.IMPORT: Rate(10, 0.1),
    Act.STATISTICS: Rate(30, 0.5),
}


def take(bucket: Bucket | None, rate: Rate, now: float) -> tuple[Bucket, float]:
    """One more act: the bucket afterwards, and for how many seconds one has to wait (0: go on)."""
    left = (
        rate.burst if bucket is None else min(rate.burst, bucket.left + (now - bucket.at) * rate.per_second)
    )
    if left < 1:
        return Bucket(left, now), (1 - left) / rate.per_second
    return Bucket(left - 1, now), 0.0


class RateLimits:
    """The buckets of one relay node. Switched off it allows everything."""

    def __init__(
        self, monotonic: Callable[[], float], rates: dict[Act, Rate] | None = None, *, is_on: bool = True
    ) -> None:
        self.is_on = is_on
        self._monotonic = monotonic
        self._rates = rates or RATES
        self._buckets: dict[tuple[Act, str], Bucket] = {}

    def wait_seconds(self, act: Act, key: str) -> float:
        """Counts one act; 0 if it may go on, else the seconds after which to try again."""
        if not self.is_on:
            return 0.0
        now = self._monotonic()
        if len(self._buckets) >= BUCKETS_LIMIT:
            self._forget_full(now)
        place = (act, key)
        self._buckets[place], seconds = take(self._buckets.get(place), self._rates[act], now)
        return seconds

    def check(self, act: Act, key: str) -> None:
        """Counts one act. Raises TooMany."""
        seconds = self.wait_seconds(act, key)
        if seconds:
            raise TooMany("too_many", "This was too much at once; please wait a moment.", retry_after=seconds)

    def forgive(self, act: Act, key: str) -> None:
        """Forgets what was counted: a right password proves that the tries were the owner's."""
        self._buckets.pop((act, key), None)

    def _forget_full(self, now: float) -> None:
        for place, bucket in list(self._buckets.items()):
            rate = self._rates[place[0]]
            if bucket.left + (now - bucket.at) * rate.per_second >= rate.burst:
                del self._buckets[place]
        # All of them busy: an attack from many addresses. The oldest start afresh.
        for place in list(self._buckets)[: max(0, len(self._buckets) - BUCKETS_LIMIT // 2)]:
            del self._buckets[place]
