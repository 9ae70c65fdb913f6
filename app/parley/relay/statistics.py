"""Answers how the shop serves its customers: reads what was said, then counts beside the event loop."""

import asyncio
from collections.abc import Container, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from parley.domain.access import check_may_read_statistics
from parley.domain.errors import Refusal
from parley.domain.hours import WorkingHours, check_zone
from parley.domain.statistics import Closed, statistics_of
from parley.protocol.rest_statistics import Scope, StatisticsAnswer
from parley.relay.actions.actor import Actor
from parley.relay.queries import statistics as queries
from parley.relay.queries.statistics import ROUND_LIMIT, Heard, Talk
from parley.relay.storage.database import Database, Transaction

DAYS_LIMIT = 366


class Period(msgspec.Struct, frozen=True):
    """The days asked for, both included, in the zone they are days of."""

    first: date
    last: date
    zone: ZoneInfo

    @property
    def begin(self) -> datetime:
        """The first moment of the period."""
        return datetime.combine(self.first, datetime.min.time(), self.zone)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + timedelta(days=1), datetime.min.time(), self.zone)


class _Read(msgspec.Struct, frozen=True):
    """All that the figures are made of."""

    talks: Mapping[str, Talk]
    heard: list[Heard]
    courtesies: Mapping[str, Container[str]]
    hours: Mapping[str, WorkingHours]
    closed: list[Closed]


def check_period(first: date, last: date, zone: str) -> Period:
    """Raises Refusal for a period that can't be answered."""
    check_zone(zone)
    if last < first:
        raise Refusal("period_invalid", "The last day is before the first.", field="last")
    if (last - first).days >= DAYS_LIMIT:
        raise Refusal("period_too_long", f"At most {DAYS_LIMIT} days at once.", field="first")
    if not 2000 <= first.year <= last.year <= 2200:
        raise Refusal("period_invalid", "There is nothing to count in such a year.", field="first")
    return Period(first, last, ZoneInfo(zone))


async def answer(
    database: Database, actor: Actor, period: Period, scope: Scope, now: datetime
) -> StatisticsAnswer:
    """The figures of a period. Raises Forbidden for whom they aren't meant."""
    check_may_read_statistics(actor.person, is_own=scope is Scope.MINE)
    read = await database.read(lambda tx: _read(tx, actor, period, scope))
    return await asyncio.to_thread(_count, read, period, now)


async def _read(tx: Transaction, actor: Actor, period: Period, scope: Scope) -> _Read:
    begin, end = period.begin - ROUND_LIMIT, period.end + ROUND_LIMIT
    talks = await queries.talks_with_customers(tx, begin, actor.account if scope is Scope.MINE else None)
    colleagues = {account for talk in talks.values() for _, account in talk.colleagues}
    return _Read(
        talks=talks,
        heard=await queries.heard_in(tx, talks, begin, end),
        courtesies=await queries.courtesies_of_each(tx, colleagues),
        hours=await queries.hours_of_each(tx, colleagues),
        closed=await queries.done_marks(tx, colleagues, begin),
    )


def _count(read: _Read, period: Period, now: datetime) -> StatisticsAnswer:
    found = statistics_of(
        queries.spoken_of(read.heard, read.talks, read.courtesies),
        period.first,
        period.last,
        period.zone,
        now,
        read.hours,
        read.closed,
    )
    return StatisticsAnswer(zone=period.zone.key, statistics=found)
