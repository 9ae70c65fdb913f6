"""Which rows are on screen and where: decided from an anchor, never from a scroll bar's value.

The anchor is a row's key and the distance of its top from the top of the view. Rows are measured from it upward and
downward until the view is full, so rows that come, go or change elsewhere can't move what one reads. At the end the
last row's bottom is the anchor instead (`follows`), and new rows push the older ones up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parley.desktop.chat.timeline_window import TimelineWindow

TOP_PADDING = 12.0
BOTTOM_PADDING = 28.0
"""The line below the last message says who is typing."""

Measure = Callable[[int], float]
"""The exact height of a row by its index."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One row on screen; `top` from the top of the view."""

    index: int
    top: float
    height: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height


class Scroller:
    """Keeps the anchor of one timeline."""

    def __init__(self) -> None:
        self.follows = True
        self._anchors: tuple[tuple[str, float], ...] = ()

    def follow(self) -> None:
        """Stand at the end and stay there."""
        self.follows = True

    def anchor(self, key: str, top: float) -> None:
        """Stand with this row's top here."""
        self.follows = False
        self._anchors = ((key, top),)

    def move(self, distance: float) -> None:
        """Move what is shown down by `distance` (up if negative)."""
        if self._anchors:
            self.follows = False
            self._anchors = tuple((key, top + distance) for key, top in self._anchors)

    def place(self, window: TimelineWindow, height: float, measure: Measure) -> Sequence[Placed]:
        """The rows that are on screen, oldest first, in a view of this height."""
        if not len(window):
            self._anchors = ()
            return ()
        found = self._found(window)
        if self.follows or found is None:
            placed = _from_end(len(window), height, measure)
        else:
            placed = _from_anchor(found[0], found[1], len(window), height, measure)
            placed = _within_ends(placed, len(window), height, measure)
        self._keep(placed, window, height)
        return placed

    def _found(self, window: TimelineWindow) -> tuple[int, float] | None:
        for key, top in self._anchors:
            index = window.index_of(key)
            if index is not None:
                return index, top
        return None

    def _keep(self, placed: Sequence[Placed], window: TimelineWindow, height: float) -> None:
        last = placed[-1]
        is_at_end = last.index == len(window) - 1 and last.bottom <= height - BOTTOM_PADDING + 1
        self.follows = is_at_end and not window.has_newer
        # The others stand by in case the first one is discarded.
        self._anchors = tuple((window[one.index].key, one.top) for one in placed if one.bottom > 0)


def _from_end(count: int, height: float, measure: Measure) -> list[Placed]:
    placed: list[Placed] = []
    bottom = height - BOTTOM_PADDING
    index = count - 1
    while index >= 0 and (bottom > 0 or not placed):
        tall = measure(index)
        bottom -= tall
        placed.append(Placed(index, bottom, tall))
        index -= 1
    placed.reverse()
    return placed


def _from_anchor(index: int, top: float, count: int, height: float, measure: Measure) -> list[Placed]:
    above: list[Placed] = []
    upper, place = index - 1, top
    while upper >= 0 and place > 0:
        tall = measure(upper)
        place -= tall
        above.append(Placed(upper, place, tall))
        upper -= 1
    above.reverse()
    below: list[Placed] = []
    place = top
    while index < count and (place < height or not (above or below)):
        tall = measure(index)
        below.append(Placed(index, place, tall))
        place += tall
        index += 1
    measured = above + below
    if measured[-1].bottom <= 0:
        return measured[-1:]
    return [one for one in measured if one.bottom > 0 and one.top < height] or measured[:1]


def _within_ends(placed: list[Placed], count: int, height: float, measure: Measure) -> list[Placed]:
    last = placed[-1]
    if last.index == count - 1 and last.bottom < height - BOTTOM_PADDING:
        return _from_end(count, height, measure)
    if placed[0].index == 0 and placed[0].top > TOP_PADDING:
        placed = _from_anchor(0, TOP_PADDING, count, height, measure)
        last = placed[-1]
        if last.index == count - 1 and last.bottom < height - BOTTOM_PADDING:
            return _from_end(count, height, measure)
    return placed
