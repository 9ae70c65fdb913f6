"""How the shop serves its customers: counted on the server, kept here for when there is no connection.

seen = await session.statistics.read(days=14, zone="Asia/Shanghai")
today = seen.answer.statistics.days[-1].figures
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from parley.client.core import Core
from parley.client.errors import ClientError, SignedOut, UpdateNeeded
from parley.client.rows import SeenStatistics
from parley.client.storage import statistics as store
from parley.domain.access import may_read_statistics
from parley.domain.people import AccountKind
from parley.protocol.rest_statistics import Scope, StatisticsAnswer


class Statistics:
    """The figures of oneself, and of the whole shop for its owner."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def may_read(self, scope: Scope) -> bool:
        """Whether these figures are for oneself to see."""
        profile = self._core.state.profile
        kind = profile.kind if profile else AccountKind.CUSTOMER
        return may_read_statistics(kind, is_own=scope is Scope.MINE)

    async def read(self, days: int, zone: str, scope: Scope = Scope.MINE) -> SeenStatistics:
        """The last days up to today, of the zone (an IANA name).

        Without an answer from the server: what it last told, `is_fresh` False. Raises Refusal, or ClientError when
        nothing was ever told.
        """
        core = self._core
        key = f"{scope}/{days}/{zone}"
        last = core.now().astimezone(ZoneInfo(zone)).date()
        first = last - timedelta(days=days - 1)
        try:
            answer = await core.check_online().get(
                "/statistics",
                StatisticsAnswer,
                first=first.isoformat(),
                last=last.isoformat(),
                zone=zone,
                of=scope.value,
            )
        except (SignedOut, UpdateNeeded):
            raise
        except ClientError:
            seen = await core.database.read(lambda db: store.load(db, key))
            if seen is None:
                raise
            return seen
        seen = SeenStatistics(answer=answer, at=core.now())
        await core.write(lambda db: store.save(db, key, seen))
        return SeenStatistics(answer=answer, at=seen.at, is_fresh=True)
