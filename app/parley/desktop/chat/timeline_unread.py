"""Which unread messages lie above what one sees, and how far down one has read on without a gap: values only, no Qt."""

from collections.abc import Sequence

from parley.client.rows import TimelineKind
from parley.desktop.chat.timeline_scroll import Placed
from parley.desktop.chat.timeline_window import TimelineWindow


class UnreadTrail:
    """Follows one visit: begins at the unread mark, moves on with what is on screen, stays behind at a jump."""

    def __init__(self) -> None:
        self._mark_seq = 0
        self._through = 0
        """The last number that was on screen, with nothing left out since the mark."""

    def note(self, window: TimelineWindow, placed: Sequence[Placed], height: float) -> None:
        """Somebody sees these rows."""
        self._begin(window)
        first = self._next(window)
        on_screen = [one.index for one in placed if one.bottom <= height or one.top <= 0]
        if first is not None and on_screen and on_screen[0] <= first <= on_screen[-1]:
            seqs = [window[index].seq or 0 for index in on_screen]
            self._through = max(self._through, *seqs)

    def count_above(self, window: TimelineWindow, placed: Sequence[Placed]) -> int:
        """How many unread messages lie above the rows on screen."""
        self._begin(window)
        mark, first = window.unread, self._next(window)
        if mark is None or not placed or first is None:
            return 0
        if self._lies_further_up(window):
            return mark.count
        rows = [window[index] for index in range(first, placed[0].index)]
        return sum(not row.is_own and row.kind is TimelineKind.MESSAGE for row in rows)

    def target(self, window: TimelineWindow) -> str | None:
        """The key of the row to go to; None while it isn't at hand."""
        first = self._next(window)
        return None if first is None or self._lies_further_up(window) else window[first].key

    @property
    def target_seq(self) -> int:
        """The number to ask for where the row isn't at hand."""
        return self._through + 1

    def _begin(self, window: TimelineWindow) -> None:
        seq = window.unread.seq if window.unread is not None else 0
        if seq != self._mark_seq:
            self._mark_seq, self._through = seq, seq - 1

    def _next(self, window: TimelineWindow) -> int | None:
        return window.find_seq(self._through + 1) if window.unread is not None else None

    def _lies_further_up(self, window: TimelineWindow) -> bool:
        first_seq = window.first_seq
        return window.has_older and first_seq is not None and first_seq > self._through + 1
