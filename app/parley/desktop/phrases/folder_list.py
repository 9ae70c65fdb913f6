"""The folders of a library, with how many phrases each holds; phrases are dropped on them, they are dragged in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from parley.desktop.phrases.phrase_model import phrase_in
from parley.desktop.style.icons import Icon, paint_icon
from parley.desktop.style.paint import focus_ring, rounded
from parley.desktop.style.theme import is_restyle, tokens_of
from parley.desktop.style.tokens import Radius, Size, TextStyle

EVERYTHING = "*"
NO_FOLDER = ""
_MIME = "application/x-parley-phrase-folder"
_PLACE_ROLE = Qt.ItemDataRole.UserRole + 1
_ROW = 38

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Shelf:
    """One row: everything (`*`), a folder, or what is in none (""). `position` is nought or more for a folder."""

    key: str
    name: str
    count: int
    position: int = -1
    may_edit: bool = False


class FolderList(QListView):
    """Chooses what the list beside it shows.

    Signals: `shelf_chosen(key)`; `phrase_dropped(phrase, key)`; `folder_moved(folder, position)`;
    `rename_wanted(folder)`; `delete_wanted(folder)`; `menu_wanted(folder, global position)`.
    """

    shelf_chosen = Signal(str)
    phrase_dropped = Signal(str, str)
    folder_moved = Signal(str, int)
    rename_wanted = Signal(str)
    delete_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.shelves = _ShelfModel(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setModel(self.shelves)
        self.setItemDelegate(_ShelfDelegate(self))
        self.shelves.phrase_dropped.connect(self.phrase_dropped)
        self.shelves.folder_moved.connect(self.folder_moved)
        self.selectionModel().currentChanged.connect(self._on_current)
        self._is_quiet = False

    @property
    def current(self) -> str:
        """What is chosen."""
        shelf = self.currentIndex().data(_PLACE_ROLE)
        return shelf.key if isinstance(shelf, Shelf) else EVERYTHING

    def set_shelves(self, shelves: Sequence[Shelf], chosen: str) -> None:
        """Show these, one of them chosen without a signal; everything if it's gone."""
        self._is_quiet = True
        self.shelves.set_shelves(shelves)
        keys = [shelf.key for shelf in shelves]
        place = keys.index(chosen) if chosen in keys else 0
        self.setCurrentIndex(self.shelves.index(place, 0))
        self._is_quiet = False

    def _on_current(self, index: QModelIndex) -> None:
        shelf = index.data(_PLACE_ROLE)
        if isinstance(shelf, Shelf) and not self._is_quiet:
            self.shelf_chosen.emit(shelf.key)

    def _shelf(self, index: QModelIndex) -> Shelf | None:
        shelf = index.data(_PLACE_ROLE)
        return shelf if isinstance(shelf, Shelf) and shelf.may_edit and shelf.position >= 0 else None

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_move(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shelf = self._shelf(self.currentIndex())
        if shelf is not None and _is_move(event):
            self.folder_moved.emit(shelf.key, shelf.position + (-1 if event.key() == Qt.Key.Key_Up else 1))
        elif shelf is not None and event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit(shelf.key)
        elif shelf is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(shelf.key)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        shelf = self._shelf(index)
        if shelf is not None:
            at = self.viewport().mapToGlobal(self.visualRect(index).center()) if is_key else event.globalPos()
            self.menu_wanted.emit(shelf.key, at)

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event):
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)


class _ShelfModel(QAbstractListModel):
    phrase_dropped = Signal(str, str)
    folder_moved = Signal(str, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shelves: tuple[Shelf, ...] = ()

    def set_shelves(self, shelves: Sequence[Shelf]) -> None:
        self.beginResetModel()
        self._shelves = tuple(shelves)
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shelves)

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid():
            return None
        shelf = self._shelves[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shelf.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{shelf.name}, {shelf.count}"
            case Qt.ItemDataRole.UserRole:
                return shelf.key
            case role if role == _PLACE_ROLE:
                return shelf
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        is_own = (
            index.isValid()
            and self._shelves[index.row()].may_edit
            and self._shelves[index.row()].position >= 0
        )
        return flags | Qt.ItemFlag.ItemIsDragEnabled if is_own else flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME, "application/x-parley-phrase"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, self._shelves[indexes[0].row()].key.encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        if phrase_in(data):
            return parent.isValid() and self._shelves[parent.row()].key != EVERYTHING
        return data.hasFormat(_MIME)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        phrase = phrase_in(data)
        if phrase:
            self.phrase_dropped.emit(phrase, self._shelves[parent.row()].key)
            return False
        folder = bytes(data.data(_MIME).data()).decode()
        place = parent.row() if parent.isValid() else row
        target = self._shelves[place].position if 0 <= place < len(self._shelves) else len(self._shelves)
        own = next((shelf.position for shelf in self._shelves if shelf.key == folder), -1)
        if target < 0:
            target = 0 if place <= 1 else len(self._shelves)
        if target not in (own, own + 1) or parent.isValid():
            self.folder_moved.emit(folder, target - 1 if own < target and not parent.isValid() else target)
        return False


class _ShelfDelegate(QStyledItemDelegate):
    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, tokens_of(option.widget).scaled(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shelf = index.data(_PLACE_ROLE)
        if not isinstance(shelf, Shelf):
            return
        tokens = tokens_of(option.widget)
        box = QRectF(option.rect).adjusted(8, 1, -8, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            rounded(painter, box, Radius.BUTTON, tokens.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box, Radius.BUTTON, tokens.hover)
        window = option.widget.window() if option.widget is not None else None
        by_key = window is not None and window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if option.state & QStyle.StateFlag.State_HasFocus and by_key:
            focus_ring(painter, box, Radius.BUTTON, tokens)
        ink = tokens.accent if is_chosen else tokens.ink
        side = Size.ICON_SMALL
        mark = QRectF(box.x() + 10, box.center().y() - side / 2, side, side)
        icon = Icon.BOLT if shelf.key == EVERYTHING else Icon.FOLDER
        paint_icon(painter, icon, mark, ink if is_chosen else tokens.ink2)
        painter.setFont(tokens.figures(TextStyle.TIME))
        painter.setPen(tokens.ink3)
        count = str(shelf.count)
        room = box.adjusted(34, 0, -10, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(count) - 8)
        painter.setFont(tokens.font(TextStyle.BODY_STRONG if is_chosen else TextStyle.BODY))
        painter.setPen(ink)
        name = painter.fontMetrics().elidedText(shelf.name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


def _is_move(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
