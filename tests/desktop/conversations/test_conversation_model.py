from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from desktop.conversations.made import NOW, conversation, person, room
from parley.desktop.conversations.conversation_entry import (
    Entry,
    EntryKind,
    ListFilter,
    conversation_entry,
    conversation_key,
    person_entry,
    words_of,
)
from parley.desktop.conversations.conversation_model import ConversationModel
from parley.desktop.conversations.conversation_words import Lead, second_line, spoken
from parley.desktop.conversations.order_gate import AFTER_LEAVING, OrderGate
from parley.desktop.conversations.relative_time import short_time
from parley.domain.presence import Status
from parley.foundation.clock import ManualClock

SHANGHAI = timezone(timedelta(hours=8))


def entry(name: str, title: str = "", **fields: object) -> Entry:
    return conversation_entry(conversation(name, title, **fields), None, Status.OFFLINE)  # type: ignore[arg-type]


def titles(model: ConversationModel) -> list[str]:
    return [model.entry(row).title for row in range(model.rowCount())]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def model(qapp: object, clock: ManualClock) -> ConversationModel:
    made = ConversationModel(clock=clock)
    made.set_conversations([entry("a", minutes_ago=1), entry("b", minutes_ago=2), entry("c", minutes_ago=3)])
    clock.advance(5)
    return made


def test_pinned_rows_stand_first_then_the_last_activity(qapp: object) -> None:
    model = ConversationModel()
    model.set_conversations(
        [
            entry("old", minutes_ago=9),
            entry("pinned", minutes_ago=99, is_pinned=True),
            entry("new", minutes_ago=1),
        ]
    )
    assert titles(model) == ["pinned", "new", "old"]


def test_a_message_moves_its_row_up(model: ConversationModel) -> None:
    model.change([entry("c", minutes_ago=0)])
    assert titles(model) == ["c", "a", "b"]


def test_rows_stay_under_the_pointer_and_move_a_second_after_it_left(
    model: ConversationModel, clock: ManualClock
) -> None:
    model.pointer_entered()
    clock.advance(30)
    model.change([entry("c", minutes_ago=0, last_line="now?")])
    assert titles(model) == ["a", "b", "c"]
    assert model.entry(2).row is not None
    assert model.entry(2).row.last_line == "now?"  # type: ignore[union-attr]
    model.pointer_left()
    clock.advance(0.9)
    model.check_order()
    assert titles(model) == ["a", "b", "c"]
    clock.advance(0.2)
    model.check_order()
    assert titles(model) == ["c", "a", "b"]


def test_somebody_new_is_seen_under_the_pointer_without_moving_a_row(
    model: ConversationModel, clock: ManualClock
) -> None:
    model.pointer_entered()
    model.change([entry("d", minutes_ago=-1)])
    assert titles(model) == ["a", "b", "c", "d"]
    model.pointer_left()
    clock.advance(2)
    model.check_order()
    assert titles(model) == ["d", "a", "b", "c"]


def test_somebody_new_is_in_place_at_once(model: ConversationModel, clock: ManualClock) -> None:
    model.change([entry("a", minutes_ago=0.5)])
    model.change([entry("d", minutes_ago=0)])
    assert titles(model)[0] == "d"
    model.pointer_entered()
    model.pointer_left()
    clock.advance(AFTER_LEAVING / 2)
    model.change([entry("e", minutes_ago=-1)])
    assert "e" not in titles(model)[:1], "the pointer has only just left"


def test_rows_are_sorted_at_most_once_a_second(model: ConversationModel, clock: ManualClock) -> None:
    model.change([entry("c", minutes_ago=0)])
    model.change([entry("b", minutes_ago=-1)])
    assert titles(model) == ["c", "a", "b"]
    clock.advance(1)
    model.check_order()
    assert titles(model) == ["b", "c", "a"]


def test_a_changed_row_announces_itself_once(model: ConversationModel) -> None:
    seen: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: seen.append((first.row(), last.row())))
    model.pointer_entered()
    model.change([entry("b", minutes_ago=2, unread=1)])
    assert seen == [(1, 1)]


def test_removed_and_hidden_conversations_leave_the_list(
    model: ConversationModel, clock: ManualClock
) -> None:
    model.change([entry("b", minutes_ago=2, is_hidden=True)], removed=[conversation_key("me", "c")])
    clock.advance(1)
    model.check_order()
    assert titles(model) == ["a"]


def test_unread_shows_what_is_unread_and_keeps_the_open_one(
    model: ConversationModel, clock: ManualClock
) -> None:
    model.change([entry("b", minutes_ago=2, unread=2)])
    model.set_filter(ListFilter(chip="unread"))
    assert titles(model) == ["b"]
    model.set_open(conversation_key("me", "b"))
    clock.advance(1)
    model.change([entry("b", minutes_ago=2)])
    clock.advance(1)
    model.check_order()
    assert titles(model) == ["b"]


def test_the_filter_finds_names_companies_pinyin_and_people(qapp: object) -> None:
    model = ConversationModel()
    wang = person("peer-w", "王建军", pinyin="wangjianjun wjj", search_key="王建军 wangjianjun wjj")
    model.set_conversations(
        [
            conversation_entry(conversation("w", "王建军", company="福礼礼品"), wang, Status.ONLINE),
            entry("anna", "Anna Keller"),
        ]
    )
    model.set_people(
        [
            person_entry(wang, Status.ONLINE),
            person_entry(person("wj", "吴静", search_key="wujing wj"), Status.OFFLINE),
        ]
    )
    model.set_filter(ListFilter(words=words_of("wj")))
    assert titles(model) == ["王建军 · 福礼礼品", "Contacts", "吴静"]
    model.set_filter(ListFilter(words=words_of("福礼")))
    assert titles(model) == ["王建军 · 福礼礼品"]
    model.set_filter(ListFilter(words=words_of("ＡＮＮＡ keller")))
    assert titles(model) == ["Anna Keller"]
    model.set_filter(ListFilter())
    assert len(titles(model)) == 2


def test_a_heading_cant_be_chosen(qapp: object) -> None:
    model = ConversationModel()
    model.set_people([person_entry(person("p", "Paul"), Status.ONLINE)])
    model.set_filter(ListFilter(only_people=True))
    assert model.entry(0).kind is EntryKind.SECTION
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsEnabled
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsEnabled


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, model: ConversationModel) -> None:
    model.set_people([person_entry(person("p", "abc"), Status.ONLINE)])
    qtmodeltester.check(model)
    model.set_filter(ListFilter(words=("a",)))
    qtmodeltester.check(model)


@given(
    changes=st.lists(
        st.tuples(
            st.sampled_from("abcdef"), st.integers(0, 9), st.booleans(), st.booleans(), st.sampled_from("cir")
        ),
        max_size=25,
    )
)
def test_after_any_changes_the_rows_are_a_fresh_lists_rows(
    qapp: object, changes: list[tuple[str, int, bool, bool, str]]
) -> None:
    clock = ManualClock(NOW)
    model, truth = ConversationModel(clock=clock), {}
    for name, minutes, pinned, hidden, act in changes:
        if act == "r":
            truth.pop(name, None)
            model.change([], [conversation_key("me", name)])
        else:
            truth[name] = entry(name, minutes_ago=minutes, is_pinned=pinned, is_hidden=hidden)
            model.change([truth[name]])
        if act == "i":
            model.pointer_entered()
        else:
            model.pointer_left()
        clock.advance(0.7)
        model.check_order()
    model.apply_order()
    fresh = ConversationModel(clock=clock)
    fresh.set_conversations(truth.values())
    assert titles(model) == titles(fresh)


def test_the_gate_waits_for_the_pointer_and_the_last_sort() -> None:
    gate = OrderGate().sorted(10.0)
    assert gate.due_at() is None
    assert gate.asked().due_at() == 11.0
    assert gate.asked().entered().due_at() is None
    assert gate.asked().entered().left(20.0).due_at() == 20.0 + AFTER_LEAVING


@pytest.mark.parametrize(
    ("hours_ago", "english", "chinese"),
    [
        (0, "10:40", "10:40"),
        (-1, "11:40", "11:40"),
        (12, "Yesterday", "Yesterday"),
        (72, "Wed", "Wed"),
        (18 * 24, "3 Nov", "11-03"),
        (400 * 24, "2025-10-17", "2025-10-17"),
    ],
)
def test_times_get_coarser_with_age(hours_ago: int, english: str, chinese: str, qapp: object) -> None:
    at = NOW - timedelta(hours=hours_ago)
    assert short_time(at, NOW, "en", SHANGHAI) == english
    assert short_time(at, NOW, "zh_CN", SHANGHAI) == chinese


@pytest.mark.parametrize(
    ("fields", "kind", "lead"),
    [
        ({"last_is_own": True}, Lead.SPEAKER, "You:"),
        ({"draft": " 好的 "}, Lead.DRAFT, "[Draft]"),
        ({"is_invitation": True}, Lead.INVITATION, "[Invitation]"),
        ({}, Lead.NONE, ""),
    ],
)
def test_the_second_line_says_who_spoke(
    fields: dict[str, object], kind: Lead, lead: str, qapp: object
) -> None:
    line = second_line(conversation("a", **fields))  # type: ignore[arg-type]
    assert (line.kind, line.lead) == (kind, lead)


def test_rooms_name_the_speaker_and_drafts_hide_while_one_writes(qapp: object) -> None:
    assert second_line(room("r", last_speaker="li", last_speaker_name="李娜")).lead == "李娜:"
    handed = {"peer": "wang", "last_speaker_name": "李娜"}
    assert second_line(conversation("a", last_speaker="li", **handed)).lead == "李娜:"
    assert second_line(conversation("a", last_speaker="wang", **handed)).lead == ""
    assert second_line(conversation("a", draft="x"), is_open=True).kind is Lead.NONE


def test_a_screen_reader_hears_the_whole_row(qapp: object) -> None:
    row = conversation("a", "Anna", company="Keller Tee", unread=3, is_muted=True, last_is_own=True)
    said = spoken(conversation_entry(row, None, Status.ONLINE), "10:36")
    assert said == "Anna · Keller Tee, You: hello, 10:36, 3 unread, Muted"


def test_a_colleagues_company_goes_without_saying(qapp: object) -> None:
    row = conversation("li", "李娜", company="云岭茶行")
    assert conversation_entry(row, None, Status.ONLINE).title == "李娜 · 云岭茶行"
    assert conversation_entry(row, person("li", "李娜", is_colleague=True), Status.ONLINE).title == "李娜"
    assert conversation_entry(room("r", "Room", company="x"), None, Status.OFFLINE).title == "Room"


def test_a_silent_room_says_how_many_are_in_it(qapp: object) -> None:
    assert second_line(room("r", last_line="", member_count=3)).text == "3 people"
