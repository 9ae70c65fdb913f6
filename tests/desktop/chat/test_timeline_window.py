from datetime import UTC, date

from hypothesis import given
from hypothesis import strategies as st

from desktop.chat.made import ME, message, messages, page
from parley.client.rows import TimelineRow
from parley.desktop.chat.timeline_window import TimelineWindow, UnreadMark
from parley.domain.message import Delivery

numbers = st.lists(st.integers(1, 60), max_size=12).map(lambda seqs: [message(seq) for seq in seqs])
queued = st.lists(st.integers(1, 60), max_size=4).map(
    lambda keys: [message(None, sender=ME, key=f"k{key}") for key in keys]
)
operations = st.lists(
    st.tuples(st.sampled_from(["replace", "prepend", "extend", "append", "update"]), numbers, queued),
    max_size=12,
)


@given(operations, st.integers(5, 40))
def test_rows_stand_in_order_without_doubles_whatever_comes(
    steps: list[tuple[str, list[TimelineRow], list[TimelineRow]]], limit: int
) -> None:
    window = TimelineWindow(limit=limit)
    for name, rows, waiting in steps:
        if name in ("append", "update"):
            getattr(window, name)(rows + waiting)
        else:
            getattr(window, name)(page(rows))
        seqs = [row.seq for row in window.rows]
        numbered = [seq for seq in seqs if seq is not None]
        assert numbered == sorted(numbered)
        assert seqs == numbered + [None] * (len(seqs) - len(numbered))
        keys = [row.key for row in window.rows]
        assert len(keys) == len(set(keys))
        assert [window.index_of(key) for key in keys] == list(range(len(keys)))
        if name in ("prepend", "extend"):
            assert len(window) <= limit


def test_a_queued_message_takes_its_place_when_it_gets_a_number() -> None:
    window = TimelineWindow()
    window.replace(page([message(1), message(None, sender=ME, key="a"), message(None, sender=ME, key="b")]))
    window.append([message(2)])
    assert [row.key for row in window.rows] == ["k1", "k2", "a", "b"]
    window.update([message(3, sender=ME, key="b")])
    assert [row.key for row in window.rows] == ["k1", "k2", "b", "a"]


def test_too_many_rows_are_dropped_at_the_end_one_does_not_look_at() -> None:
    window = TimelineWindow(limit=30)
    window.replace(page(messages(51, 80)))
    window.prepend(page(messages(31, 50), older=True))
    assert (window.first_seq, window.last_seq, window.has_older, window.has_newer) == (31, 60, True, True)
    window.extend(page(messages(61, 80)))
    assert (window.first_seq, window.last_seq, window.has_older, window.has_newer) == (51, 80, True, False)


def test_rows_beyond_a_part_that_is_not_at_hand_are_not_joined() -> None:
    window = TimelineWindow()
    window.replace(page(messages(1, 10), newer=True))
    assert not window.append([message(40)])
    assert window.last_seq == 10


def test_update_tells_only_what_changed() -> None:
    window = TimelineWindow()
    sent = message(2, sender=ME)
    window.replace(page([message(1), sent]))
    assert window.update([sent, message(99)]) == ()
    read = message(2, sender=ME, delivery=Delivery.READ)
    assert window.update([read]) == ("k2",)
    assert window[1].delivery is Delivery.READ


def test_messages_of_one_sender_stand_together_until_something_comes_between() -> None:
    window = TimelineWindow(zone=UTC)
    window.replace(
        page([message(1), message(2), message(3, sender=ME), message(4), message(5, minutes=30), message(6)])
    )
    window.unread = UnreadMark(2, 3)
    ends = [(window.placing(i).is_first, window.placing(i).is_last) for i in range(6)]
    assert ends == [(True, True), (True, True), (True, True), (True, True), (True, True), (True, True)]
    window.unread = None
    assert (window.placing(0).is_first, window.placing(0).is_last) == (True, False)
    assert (window.placing(1).is_first, window.placing(1).is_last) == (False, True)


def test_each_day_has_one_separator_and_the_divider_stands_once() -> None:
    window = TimelineWindow(zone=UTC)
    window.replace(page([message(1, minutes=0), message(2, minutes=1), message(3, minutes=24 * 60)]))
    window.unread = UnreadMark(2, 2)
    assert [window.placing(i).day for i in range(3)] == [date(2026, 11, 21), None, date(2026, 11, 22)]
    assert [window.placing(i).unread for i in range(3)] == [0, 2, 0]
