"""The list as a desk: who stands under which chip, what a row says of its wait, and that nobody jumps under the pointer."""

from datetime import timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.conversations.made import NOW, MadeDesk, MadeSession, conversation
from parley.desktop.conversations.conversation_entry import Entry, EntryKind, ListFilter, conversation_entry
from parley.desktop.conversations.conversation_model import WAIT_ROLE, ConversationModel
from parley.desktop.platform.notifications import Notice
from parley.desktop.waiting.snooze import snooze_choices
from parley.desktop.waiting.waiting_list import Counts, WaitLine
from parley.desktop.waiting.waiting_notice import waiting_notice
from parley.desktop.waiting.waiting_words import until_words, waited_words
from parley.domain.presence import Status
from parley.domain.waiting import Level, Wait
from parley.foundation.clock import ManualClock


def waits(seconds: float, **fields: Any) -> Wait:
    return Wait(since_seq=2, since=NOW - timedelta(seconds=seconds), last_seq=2, **fields)


def entry(name: str, wait: Wait | None = None, **fields: Any) -> Entry:
    return conversation_entry(conversation(name, is_customer=True, wait=wait, **fields), None, Status.OFFLINE)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def model(qtbot: QtBot, clock: ManualClock) -> ConversationModel:
    session = MadeSession()
    made = ConversationModel(clock=clock, desk=MadeDesk(clock, session.conversations))
    made.set_conversations(
        [
            entry("young", waits(8)),
            entry("old", waits(200)),
            entry("amber", waits(100)),
            entry(
                "night",
                waits(3_600),
            ),
            entry("closed", waits(9_000, came_while_closed=True)),
            entry("thanks", waits(5_000, is_courtesy=True)),
            entry("later", waits(300, snoozed_until=NOW + timedelta(minutes=15))),
            entry("answered"),
        ]
    )
    return made


def keys(model: ConversationModel) -> list[str]:
    shown = [model.entry(row) for row in range(model.rowCount())]
    return [e.key if e.kind is EntryKind.SECTION else e.row.id for e in shown if e.row or e.key]  # type: ignore[union-attr]


def line(model: ConversationModel, name: str) -> WaitLine | None:
    found = next(row for row in range(model.rowCount()) if model.entry(row).title == name)
    wait: WaitLine | None = model.index(found).data(WAIT_ROLE)
    return wait


def test_the_longest_wait_stands_first_and_groups_have_headings(model: ConversationModel) -> None:
    model.set_filter(ListFilter(chip="waiting"))
    live = ["night", "old", "amber", "young"]
    assert keys(model) == [*live, "section/closed", "closed", "section/courtesies", "thanks"]
    assert model.counts == Counts(waiting=5, snoozed=1)


def test_rows_say_how_long_and_how_urgent(model: ConversationModel) -> None:
    assert line(model, "young") == WaitLine(Level.CALM, 8)
    assert line(model, "amber") == WaitLine(Level.AMBER, 100)
    assert line(model, "old") == WaitLine(Level.RED, 200)
    assert line(model, "thanks") == WaitLine(Level.CALM, None)
    assert line(model, "later") is None
    assert line(model, "answered") is None


def test_who_was_snoozed_comes_back_by_itself(model: ConversationModel, clock: ManualClock) -> None:
    model.set_filter(ListFilter(chip="snoozed"))
    assert keys(model) == ["later"]
    clock.advance(15 * 60)
    model.tick(0, 10)
    assert model.counts == Counts(waiting=6, snoozed=0)
    assert keys(model) == []


def test_an_answered_customer_leaves_but_not_under_the_pointer(
    model: ConversationModel, clock: ManualClock
) -> None:
    model.set_filter(ListFilter(chip="waiting"))
    model.pointer_entered()
    model.change([entry("night")])
    assert keys(model)[0] == "night"
    assert model.counts.waiting == 4
    model.pointer_left()
    clock.advance(1.5)
    model.check_order()
    assert keys(model)[0] == "old"


def test_flags_filter(model: ConversationModel) -> None:
    model.change([entry("old", waits(200), flag=2)])
    model.set_filter(ListFilter(flag=2))
    assert keys(model) == ["old"]


@pytest.mark.parametrize(("seconds", "words"), [(8, "8 s"), (240, "4 min"), (7_200, "2 h"), (200_000, "2 d")])
def test_how_long_in_words(seconds: int, words: str) -> None:
    assert waited_words(timedelta(seconds=seconds)) == f"waiting {words}"


def test_until_when_in_words() -> None:
    assert until_words(NOW + timedelta(hours=1), NOW, NOW.tzinfo) == "until 03:40"
    assert until_words(NOW + timedelta(days=1), NOW, NOW.tzinfo) == "until tomorrow 02:40"


def test_what_is_offered_to_snooze_fits_the_time_of_day() -> None:
    zone = NOW.tzinfo
    morning, noon, night = (NOW.replace(hour=hour, minute=0) for hour in (9, 15, 22))
    assert [c.key for c in snooze_choices(morning, zone)] == ["15min", "1h", "afternoon", "tomorrow"]
    assert [c.key for c in snooze_choices(noon, zone)] == ["15min", "1h", "evening", "tomorrow"]
    assert [c.key for c in snooze_choices(night, zone)] == ["15min", "1h", "tomorrow"]
    assert all(choice.until > morning for choice in snooze_choices(morning, zone))


def test_several_who_wait_are_told_as_one() -> None:
    rows = [conversation("wang", "王建军"), conversation("anna", "Anna")]
    notice = Notice("me", "anna", "Anna", "hello", "peer-anna", "Anna")
    merged = waiting_notice(notice, rows)
    assert (merged.conversation, merged.title) == ("wang", "2 customers are waiting")
    other = Notice("me", "team", "Team", "hello", "li", "李娜")
    assert waiting_notice(other, rows) == other


def test_somebody_who_begins_to_wait_is_under_the_chip_at_once(model: ConversationModel) -> None:
    model.set_filter(ListFilter(chip="waiting"))
    assert "answered" not in keys(model)
    model.change([entry("answered", waits(1))])
    assert "answered" in keys(model)
