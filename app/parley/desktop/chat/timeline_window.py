"""The bounded window of rows that a timeline holds: values only, no Qt.

Rows stand in the order of their `seq`, those that still wait for one come last in the order they were written.
A key stands once. Pages are joined at either end; beyond `limit` rows the end one doesn't look at is dropped and
`has_older` / `has_newer` says so, which makes the view ask for the page again when it comes near.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from parley.client.rows import TimelineKind, TimelinePage, TimelineRow

WINDOW_LIMIT = 600
GROUP_SPAN = timedelta(minutes=5)
"""Messages of one sender stand together while no more than this lies between two of them."""


@dataclass(frozen=True, slots=True)
class UnreadMark:
    """Where the divider stands, and what it counts."""

    seq: int
    count: int


@dataclass(frozen=True, slots=True)
class Placing:
    """What its neighbours make of a row: a date above it, the unread divider, its place in a group."""

    day: date | None
    unread: int
    is_first: bool
    is_last: bool


class TimelineWindow:
    """The rows of one conversation that are at hand."""

    def __init__(self, *, limit: int = WINDOW_LIMIT, zone: tzinfo | None = None) -> None:
        self._limit = limit
        self._zone = zone
        self._rows: list[TimelineRow] = []
        self._index: dict[str, int] = {}
        self.has_older = False
        self.has_newer = False
        self.unread: UnreadMark | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int) -> TimelineRow:
        return self._rows[index]

    @property
    def rows(self) -> Sequence[TimelineRow]:
        """All rows, oldest first."""
        return self._rows

    @property
    def first_seq(self) -> int | None:
        """The oldest number at hand."""
        return next((row.seq for row in self._rows if row.seq is not None), None)

    @property
    def last_seq(self) -> int | None:
        """The newest number at hand."""
        return next((row.seq for row in reversed(self._rows) if row.seq is not None), None)

    def index_of(self, key: str) -> int | None:
        """Where a row stands, if it is at hand."""
        return self._index.get(key)

    def find_seq(self, seq: int) -> int | None:
        """The first row at or after a number."""
        for index, row in enumerate(self._rows):
            if row.seq is not None and row.seq >= seq:
                return index
        return None

    def replace(self, page: TimelinePage) -> None:
        """Hold this page and nothing else. The unread mark stays: it belongs to the visit, not to the page."""
        self.has_older, self.has_newer = page.has_older, page.has_newer
        self._rows, self._index = [], {}
        self._take(page.rows)

    def prepend(self, page: TimelinePage) -> None:
        """Join older rows; the newest are dropped where it gets too much."""
        self._take(page.rows)
        self.has_older = page.has_older
        if len(self._rows) > self._limit:
            del self._rows[self._limit :]
            self.has_newer = True
            self._number()

    def extend(self, page: TimelinePage) -> None:
        """Join newer rows of a page; the oldest are dropped where it gets too much."""
        self._take(page.rows)
        self.has_newer = page.has_newer
        self._drop_oldest()

    def append(self, rows: Iterable[TimelineRow], *, keep_all: bool = False) -> bool:
        """Join rows that have just happened. False: they lie beyond a part that isn't at hand.

        `keep_all`: somebody reads the oldest rows, so none is dropped now.
        """
        known = [row for row in rows if not self.has_newer or row.key in self._index]
        self._take(known)
        if not keep_all:
            self._drop_oldest()
        return not self.has_newer

    def update(self, rows: Iterable[TimelineRow]) -> tuple[str, ...]:
        """Take the new look of rows that are at hand; the keys that changed."""
        known = [row for row in rows if row.key in self._index and self._rows[self._index[row.key]] != row]
        self._take(known)
        return tuple(row.key for row in known)

    def placing(self, index: int) -> Placing:
        """What the neighbours make of a row."""
        row = self._rows[index]
        before = self._rows[index - 1] if index > 0 else None
        after = self._rows[index + 1] if index + 1 < len(self._rows) else None
        day = self._day(row)
        is_new_day = before is None or self._day(before) != day
        unread = self.unread.count if self.unread is not None and self._is_divided(before, row) else 0
        return Placing(
            day=day if is_new_day else None,
            unread=unread,
            is_first=is_new_day or bool(unread) or not self._belong_together(before, row),
            is_last=not self._belong_together(row, after) or self._is_divided(row, after),
        )

    def _is_divided(self, before: TimelineRow | None, row: TimelineRow | None) -> bool:
        mark = self.unread
        if mark is None or row is None or row.seq is None or row.seq < mark.seq:
            return False
        return before is None or (before.seq is not None and before.seq < mark.seq)

    def _belong_together(self, row: TimelineRow | None, after: TimelineRow | None) -> bool:
        return (
            row is not None
            and after is not None
            and row.kind is TimelineKind.MESSAGE
            and after.kind is TimelineKind.MESSAGE
            and row.sender == after.sender
            and row.is_own == after.is_own
            and self._day(row) == self._day(after)
            and abs(after.at - row.at) <= GROUP_SPAN
        )

    def _day(self, row: TimelineRow) -> date:
        return local_day(row.at, self._zone)

    def _take(self, rows: Iterable[TimelineRow]) -> None:
        for row in rows:
            index = self._index.get(row.key)
            if index is None:
                self._index[row.key] = len(self._rows)
                self._rows.append(row)
            else:
                self._rows[index] = row
        self._rows.sort(key=_place)
        self._number()

    def _drop_oldest(self) -> None:
        surplus = len(self._rows) - self._limit
        if surplus > 0:
            del self._rows[:surplus]
            self.has_older = True
            self._number()

    def _number(self) -> None:
        self._index = {row.key: index for index, row in enumerate(self._rows)}


def local_day(moment: datetime, zone: tzinfo | None = None) -> date:
    """The day on the calendar of the computer, or of another zone."""
    return moment.astimezone(zone).date()


def _place(row: TimelineRow) -> tuple[bool, int]:
    # Rows without a number keep the order in which they were written: sorting is stable.
    return (row.seq is None, row.seq or 0)
