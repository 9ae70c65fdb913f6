"""The REST shapes of the statistics. The routes are listed in `rest.py`."""

from enum import StrEnum

from parley.domain.statistics import Statistics
from parley.protocol.rest import Shape


class Scope(StrEnum):
    """Whose talk is counted."""

    MINE = "mine"
    SHOP = "shop"
    """Everybody's; for the owner."""


class StatisticsAnswer(Shape, frozen=True, kw_only=True):
    """The figures; `zone` is the time zone of the days. With working hours set, only open time counts in replies."""

    zone: str
    statistics: Statistics
