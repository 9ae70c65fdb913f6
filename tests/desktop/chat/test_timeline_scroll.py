from hypothesis import given
from hypothesis import strategies as st

from desktop.chat.made import message, messages, page
from parley.desktop.chat.timeline_scroll import BOTTOM_PADDING, Scroller
from parley.desktop.chat.timeline_window import TimelineWindow

HEIGHT = 400.0


def made(first: int, last: int) -> TimelineWindow:
    window = TimelineWindow(limit=10_000)
    window.replace(page(messages(first, last), older=True))
    return window


def measured(window: TimelineWindow, heights: dict[str, float] | None = None):
    def measure(index: int) -> float:
        row = window[index]
        return (heights or {}).get(row.key, 20.0 + (row.seq or 0) % 5 * 17)

    return measure


def tops(scroller: Scroller, window: TimelineWindow, measure=None) -> dict[str, float]:
    placed = scroller.place(window, HEIGHT, measure or measured(window))
    return {window[one.index].key: one.top for one in placed}


def test_it_stands_at_the_end_and_new_rows_push_the_others_up() -> None:
    window, scroller = made(1, 40), Scroller()
    before = tops(scroller, window)
    window.append([message(41)])
    after = tops(scroller, window)
    grown = measured(window)(40)
    assert scroller.follows
    assert after["k40"] == before["k40"] - grown
    placed = scroller.place(window, HEIGHT, measured(window))
    assert placed[-1].bottom == HEIGHT - BOTTOM_PADDING


@given(st.integers(30, 900), st.integers(1, 60), st.integers(0, 10))
def test_what_one_reads_stays_where_it_is(distance: int, older: int, newer: int) -> None:
    window, scroller = made(200, 260), Scroller()
    tops(scroller, window)
    scroller.move(distance)
    before = tops(scroller, window)
    window.prepend(page(messages(200 - older, 199), older=True))
    window.append(messages(261, 260 + newer), keep_all=True)
    assert tops(scroller, window) == before


@given(st.integers(200, 900), st.dictionaries(st.integers(200, 260), st.integers(10, 300), max_size=10))
def test_rows_that_grow_elsewhere_do_not_move_the_first_one_in_view(
    distance: int, grown: dict[int, int]
) -> None:
    window, scroller = made(200, 260), Scroller()
    tops(scroller, window)
    scroller.move(distance)
    before = tops(scroller, window)
    first = next(iter(before))
    heights = {f"k{seq}": float(height) for seq, height in grown.items() if f"k{seq}" != first}
    after = tops(scroller, window, measured(window, heights))
    if not scroller.follows:
        assert after[first] == before[first]


def test_a_discarded_anchor_is_replaced_by_its_neighbour() -> None:
    window, scroller = made(1, 60), Scroller()
    tops(scroller, window)
    scroller.move(500)
    before = tops(scroller, window)
    first, second = list(before)[:2]
    window.replace(page([row for row in window.rows if row.key != first]))
    assert tops(scroller, window)[second] == before[second]


def test_little_content_stands_at_the_bottom_and_cannot_be_scrolled_away() -> None:
    window, scroller = TimelineWindow(), Scroller()
    window.replace(page([message(1), message(2)]))
    before = tops(scroller, window)
    scroller.move(-300)
    assert tops(scroller, window) == before
    scroller.move(300)
    assert tops(scroller, window) == before
    assert scroller.follows


def test_it_does_not_follow_an_end_that_is_not_the_newest() -> None:
    window, scroller = made(1, 40), Scroller()
    window.has_newer = True
    before = tops(scroller, window)
    assert not scroller.follows
    window.extend(page(messages(41, 60)))
    assert {key: top for key, top in tops(scroller, window).items() if key in before} == before


def test_only_rows_in_view_are_measured() -> None:
    window, scroller = made(1, 5_000), Scroller()
    asked: list[int] = []

    def measure(index: int) -> float:
        asked.append(index)
        return 40.0

    scroller.place(window, HEIGHT, measure)
    assert len(set(asked)) <= HEIGHT / 40 + 2
