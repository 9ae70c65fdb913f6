"""Who waits, and since when: a conversation told message by message, and what one did about it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain.courtesy import DEFAULT_COURTESIES, courtesies_of, is_courtesy, words_of
from parley.domain.desk import Desk, DeskSettings, desk_settings, flags_as_setting
from parley.domain.hours import usual_hours
from parley.domain.message import Origin, Part, text_part
from parley.domain.people import AccountKind
from parley.domain.waiting import (
    KEPT_LIMIT,
    Level,
    Said,
    Unanswered,
    Wait,
    can_wait,
    find_wait,
    hear,
    level_of,
    waited,
    without_done,
)

NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # a Monday, 9:00 in Shanghai
COURTESIES = courtesies_of(DEFAULT_COURTESIES)
HOURS = usual_hours("Asia/Shanghai")


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def told(*lines: str) -> Unanswered:
    """Lines like "customer: 在吗" a minute apart; "me", "auto" and "bot" are the shop's."""
    unanswered = Unanswered()
    for seq, line in enumerate(lines, 1):
        who, _, text = line.partition(": ")
        origin = {"auto": Origin.AUTO_REPLY, "bot": Origin.BOT, "away": Origin.AUTO_REPLY}.get(
            who, Origin.HUMAN
        )
        said = Said(seq, at(seq), words_of((text_part(text),)))
        unanswered = hear(unanswered, said, is_own=who in ("me", "auto", "bot"), origin=origin)
    return unanswered


def wait(unanswered: Unanswered, **desk: object) -> Wait | None:
    return find_wait(unanswered, Desk(**desk), COURTESIES)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "since"),
    [
        (["customer: 大红袍还有货吗？"], 1),
        (["customer: 在吗", "customer: 多少钱"], 1),
        (["customer: 多少钱", "auto: 您好，我暂时不在", "bot: ?"], 1),
        (["customer: 多少钱", "me: 三百"], None),
        (["customer: 多少钱", "me: 三百", "customer: 贵了"], 3),
        (["customer: 好的", "customer: 什么时候发货"], 2),
        (["me: 您好"], None),
        (["away: 我不在"], None),
    ],
)
def test_who_waits_since_when(lines: list[str], since: int | None) -> None:
    found = wait(told(*lines))
    assert (found and found.since_seq) == since
    assert found is None or not found.is_courtesy


def test_a_courtesy_waits_grey() -> None:
    found = wait(told("customer: 多少钱", "me: 三百", "customer: 好的，谢谢～"))
    assert found is not None
    assert found.is_courtesy
    assert not found.counts(NINE)
    assert level_of(found, at(600), DeskSettings()) is Level.CALM


@pytest.mark.parametrize(
    "text", ["好的", "好的，谢谢", "谢谢谢谢！！", "👍", "👍🏽", "OK, thanks!", "Thank you.", "ＯＫ", "收到~"]
)
def test_courtesies(text: str) -> None:
    assert is_courtesy(words_of((text_part(text),)), COURTESIES)


@pytest.mark.parametrize(
    "text", ["好的？", "ok 12", "好的吗", "谢谢，要三斤", "okra", "。", "好" * 40, "thanks but no"]
)
def test_no_courtesies(text: str) -> None:
    assert not is_courtesy(words_of((text_part(text),)), COURTESIES)


def test_a_picture_is_no_courtesy() -> None:
    assert words_of((text_part("好的"), Part(type="image", fallback="[图片]"))) == ""


def test_done_ends_it_and_what_comes_later_waits_anew() -> None:
    talk = told("customer: 多少钱", "customer: 在吗")
    assert wait(talk, done_seq=2) is None
    assert (found := wait(talk, done_seq=1))
    assert found.since_seq == 2
    later = hear(talk, Said(3, at(3)), is_own=False, origin=Origin.HUMAN)
    assert (found := wait(later, done_seq=2))
    assert found.since_seq == 3


def test_snoozed_comes_back_in_time_or_when_the_customer_writes() -> None:
    talk = told("customer: 多少钱")
    found = wait(talk, snoozed_until=at(30), snoozed_seq=1)
    assert found is not None
    assert not found.counts(at(29))
    assert found.counts(at(30))
    more = hear(talk, Said(2, at(5)), is_own=False, origin=Origin.HUMAN)
    found = wait(more, snoozed_until=at(30), snoozed_seq=1)
    assert found is not None
    assert found.counts(at(6))
    assert found.since_seq == 1


def test_levels_at_their_seconds() -> None:
    found = wait(told("customer: 多少钱"))
    assert found is not None
    since = found.since
    seconds = (99, 100, 179, 180)
    levels = [level_of(found, since + timedelta(seconds=s), DeskSettings()) for s in seconds]
    assert levels == [Level.CALM, Level.AMBER, Level.AMBER, Level.RED]


def test_closed_hours_do_not_count() -> None:
    night = Said(1, NINE - timedelta(hours=6))
    found = find_wait(Unanswered(first=(night,)), Desk(), COURTESIES, HOURS)
    assert found is not None
    assert found.came_while_closed
    assert waited(found, at(0), HOURS) == timedelta(0)
    assert waited(found, at(2), HOURS) == timedelta(minutes=2)
    assert waited(found, at(2)) == timedelta(hours=6, minutes=2)
    evening = find_wait(Unanswered(first=(Said(1, at(9 * 60 - 5)),)), Desk(), COURTESIES, HOURS)
    assert evening is not None
    assert not evening.came_while_closed
    assert waited(evening, at(24 * 60 + 1), HOURS) == timedelta(minutes=6)


def test_a_clock_behind_the_server_shows_no_negative_wait() -> None:
    found = wait(told("customer: 多少钱"))
    assert found is not None
    assert waited(found, found.since - timedelta(seconds=5)) == timedelta(0)


def test_only_customers_wait() -> None:
    assert can_wait(AccountKind.OWNER, AccountKind.CUSTOMER)
    assert can_wait(AccountKind.STAFF, AccountKind.CUSTOMER)
    others = [(own, peer) for own in AccountKind for peer in AccountKind if not own.is_staff]
    others += [(AccountKind.STAFF, peer) for peer in AccountKind if peer is not AccountKind.CUSTOMER]
    assert not any(can_wait(own, peer) for own, peer in others)
    assert not can_wait(None, AccountKind.CUSTOMER)


LINES = st.lists(
    st.sampled_from(["customer: 多少钱", "customer: 好的", "me: 三百", "auto: 稍等"]), max_size=60
)


@given(LINES, st.integers(0, 60), st.integers(0, 60))
def test_done_and_messages_may_come_in_any_order(lines: list[str], done: int, cut: int) -> None:
    """Forgetting what is done, early or late, changes nothing about who waits."""
    whole = told(*lines)
    pruned = Unanswered()
    for seq, line in enumerate(lines, 1):
        if seq == cut:
            pruned = without_done(pruned, min(done, seq))
        said = Said(seq, at(seq), words_of((text_part(line.partition(": ")[2]),)))
        origin = Origin.AUTO_REPLY if line.startswith("auto") else Origin.HUMAN
        pruned = hear(pruned, said, is_own=not line.startswith("customer"), origin=origin)
    if len(whole.first) < KEPT_LIMIT:
        assert wait(pruned, done_seq=done) == wait(whole, done_seq=done)
    assert wait(without_done(whole, done), done_seq=done) == wait(whole, done_seq=done)


@given(LINES)
def test_somebody_waits_exactly_when_the_last_word_by_hand_is_theirs(lines: list[str]) -> None:
    by_hand = [line for line in lines if not line.startswith("auto")]
    is_theirs = bool(by_hand) and by_hand[-1].startswith("customer")
    found = wait(told(*lines))
    assert (found is not None) == is_theirs
    if found:
        run = lines[max((n for n, line in enumerate(lines) if line.startswith("me")), default=-1) + 1 :]
        assert found.is_courtesy == ("customer: 多少钱" not in run)


def test_what_is_kept_is_bounded() -> None:
    talk = told(*["customer: 好的"] * 500)
    assert len(talk.first) == KEPT_LIMIT
    assert talk.last_seq == 500
    assert (found := wait(talk, done_seq=400))
    assert found.since_seq == 500


def test_settings_that_cannot_be_read_are_the_defaults() -> None:
    assert desk_settings({}) == DeskSettings()
    odd = {"desk.amber_seconds": "x", "desk.red_seconds": "-3", "desk.flags": "{", "desk.courtesies": ""}
    assert desk_settings(odd) == DeskSettings(courtesies=())
    assert desk_settings({"desk.amber_seconds": "300", "desk.red_seconds": "200"}).red_seconds == 300
    flags = DeskSettings().flags[:2]
    assert desk_settings({"desk.flags": flags_as_setting(flags)}) == DeskSettings()
