"""The rows of the conversation list as a Qt model.

Data and order are apart: a changed row gets one `dataChanged` at once, its new place waits for `OrderGate`. What the
person does (typing into the filter, pinning) is applied at once.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from parley.client.rows import ConversationRow
from parley.desktop.conversations.conversation_entry import (
    Entry,
    EntryKind,
    ListFilter,
    matches,
    section_entry,
)
from parley.desktop.conversations.conversation_words import spoken
from parley.desktop.conversations.order_gate import OrderGate
from parley.desktop.conversations.relative_time import short_time
from parley.desktop.i18n import active_language, translate
from parley.desktop.waiting.waiting_list import (
    Chip,
    Counts,
    DeskView,
    WaitLine,
    counted,
    ordered,
    stands_under,
    wait_line,
)
from parley.desktop.waiting.waiting_words import FlagMark, flag_word, line_words, until_words
from parley.foundation.clock import Clock, SystemClock

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
OPEN_ROLE = Qt.ItemDataRole.UserRole + 2
TIME_ROLE = Qt.ItemDataRole.UserRole + 3
WAIT_ROLE = Qt.ItemDataRole.UserRole + 4
FLAG_ROLE = Qt.ItemDataRole.UserRole + 5
_ROLES = [
    ENTRY_ROLE,
    TIME_ROLE,
    WAIT_ROLE,
    FLAG_ROLE,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
]

SHORT_LIST = 100
"""Sorting this many rows costs less than a millisecond, so it needn't wait its turn."""

Index = QModelIndex | QPersistentModelIndex


class ConversationModel(QAbstractListModel):
    """Conversations in order, then, while one searches, people to start one with.

    Signals: `shown_changed` after rows came, went or moved; `counts_changed` with the `Counts` of the chips.
    """

    shown_changed = Signal()
    counts_changed = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, clock: Clock | None = None, desk: DeskView | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock or SystemClock()
        self._desk = desk
        self._waits: dict[str, ConversationRow] = {}
        self._counts = Counts()
        self._conversations: dict[str, Entry] = {}
        self._people: list[Entry] = []
        self._shown: list[Entry] = []
        self._rows: dict[str, int] = {}
        self._filter = ListFilter()
        self._open = ""
        self._gate = OrderGate()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check_order)

    @property
    def filter(self) -> ListFilter:
        """What is looked for."""
        return self._filter

    @property
    def open_key(self) -> str:
        """The key of the conversation that is open in the centre."""
        return self._open

    @property
    def shows_people(self) -> bool:
        """Whether people one can start a conversation with are among the rows."""
        return bool(self._filter.words) or self._filter.only_people

    def set_conversations(self, entries: Iterable[Entry]) -> None:
        """Replace all conversations."""
        self._conversations = {entry.key: entry for entry in entries}
        self._waits = {
            key: entry.row for key, entry in self._conversations.items() if entry.row and entry.row.wait
        }
        self._refresh_data()
        self._count()
        self.apply_order()

    def set_people(self, entries: Iterable[Entry]) -> None:
        """Replace the people one can start a conversation with, in their order."""
        self._people = list(entries)
        if self.shows_people:
            self._refresh_data()
            self.apply_order()

    def change(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Take new values of some conversations; where they stand follows when the gate opens.

        Who comes into a short list is put in place at once: an empty list that fills a second late looks broken.
        """
        is_short = len(self._shown) < SHORT_LIST and self._gate.is_calm(self._clock.monotonic())
        has_new = False
        for entry in entries:
            before = self._conversations.get(entry.key)
            self._conversations[entry.key] = entry
            self._note_wait(entry)
            row = self._rows.get(entry.key)
            if row is not None:
                self._replace(row, entry)
            elif self._gate.is_held and self._is_shown(entry):
                # Below the others: it is seen at once and moves none of them under the pointer.
                self._insert_at(self._conversation_count(), [entry])
            has_new = has_new or before is None or (row is None and self._is_shown(entry))
            if before is None or _stands_differently(before, entry):
                self._gate = self._gate.asked()
        for key in removed:
            if self._conversations.pop(key, None) is not None:
                self._waits.pop(key, None)
                self._gate = self._gate.asked()
        self._count()
        if has_new and is_short:
            self.apply_order()
        else:
            self.check_order()

    def set_filter(self, wanted: ListFilter) -> None:
        """Look for something else; applied at once, because the person asked for it."""
        if wanted != self._filter:
            self._filter = wanted
            self.apply_order()

    def set_open(self, key: str) -> None:
        """Mark the conversation that is open in the centre."""
        before, self._open = self._open, key
        for changed in (before, key):
            row = self._rows.get(changed)
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row), [OPEN_ROLE])

    def pointer_entered(self) -> None:
        """The pointer is over the list: rows stay where they are."""
        self._gate = self._gate.entered()
        self._timer.stop()

    def pointer_left(self) -> None:
        """The pointer left; a second later rows may move."""
        self._gate = self._gate.left(self._clock.monotonic())
        self.check_order()

    def check_order(self) -> None:
        """Sort if it is due, or set the timer for when it is."""
        due = self._gate.due_at()
        if due is None:
            return
        wait = due - self._clock.monotonic()
        if wait <= 0:
            self.apply_order()
        elif not self._timer.isActive():
            self._timer.start(round(wait * 1000) + 1)

    def apply_order(self) -> None:
        """Put the rows in order now."""
        self._timer.stop()
        self._gate = self._gate.sorted(self._clock.monotonic())
        self._show(self._target())

    def refresh_times(self) -> None:
        """Midnight passed or the language changed: every row reads differently."""
        if self._shown:
            if any(entry.kind is EntryKind.SECTION for entry in self._shown):
                self.apply_order()
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1), _ROLES)

    @property
    def ticks(self) -> bool:
        """Whether time alone changes what the rows say: somebody waits or was put off."""
        return bool(self._waits)

    @property
    def counts(self) -> Counts:
        """How many wait and how many were put off."""
        return self._counts

    def tick(self, first: int, last: int) -> None:
        """A second has passed: rows `first` to `last`, which are seen, say how long, and who was put off comes back."""
        if self._count():
            self._gate = self._gate.asked()
            self.check_order()
        for row in range(max(0, first), min(last, len(self._shown) - 1) + 1):
            if self._shown[row].key in self._waits:
                self.dataChanged.emit(self.index(row), self.index(row), [WAIT_ROLE])

    def entry(self, row: int) -> Entry:
        """The entry shown in a row."""
        return self._shown[row]

    def row_of(self, key: str) -> int | None:
        """Where an entry is shown, if at all."""
        return self._rows.get(key)

    def _target(self) -> list[Entry]:
        wanted = self._filter
        found = [e for e in self._conversations.values() if self._is_shown(e)]
        shown = ordered(found, Chip(wanted.chip))
        if not self.shows_people:
            return shown
        spoken_with = {e.row.peer for e in found if e.row is not None}
        people = [
            e
            for e in self._people
            if e.person is not None and e.person.person not in spoken_with and matches(e, wanted)
        ]
        if people:
            title = _("Start a chat with") if wanted.only_people else _("Contacts")
            shown += [section_entry("people", title), *people]
        return shown

    def _is_shown(self, entry: Entry) -> bool:
        wanted, row = self._filter, entry.row
        if row is None or not matches(entry, wanted):
            return False
        # "Unread" doesn't take the open one away while it's read.
        stays = wanted.chip == Chip.UNREAD and entry.key == self._open
        return stays or stands_under(row, Chip(wanted.chip), wanted.flag, self._now())

    def _now(self) -> datetime:
        return self._desk.now() if self._desk is not None else self._clock.now()

    def _note_wait(self, entry: Entry) -> None:
        if entry.row is not None and entry.row.wait is not None:
            self._waits[entry.key] = entry.row
        else:
            self._waits.pop(entry.key, None)

    def _count(self) -> bool:
        counts = counted(self._waits.values(), self._now())
        has_changed = counts != self._counts
        self._counts = counts
        if has_changed:
            self.counts_changed.emit(counts)
        return has_changed

    def _conversation_count(self) -> int:
        return sum(1 for entry in self._shown if entry.kind is EntryKind.CONVERSATION)

    def _refresh_data(self) -> None:
        fresh = self._conversations | {entry.key: entry for entry in self._people}
        for row, entry in enumerate(self._shown):
            self._replace(row, fresh.get(entry.key, entry))

    def _replace(self, row: int, entry: Entry) -> None:
        if self._shown[row] != entry:
            self._shown[row] = entry
            self.dataChanged.emit(self.index(row), self.index(row), _ROLES)

    def _show(self, target: list[Entry]) -> None:
        if [e.key for e in target] == [e.key for e in self._shown]:
            for row, entry in enumerate(target):
                self._replace(row, entry)
            return
        wanted = {entry.key for entry in target}
        self._remove([row for row, entry in enumerate(self._shown) if entry.key not in wanted])
        self._permute([entry for entry in target if entry.key in self._rows])
        missing = [(row, entry) for row, entry in enumerate(target) if entry.key not in self._rows]
        for _gap, run in groupby(enumerate(missing), key=lambda pair: pair[1][0] - pair[0]):
            rows = [item for _, item in run]
            self._insert_at(rows[0][0], [entry for _, entry in rows])
        for row, entry in enumerate(target):
            self._replace(row, entry)
        self.shown_changed.emit()

    def _remove(self, rows: list[int]) -> None:
        runs = [
            [r for _, r in run] for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])
        ]
        for run in reversed(runs):
            self.beginRemoveRows(QModelIndex(), run[0], run[-1])
            del self._shown[run[0] : run[-1] + 1]
            self._number()
            self.endRemoveRows()

    def _permute(self, order: list[Entry]) -> None:
        if [e.key for e in order] == [e.key for e in self._shown]:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._shown[index.row()].key for index in before]
        self._shown = order
        self._number()
        self.changePersistentIndexList(before, [self.index(self._rows[key]) for key in keys])
        self.layoutChanged.emit()

    def _insert_at(self, row: int, entries: list[Entry]) -> None:
        self.beginInsertRows(QModelIndex(), row, row + len(entries) - 1)
        self._shown[row:row] = entries
        self._number()
        self.endInsertRows()
        self.shown_changed.emit()

    def _number(self) -> None:
        self._rows = {entry.key: row for row, entry in enumerate(self._shown)}

    def _time_of(self, entry: Entry) -> str:
        if entry.row is None or entry.row.last_at is None:
            return ""
        wait, now = entry.row.wait, self._now()
        if wait is not None and wait.snoozed_until is not None and wait.is_snoozed(now):
            return until_words(wait.snoozed_until, now)
        return short_time(entry.row.last_at, self._clock.now(), active_language())

    def _wait_of(self, entry: Entry) -> WaitLine | None:
        if entry.row is None or self._desk is None:
            return None
        return wait_line(entry.row, self._desk)

    def _flag_of(self, entry: Entry) -> FlagMark | None:
        if entry.row is None or not entry.row.flag or self._desk is None:
            return None
        settings = self._desk.settings
        return FlagMark(flag_word(entry.row.flag, settings), settings.flags[entry.row.flag - 1].colour)

    def _spoken(self, entry: Entry) -> str:
        """A wait takes the place of the time, for screen readers too."""
        line = self._wait_of(entry)
        when = self._time_of(entry)
        if line is not None:
            when = line_words(line)
        flag = self._flag_of(entry)
        return ", ".join(part for part in (spoken(entry, when), flag.word if flag else "") if part)

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        entry = self._shown[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == OPEN_ROLE:
            return entry.key == self._open
        if role == TIME_ROLE:
            return self._time_of(entry)
        if role == FLAG_ROLE:
            return self._flag_of(entry)
        if role == WAIT_ROLE:
            return self._wait_of(entry)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(entry)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._shown[index.row()].kind is EntryKind.SECTION:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def _stands_differently(before: Entry, after: Entry) -> bool:
    old, new = before.row, after.row
    if old is None or new is None:
        return True
    return (old.is_pinned, old.last_at, old.is_hidden, bool(old.unread), old.wait, old.flag) != (
        new.is_pinned,
        new.last_at,
        new.is_hidden,
        bool(new.unread),
        new.wait,
        new.flag,
    ) or before.search_key != after.search_key


def _(text: str, **values: object) -> str:
    return translate("Conversations", text, **values)
