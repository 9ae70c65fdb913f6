"""How a shop answers its customers: rounds of talk, and what they add up to per day and colleague.

A **round** is one question and its answer. It begins with the first message of a customer that nobody has answered
yet, and ends with the first message that a person of the shop writes by hand; what the customer adds in between
belongs to the same round. Automatic replies, broadcasts and bots answer nothing. A pure courtesy (好的, thanks)
begins no round. When the colleague marks the talk as done, the round is closed without an answer and counts in no
average. A round belongs to the day on which its question came, in the shop's time zone, and to the colleague who
answered it, or, as long as nobody has, to the one who was asked.

Only opening hours count in a reply time, those of the colleague who was asked or else the shop's: who asks at night
and is answered five minutes after the shop opens waited five minutes.

The figures of a day:

* **customers** (今日接待): how many different customers wrote.
* **first reply** (首次响应): the mean over the customers' first answered round of that day.
* **average reply** (平均响应): the mean over all answered rounds.
* **answered in 3 min** (三分钟回复率): of the rounds that are decided, how many were answered within 180 s. A round
  is decided when it was answered, or has waited longer than that.

They are means and not medians because merchants compare them with what their platforms show, which are means.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from parley.domain.hours import WorkingHours
from parley.domain.message import Origin

IN_TIME = timedelta(minutes=3)

_NEVER = 1 << 62
_ALWAYS: Mapping[str, WorkingHours] = MappingProxyType({})

K = TypeVar("K")
V = TypeVar("V")


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """A message of a direct talk between a customer and a colleague, as the statistics need it.

    `seq` orders the messages of one conversation; `colleague` is the shop's side of the talk, whoever spoke.
    """

    conversation: str
    seq: int
    at: datetime
    customer: str
    colleague: str
    by_customer: bool
    origin: Origin = Origin.HUMAN
    is_courtesy: bool = False


class Closed(msgspec.Struct, frozen=True, kw_only=True):
    """The colleague marked a conversation as done, up to `seq`; each time is one of these."""

    conversation: str
    seq: int


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One question and its answer. `reply` is the open time in between, None while there is no answer.

    `waited` is how long it has waited at the moment of asking, for a round that still waits. A round that was closed
    without an answer has neither.
    """

    conversation: str
    customer: str
    colleague: str
    asked_at: datetime
    reply: timedelta | None = None
    waited: timedelta | None = None

    @property
    def is_decided(self) -> bool:
        """Whether it is known if it was answered in time."""
        return self.reply is not None or (self.waited is not None and self.waited > IN_TIME)


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What rounds add up to. Means are whole seconds, rounded half up; None where there is nothing to average."""

    customers: int = 0
    rounds: int = 0
    answered: int = 0
    waiting: int = 0
    first_reply_s: int | None = None
    average_reply_s: int | None = None
    in_time: int = 0
    decided: int = 0

    @property
    def in_time_share(self) -> float | None:
        """Answered in 3 min, from 0 to 1."""
        return self.in_time / self.decided if self.decided else None


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one day in the shop's zone."""

    day: date
    figures: Figures


class ColleagueFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one colleague over a period."""

    account: str
    figures: Figures


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """A period: each of its days (also empty ones), each colleague, and all together.

    Customers are counted once in each figure, so a period has fewer of them than its days together.
    """

    days: tuple[Day, ...]
    colleagues: tuple[ColleagueFigures, ...]
    total: Figures


class _Dated(NamedTuple, Generic[V]):
    """A round or message with its day, which costs too much to find twice."""

    day: date
    value: V


def rounds_of(
    messages: Iterable[Spoken],
    now: datetime,
    hours: Mapping[str, WorkingHours] = _ALWAYS,
    closed: Iterable[Closed] = (),
) -> list[Round]:
    """The rounds of any number of conversations, in the order in which the questions came.

    `messages` may come in any order. `hours` are those of colleagues; who has none is always there.
    """
    done: dict[str, list[int]] = {}
    for mark in closed:
        done.setdefault(mark.conversation, []).append(mark.seq)
    ordered = sorted(messages, key=lambda message: (message.conversation, message.seq))
    rounds: list[Round] = []
    for conversation, said in groupby(ordered, key=lambda message: message.conversation):
        rounds += _rounds_of_one(list(said), now, hours, sorted(done.get(conversation, ())))
    return sorted(rounds, key=lambda one: (one.asked_at, one.conversation))


def statistics_of(
    messages: Sequence[Spoken],
    first: date,
    last: date,
    zone: ZoneInfo,
    now: datetime,
    hours: Mapping[str, WorkingHours] = _ALWAYS,
    closed: Iterable[Closed] = (),
) -> Statistics:
    """The figures of the days from `first` to `last`, both included.

    `messages` should reach back beyond the first day, and on beyond the last one: a question is found by what went
    before it, its answer by what came after.
    """
    rounds = [_Dated(_day(one.asked_at, zone), one) for one in rounds_of(messages, now, hours, closed)]
    wrote = [
        _Dated(_day(message.at, zone), message)
        for message in messages
        if message.by_customer and message.origin is Origin.HUMAN
    ]
    rounds = [one for one in rounds if first <= one.day <= last]
    wrote = [one for one in wrote if first <= one.day <= last]
    days = _grouped(rounds, wrote, lambda one: one.day)
    colleagues = _grouped(rounds, wrote, lambda one: one.value.colleague)
    return Statistics(
        days=tuple(Day(day=day, figures=_figures(*days.get(day, ([], [])))) for day in _days(first, last)),
        colleagues=tuple(
            ColleagueFigures(account=account, figures=_figures(*colleagues[account]))
            for account in sorted(colleagues)
        ),
        total=_figures(rounds, wrote),
    )


def _rounds_of_one(
    said: Sequence[Spoken], now: datetime, hours: Mapping[str, WorkingHours], done: Sequence[int]
) -> list[Round]:
    rounds: list[Round] = []
    question: Spoken | None = None
    for message in said:
        if question is not None and _is_done(question, message.seq, done):
            rounds.append(_closed(question))
            question = None
        if message.origin is not Origin.HUMAN:
            continue
        if message.by_customer:
            if question is None and not message.is_courtesy:
                question = message
        elif question is not None:
            rounds.append(_answered(question, message, hours))
            question = None
    if question is not None:
        is_done = _is_done(question, _NEVER, done)
        rounds.append(_closed(question) if is_done else _waiting(question, now, hours))
    return rounds


def _is_done(question: Spoken, before: int, done: Sequence[int]) -> bool:
    """Whether a done mark lies on the question, or after it, and before that seq."""
    at = bisect_left(done, question.seq)
    return at < len(done) and done[at] < before


def _answered(question: Spoken, answer: Spoken, hours: Mapping[str, WorkingHours]) -> Round:
    reply = _open_time(question, answer.at, hours)
    return msgspec.structs.replace(_closed(question), colleague=answer.colleague, reply=reply)


def _waiting(question: Spoken, now: datetime, hours: Mapping[str, WorkingHours]) -> Round:
    return msgspec.structs.replace(_closed(question), waited=_open_time(question, now, hours))


def _open_time(question: Spoken, end: datetime, hours: Mapping[str, WorkingHours]) -> timedelta:
    kept = hours.get(question.colleague)
    return kept.open_time_between(question.at, end) if kept else max(end - question.at, timedelta())


def _closed(question: Spoken) -> Round:
    return Round(
        conversation=question.conversation,
        customer=question.customer,
        colleague=question.colleague,
        asked_at=question.at,
    )


def _grouped(
    rounds: Iterable[_Dated[Round]],
    wrote: Iterable[_Dated[Spoken]],
    key: Callable[[_Dated[Round] | _Dated[Spoken]], K],
) -> dict[K, tuple[list[_Dated[Round]], list[_Dated[Spoken]]]]:
    groups: dict[K, tuple[list[_Dated[Round]], list[_Dated[Spoken]]]] = {}
    for one in rounds:
        groups.setdefault(key(one), ([], []))[0].append(one)
    for message in wrote:
        groups.setdefault(key(message), ([], []))[1].append(message)
    return groups


def _figures(rounds: Sequence[_Dated[Round]], wrote: Sequence[_Dated[Spoken]]) -> Figures:
    replies = [one.value.reply for one in rounds if one.value.reply is not None]
    return Figures(
        customers=len({message.value.customer for message in wrote}),
        rounds=len(rounds),
        answered=len(replies),
        waiting=sum(one.value.waited is not None for one in rounds),
        first_reply_s=_mean_seconds(_first_replies(rounds)),
        average_reply_s=_mean_seconds(replies),
        in_time=sum(reply <= IN_TIME for reply in replies),
        decided=sum(one.value.is_decided for one in rounds),
    )


def _first_replies(rounds: Iterable[_Dated[Round]]) -> list[timedelta]:
    """Of each customer and day, the reply of the first round that got one."""
    first: dict[tuple[str, date], timedelta] = {}
    for one in rounds:
        if one.value.reply is not None:
            first.setdefault((one.value.customer, one.day), one.value.reply)
    return list(first.values())


def _mean_seconds(times: Sequence[timedelta]) -> int | None:
    if not times:
        return None
    milliseconds = sum(time // timedelta(milliseconds=1) for time in times)
    return (2 * milliseconds + 1_000 * len(times)) // (2_000 * len(times))


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]
