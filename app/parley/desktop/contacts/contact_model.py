"""The contact tree as a Qt model: groups and the people in them, at most 5,000.

Data and order are apart, as in the conversation list: a presence change is one `dataChanged` for the person's rows
and their groups; places follow at most once a second and never under the pointer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from parley.client.rows import PersonRow
from parley.desktop.contacts.contact_entry import (
    Branch,
    GroupEntry,
    GroupKind,
    PersonEntry,
    branches,
    person_entry,
)
from parley.desktop.contacts.status_words import is_there, word_of
from parley.desktop.conversations.order_gate import OrderGate
from parley.desktop.i18n import translate
from parley.domain.people import ContactGroup
from parley.domain.presence import Status
from parley.foundation.clock import Clock, SystemClock

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_ROLES = [ENTRY_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole]
_MIME = "application/x-parley-person"

Index = QModelIndex | QPersistentModelIndex


class ContactModel(QAbstractItemModel):
    """Two levels: groups, people. People's indexes carry their group's serial number, which never changes.

    Signals: `dropped` (person, from group, to group): somebody was dragged; `shown_changed` after rows moved.
    """

    dropped = Signal(str, str, str)
    shown_changed = Signal()

    def __init__(self, parent: QObject | None = None, *, clock: Clock | None = None) -> None:
        super().__init__(parent)
        self._clock = clock or SystemClock()
        self._groups: list[ContactGroup] = []
        self._people: dict[str, PersonEntry] = {}
        self._words: tuple[str, ...] = ()
        self._shown: list[Branch] = []
        self._serials: dict[str, int] = {}
        self._places: dict[int, int] = {}
        self._gate = OrderGate()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check_order)

    @property
    def branches(self) -> Sequence[Branch]:
        """What is shown."""
        return self._shown

    def set_people(
        self, groups: Iterable[ContactGroup], people: Iterable[PersonRow], statuses: dict[str, Status]
    ) -> None:
        """Replace everything, at once."""
        self._groups = list(groups)
        self._people = {
            row.person: self._entry(row, statuses.get(row.person, Status.OFFLINE)) for row in people
        }
        self.apply_order()

    def set_statuses(self, statuses: dict[str, Status]) -> None:
        """Take new presence; rows are repainted at once, their places follow."""
        moved = False
        for person, status in statuses.items():
            before = self._people.get(person)
            if before is not None and before.status is not status:
                self._people[person] = replace(before, status=status)
                moved = True
        if moved:
            self._repaint(set(statuses))
            self._gate = self._gate.asked()
            self.check_order()

    def set_words(self, words: tuple[str, ...]) -> None:
        """Show only who matches."""
        if words != self._words:
            self._words = words
            self.apply_order()

    def pointer_entered(self) -> None:
        """The pointer is over the tree: rows stay where they are."""
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
        """Put everything in its place now."""
        self._timer.stop()
        self._gate = self._gate.sorted(self._clock.monotonic())
        self._show(branches(self._groups, self._people, self._words))

    def refresh_words(self) -> None:
        """The language changed: headings read differently."""
        for row in range(len(self._shown)):
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0), _ROLES)

    def index_of(self, person: str) -> QModelIndex:
        """The first place a person is shown at; invalid if nowhere."""
        for row, branch in enumerate(self._shown):
            for place, entry in enumerate(branch.people):
                if entry.row.person == person:
                    return self.index(place, 0, self.index(row, 0))
        return QModelIndex()

    def _entry(self, row: PersonRow, status: Status) -> PersonEntry:
        before = self._people.get(row.person)
        if before is None or before.row != row:
            return person_entry(row, status)
        return before if before.status is status else replace(before, status=status)

    def _repaint(self, people: set[str]) -> None:
        for row, branch in enumerate(self._shown):
            touched = [place for place, entry in enumerate(branch.people) if entry.row.person in people]
            if touched:
                self._repaint_branch(row, branch, touched)

    def _repaint_branch(self, row: int, branch: Branch, touched: list[int]) -> None:
        fresh = list(branch.people)
        online = branch.group.online
        for place in touched:
            entry = self._people[fresh[place].row.person]
            online += is_there(entry.status) - is_there(fresh[place].status)
            fresh[place] = entry
        self._shown[row] = Branch(replace(branch.group, online=online), tuple(fresh))
        parent = self.index(row, 0)
        for place in touched:
            at = self.index(place, 0, parent)
            self.dataChanged.emit(at, at, _ROLES)
        self.dataChanged.emit(parent, parent, _ROLES)

    def _show(self, target: list[Branch]) -> None:
        same_rows = [_shape(branch) for branch in target] == [_shape(branch) for branch in self._shown]
        if same_rows:
            before, self._shown = self._shown, target
            for row, (old, new) in enumerate(zip(before, target, strict=True)):
                self._tell_differences(row, old, new)
            return
        if {_members(b) for b in target} == {_members(b) for b in self._shown}:
            self._permute(target)
        else:
            self.beginResetModel()
            self._shown = target
            self._number()
            self.endResetModel()
        self.shown_changed.emit()

    def _tell_differences(self, row: int, old: Branch, new: Branch) -> None:
        parent = self.index(row, 0)
        if old.group != new.group:
            self.dataChanged.emit(parent, parent, _ROLES)
        for place, (was, now) in enumerate(zip(old.people, new.people, strict=True)):
            if was != now:
                at = self.index(place, 0, parent)
                self.dataChanged.emit(at, at, _ROLES)

    def _permute(self, target: list[Branch]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._key_of(index) for index in before]
        self._shown = target
        self._number()
        self.changePersistentIndexList(before, [self._find(*key) for key in keys])
        self.layoutChanged.emit()

    def _key_of(self, index: Index) -> tuple[str, str]:
        group = self._group_of(index)
        if group is None:
            return self._shown[index.row()].group.id, ""
        return group.group.id, group.people[index.row()].row.person

    def _find(self, group: str, person: str) -> QModelIndex:
        row = next(row for row, branch in enumerate(self._shown) if branch.group.id == group)
        parent = self.index(row, 0)
        if not person:
            return parent
        people = self._shown[row].people
        return self.index(next(i for i, e in enumerate(people) if e.row.person == person), 0, parent)

    def _number(self) -> None:
        for branch in self._shown:
            self._serials.setdefault(branch.group.id, len(self._serials) + 1)
        self._places = {self._serials[branch.group.id]: row for row, branch in enumerate(self._shown)}

    def _group_of(self, index: Index) -> Branch | None:
        row = self._places.get(index.internalId())
        return self._shown[row] if row is not None else None

    # Qt overrides

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if column != 0 or row < 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, 0) if row < len(self._shown) else QModelIndex()
        if parent.internalId() or parent.row() >= len(self._shown):
            return QModelIndex()
        branch = self._shown[parent.row()]
        if row >= len(branch.people):
            return QModelIndex()
        return self.createIndex(row, 0, self._serials[branch.group.id])

    def parent(self, child: Index = QModelIndex()) -> Any:  # noqa: B008
        row = self._places.get(child.internalId()) if child.isValid() else None
        return QModelIndex() if row is None else self.createIndex(row, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._shown)
        if parent.internalId() or parent.column() > 0 or parent.row() >= len(self._shown):
            return 0
        return len(self._shown[parent.row()].people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        branch = self._group_of(index)
        if branch is None:
            return (
                _group_data(self._shown[index.row()].group, role) if index.row() < len(self._shown) else None
            )
        return _person_data(branch.people[index.row()], role) if index.row() < len(branch.people) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        branch = self._group_of(index)
        if branch is not None:
            return flags | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if index.row() < len(self._shown) and self._shown[index.row()].group.kind is not GroupKind.COLLEAGUES:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        keys = [self._key_of(index) for index in indexes]
        data.setData(_MIME, "\n".join(f"{person}\t{group}" for group, person in keys if person).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        return data.hasFormat(_MIME) and self._drop_group(parent) is not None

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        target = self._drop_group(parent)
        if target is None or not data.hasFormat(_MIME):
            return False
        for line in bytes(data.data(_MIME).data()).decode().splitlines():
            person, _tab, source = line.partition("\t")
            if source != target.id:
                self.dropped.emit(person, source, target.id)
        # False: the rows move when the contact itself changed, not because Qt takes them out.
        return False

    def _drop_group(self, parent: Index) -> GroupEntry | None:
        if not parent.isValid():
            return None
        branch = self._group_of(parent) or self._shown[parent.row()]
        return branch.group if branch.group.kind is not GroupKind.COLLEAGUES else None


def group_title(group: GroupEntry) -> str:
    """The heading's name; groups that are always there have one in the active language."""
    if group.kind is GroupKind.COLLEAGUES:
        return _("Our team")
    return group.name if group.kind is GroupKind.OWN else _("Contacts without a group")


def _group_data(group: GroupEntry, role: int) -> Any:
    if role == ENTRY_ROLE:
        return group
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return f"{group_title(group)} ({group.online}/{group.total})"
    return None


def _person_data(entry: PersonEntry, role: int) -> Any:
    if role == ENTRY_ROLE:
        return entry
    if role == Qt.ItemDataRole.DisplayRole:
        return entry.row.name
    if role == Qt.ItemDataRole.AccessibleTextRole:
        profile = entry.row.profile
        parts = (entry.row.name, profile.company, word_of(entry.status), profile.signature)
        return ", ".join(part for part in parts if part)
    return None


def _shape(branch: Branch) -> tuple[str, tuple[str, ...]]:
    return branch.group.id, tuple(entry.row.person for entry in branch.people)


def _members(branch: Branch) -> tuple[str, frozenset[str]]:
    return branch.group.id, frozenset(entry.row.person for entry in branch.people)


def _(text: str, **values: object) -> str:
    return translate("Contacts", text, **values)
