"""How the shop serves its customers."""

from datetime import date

from litestar import Router, get
from litestar.params import FromQuery

from parley.protocol.rest_statistics import Scope, StatisticsAnswer
from parley.relay import statistics
from parley.relay.rate_limits import Act
from parley.relay.rest.calls import Caller, Services, signed_in


@get("/statistics", **signed_in(403, 422))
async def read_statistics(
    services: Services,
    actor: Caller,
    first: FromQuery[date],
    last: FromQuery[date],
    zone: FromQuery[str] = "UTC",
    of: FromQuery[Scope] = Scope.MINE,
) -> StatisticsAnswer:
    """One's own figures, for the shop's people; with `of=shop` everybody's, for the owner.

    `first` and `last` are days of the zone (an IANA name), both included, at most 366.
    """
    services.limits.check(Act.STATISTICS, actor.account)
    period = statistics.check_period(first, last, zone)
    return await statistics.answer(services.database, actor, period, of, services.clock.now())


statistics_routes = Router("/", tags=["statistics"], route_handlers=[read_statistics])
