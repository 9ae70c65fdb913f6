"""The contact tree itself: folding, keys, type-ahead, dragging people between groups."""

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QEnterEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QFrame, QTreeView, QWidget

from parley.desktop.contacts.contact_delegate import ContactDelegate
from parley.desktop.contacts.contact_entry import GroupEntry, PersonEntry
from parley.desktop.contacts.contact_model import ENTRY_ROLE, ContactModel
from parley.desktop.contacts.pictures import Pictures
from parley.desktop.conversations.conversation_entry import folded
from parley.desktop.style.theme import is_restyle
from parley.desktop.widgets.assistive_choice import AssistiveChoice
from parley.desktop.widgets.drag_chip import drag_chip


class ContactTreeView(QTreeView):
    """Groups and people.

    Signals: `person_chosen` (person) on a click or Enter; `message_wanted` (person) on a double click or
    Ctrl+Enter; `menu_wanted` (entry, global position).
    """

    person_chosen = Signal(str)
    message_wanted = Signal(str)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, model: ContactModel, pictures: Pictures | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contacts.tree")
        self._contacts = model
        self._folded: set[str] = set()
        self._is_filtered = False
        self._typed = ""
        self._since_typed = QElapsedTimer()
        self._pictures = pictures
        self._delegate = ContactDelegate(pictures, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._dress()
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)
        self.expanded.connect(self._remember)
        self.collapsed.connect(self._remember)
        AssistiveChoice(self, self._clicked)
        model.shown_changed.connect(self._unfold)
        model.modelReset.connect(self._unfold)
        if pictures is not None:
            pictures.arrived.connect(lambda _sha: self.viewport().update())

    def set_selected(self, person: str) -> None:
        """Mark the person whose page is open."""
        self._delegate.selected = person
        self.viewport().update()

    def set_filtered(self, filtered: bool) -> None:
        """While one searches, every group is open."""
        self._is_filtered = filtered
        self._unfold()

    def _dress(self) -> None:
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QTreeView.SelectionMode.SingleSelection)
        # With whole rows Qt selects another one for a screen reader than it asked for.
        self.setSelectionBehavior(QTreeView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QTreeView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setAnimated(False)

    def _unfold(self) -> None:
        for row in range(self._contacts.rowCount()):
            index = self._contacts.index(row, 0)
            group: GroupEntry = index.data(ENTRY_ROLE)
            self.setExpanded(index, self._is_filtered or group.id not in self._folded)

    def _remember(self, index: QModelIndex) -> None:
        group = index.data(ENTRY_ROLE)
        if self._is_filtered or not isinstance(group, GroupEntry):
            return
        if self.isExpanded(index):
            self._folded.discard(group.id)
        else:
            self._folded.add(group.id)

    def _clicked(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, GroupEntry):
            self.setExpanded(index, not self.isExpanded(index))
        elif isinstance(entry, PersonEntry):
            self.person_chosen.emit(entry.row.person)

    def _double_clicked(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, PersonEntry):
            self.message_wanted.emit(entry.row.person)

    def _ask_menu(self, index: QModelIndex, position: QPoint) -> None:
        entry = index.data(ENTRY_ROLE) if index.isValid() else None
        if entry is not None:
            self.menu_wanted.emit(entry, position)

    # Qt overrides

    def keyboardSearch(self, search: str) -> None:
        """Type-ahead over names and their pinyin, among the rows that are unfolded."""
        if (
            not self._since_typed.isValid()
            or self._since_typed.elapsed() > QApplication.keyboardInputInterval()
        ):
            self._typed = ""
        self._since_typed.start()
        self._typed += folded(search)
        index = self.currentIndex() if self.currentIndex().isValid() else self._contacts.index(0, 0)
        # Once around; the current row itself may be folded away and never come by again.
        for _row in range(sum(len(branch.people) + 1 for branch in self._contacts.branches)):
            index = self.indexBelow(index)
            if not index.isValid():
                index = self._contacts.index(0, 0)
            entry = index.data(ENTRY_ROLE)
            if isinstance(entry, PersonEntry) and _begins(entry, self._typed):
                self.setCurrentIndex(index)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._double_clicked(index)
            else:
                self._clicked(index)
            return
        super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        entry = self.currentIndex().data(ENTRY_ROLE)
        if not isinstance(entry, PersonEntry):
            return
        picture = self._pictures.of(entry.row.profile.avatar) if self._pictures is not None else None
        drag = QDrag(self)
        drag.setMimeData(self._contacts.mimeData([self.currentIndex()]))
        drag.setPixmap(drag_chip(self, entry.row.name, entry.row.person, picture))
        drag.setHotSpot(QPoint(-12, -8))
        drag.exec(actions, Qt.DropAction.MoveAction)

    def drawBranches(self, painter: QPainter, rect: object, index: object) -> None:
        """The delegate draws the fold mark."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            self._ask_menu(index, self.viewport().mapToGlobal(self.visualRect(index).center()))
        else:
            self._ask_menu(self.indexAt(event.pos()), event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        self._contacts.pointer_entered()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._contacts.pointer_left()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if is_restyle(event):
            self.scheduleDelayedItemsLayout()
        elif event.type() == QEvent.Type.LanguageChange and hasattr(self, "_contacts"):
            self._contacts.refresh_words()
        super().changeEvent(event)


def _begins(entry: PersonEntry, typed: str) -> bool:
    return any(word.startswith(typed) for word in entry.search_key.split())
