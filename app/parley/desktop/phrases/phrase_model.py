"""Phrases as a Qt list: in the order of their library, which one changes by dragging."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from parley.client.rows import PhraseRow
from parley.desktop.phrases.words import plain_text, spoken

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
MIME = "application/x-parley-phrase"

Index = QModelIndex | QPersistentModelIndex


class PhraseModel(QAbstractListModel):
    """Rows of one view.

    Signals: `dropped(phrase, before)`: one was dragged before another, "" for behind all.
    """

    dropped = Signal(str, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[PhraseRow, ...] = ()
        self.is_ordered = True

    def set_rows(self, rows: Iterable[PhraseRow], *, is_ordered: bool = True) -> None:
        """Show these; `is_ordered` while they stand in the library's own order, so that dragging means something."""
        self.is_ordered = is_ordered
        new = tuple(rows)
        if new == self.rows:
            return
        if [row.id for row in new] == [row.id for row in self.rows]:
            self.rows = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, 0))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def place_of(self, phrase: str) -> int:
        """Its row, or -1."""
        return next((place for place, row in enumerate(self.rows) if row.id == phrase), -1)

    # Qt overrides

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row)
            case Qt.ItemDataRole.UserRole:
                return row.id
            case role if role == ROW_ROLE:
                return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.rows[index.row()].may_edit else flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        row = self.rows[indexes[0].row()]
        data.setData(MIME, row.id.encode())
        data.setText(plain_text(row.text))
        return data

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index
    ) -> bool:
        return self.is_ordered and self.place_of(phrase_in(data)) >= 0

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        place = row if row >= 0 else len(self.rows)
        phrase = phrase_in(data)
        if place not in (self.place_of(phrase), self.place_of(phrase) + 1):
            self.dropped.emit(phrase, self.rows[place].id if place < len(self.rows) else "")
        # False: the rows move when the library says so, not before.
        return False


def phrase_in(data: QMimeData) -> str:
    """The phrase that is dragged; "" for anything else."""
    return bytes(data.data(MIME).data()).decode() if data.hasFormat(MIME) else ""
