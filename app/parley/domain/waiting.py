"""Which customer waits, and since when.

    customer writes → waits → a colleague answers by hand, or says Done → waits no more
                        └── snoozed until T, or until the customer writes again

Only customers wait, and only in the direct conversation with one of the shop's people. What was said is folded into
`Unanswered`: the customer's messages since the last answer by hand (`hear`); automatic messages neither start nor end
anything. What was done about it is a `Desk`. Both come from logs of their own, in any order; `find_wait` puts them
together, so that every device, and the relay, finds the same.

A pure courtesy (`domain.courtesy`) needs no answer: alone it is shown grey. Time in which the shop is closed doesn't
count; who came then stands in a group of their own.
"""

from collections.abc import Container
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from parley.domain.courtesy import is_courtesy
from parley.domain.desk import Desk, DeskSettings
from parley.domain.hours import WorkingHours
from parley.domain.message import Origin
from parley.domain.people import AccountKind

KEPT_LIMIT = 20
"""Unanswered messages that are remembered one by one; of those after them only the newest."""


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """A customer's message. `words` are empty when it can't be a courtesy."""

    seq: int
    at: datetime
    words: str = ""


class Unanswered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A customer's messages since the last answer by hand: the first ones, and the newest if there are more."""

    first: tuple[Said, ...] = ()
    newest: Said | None = None

    @property
    def last_seq(self) -> int:
        """The newest message's seq, or 0."""
        last = self.newest or (self.first[-1] if self.first else None)
        return last.seq if last else 0


class Wait(msgspec.Struct, frozen=True, kw_only=True):
    """A customer waits since their message `since_seq`.

    `is_courtesy`: it may need no reply. `came_while_closed`: it came outside the working hours. `snoozed_until`: one
    put it off; until then nobody waits.
    """

    since_seq: int
    since: datetime
    last_seq: int
    is_courtesy: bool = False
    came_while_closed: bool = False
    snoozed_until: datetime | None = None

    def is_snoozed(self, now: datetime) -> bool:
        """Whether it is put off for later."""
        return self.snoozed_until is not None and now < self.snoozed_until

    def counts(self, now: datetime) -> bool:
        """Whether somebody has to answer now."""
        return not self.is_courtesy and not self.is_snoozed(now)


class Level(StrEnum):
    """How urgent it is."""

    CALM = "calm"
    AMBER = "amber"
    RED = "red"


def can_wait(own: AccountKind | None, peer: AccountKind | None) -> bool:
    """Whether in a direct conversation between these two the other one waits for an answer."""
    return own is not None and own.is_staff and peer is AccountKind.CUSTOMER


def hear(unanswered: Unanswered, said: Said, *, is_own: bool, origin: Origin) -> Unanswered:
    """What is unanswered after one more message of the conversation, in the order of its log."""
    if is_own:
        return Unanswered() if origin is Origin.HUMAN else unanswered
    if origin not in (Origin.HUMAN, Origin.SCHEDULED) or said.seq <= unanswered.last_seq:
        return unanswered
    if len(unanswered.first) < KEPT_LIMIT and unanswered.newest is None:
        return Unanswered(first=(*unanswered.first, said))
    return msgspec.structs.replace(unanswered, newest=said)


def without_done(unanswered: Unanswered, done_seq: int) -> Unanswered:
    """Forgets messages that are done; what waits stays the same."""
    newest = unanswered.newest if unanswered.newest and unanswered.newest.seq > done_seq else None
    first = tuple(said for said in unanswered.first if said.seq > done_seq)
    if newest is not None and not first:
        first, newest = (newest,), None
    return Unanswered(first=first, newest=newest)


def find_wait(
    unanswered: Unanswered, desk: Desk, courtesies: Container[str], hours: WorkingHours | None = None
) -> Wait | None:
    """How the customer waits, or None. `hours` None: always open."""
    open_ = without_done(unanswered, desk.done_seq)
    messages = (*open_.first, *((open_.newest,) if open_.newest else ()))
    if not messages:
        return None
    asking = [said for said in messages if not is_courtesy(said.words, courtesies)]
    since = (asking or messages)[0]
    is_put_off = open_.last_seq <= desk.snoozed_seq
    return Wait(
        since_seq=since.seq,
        since=since.at,
        last_seq=open_.last_seq,
        is_courtesy=not asking,
        came_while_closed=hours is not None and not hours.is_open(since.at),
        snoozed_until=desk.snoozed_until if is_put_off else None,
    )


def waited(wait: Wait, now: datetime, hours: WorkingHours | None = None) -> timedelta:
    """How long the customer has waited, without the time in which the shop was closed."""
    if now <= wait.since:
        return timedelta(0)
    return now - wait.since if hours is None else hours.open_time_between(wait.since, now)


def level_of(wait: Wait, now: datetime, settings: DeskSettings, hours: WorkingHours | None = None) -> Level:
    """How urgent it is; courtesies and what is put off are calm."""
    if not wait.counts(now):
        return Level.CALM
    seconds = waited(wait, now, hours).total_seconds()
    if seconds >= settings.red_seconds:
        return Level.RED
    return Level.AMBER if seconds >= settings.amber_seconds else Level.CALM
