"""The square of an avatar never leaves its picture."""

from hypothesis import given
from hypothesis import strategies as st

from parley.desktop.profile.crop import MAX_ZOOM, whole

steps = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.floats(-5000, 5000), st.floats(-5000, 5000)),
        st.tuples(st.just("zoom"), st.floats(0.01, 100), st.just(0.0)),
    ),
    max_size=12,
)


@given(st.integers(1, 4000), st.integers(1, 4000), steps)
def test_the_square_stays_inside(width: int, height: int, moves: list[tuple[str, float, float]]) -> None:
    crop = whole(width, height)
    for kind, a, b in moves:
        crop = crop.moved(a, b) if kind == "move" else crop.zoomed(a)
        assert crop.left >= -1e-6
        assert crop.top >= -1e-6
        assert crop.left + crop.side <= width + 1e-6
        assert crop.top + crop.side <= height + 1e-6
        assert 1 <= crop.zoom <= MAX_ZOOM


def test_it_begins_with_the_largest_square_in_the_middle() -> None:
    crop = whole(600, 400)
    assert (crop.left, crop.top, crop.side) == (100, 0, 400)
