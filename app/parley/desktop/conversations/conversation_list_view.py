"""The list itself: hover, keys, type-ahead, and telling the model where the pointer is."""

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QListView, QWidget

from parley.desktop.contacts.pictures import Pictures
from parley.desktop.conversations.conversation_delegate import ConversationDelegate
from parley.desktop.conversations.conversation_entry import Entry, EntryKind, folded
from parley.desktop.conversations.conversation_model import ENTRY_ROLE, ConversationModel
from parley.desktop.style.theme import is_restyle
from parley.desktop.widgets.assistive_choice import AssistiveChoice


class ConversationListView(QListView):
    """Rows of conversations and people.

    Signals: `chosen` (entry, keep): one click or Enter looks at it, a double click or Ctrl+Enter keeps it;
    `menu_wanted` (entry, global position).
    """

    chosen = Signal(object, bool)
    menu_wanted = Signal(object, QPoint)

    def __init__(
        self, model: ConversationModel, pictures: Pictures | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("conversations.list")
        self._conversations = model
        self._typed = ""
        self._since_typed = QElapsedTimer()
        self.setModel(model)
        self.setItemDelegate(ConversationDelegate(pictures, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(24)
        AssistiveChoice(self, self._choose_selected)
        self.clicked.connect(lambda index: self._choose(index, keep=False))
        self.doubleClicked.connect(lambda index: self._choose(index, keep=True))
        if pictures is not None:
            pictures.arrived.connect(lambda _sha: self.viewport().update())

    def go(self, step: int) -> None:
        """Move the current row by `step` rows one can choose."""
        row = self.currentIndex().row() if self.currentIndex().isValid() else (-1 if step > 0 else 0)
        count = self._conversations.rowCount()
        for _attempt in range(count):
            row = (row + step) % count
            if self._conversations.entry(row).kind is not EntryKind.SECTION:
                self.setCurrentIndex(self._conversations.index(row))
                return

    def choose_current(self, *, keep: bool = False) -> None:
        """Open the current row, or the first one if there is no current one."""
        if not self.currentIndex().isValid():
            self.go(1)
        self._choose(self.currentIndex(), keep=keep)

    def _choose(self, index: QModelIndex | QPersistentModelIndex, *, keep: bool) -> None:
        entry: Entry | None = index.data(ENTRY_ROLE) if index.isValid() else None
        if entry is not None and entry.kind is not EntryKind.SECTION:
            self.chosen.emit(entry, keep)

    def _choose_selected(self, index: QModelIndex) -> None:
        self.clearSelection()
        self._choose(index, keep=False)

    def _ask_menu(self, index: QModelIndex, position: QPoint) -> None:
        entry: Entry | None = index.data(ENTRY_ROLE) if index.isValid() else None
        if entry is not None and entry.kind is not EntryKind.SECTION:
            self.menu_wanted.emit(entry, position)

    # Qt overrides

    def keyboardSearch(self, search: str) -> None:
        """Type-ahead over names and their pinyin, from the row after the current one."""
        if (
            not self._since_typed.isValid()
            or self._since_typed.elapsed() > QApplication.keyboardInputInterval()
        ):
            self._typed = ""
        self._since_typed.start()
        self._typed += folded(search)
        count = self._conversations.rowCount()
        start = max(0, self.currentIndex().row()) + (1 if len(self._typed) == 1 else 0)
        for offset in range(count):
            row = (start + offset) % count
            entry = self._conversations.entry(row)
            if any(word.startswith(self._typed) for word in entry.search_key.split()):
                self.setCurrentIndex(self._conversations.index(row))
                return

    def selectionCommand(
        self, _index: QModelIndex | QPersistentModelIndex, _event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        # Which row is marked is the open conversation's affair; only a screen reader selects.
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current(keep=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.go(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            self._ask_menu(index, self.viewport().mapToGlobal(self.visualRect(index).center()))
        else:
            self._ask_menu(self.indexAt(event.pos()), event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        self._conversations.pointer_entered()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._conversations.pointer_left()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event):
            self.scheduleDelayedItemsLayout()
        elif event.type() == QEvent.Type.LanguageChange and hasattr(self, "_conversations"):
            self._conversations.refresh_times()
        super().changeEvent(event)
