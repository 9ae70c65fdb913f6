"""What is selected in a timeline: from a place in one message to a place in another. Values only, no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from parley.client.rows import TimelineKind, TimelineRow
from parley.desktop.chat.timeline_text import utf16_length, utf16_slice
from parley.desktop.chat.timeline_window import TimelineWindow
from parley.desktop.chat.words import moment_text
from parley.domain.message import text_of


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a message's text, in UTF-16 units."""

    key: str
    position: int


@dataclass(frozen=True, slots=True)
class Selection:
    """Where dragging began and where it is now, in either order."""

    start: Place
    end: Place

    def range_of(self, window: TimelineWindow, index: int) -> tuple[int, int] | None:
        """What of a row is selected: from, to; None where nothing is."""
        ends = self._ordered(window)
        if ends is None:
            return None
        (first, at_first), (last, at_last) = ends
        if not first <= index <= last or window[index].kind is not TimelineKind.MESSAGE:
            return None
        start = at_first if index == first else 0
        end = at_last if index == last else utf16_length(text_of(window[index].parts))
        return (start, end) if start < end else None

    def text(self, window: TimelineWindow) -> str:
        """What is copied: the part of one message as it is; several with names and times."""
        chosen = [
            (window[index], part)
            for index in self._indices(window)
            if (part := self.range_of(window, index)) is not None
        ]
        if len(chosen) == 1:
            row, (start, end) = chosen[0]
            return utf16_slice(text_of(row.parts), start, end)
        return "\n\n".join(
            with_author(row, utf16_slice(text_of(row.parts), start, end)) for row, (start, end) in chosen
        )

    def _indices(self, window: TimelineWindow) -> Sequence[int]:
        ends = self._ordered(window)
        return range(ends[0][0], ends[1][0] + 1) if ends is not None else ()

    def _ordered(self, window: TimelineWindow) -> tuple[tuple[int, int], tuple[int, int]] | None:
        start, end = window.index_of(self.start.key), window.index_of(self.end.key)
        if start is None or end is None:
            return None
        first, last = sorted(((start, self.start.position), (end, self.end.position)))
        return first, last


def everything(window: TimelineWindow) -> Selection | None:
    """All messages at hand."""
    rows = [row for row in window.rows if row.kind is TimelineKind.MESSAGE]
    if not rows:
        return None
    return Selection(Place(rows[0].key, 0), Place(rows[-1].key, utf16_length(text_of(rows[-1].parts))))


def with_author(row: TimelineRow, text: str) -> str:
    """A message as it stands in a copied talk."""
    return f"{row.sender_name} {moment_text(row.at)}\n{text}"
