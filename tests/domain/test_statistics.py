"""The figures of Home, against a day that was computed by hand."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain.hours import Shift, WorkingHours
from parley.domain.message import Origin
from parley.domain.statistics import (
    Closed,
    Figures,
    Round,
    Spoken,
    Statistics,
    rounds_of,
    statistics_of,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 20)
CHEN, LI = "chen", "lina"
WANG, ZHAO, ANNA = "wang", "zhao", "anna"

# Two colleagues, three customers, one Friday in Shanghai. Who speaks in capitals is a colleague writing by hand.
#
# | talk        | at       | who      | what                 | round                          | reply   |
# |-------------|----------|----------|----------------------|--------------------------------|---------|
# | wang-chen   | 23:50 -1 | wang     | question             | (of the day before)            |         |
# |             | 00:20    | CHEN     | answer               |                                | 30 min  |
# |             | 09:00:00 | wang     | question             | 1                              |         |
# |             | 09:00:05 | (auto)   | automatic reply      |                                |         |
# |             | 09:01:00 | wang     | adds something       |                                |         |
# |             | 09:02:00 | CHEN     | answer               |                                | 120 s   |
# |             | 09:02:30 | CHEN     | adds something       |                                |         |
# |             | 09:03:00 | wang     | 谢谢 (a courtesy)     |                                |         |
# |             | 10:00:00 | wang     | question             | 2                              |         |
# |             | 10:04:00 | CHEN     | answer               |                                | 240 s   |
# | zhao-chen   | 11:00:00 | zhao     | question             | 3                              |         |
# |             | 11:03:00 | CHEN     | answer               |                                | 180 s   |
# |             | 15:00:00 | zhao     | question             | 4, closed by "done"            | none    |
# |             | 15:30:00 | CHEN     | writes               |                                |         |
# | anna-lina   | 17:00:00 | (mass)   | broadcast by LI      |                                |         |
# |             | 17:00:01 | anna     | question             | 5                              |         |
# |             | 17:00:02 | LI       | answer               |                                | 1 s     |
# |             | 17:58:00 | anna     | question             | 6, waits 2 min at 18:00        | waiting |
# | zhao-lina   | 17:50:00 | zhao     | question             | 7, waits 10 min at 18:00       | waiting |
#
# chen: customers wang, zhao = 2 · rounds 1-4 = 4 · answered 3 · first: (120 + 180) / 2 = 150
#       average: (120 + 240 + 180) / 3 = 180 · in time 120, 180 = 2 of 3
# lina: customers anna, zhao = 2 · rounds 5-7 = 3 · answered 1 · waiting 2 · first = average = 1 · in time 1 of 2
#       (round 6 isn't decided yet, round 7 has waited too long)
# all:  customers wang, zhao, anna = 3 · rounds 7 · answered 4 · waiting 2 · first: (120 + 180 + 1) / 3 = 100.3
#       average: (120 + 240 + 180 + 1) / 4 = 135.25 · in time 3 of 5
FIXTURE = (
    ("wang-chen", "23:50:00 -1", WANG, "ask"),
    ("wang-chen", "00:20:00", CHEN, "answer"),
    ("wang-chen", "09:00:00", WANG, "ask"),
    ("wang-chen", "09:00:05", CHEN, "auto"),
    ("wang-chen", "09:01:00", WANG, "ask"),
    ("wang-chen", "09:02:00", CHEN, "answer"),
    ("wang-chen", "09:02:30", CHEN, "answer"),
    ("wang-chen", "09:03:00", WANG, "courtesy"),
    ("wang-chen", "10:00:00", WANG, "ask"),
    ("wang-chen", "10:04:00", CHEN, "answer"),
    ("zhao-chen", "11:00:00", ZHAO, "ask"),
    ("zhao-chen", "11:03:00", CHEN, "answer"),
    ("zhao-chen", "15:00:00", ZHAO, "ask"),
    ("zhao-chen", "15:30:00", CHEN, "answer"),
    ("anna-lina", "17:00:00", LI, "mass"),
    ("anna-lina", "17:00:01", ANNA, "ask"),
    ("anna-lina", "17:00:02", LI, "answer"),
    ("anna-lina", "17:58:00", ANNA, "ask"),
    ("zhao-lina", "17:50:00", ZHAO, "ask"),
)
DONE = (Closed(conversation="zhao-chen", seq=13),)
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=SHANGHAI)
ORIGINS = {"auto": Origin.AUTO_REPLY, "mass": Origin.BROADCAST}


def _at(words: str) -> datetime:
    clock, _, days = words.partition(" ")
    moment = datetime.fromisoformat(f"2026-11-20T{clock}").replace(tzinfo=SHANGHAI)
    return (moment + timedelta(days=int(days or 0))).astimezone(UTC)


def _messages() -> list[Spoken]:
    sides = {
        "wang-chen": (WANG, CHEN),
        "zhao-chen": (ZHAO, CHEN),
        "anna-lina": (ANNA, LI),
        "zhao-lina": (ZHAO, LI),
    }
    return [
        Spoken(
            conversation=talk,
            seq=seq,
            at=_at(at),
            customer=sides[talk][0],
            colleague=sides[talk][1],
            by_customer=who == sides[talk][0],
            origin=ORIGINS.get(what, Origin.HUMAN),
            is_courtesy=what == "courtesy",
        )
        for seq, (talk, at, who, what) in enumerate(FIXTURE, start=1)
    ]


def _of_the_day() -> Statistics:
    return statistics_of(_messages(), DAY, DAY, SHANGHAI, NOW, closed=DONE)


def test_the_figures_of_a_day_computed_by_hand() -> None:
    found = _of_the_day()
    assert found.total == Figures(
        customers=3,
        rounds=7,
        answered=4,
        waiting=2,
        first_reply_s=100,
        average_reply_s=135,
        in_time=3,
        decided=5,
    )
    assert found.total.in_time_share == 0.6
    assert found.days[0].figures == found.total


def test_each_colleague_has_figures_of_their_own() -> None:
    figures = {one.account: one.figures for one in _of_the_day().colleagues}
    assert figures[CHEN] == Figures(
        customers=2, rounds=4, answered=3, first_reply_s=150, average_reply_s=180, in_time=2, decided=3
    )
    assert figures[LI] == Figures(
        customers=2, rounds=3, answered=1, waiting=2, first_reply_s=1, average_reply_s=1, in_time=1, decided=2
    )


def test_a_round_belongs_to_the_day_of_its_question_in_the_shops_zone() -> None:
    thursday = statistics_of(_messages(), date(2026, 11, 19), date(2026, 11, 19), SHANGHAI, NOW, closed=DONE)
    assert (thursday.total.customers, thursday.total.average_reply_s) == (1, 1800)
    # In Berlin 23:50 is 16:50 of the same Thursday, and 09:00 is 02:00 of the Friday.
    berlin = statistics_of(_messages(), DAY, DAY, ZoneInfo("Europe/Berlin"), NOW, closed=DONE)
    assert berlin.total.rounds == 7


def test_only_the_hours_of_who_was_asked_count() -> None:
    morning = WorkingHours(zone="Asia/Shanghai", week=((Shift(start=9 * 60 + 1, end=18 * 60),),) * 7)
    first, *_, last = rounds_of(_messages()[2:], NOW, {CHEN: morning}, DONE)
    assert first.reply == timedelta(seconds=60)
    assert last.waited == timedelta(minutes=2)


def test_each_done_closes_what_was_asked_before_it_and_nothing_later() -> None:
    asked, again = _messages()[2], _messages()[8]
    answer = _messages()[9]
    marks = [Closed(conversation="wang-chen", seq=asked.seq), Closed(conversation="wang-chen", seq=99)]
    rounds = rounds_of([asked, again, answer], NOW, closed=marks)
    assert [(one.asked_at, one.reply) for one in rounds] == [
        (asked.at, None),
        (again.at, timedelta(seconds=240)),
    ]


def test_days_without_a_customer_are_there_and_have_nothing_to_average() -> None:
    days = statistics_of(_messages(), date(2026, 11, 18), DAY, SHANGHAI, NOW, closed=DONE).days
    assert [day.figures.rounds for day in days] == [0, 1, 7]
    assert (days[0].figures.first_reply_s, days[0].figures.in_time_share) == (None, None)


def test_what_was_handed_over_counts_for_the_one_who_answers() -> None:
    question, answer = _messages()[2], _messages()[5]
    taken_over = Spoken(
        conversation=answer.conversation,
        seq=answer.seq,
        at=answer.at,
        customer=answer.customer,
        colleague=LI,
        by_customer=False,
    )
    assert [one.colleague for one in rounds_of([question, taken_over], NOW)] == [LI]


@pytest.mark.parametrize(
    ("replies_ms", "mean"), [((499,), 0), ((500,), 1), ((1_000, 2_000), 2), ((1_000, 1_999), 1)]
)
def test_means_are_rounded_half_up(replies_ms: tuple[int, ...], mean: int) -> None:
    messages = []
    for number, reply in enumerate(replies_ms):
        for step, (by_customer, after) in enumerate(((True, 0), (False, reply))):
            messages.append(
                Spoken(
                    conversation=f"c{number}",
                    seq=step + 1,
                    at=_at("09:00:00") + timedelta(milliseconds=after),
                    customer=f"customer{number}",
                    colleague=CHEN,
                    by_customer=by_customer,
                )
            )
    assert statistics_of(messages, DAY, DAY, SHANGHAI, NOW).total.average_reply_s == mean


@st.composite
def talks(draw: st.DrawFn) -> list[Spoken]:
    """Up to three talks, each in order of time."""
    messages: list[Spoken] = []
    for number in range(draw(st.integers(1, 3))):
        minutes = sorted(draw(st.lists(st.integers(0, 3 * 24 * 60), min_size=1, max_size=12)))
        for seq, minute in enumerate(minutes, start=1):
            messages.append(
                Spoken(
                    conversation=f"talk{number}",
                    seq=seq,
                    at=_at("00:00:00") + timedelta(minutes=minute),
                    customer=f"customer{number % 2}",
                    colleague=draw(st.sampled_from((CHEN, LI))),
                    by_customer=draw(st.booleans()),
                    origin=draw(st.sampled_from((Origin.HUMAN, Origin.HUMAN, Origin.AUTO_REPLY))),
                    is_courtesy=draw(st.booleans()),
                )
            )
    return messages


LATER = _at("00:00:00") + timedelta(days=3, minutes=10)


@given(talks(), st.randoms(use_true_random=False))
def test_the_order_in_which_messages_are_read_changes_nothing(messages: list[Spoken], dice: object) -> None:
    mixed = sorted(messages, key=lambda message: hash((str(dice), message.conversation, message.seq)))
    last = date(2026, 11, 23)
    assert statistics_of(messages, DAY, last, SHANGHAI, LATER) == statistics_of(
        mixed, DAY, last, SHANGHAI, LATER
    )


@given(talks())
def test_days_and_colleagues_add_up_to_the_total(messages: list[Spoken]) -> None:
    found = statistics_of(messages, DAY, date(2026, 11, 23), SHANGHAI, LATER)
    for parts in ([day.figures for day in found.days], [one.figures for one in found.colleagues]):
        for figure in ("rounds", "answered", "waiting", "in_time", "decided"):
            assert sum(getattr(part, figure) for part in parts) == getattr(found.total, figure)
        assert max((part.customers for part in parts), default=0) <= found.total.customers


@given(talks())
def test_no_two_rounds_of_a_talk_overlap(messages: list[Spoken]) -> None:
    rounds: dict[str, list[Round]] = {}
    for one in rounds_of(messages, LATER):
        rounds.setdefault(one.conversation, []).append(one)
    for of_one in rounds.values():
        for earlier, later in pairwise(of_one):
            assert earlier.reply is not None
            assert earlier.asked_at + earlier.reply <= later.asked_at
        assert sum(one.waited is not None for one in of_one) <= 1
